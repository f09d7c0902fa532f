"""The length of a body as one small number, so that all lengths of a library fit into a few kilobytes of the export.

Steps of an eighth of a doubling would be finer than ranking can tell; six steps a doubling reach 29,000 characters.
"""

from __future__ import annotations

from math import log2

STEPS = 6  # a doubling; keep in step with search.js
LARGEST = 89  # the alphabet of the export has 90 characters


def size_of(characters: int) -> int:
    """The size of a body of so many characters: 0 for an empty one, 89 for 29,000 and more.

    >>> size_of(0), size_of(1000), size_of(10**6)
    (0, 60, 89)
    """
    return min(LARGEST, round(STEPS * log2(characters + 1)))


def characters_of(size: int) -> float:
    """About how many characters a body of that size has.

    >>> round(characters_of(60))
    1023
    """
    return float(2 ** (size / STEPS) - 1)
