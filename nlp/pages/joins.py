"""How well a piece of text goes on another: the signs that a break in the page leaves on both sides.

Each sign is weighed; the weights were set on the seeds and on damaged sample pages. What occurs elsewhere in the
document is asked for all pairs at once, so that the document is gone over once however many breaks it has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.pages.begins import WITHIN, lean_inside
from nlp.words import count_word, cut

REACH = 8  # characters on either side of a break that are cut into words
MOST_SEEN = 6  # points for stretches over the break that stand elsewhere, one point each
LONGEST_WORD = 5  # characters of a word over a break
GRAMS = (3, 4, 5, 6)  # lengths of stretches over the break that are looked up in the document
WORDS_COUNTED = 60_000_000  # in the counts of jieba's dictionary
STANDS_ALONE = 10_000  # counts of a character as a word of its own: 工 has 3,771, 已 72,638
LOG_PER_POINT, BEST_WORD = 4.0, 4.0  # likelihood is turned into weight: 4 nats a point, 4 points at most
OPEN_WITHIN = 400  # characters before a break in which an open bracket counts

# What each sign says for a join (below 0: against it), in natural logarithms of odds: a conditional logit over all
# breaks of the open sample pages, damaged in seven ways (docs/design.md). Signs too seldom there were set by hand.
TEXT_WEIGHTS = {
    "joined": 1.1,  # a word of the dictionary stands over the break
    "gain": 1.7,  # how much likelier the words of both sides are together
    "broken": -2.0,  # a word is left broken
    "seen": 1.0,  # stretches over the break that stand elsewhere on the page
    "closes": 3.2,  # a bracket or quotation mark is closed
    "stray": -4.0,  # … which nobody opened
    "unclosed": -2.7,  # … or is left open
    "inner": 3.0,  # the rest begins with a comma or stop
    "doubled": -6.0,  # … after another one
    "counted": 3.2,  # a number and its measure word
    "twice": -3.0,  # the word before the break is printed again
    "listed": 1.0,  # an item like the one before it
    "digit": 1.3,  # the rest begins with a number
    "counting": 1.4,  # … and the words before want one
    "inside": 0.1,  # … as sentences do not (begins.lean_inside)
}

# How a stretch lies over a break: characters before it and after it, the shorter ones first.
_SPLITS = tuple((a, size - a) for size in GRAMS for a in range(1, size))
_PAIRS = {"“": "”", "（": "）", "(": ")", "《": "》", "‘": "’", "「": "」", "『": "』", "【": "】"}
_CLOSERS = frozenset(_PAIRS.values())
_HAN = re.compile(r"[\u4e00-\u9fff]")
_INNER = re.compile(r"[，,。、；;：:！？!?…％%]")
_COUNTING = re.compile(
    r"(?:共|累计|总计|合计|超过?|近|约|达到?|至|有|为|每|第|投入|组织|开展|解决|收到|服务|新增|建成)$|共\S{1,3}$"
)
_OFFICE = re.compile(r"([省市县区州旗镇乡])委、$")


@dataclass(frozen=True, slots=True)
class Seen:
    """The stretches over breaks that also stand elsewhere in the document."""

    grams: frozenset[str]

    def count(self, tail: str, head: str) -> int:
        """How many of the stretches over the break between *tail* and *head* stand elsewhere, longer ones more."""
        return sum(gram in self.grams for gram in spanning(tail, head))


def look_up(text: str, pairs: Iterable[tuple[str, str]]) -> Seen:
    """Which stretches over the breaks of *pairs* (tail, head) stand in *text*."""
    wanted = {gram for tail, head in pairs for gram in spanning(tail, head)}
    if not wanted:
        return Seen(frozenset())
    found: set[str] = set()
    for size in GRAMS:
        sized = {gram for gram in wanted if len(gram) == size}
        found.update(g for g in (text[i : i + size] for i in range(len(text) - size + 1)) if g in sized)
    return Seen(frozenset(found))


def spanning(tail: str, head: str) -> list[str]:
    """Stretches that hold at least one Chinese character of both sides of the break.

    >>> spanning("小区", "议事")
    ['区议事', '小区议', '小区议事']
    """
    left, right = tail[-5:], head[:5]
    if not left or not right or not _HAN.match(left[-1]) or not _HAN.match(right[0]):
        return []
    return [left[-a:] + right[:b] for a, b in _SPLITS if a <= len(left) and b <= len(right)]


def weigh_join(tail: str, head: str, seen: Seen) -> float:
    """The evidence in the text itself that *head* goes on where *tail* breaks off; below 0 it speaks against.

    >>> nothing = Seen(frozenset())
    >>> weigh_join("小区的居", "民都说好。", nothing) > 1 > 0 > weigh_join("小区的居", "”的名字。", nothing)
    True
    """
    return sum(TEXT_WEIGHTS[name] * value for name, value in text_signs(tail, head, seen).items())


def text_signs(tail: str, head: str, seen: Seen) -> dict[str, float]:
    """What of TEXT_WEIGHTS is there in a join of *tail* and *head*, and how much of it."""
    signs_found = {"seen": float(min(seen.count(tail, head), MOST_SEEN))}
    signs_found |= _signs_of_words(tail, head) | _signs_of_brackets(tail, head) | _signs_of_marks(tail, head)
    return {name: value for name, value in signs_found.items() if value}


def _signs_of_words(tail: str, head: str) -> dict[str, float]:
    """Words that only the join makes, and a word that it leaves broken."""
    if not _HAN.match(tail[-1:]) or not _HAN.match(head[:1]):
        return {}
    left, right = tail[-REACH:], head[:REACH]
    gain = _gain_by_joining(left, right)
    if gain > 0:
        return {"joined": 1.0, "gain": min(gain / LOG_PER_POINT, BEST_WORD)}
    return {"broken": float(_ends_broken(left))}


def _gain_by_joining(left: str, right: str) -> float:
    """How much likelier (natural logarithm) the words of both sides are together than apart, if one spans the break."""
    spans = range(1, LONGEST_WORD)
    if not any(count_word(left[-a:] + right[:b]) for a in spans for b in spans if a + b <= LONGEST_WORD):
        return 0.0
    words = cut(left + right)
    position = 0
    for word in words:
        if position < len(left) < position + len(word):
            apart = _log_likelihood(_cut(left)) + _log_likelihood(_cut(right))
            return _log_likelihood(words) - apart if count_word(word) else 0.0
        position += len(word)
    return 0.0


@lru_cache(maxsize=8192)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(cut(text))


def _log_likelihood(words: Iterable[str]) -> float:
    return sum(math.log(max(count_word(word), 1) / WORDS_COUNTED) for word in words)


def _ends_broken(tail: str) -> bool:
    """Whether the last word is one character that seldom stands alone: the beginning of a longer word."""
    last = _cut(tail)[-1]
    return len(last) == 1 and bool(_HAN.match(last)) and count_word(last) < STANDS_ALONE


def _signs_of_brackets(tail: str, head: str) -> dict[str, float]:
    """A bracket left open must be closed; one that nobody opened must not be."""
    left_open = open_bracket(tail[-OPEN_WITHIN:])
    closes = next((c for c in head[:OPEN_WITHIN] if c in _CLOSERS or c in _PAIRS), "")
    if closes in _CLOSERS:
        return {"closes" if left_open and _PAIRS[left_open] == closes else "stray": 1.0}
    return {"unclosed": float(bool(left_open))}


@lru_cache(maxsize=8192)
def open_bracket(text: str) -> str:
    """The last bracket or quotation mark that *text* opens and does not close, "" when there is none.

    >>> open_bracket("推行“网格（片区"), open_bracket("推行“网格”")
    ('（', '')
    """
    opened: list[str] = []
    for character in text:
        if character in _PAIRS:
            opened.append(character)
        elif opened and character == _PAIRS[opened[-1]]:
            opened.pop()
    return opened[-1] if opened else ""


def _signs_of_marks(tail: str, head: str) -> dict[str, float]:
    """Punctuation on both sides, lists that go on, and how the genre opens its sentences."""
    inner, after_han = bool(_INNER.match(head)), bool(_HAN.match(tail[-1:]))
    doubled = bool(_INNER.search(tail[-1:])) or tail[-1:] in "“（《"
    counted = tail[-1:].isdigit() and re.match(r"[余多万亿百千个名人户件次场家元%％年月日]", head)
    return {
        "inner": float(inner and not doubled),
        "doubled": float(inner and doubled),
        "counted": float(bool(counted)),
        "twice": float(len(tail) > 1 and head.startswith(tail[-2:])),
        "listed": _weigh_list(tail, head) if tail.endswith("、") else 0.0,
        "digit": float(after_han and head[:1].isdigit()),
        "counting": float(head[:1].isdigit() and bool(_COUNTING.search(tail[-6:]))),
        "inside": lean_inside(head[:WITHIN]),
    }


def _weigh_list(tail: str, head: str) -> float:
    """A list with 、 goes on with an item like the last one: 共庆七一 after 共过佳节、, 市政府 after 市委、."""
    office = _OFFICE.search(tail[-4:])
    if office and head.startswith(office[1] + "政府"):
        return 4.0
    last = re.search(r"(?:^|[、，,。“])([\u4e00-\u9fff]{2,8})、$", tail[-10:])
    item = re.match(r"([\u4e00-\u9fff]{2,8})(?:[、，,”]|等)", head)
    if not last:
        return 0.0
    alike = item is not None and (item[1][-1] == last[1][-1] or len(item[1]) == len(last[1]))
    return 2.0 * (head[:1] == last[1][0]) + 2.0 * alike
