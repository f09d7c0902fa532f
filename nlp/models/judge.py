"""Is a quotation the name of a practice? Policies in order: the first refusal that holds, else the first acceptance.

Precision comes from refusing by what the quotation is (speech, title, honour, metaphor, formula, contrast), recall
from accepting by what shows a name: a head noun, a formula of numerals, a row with a class word, a verb of coining.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.models import numerals
from nlp.models.headnouns import head_inside
from nlp.models.lexicon import MINOR, WAYS, either, heads, is_formula, is_metaphor, words
from nlp.models.mentions import Mention

_LONGEST_BARE = 12  # characters; longer quotations without a head noun are slogans or descriptions
_TITLE_LENGTH = 60  # characters of a book title before the quotation inside it
_PHRASES = re.compile(r"[,、;]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on a name, by which rule; ``confidence`` is 0 where it was refused."""

    rule: str
    confidence: float

    @property
    def accepted(self) -> bool:
        return self.confidence > 0


@dataclass(frozen=True, slots=True)
class Name:
    """All mentions of one name in an article."""

    mentions: tuple[Mention, ...]

    @property
    def core(self) -> str:
        return self.mentions[0].core

    @property
    def classes(self) -> frozenset[str]:
        """Classes of the head nouns and class words it is printed with."""
        return frozenset(heads().get(noun, "way") for noun in self.nouns)

    @property
    def nouns(self) -> tuple[str, ...]:
        found: list[str] = []
        for mention in self.mentions:
            near = mention.head.noun if mention.head else None
            found.extend(noun for noun in (near, mention.shared, mention.announced) if noun)
        return tuple(found)

    @property
    def direct(self) -> frozenset[str]:
        """Classes of the head nouns that follow without 的."""
        return frozenset(m.head.sort for m in self.mentions if m.head and not m.head.by_de)

    @property
    def is_coined(self) -> bool:
        """Whether numerals, letters or plus signs make it up."""
        core = self.core
        return numerals.is_number_formula(core) or numerals.is_numeral_coinage(core)


def judge(name: Name) -> Verdict:
    """The verdict on *name*."""
    for rule, refuses in _REFUSALS:
        if refuses(name):
            return Verdict(rule, 0.0)
    for rule, confidence, accepts in _ACCEPTANCES:
        if accepts(name):
            return Verdict(rule, confidence)
    return Verdict("nothing shows a name", 0.0)


def _all(name: Name, holds: Callable[[Mention], bool]) -> bool:
    return all(holds(mention) for mention in name.mentions)


def _speech(name: Name) -> bool:
    return _all(name, lambda m: bool(re.search(r"[。!?…]", m.core)) or (m.in_speech and m.depth == 0))


def _titled(name: Name) -> bool:
    """The title of a talk, document, song, or the theme of an event."""
    return _all(name, lambda m: _in_book(m) or bool(_TITLE_AFTER.match(m.after) or _TITLE_BEFORE.search(m.before)))


_TITLE_AFTER = re.compile(
    r"^(?:为题|的主题|为主题|为主线|为载体名|等内容|等主题|一文|的讲话|讲话|的报告|的口号|字样|大字)"
)
_TITLE_BEFORE = re.compile(r"(?:题为|主题为|主题是|标题为|以题为|口号是|写着|印有|贴着|挂着|围绕|聚焦主题|重温)$")


def _in_book(mention: Mention) -> bool:
    before = mention.strip.text[max(0, mention.start - _TITLE_LENGTH) : mention.start].rsplit("\n", 1)[-1]
    return before.rfind("《") > before.rfind("》")


def _formula(name: Name) -> bool:
    method = any(noun.endswith("法") for noun in name.nouns)  # “12345”工作法 is not the hotline of that number
    return is_formula(name.core) and not (method and name.core.isdigit())


def _metaphor(name: Name) -> bool:
    return is_metaphor(name.core) and not (name.direct & WAYS)


def _figurative(name: Name) -> bool:
    """Directly behind a verb of imagery, without a head noun of its own."""
    return not (name.nouns or name.is_coined or head_inside(name.core)) and _all(
        name, lambda m: bool(_figure_verbs().search(m.before))
    )


@cache
def _figure_verbs() -> re.Pattern[str]:
    return re.compile(either(words("model_verbs", "figure")) + r"了?$")


_CONTRAST_BEFORE = re.compile(r"(?:从|由|变|将|把|改)[^“”]{0,6}$")
_CONTRAST_AFTER = re.compile(r"^[^,。“”]{0,8}(?:变|转|走|迈|升级|蝶变|到|向)[^,。“”]{0,5}“|^(?:变成?|变为|转为|转变)")
_CONTRAST_END = re.compile(r"”[^,。“”]{0,6}(?:变成?|变为|转变为|转为|走向|迈向|升级为|蝶变为|到|向|为)了?$")


def _contrast(name: Name) -> bool:
    """One side of a change of state: 从“A”到“B”, 变“A”为“B”, “A”向“B”转变."""
    return not name.nouns and _all(name, _is_contrast)


def _is_contrast(mention: Mention) -> bool:
    first = _CONTRAST_AFTER.match(mention.after) and _CONTRAST_BEFORE.search(mention.before)
    towards = re.match(r"^(?:向|到|变)“", mention.after)
    return bool(first or towards or _CONTRAST_END.search(mention.before))


def _honour(name: Name) -> bool:
    if name.direct & WAYS and not _all(name, lambda m: bool(_awards().search(m.before))):
        return False
    return "honour" in name.classes or _all(name, lambda m: bool(_awards().search(m.before)))


@cache
def _awards() -> re.Pattern[str]:
    return re.compile(either(words("model_verbs", "award")) + r"(?:了|为)?[^“”]{0,16}(?:“[^”]*”[、和及]?)*$")


def _nickname(name: Name) -> bool:
    return not (name.direct & WAYS) and not head_inside(name.core) and any(_is_nickname(m) for m in name.mentions)


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(either(words("model_verbs", "call")) + r"(?:了|为|是|作)?$")


def _is_nickname(mention: Mention) -> bool:
    return bool(_calls().search(mention.before)) or mention.after.startswith(("的称呼", "的外号", "的绰号"))


def _stance(name: Name) -> bool:
    """A layout, idea, principle or problem: described, not named. Formulas of numerals stand all the same."""
    if name.is_coined or (numerals.is_word_formula(name.core) and name.classes & WAYS):
        return False
    return bool(name.classes) and name.classes <= {"stance", "paper", "area", "thing"}


def _description(name: Name) -> bool:
    """Several phrases that hang on 的, or on nothing."""
    several = _PHRASES.search(name.core) is not None
    return several and not (name.direct & (WAYS | MINOR)) and not _shares(name) and not _lists_count(name)


def _shares(name: Name) -> bool:
    return any((m.shared and heads()[m.shared] in WAYS) or m.announced for m in name.mentions)


def _lists_count(name: Name) -> bool:
    return any(re.match(r"^[一二三四五六七八九十两][个张项字大支]", m.after) for m in name.mentions) and not any(
        re.match(r"^[一二三四五六七八九十两]个方面", m.after) for m in name.mentions
    )


def _adjective(name: Name) -> bool:
    """一门式服务: a manner of serving, not a name."""
    return (
        len(name.core) <= 3 and name.core.endswith(("式", "型", "性")) and name.direct <= {"service", "act", "stance"}
    )


def _too_short(name: Name) -> bool:
    """One character, or one or two digits: only part of a name."""
    return len(name.core) < 2 or (name.core.isdigit() and len(name.core) < 3)


_REFUSALS: Sequence[tuple[str, Callable[[Name], bool]]] = (
    ("one character", _too_short),
    ("speech", _speech),
    ("national formula", _formula),
    ("honour", _honour),
    ("title or theme", _titled),
    ("metaphor", _metaphor),
    ("nickname", _nickname),
    ("contrast", _contrast),
    ("figure of speech", _figurative),
    ("adjective", _adjective),
    ("stance", _stance),
    ("description", _description),
)


def _has_way(name: Name) -> bool:
    return bool(name.direct & WAYS)


def _way_by_de(name: Name) -> bool:
    return bool(name.classes & WAYS) and (name.is_coined or len(name.core) <= 8)


def _number_formula(name: Name) -> bool:
    return numerals.is_number_formula(name.core)


def _coinage(name: Name) -> bool:
    return numerals.is_numeral_coinage(name.core)


def _word_formula(name: Name) -> bool:
    return numerals.is_word_formula(name.core) and bool(name.classes & (WAYS | MINOR))


def _named_inside(name: Name) -> bool:
    return len(name.core) <= _LONGEST_BARE and head_inside(name.core) is not None


def _minor(name: Name) -> bool:
    return bool(name.classes & MINOR)


@cache
def _coins() -> re.Pattern[str]:
    return re.compile(either(words("model_verbs", "coin")) + r"(?:了|出|起|为)?(?:以)?$")


def _introduced(name: Name) -> bool:
    return len(name.core) <= _LONGEST_BARE and any(_coins().search(m.before) for m in name.mentions)


def _repeated(name: Name) -> bool:
    bare = [m for m in name.mentions if not m.in_speech]
    return len(name.core) <= _LONGEST_BARE and len(bare) >= 3 and any(m.in_heading for m in bare)


# Rule, confidence, test; beside them how many of the names that the rule accepted on the open sample articles and the
# seeds are in the keys. The confidence stays below it: these articles were seen when the rules were made.
_ACCEPTANCES: Sequence[tuple[str, float, Callable[[Name], bool]]] = (
    ("formula of numbers", 0.95, _number_formula),  # 18 of 18
    ("numeral coinage", 0.95, _coinage),  # 69 of 69
    ("head noun follows", 0.95, _has_way),  # 71 of 71
    ("row with a class word", 0.92, _shares),  # 26 of 26
    ("head noun behind 的", 0.8, _way_by_de),  # none met
    ("formula of words", 0.85, _word_formula),  # 1 of 1
    ("head noun inside", 0.9, _named_inside),  # 45 of 45
    ("event, place or medium", 0.8, _minor),  # 35 of 35, nearly all optional
    ("repeated and in a heading", 0.8, _repeated),  # none met
    ("introduced by a verb", 0.7, _introduced),  # 7 of 7
)
