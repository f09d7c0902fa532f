"""Which documents a query matches and in what order: BM25 over weighted fields, phrase matches first.

Keep in step with search.js: the same postings, the same formula, the same order, ties by id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from index.search.fields import FIELDS
from index.search.occurrences import Counts, Occurrences
from index.search.parse import Query, Unit
from index.search.sizes import characters_of

K1 = 1.2  # how soon further occurrences stop counting; the usual value
B = 0.4  # how much a long body counts against an occurrence: less than the usual 0.75, for reports are not padded
BODY_CHARACTERS = 1000.0  # the body that is neither long nor short; a constant, so that no case moves another's score
DECIMALS = 6  # of a score, so that Python and JavaScript order alike

_PRINTED = frozenset([number for number, field in enumerate(FIELDS) if field.printed])


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document found, by its number in the reader."""

    document: int
    tier: int
    score: float


@dataclass(frozen=True, slots=True)
class _Found:
    """What one unit found: the documents that print it whole, and those that hold its pieces or its derived name."""

    unit: Unit
    printed: frozenset[int]
    apart: frozenset[int]
    pieces: tuple[str, ...]
    either: tuple[_Found, ...] = ()


class Ranking:
    """Ranks the documents of one reader. *size_of* gives the size (sizes.py) of a document's body."""

    def __init__(self, occurrences: Occurrences, documents: frozenset[int], size_of: Callable[[int], int]) -> None:
        self._occurrences = occurrences
        self._documents = documents
        self._size_of = size_of

    def rank(self, query: Query) -> list[Ranked]:
        """The documents that match, in no order: their tier and score. All of them when nothing is wanted."""
        found = [self._find_any(unit) for unit in query.wanted]
        matching = self._documents
        for one in found:
            matching &= one.printed | one.apart
        for unit in query.unwanted:
            matching -= self._find_any(unit).printed
        whole = self._whole(query.wanted)
        return [Ranked(d, _tier(d, found, whole), self._score(d, found)) for d in matching]

    def unknown(self, query: Query) -> tuple[str, ...]:
        """The wanted units that no document holds, whole or in pieces."""
        missing = [one.unit.text for one in map(self._find_any, query.wanted) if not one.printed | one.apart]
        return tuple(missing)

    def _find_any(self, unit: Unit) -> _Found:
        """What a unit or one of its others found."""
        one = self._find(unit)
        if not unit.others:
            return one
        others = tuple([self._find(other) for other in unit.others])
        printed = one.printed.union(*[other.printed for other in others])
        apart = one.apart.union(*[other.apart for other in others]) - printed
        return _Found(unit, printed, apart, (), (one, *others))

    def _find(self, unit: Unit) -> _Found:
        counts = self._occurrences.of(unit.text)
        printed = _in_print(counts)
        if unit.phrase:
            return _Found(unit, printed, frozenset(), ())
        pieces = tuple(self._occurrences.pieces(unit.text))
        apart = frozenset(counts) - printed
        if len(pieces) > 1:
            apart |= frozenset.intersection(*[frozenset(self._occurrences.of(piece)) for piece in pieces]) - printed
        return _Found(unit, printed, apart, pieces)

    def _whole(self, units: Sequence[Unit]) -> frozenset[int]:
        """The documents that print a single unit, or all units each beside the next."""
        if len(units) < 2:
            return frozenset[int]().union(*[self._find_any(unit).printed for unit in units])
        if any(unit.others for unit in units):
            return frozenset()
        pairs = [_in_print(self._occurrences.beside(a.text, b.text)) for a, b in pairwise(units)]
        return frozenset.intersection(*pairs)

    def _score(self, document: int, found: list[_Found]) -> float:
        return round(sum(self._unit_score(document, one) for one in found), DECIMALS)

    def _unit_score(self, document: int, one: _Found) -> float:
        """A unit that stands whole, in print or in a derived field, counts as one; else its pieces count. Of units of
        which either does, the best counts."""
        if one.either:
            holding = [other for other in one.either if document in other.printed or document in other.apart]
            return max(self._unit_score(document, other) for other in holding)
        if document in self._occurrences.of(one.unit.text):
            return self._text_score(document, one.unit.text)
        return sum(self._text_score(document, piece) for piece in one.pieces)

    def _text_score(self, document: int, text: str) -> float:
        counts = self._occurrences.of(text)
        holding = len(counts)
        rarity = log(1 + (len(self._documents) - holding + 0.5) / (holding + 0.5))
        times = counts[document]
        weight = sum(FIELDS[field].weight * times[field] for field in sorted(times) if field > 0)
        length = 1 - B + B * characters_of(self._size_of(document)) / BODY_CHARACTERS
        weight += FIELDS[0].weight * times.get(0, 0) / length
        return rarity * weight / (K1 + weight)


def _in_print(counts: Counts) -> frozenset[int]:
    return frozenset([document for document, times in counts.items() if not _PRINTED.isdisjoint(times)])


def _tier(document: int, found: list[_Found], whole: frozenset[int]) -> int:
    """0: the whole query as one phrase; 1: every unit printed; 2: some unit apart or derived."""
    if document in whole:
        return 0
    return 1 if all(document in one.printed for one in found) else 2
