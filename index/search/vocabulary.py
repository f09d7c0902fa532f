"""Which words a library knows: what queries are cut into, suggested from, and found by pinyin in."""

from __future__ import annotations

MOST_LEAST = 4  # a word of fewer reports is a name or a slip of the segmenter, and there are more of these than words


def least_cases(cases: int) -> int:
    """In how many of *cases* a word must stand to be one of the vocabulary. In a small library every word is.

    >>> least_cases(3), least_cases(600), least_cases(10_000)
    (1, 2, 4)
    """
    return min(MOST_LEAST, 1 + cases // 500)


def common_cases(cases: int) -> int:
    """In how many of *cases* a string that is no word must stand to be found like one in the browser.

    >>> common_cases(3), common_cases(2000), common_cases(10000)
    (1, 10, 30)
    """
    return min(1 + cases // 50, 5 + cases // 400)
