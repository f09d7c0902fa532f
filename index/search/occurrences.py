"""Where a string stands: counts a document and field, from the postings of its characters.

All numbers come from the live documents, never from Whoosh's statistics, which count deleted ones until it merges:
so a ranking does not depend on the history of updates, and the browser can compute the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.search.analysis import MAX_WORD, is_word
from index.search.spots import decode_counts, decode_spots

FIELD = "characters"

Counts = dict[int, dict[int, int]]  # document number → number of the field → occurrences, none of them 0
Starts = dict[int, set[int]]  # number of the field → where a phrase may begin


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
            self._words[text] = is_word(text) and next(walk(self._reader, "words", text), None) is not None
        return self._words[text]

    def _count(self, text: str) -> Counts:
        if len(text) == 1:
            return {matcher.id(): decode_counts(matcher.value()) for matcher in walk(self._reader, FIELD, text)}
        return {document: {f: len(at) for f, at in starts.items()} for document, starts in self._phrase(text).items()}

    def _phrase(self, text: str) -> dict[int, Starts]:
        """Where the characters of *text* stand one after the other; the rarest is walked, the others are looked up."""
        if not all((FIELD, character) in self._reader for character in set(text)):
            return {}
        places = sorted(enumerate(text), key=lambda place: self._reader.doc_frequency(FIELD, place[1]))
        (offset, rarest), *others = places
        starts = {matcher.id(): _starts(matcher, offset) for matcher in walk(self._reader, FIELD, rarest)}
        for offset, character in others:
            starts = _meet(starts, self._reader.postings(FIELD, character), offset)
        return starts


def walk(reader: Any, field: str, term: str) -> Iterator[Any]:
    """The matcher of a term, standing on one live document after the other."""
    if (field, term) not in reader:
        return
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher
        matcher.next()


def _starts(matcher: Any, offset: int) -> Starts:
    """Where a phrase would begin whose part at *offset* the matcher stands on."""
    spots = decode_spots(matcher.value())
    return {field: {position - offset for position in positions} for field, positions in spots.items()}


def _meet(starts: dict[int, Starts], matcher: Any, offset: int) -> dict[int, Starts]:
    """The beginnings that agree with another part of the phrase."""
    met: dict[int, Starts] = {}
    for document, fields in starts.items():  # ascending, as a matcher walks
        if matcher.is_active() and matcher.id() < document:
            matcher.skip_to(document)
        if not matcher.is_active():
            break
        if matcher.id() == document and (common := _common(fields, _starts(matcher, offset))):
            met[document] = common
    return met


def _common(one: Starts, other: Starts) -> Starts:
    both = {field: at & other[field] for field, at in one.items() if field in other}
    return {field: at for field, at in both.items() if at}
