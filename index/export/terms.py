"""Texts into terms: every bigram and every single character, with where it stands, in the writing of the export."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import sub

from index.export.digits import encode
from index.export.shards import Term

Text = dict[int, list[str | None]]  # number of the field → its characters by position; None between paragraphs
Spots = dict[int, list[int]]  # number of the field → positions


class _Growing:
    """The numbers of one term while documents are added: arrays, since a library has a million of these."""

    __slots__ = ("last", "posting", "spots")

    def __init__(self) -> None:
        self.last = -1
        self.posting = array("L")
        self.spots = array("L")

    def add(self, document: int, spots: Spots) -> None:
        in_body = spots.get(0, ())
        self.posting.append(document - self.last - 1)
        self.last = document
        if len(spots) == bool(in_body):  # by far the commonest: in the body alone
            self.posting.append(2 * len(in_body))
        else:
            self.posting.extend(_times(spots))
        for positions in spots.values():
            self.spots.extend(map(sub, positions, [0, *positions]))


def make_terms(texts: Iterable[Text]) -> list[Term]:
    """All terms of *texts*, which come by document number; sorted by code points."""
    growing: defaultdict[str, _Growing] = defaultdict(_Growing)
    for document, text in enumerate(texts):
        for term, spots in _terms_of(text).items():
            growing[term].add(document, spots)
    return [
        Term(term, encode(grown.posting), encode(grown.spots) if len(term) == 2 else None)
        for term, grown in sorted(growing.items())
    ]


def _terms_of(text: Text) -> dict[str, Spots]:
    """The bigrams and single characters of one document, their fields in order."""
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
    """Twice the number in the body and one more; then a mask of the other fields, and the number in each of them."""
    others = [field for field in spots if field > 0]
    yield 2 * len(spots.get(0, ())) + 1
    yield sum(1 << (field - 1) for field in others)
    yield from (len(spots[field]) for field in others)
