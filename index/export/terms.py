"""Texts into terms: every bigram and every single character, with where it stands, in the writing of the export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.export.digits import encode
from index.export.shards import Term

Text = dict[int, list[str | None]]  # number of the field → its characters by position; None between paragraphs
Spots = dict[int, list[int]]  # number of the field → positions


class _Growing:
    """The posting of one term while documents are added; bytes, since a library has a million of these."""

    __slots__ = ("last", "posting", "spots")

    def __init__(self) -> None:
        self.last = -1
        self.posting = bytearray()
        self.spots = bytearray()

    def add(self, document: int, spots: Spots, *, with_spots: bool) -> None:
        self.posting += encode([document - self.last - 1, *_times(spots)]).encode("ascii")
        if with_spots:
            self.spots += encode([gap for field in sorted(spots) for gap in _gaps(spots[field])]).encode("ascii")
        self.last = document


def make_terms(texts: Iterable[Text]) -> list[Term]:
    """All terms of *texts*, which come by document number; sorted by code points."""
    growing: defaultdict[str, _Growing] = defaultdict(_Growing)
    for document, text in enumerate(texts):
        for term, spots in _terms_of(text).items():
            growing[term].add(document, spots, with_spots=len(term) == 2)
    return [
        Term(term, grown.posting.decode("ascii"), grown.spots.decode("ascii") if len(term) == 2 else None)
        for term, grown in sorted(growing.items())
    ]


def _terms_of(text: Text) -> dict[str, Spots]:
    """The bigrams and single characters of one document."""
    found: defaultdict[str, Spots] = defaultdict(dict)
    for field, characters in sorted(text.items()):
        for position, character in enumerate(characters):
            if character is None:
                continue
            found[character].setdefault(field, []).append(position)
            following = characters[position + 1] if position + 1 < len(characters) else None
            if following is not None:
                found[character + following].setdefault(field, []).append(position)
    return found


def _times(spots: Spots) -> Iterator[int]:
    """Twice the number in the body; one more, a mask and their numbers when it stands in other fields too."""
    others = sorted(field for field in spots if field > 0)
    yield 2 * len(spots.get(0, ())) + bool(others)
    if others:
        yield sum(1 << (field - 1) for field in others)
        yield from (len(spots[field]) for field in others)


def _gaps(spots: Sequence[int]) -> Iterator[int]:
    previous = 0
    for spot in spots:
        yield spot - previous
        previous = spot
