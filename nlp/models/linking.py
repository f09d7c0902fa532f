"""Which names in different articles are one model, and why: 1+6+X支部微联盟 = 支部微联盟“1+6+X”模式.

A name of words is proof by itself. A formula of numerals is not: “三三” and “1+3+N” are coined everywhere anew. It
takes the same place, or the same words beside the numerals, to make two of them one model; for a coinage of several
counted nouns (三会五步) the same class of head noun will do. What lacks proof stays apart and is told as related.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.models import numerals
from nlp.models.fold import squeezed
from nlp.models.lexicon import heads
from nlp.script import simplify

SHORTEST_WORDS = 2  # characters beside a formula that tell two models of it apart
TELLING_NOUN = 3  # characters of a counted noun, without its measure word, that nobody else is likely to count
SAME_NAME = "名称相同"
SAME_PLACE = "数字相同，地点相同"
SAME_WORDS = "数字相同，所指文字相同"
SAME_NOUN = "数字与所数的事物都相同，类别词同类"
SAME_CASE = "同一篇报道"
ONLY_FORMULA = "数字相同，地点和文字不足以证明是同一做法"

_FORMULA = re.compile(
    r"""
    (?: [0-9nx]{1,2} (?: \+[0-9nx]{1,2} )+    # 1+6+x
      | \d [×x] \d{1,2} | \d{3,6}              # 4×8, 1351
      | [一二三四五六七八九十两双]{2,4}          # 三三
    ) (?![0-9+一二三四五六七八九十])
    """,
    re.VERBOSE,
)

_MEASURE = re.compile("^[个项大张条类种支字本步]")
# Head nouns and words between them that say that there is a way of working, and not what it is about.
_GENERAL_END = re.compile(
    r"(?:的|新|工作|服务|治理|管理|运行|建设|模式|机制|工作法|治理法|管理法|方法|办法|体系|制度|制|法|品牌|工程|行动|计划|项目|活动|平台)+$"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A model as one case names it. ``place`` is whatever tells two places apart, "" when it is not known.

    ``before`` are the words printed before the name (支部微联盟“1+6+X”模式).
    """

    case: str
    name: str
    key: str
    kind: str | None = None
    place: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Namings of one model, with the proofs that make them one (none for a single case).

    ``core`` is what they have in common: the formula, else the name itself. Models with one core are related.
    """

    core: str
    namings: tuple[Naming, ...]
    reasons: tuple[str, ...]


def link_models(namings: Iterable[Naming]) -> tuple[Linked, ...]:
    """*namings* of all cases, put together by model, in the order of their first naming.

    >>> here = Naming("a", "“1+6+X”支部微联盟工作新模式", "1+6+X", "模式", "泗水县")
    >>> there = Naming("b", "“1+6+X”模式", "1+6+X", "模式", "", "推行支部微联盟")
    >>> other = Naming("c", "“1+6+X”养老模式", "1+6+X", "模式", "某县")
    >>> [("".join(n.case for n in one.namings), one.reasons) for one in link_models([here, there, other])]
    [('ab', ('数字相同，所指文字相同',)), ('c', ())]
    """
    blocks: dict[str, list[Naming]] = {}
    for naming in namings:
        blocks.setdefault(core_of(naming.key), []).append(naming)
    return tuple(linked for core, block in blocks.items() for linked in _link_block(core, block))


def core_of(key: str) -> str:
    """The formula of numerals with which *key* begins, else the whole of it in one spelling.

    >>> core_of("１＋６＋Ｘ支部微联盟"), core_of("三三制"), core_of("“大众 议事团”"), core_of("三会五步")
    ('1+6+x', '三三', '大众议事团', '三会五步')
    """
    whole = squeezed(simplify(key)) or key
    formula = _FORMULA.match(whole)
    return formula.group() if formula and (_is_open(formula.group()) or not _words(whole[formula.end() :])) else whole


def _is_open(formula: str) -> bool:
    """Whether words may follow directly: behind digits and letters, not behind Chinese numerals (一一对应)."""
    return formula[0].isascii()


def _link_block(core: str, block: Sequence[Naming]) -> Iterator[Linked]:
    if not _needs_proof(core):
        yield Linked(core, tuple(block), (SAME_NAME,) if _several(block) else ())
        return
    groups = _Groups(len(block))
    proved = {reason: proofs for reason, proofs in _proofs(core, block)}
    for proofs in proved.values():
        groups.join(proofs)
    for places in groups.all():
        reasons = tuple(reason for reason, proofs in proved.items() if _shared(proofs, places, block))
        yield Linked(core, tuple(block[place] for place in places), reasons)


def _needs_proof(core: str) -> bool:
    """Whether others may have coined the same: numerals, and numerals that count short words. 四凳议事 is a name."""
    if _FORMULA.fullmatch(core):
        return True
    telling = any(len(_MEASURE.sub("", unit.noun)) >= TELLING_NOUN for unit in numerals.units(core))
    return numerals.is_numeral_coinage(core) and not telling


def _proofs(core: str, block: Sequence[Naming]) -> Iterator[tuple[str, list[str]]]:
    """For each kind of proof: what each naming has to show, "" for nothing. Equal proofs make one model."""
    words = _words_of(core, block)
    yield SAME_CASE, [naming.case for naming in block]
    yield SAME_WORDS, words
    yield SAME_PLACE, [_placed(place, word, block, words) for place, word in zip(_places(block), words, strict=True)]
    yield SAME_NOUN, [_noun(core, naming) for naming in block]


def _places(block: Sequence[Naming]) -> list[str]:
    return [naming.place for naming in block]


def _placed(place: str, word: str, block: Sequence[Naming], words: Sequence[str]) -> str:
    """The place as proof: where one place has several models of a formula, together with the words."""
    if not place:
        return ""
    here = {w for naming, w in zip(block, words, strict=True) if naming.place == place and w}
    return place if len(here) <= 1 else f"{place}/{word}" if word else ""


def _noun(core: str, naming: Naming) -> str:
    """The class of the head noun, of a coinage that counts several nouns; a bare formula proves nothing."""
    counted = [unit for unit in numerals.units(core) if unit.noun]
    return heads().get(naming.kind or "", "") if len(counted) > 1 else ""


def _words_of(core: str, block: Sequence[Naming]) -> list[str]:
    """The words beside the formula in each naming; those printed before it only where another naming has them, too."""
    own = [_own_words(core, naming) for naming in block]
    known = sorted({word for word in own if word}, key=len, reverse=True)
    return [word or _before(naming, known) for word, naming in zip(own, block, strict=True)]


def _own_words(core: str, naming: Naming) -> str:
    name, key = squeezed(naming.name), squeezed(naming.key)
    longer = name if core in name else key
    return _words(longer.split(core, 1)[-1])


def _before(naming: Naming, known: Sequence[str]) -> str:
    before = _words(squeezed(naming.before))
    return next((word for word in known if before.endswith(word)), "")


def _words(text: str) -> str:
    """*text* without what any model is called at its end; "" when too little is left to tell models apart."""
    left = _GENERAL_END.sub("", text)
    return left if len(left) >= SHORTEST_WORDS else ""


def _several(namings: Sequence[Naming]) -> bool:
    return len({naming.case for naming in namings}) > 1


def _shared(proofs: Sequence[str], places: Sequence[int], block: Sequence[Naming]) -> bool:
    """Whether namings of two cases in a group have a proof in common."""
    cases: dict[str, set[str]] = {}
    for place in places:
        if proofs[place]:
            cases.setdefault(proofs[place], set()).add(block[place].case)
    return any(len(named) > 1 for named in cases.values())


class _Groups:
    """Numbers from 0 that are put together step by step."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def join(self, labels: Sequence[str]) -> None:
        """Puts together all numbers of one label; "" is no label."""
        first: dict[str, int] = {}
        for number, label in enumerate(labels):
            if label:
                self._leader[self._find(number)] = self._find(first.setdefault(label, number))

    def all(self) -> list[list[int]]:
        """The groups, each in order, by their first number."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._leader)):
            groups.setdefault(self._find(number), []).append(number)
        return list(groups.values())

    def _find(self, number: int) -> int:
        while self._leader[number] != number:
            self._leader[number] = number = self._leader[self._leader[number]]
        return number
