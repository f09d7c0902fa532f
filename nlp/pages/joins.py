"""How well a piece of text goes on another: the signs that a break in the page leaves on both sides.

Each sign is weighed; the weights were set on the seeds and on damaged sample pages. What occurs elsewhere in the
document is asked for all pairs at once, so that the document is gone over once however many breaks it has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.pages import signs
from nlp.words import count_word, cut

REACH = 8  # characters on either side of a break that are cut into words
MOST_SEEN = 6  # points for stretches over the break that stand elsewhere, one point each
LONGEST_WORD = 5  # characters of a word over a break
GRAMS = (3, 4, 5, 6)  # lengths of stretches over the break that are looked up in the document
STEP = 0.05  # the least raise of a bid in the auction; smaller is more exact and slower
WORDS_COUNTED = 60_000_000  # in the counts of jieba's dictionary
STANDS_ALONE = 10_000  # counts of a character as a word of its own: 工 has 3,771, 已 72,638
LOG_PER_POINT, BEST_WORD = 4.0, 4.0  # likelihood is turned into weight: 4 nats a point, 4 points at most
OPEN_WITHIN = 400  # characters before a break in which an open bracket counts

OPENER = 2.5  # points against a head that opens a paragraph
LEANING = 1.5  # points for a head that begins as sentences do not

# Words of one character that begin sentences.
_STARTERS = frozenset(
    "一二三四五六七八九十两在从把以对为这该我他她你让用每有去今下上如据当由自经是不要能当与和镇县市区村全各做建办抓"
)
_OPENER = re.compile(r"(?=[“《\w])[^。！？；]{5,26}。(?=.)")
# How a stretch lies over a break: characters before it and after it, the shorter ones first.
_SPLITS = tuple((a, size - a) for size in GRAMS for a in range(1, size))
_PAIRS = {"“": "”", "（": "）", "(": ")", "《": "》", "‘": "’", "「": "」", "『": "』", "【": "】"}
_CLOSERS = frozenset(_PAIRS.values())
_HAN = re.compile(r"[\u4e00-\u9fff]")
_INNER = re.compile(r"[，,。、；;：:！？!?…％%]")
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
    >>> weigh_join("小区的居", "民都说好。", nothing) > 2 > 0 > weigh_join("小区的居", "”的名字。", nothing)
    True
    """
    return (
        _weigh_words(tail, head)
        + min(seen.count(tail, head), MOST_SEEN)
        + _weigh_brackets(tail, head)
        + _weigh_marks(tail, head)
    )


def _weigh_words(tail: str, head: str) -> float:
    """Words that only the join makes, and a word that it leaves broken."""
    if not _HAN.match(tail[-1:]) or not _HAN.match(head[:1]):
        return 0.0
    left, right = tail[-REACH:], head[:REACH]
    gain = _gain_by_joining(left, right)
    if gain > 0:
        return min(1.0 + gain / LOG_PER_POINT, BEST_WORD)
    return -2.0 if _ends_broken(left) else 0.0


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


def _weigh_brackets(tail: str, head: str) -> float:
    """A bracket left open must be closed; one that nobody opened must not be."""
    left_open = open_bracket(tail[-OPEN_WITHIN:])
    closes = next((c for c in head[:OPEN_WITHIN] if c in _CLOSERS or c in _PAIRS), "")
    if closes in _CLOSERS:
        return 3.0 if left_open and _PAIRS[left_open] == closes else -6.0
    return -1.5 if left_open else 0.0


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


def _weigh_marks(tail: str, head: str) -> float:
    """Punctuation on both sides, lists that go on, and how the genre opens its sentences."""
    weight = 0.0
    if _INNER.match(head):
        weight += -6.0 if _INNER.search(tail[-1:]) or tail[-1:] in "“（《" else 3.0
    if tail[-1:].isdigit() and re.match(r"[余多万亿百千个名人户件次场家元%％年月日]", head):
        weight += 3.0
    if tail.endswith("、"):
        weight += _weigh_list(tail, head)
    if _HAN.match(tail[-1:]):
        weight += 1.0 * head[:1].isdigit() + LEANING * leans_back(head)
    if opens_paragraph(head):
        weight -= OPENER
    if signs.has_lead(head) or signs.is_numbered(head) or re.match(r"[一二三四五六七八九]是", head):
        weight -= 2.0
    return weight


def leans_back(head: str) -> bool:
    """Whether *head* begins with one character that seldom begins a sentence: 的, 等, half a word.

    >>> leans_back("的做法得到好评"), leans_back("们都说好"), leans_back("在街道指导下"), leans_back("居民都说好")
    (True, True, False, False)
    """
    first = _cut(head[:REACH])[0]
    return len(first) == 1 and bool(_HAN.match(first)) and first not in _STARTERS


def opens_paragraph(head: str) -> bool:
    """Whether *head* opens with a short sentence that says what the paragraph is about, as the genre likes it.

    >>> opens_paragraph("强化阵地建设。全县建起站点"), opens_paragraph("育。全县建起站点")
    (True, False)
    """
    found = _OPENER.match(head)
    return found is not None and not leans_back(head) and not open_bracket(found[0])


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


def match_pairs(weights: Sequence[dict[int, float]]) -> dict[int, int]:
    """For every tail (an index of *weights*) the head it is joined to, so that the sum of weights is the greatest.

    Each head is taken once, and a tail is left alone where only weights of 0 and below remain. Solved as an auction
    (Bertsekas 1988): tails outbid each other for heads, which finds the best assignment up to STEP per tail.

    >>> match_pairs([{5: 3.0, 6: 2.5}, {5: 2.9}])
    {0: 6, 1: 5}
    """
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    waiting = list(range(len(weights) - 1, -1, -1))
    while waiting:
        tail = waiting.pop()
        ranked = sorted(((w - price.get(head, 0.0), head) for head, w in weights[tail].items()), reverse=True)
        if not ranked or ranked[0][0] <= 0:
            continue
        second = max(ranked[1][0], 0.0) if len(ranked) > 1 else 0.0
        value, head = ranked[0]
        price[head] = price.get(head, 0.0) + value - second + STEP
        if head in owner:
            waiting.append(owner[head])
        owner[head] = tail
    return dict(sorted((tail, head) for head, tail in owner.items()))
