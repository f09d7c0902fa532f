"""The strings of three to twelve characters that many cases print, found length by length.

They are terms beside the words of the segmenter, so that a phrase of the genre, or a word cut in the middle, is one
look-up; what is not among them stands in few cases, whose texts can be looked through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from operator import add

from index.search.analysis import MAX_WORD

Paragraphs = Sequence[str]  # of one case


def find_strings(cases: Sequence[Paragraphs], *, enough: int) -> set[str]:
    """Every string of three characters and more, twelve at most, that *enough* of *cases* print."""
    pairs = Counter(
        pair for paragraphs in cases for pair in {p for text in paragraphs for p in map(add, text, text[1:])}
    )
    common = {pair for pair, times in pairs.items() if times >= enough}
    found: set[str] = set()
    for length in range(3, MAX_WORD + 1):
        counts = Counter(string for paragraphs in cases for string in set(_grow(paragraphs, length, common)))
        common = {string for string, times in counts.items() if times >= enough}
        found |= common
    return found


def compounds(strings: Iterable[str], vocabulary: Set[str]) -> set[str]:
    """Those of *strings* that are two words of the *vocabulary* side by side."""
    return {
        string
        for string in strings
        if any(string[:at] in vocabulary and string[at:] in vocabulary for at in range(2, len(string) - 1))
    }


def _grow(paragraphs: Iterable[str], length: int, common: set[str]) -> Iterator[str]:
    """The strings of a length whose beginning and whose end are common."""
    for text in paragraphs:
        held = [text[at : at + length - 1] in common for at in range(len(text) - length + 2)]
        for at in range(len(text) - length + 1):
            if held[at] and held[at + 1]:
                yield text[at : at + length]
