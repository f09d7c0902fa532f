"""Which verbs stand in a short stretch of text, word by word: 开发区 holds no 开发, 就地化解 holds 化解.

Only the few characters beside a figure are cut, by the counts of jieba's dictionary; jieba itself cuts whole texts, and
its tagger is many times slower.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from nlp.metrics.tables import common_verbs, words
from nlp.words import count_word

LONGEST_WORD = 4  # characters
_UNKNOWN = -20.0  # the weight of a character that the dictionary doesn't know
_NO_WORD = -1000.0
_LISTED = 300  # times that a word of our lists counts as met at least
_TOTAL = log(60_000_000)  # words that the dictionary was counted on


@lru_cache(maxsize=4096)
def cut_words(stretch: str) -> tuple[tuple[int, int], ...]:
    """Where the words of *stretch* stand, the likeliest way of cutting it.

    >>> [("开发区为员工协调学位")[a:b] for a, b in cut_words("开发区为员工协调学位")]
    ['开发区', '为', '员工', '协调', '学位']
    """
    size = len(stretch)
    best = [0.0] * (size + 1)
    longest = [1] * size
    for start in range(size - 1, -1, -1):
        most = _weigh(stretch[start : start + 1]) + best[start + 1]
        for end in range(start + 2, min(size, start + LONGEST_WORD) + 1):
            weight = _weigh(stretch[start:end])
            if weight > _NO_WORD and weight + best[end] > most:
                most, longest[start] = weight + best[end], end - start
        best[start] = most
    spans, start = [], 0
    while start < size:
        spans.append((start, start + longest[start]))
        start = spans[-1][1]
    return tuple(spans)


def is_verb(word: str) -> bool:
    """Whether *word* parts a noun from what stands before it.

    >>> is_verb("协调"), is_verb("修"), is_verb("员工")
    (True, True, False)
    """
    return word in _verbs() or _is_done(word)


def is_firm(word: str) -> bool:
    """Whether *word* is a verb wherever it stands; many others also begin nouns (下岗职工).

    >>> is_firm("切成"), is_firm("下岗")
    (True, False)
    """
    return len(word) == 2 and word[1] in _RESULTS and word in _verbs()


_ENDS = frozenset("上好起下完齐掉回开通满")
_RESULTS = frozenset("入为成到出给至往完得")


def _is_done(word: str) -> bool:
    """装上, 修好, 买下: an act of one character with its result."""
    return len(word) == 2 and word[1] in _ENDS and word[0] in words("short") and word[0] not in words("preposition")


@lru_cache(maxsize=1 << 16)
def _weigh(word: str) -> float:
    count = 0 if len(word) > 3 and word[:2] in _verbs() else count_word(word)  # 解决问题 is two words here
    if len(word) > 1 and (word in _known() or _is_done(word)):
        return log(max(count, _LISTED)) * (len(word) - 1) - _TOTAL
    if count:
        return log(count) - _TOTAL
    return _UNKNOWN if len(word) == 1 else _NO_WORD


@cache
def _verbs() -> frozenset[str]:
    return frozenset((*common_verbs(), *words("verb"), *words("short")))


@cache
def _known() -> frozenset[str]:
    return _verbs().union(*map(words, ("lead", "light", "stop", "weak", "scope", "person", "attributive")))
