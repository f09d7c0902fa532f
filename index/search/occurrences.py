"""Where a string stands: counts a document and field, from the postings of its characters and bigrams.

All numbers come from the live documents, never from Whoosh's statistics, which count deleted ones until it merges:
so a ranking does not depend on the history of updates, and the browser can compute the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from index.search.analysis import MAX_WORD, is_word
from index.search.fields import FIELDS

Counts = dict[int, list[int]]  # document number → occurrences in each of FIELDS


class Occurrences:
    """Looks strings up in one reader, each once."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._found: dict[str, Counts] = {}
        self._words: dict[str, bool] = {}

    def of(self, text: str) -> Counts:
        """The documents in which *text* (squeezed, not empty) stands in any field."""
        if text not in self._found:
            self._found[text] = self._count(text)
        return self._found[text]

    def pieces(self, word: str) -> list[str]:
        """*word* cut, left to right, into the longest words of the library's vocabulary, else single characters."""
        pieces, start = [], 0
        while start < len(word):
            ends = range(min(len(word), start + MAX_WORD), start + 1, -1)
            end = next((e for e in ends if self._is_known(word[start:e])), start + 1)
            pieces.append(word[start:end])
            start = end
        return pieces

    def _is_known(self, text: str) -> bool:
        if text not in self._words:
            self._words[text] = is_word(text) and next(_walk(self._reader, "words", text), None) is not None
        return self._words[text]

    def _count(self, text: str) -> Counts:
        counts: Counts = defaultdict(lambda: [0] * len(FIELDS))
        for number, field in enumerate(FIELDS):
            for document, times in self._in_field(text, field.name):
                counts[document][number] = times
        return dict(counts)

    def _in_field(self, text: str, field: str) -> Iterator[tuple[int, int]]:
        """(document, occurrences) in one field."""
        if len(text) <= 2:
            name = f"one_{field}" if len(text) == 1 else f"pair_{field}"
            return ((matcher.id(), int(matcher.weight())) for matcher in _walk(self._reader, name, text))
        return self._phrase(text, f"pair_{field}")

    def _phrase(self, text: str, field: str) -> Iterator[tuple[int, int]]:
        """Where the bigrams of *text* stand one after the other; the rarest is walked, the others are looked up."""
        places = [*range(0, len(text) - 2, 2), len(text) - 2]
        pairs = [(offset, text[offset : offset + 2]) for offset in places]
        if not all((field, pair) in self._reader for _, pair in pairs):
            return
        pairs.sort(key=lambda pair: self._reader.doc_frequency(field, pair[1]))
        starts = {matcher.id(): _starts(matcher, pairs[0][0]) for matcher in _walk(self._reader, field, pairs[0][1])}
        for offset, pair in pairs[1:]:
            starts = _meet(starts, self._reader.postings(field, pair), offset)
        for document, positions in starts.items():
            yield document, len(positions)


def _walk(reader: Any, field: str, term: str) -> Iterator[Any]:
    """The matcher of a term, standing on one live document after the other."""
    if (field, term) not in reader:
        return
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher
        matcher.next()


def _starts(matcher: Any, offset: int) -> set[int]:
    """Where a phrase would begin whose part at *offset* the matcher stands on."""
    return {position - offset for position in matcher.value_as("positions")}


def _meet(starts: dict[int, set[int]], matcher: Any, offset: int) -> dict[int, set[int]]:
    """The beginnings that agree with another part of the phrase."""
    met: dict[int, set[int]] = {}
    for document, positions in starts.items():  # ascending, as a matcher walks
        if matcher.is_active() and matcher.id() < document:
            matcher.skip_to(document)
        if not matcher.is_active():
            break
        if matcher.id() == document and (common := positions & _starts(matcher, offset)):
            met[document] = common
    return met
