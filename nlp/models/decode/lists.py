"""Lists in running text: where their items begin and end, and which of them fit a count and a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from nlp.models.fold import bare
from nlp.models.lexicon import either, words
from nlp.words import cut

_WORD_AND = "以及|加上|(?<![谐平总祥])和(?![谐睦平美解顺气善])|(?<!参)与(?!会)|(?<![普涉])及(?!时)"
_SPLIT = re.compile(rf"{_WORD_AND}|[、,;。:!?\n]|”“|》《")
_LONGEST = 30  # characters of one item; longer pieces are clauses of the report
_LEADING = re.compile(r"^(?:其中|首先|其次|再次|然后|最后|分别|主要|即|就是|是|则是|包括|包含|包括有|所谓)+")
_TRAILING = re.compile(r"(?:等.*|这|的|方面|[二三四五六七八九十两][个项类大种方级][一-鿿]{0,4})$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two separators: ``text[start:end]``, and the separator before it."""

    start: int
    end: int
    words: str
    joint: str


def pieces(text: str, start: int, end: int, *, split: re.Pattern[str] = _SPLIT) -> list[Piece]:
    """``text[start:end]`` cut at its separators, quotation marks dropped from the pieces."""
    found, at, joint = [], start, ""
    for separator in split.finditer(text, start, end):
        found.append(Piece(at, separator.start(), _plain(text[at : separator.start()]), joint))
        at, joint = separator.end(), separator.group()
    found.append(Piece(at, end, _plain(text[at:end]), joint))
    return [piece for piece in found if piece.words]


def _plain(words: str) -> str:
    return bare(words).strip(" 《》") if _MARK.search(words) else words.strip()


_MARK = re.compile("[“”‘’《》]")


@cache
def _verbs() -> re.Pattern[str]:
    roles = ("coin", "make", "figure")
    verbs = tuple(word for role in roles for word in words("model_verbs", role) if len(word) > 1)
    done = r"[抓建办做管配选搭育用织筑守讲理盯把][好实优强大牢准细活稳紧全](?!事)"
    return re.compile(rf"^(?:{done}|{either(verbs + words('model_verbs', 'lead'))}(?:了|起|好)?)")


@lru_cache(maxsize=4096)
def without_verb(words: str) -> str:
    """*words* without the verbs they begin with, unless nothing would be left.

    >>> without_verb("健全例会机制"), without_verb("建立")
    ('例会机制', '建立')
    """
    while (rest := _verbs().sub("", words, count=1)) != words and len(rest) >= 2:
        words = rest
    return words


def without_verbs(items: Sequence[str]) -> tuple[str, ...]:
    """*items* without the verbs they begin with, if every one begins with verbs; else as they are.

    >>> without_verbs(["健全例会制度", "完善评议制度"]), without_verbs(["健全制度", "群众点单"])
    (('例会制度', '评议制度'), ('健全制度', '群众点单'))
    """
    shorter = tuple(without_verb(item) for item in items)
    return shorter if all(a != b for a, b in zip(shorter, items, strict=True)) else tuple(items)


@lru_cache(maxsize=4096)
def tidy(words: str) -> str:
    """An item without the words that only lead to or away from a list."""
    return _balanced(_untotalled(_LEADING.sub("", bare(words).strip(" —-").split("——")[0])))


def trimmed(items: Sequence[str]) -> tuple[str, ...]:
    """*items* with the words before the first item and behind the last cut off, as the others tell.

    >>> trimmed(["窗口服务标准化", "信息化", "信息化"])
    ('标准化', '信息化', '信息化')
    >>> trimmed(["帮助老人耕种", "收割", "售卖农作物"])
    ('耕种', '收割', '售卖')
    """
    first, rest = tidy(items[0]), [tidy(item) for item in items[1:]]
    inner = {len(item) for item in rest[:-1]}
    if len(inner) == 1 and len(rest[-1]) > (size := min(inner)) and "," not in items[-1]:
        even = len(first) == size and len(rest) > 2
        long = len(rest[-1]) - size > 3 or first[-size:] != first
        cut_off = even or (long and _is_word_end(rest[-1], size))
        if cut_off and not _alike_but_first([first, *rest]):
            rest[-1] = rest[-1][:size]
    return (_without_lead(first, rest), *rest)


def _untotalled(words: str) -> str:
    """*words* without 等 or the count that sums a list up; 打造十个示范村 is no such count."""
    rest = _TRAILING.sub("", words)
    return words if rest != words and (not rest or _verbs().fullmatch(rest)) else rest


def _balanced(words: str) -> str:
    """*words* without a bracket whose other half stands in a neighbour."""
    return words if words.count("(") == words.count(")") else words.replace("(", "").replace(")", "")


def _alike_but_first(items: Sequence[str]) -> bool:
    """Whether a character that all items end or begin with says that the last is whole."""
    return len({item[-1:] for item in items}) == 1 or len({item[:1] for item in items[1:]}) == 1


def _without_lead(first: str, rest: Sequence[str]) -> str:
    """*first* from where the item begins: behind verbs and prepositions, as long as the others or nearly so."""
    first = first.rsplit(",", 1)[-1]
    head = {item[:1] for item in rest}
    if len(head) == 1 and len(rest) > 1 and (at := first.rfind(head.pop(), 0, -1)) > 0:
        return first[at:]
    least, most = min(map(len, rest)), max(map(len, rest))
    whole = first
    while len(first) > most and (shorter := _verbs().sub("", first, count=1)) not in {first, ""}:
        first = shorter
    if len(first) > most:
        behind = _LEADS.split(first)[-1]
        first = without_verb(behind if len(behind) >= min(2, least) else first)
    if least != most and len(first) <= most + 2:
        return without_verb(first) or whole
    return first if len(first) <= most else _cut_to(first, least, most)


_LEADS = re.compile(r"[对把将为向从由让使的]|针对|围绕|分成|涉及")


def _is_word_end(words: str, at: int) -> bool:
    return at in _boundaries(words)


@lru_cache(maxsize=4096)
def _boundaries(words: str) -> frozenset[int]:
    return frozenset(accumulate(len(word) for word in cut(words)))


def _cut_to(words: str, least: int, most: int) -> str:
    """The longest ending of *words* between both lengths that begins with a word; else of the greater length."""
    starts = _boundaries(words)
    sizes = [size for size in range(most, least - 1, -1) if len(words) - size in starts]
    return words[-(sizes[0] if sizes else most) :]


def is_list(items: Sequence[str]) -> bool:
    """Whether *items* can be the parts of a name: short, not empty, all different."""
    fit = all(1 <= len(item) <= _LONGEST and "," not in item for item in items)
    return fit and len(set(items)) == len(items)


def last_items(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """The *count* items of a list that ends at *end*; empty when none does."""
    for split in _SPLITS:
        every = pieces(text, start, end, split=split)
        found = every[-count:]
        if len(found) == count and _joined(found):
            clean = len(every) == count and text[start - 1 : start] in _CLEAN_EDGES
            raw = [piece.words for piece in found]
            items = tuple(tidy(item) for item in raw) if clean else trimmed(raw)
            if is_list(items):
                return items
    return ()


_CLEAN_EDGES = frozenset(":由设有括含盖")  # what a list follows whole


def first_items(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """The *count* items of the list that fills ``text[start:end]``; empty when it holds more or fewer."""
    for split in _SPLITS:
        found = pieces(text, start, end, split=split)
        if len(found) == count and _joined(found):
            items = tuple(tidy(piece.words) for piece in found)
            if is_list(items):
                return items
    return ()


def are_alike(items: Sequence[str]) -> bool:
    """Whether *items* look like one list: equally long, or with a character in common at one end.

    >>> are_alike(["轮值办", "督办办"]), are_alike(["身份", "根据需求", "开展"])
    (True, False)
    """
    ends = {item[-1] for item in items}, {item[0] for item in items}
    return len({len(item) for item in items}) == 1 or any(len(end) == 1 for end in ends)


_SPLITS = (
    re.compile(r"[、;]|”“|》《"),
    re.compile(rf"{_WORD_AND}|[、;]|”“"),
    re.compile(r"[、,;]|”“"),
    re.compile(rf"{_WORD_AND}|[、,;]|”“"),
)


def _joined(found: Sequence[Piece]) -> bool:
    """Whether list marks, not only words for "and", hold the pieces together (of two, any joint will do)."""
    joints = [piece.joint for piece in found[1:]]
    return len(found) == 1 or len(found) == 2 or any(joint in "、,;”“" for joint in joints)
