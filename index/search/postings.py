"""The postings of an index as plain Python values, for the export: Whoosh's public reader API, live documents only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any

from index.search.fields import FIELDS
from index.search.schema import reading


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How often a term stands in one field (its number in FIELDS) of one document; ``spots`` are its positions.

    ``spots`` is empty for single characters.
    """

    document: int
    field: int
    times: int
    spots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CardRecord:
    """What the index keeps to draw a result from."""

    id: str
    title: str
    place: str
    day: str
    size: int
    text: str
    original_title: str


@contextmanager
def open_postings(folder: Path) -> Iterator[Postings]:
    """The postings of the index in *folder*. Raises IndexMissing or IndexStale."""
    with reading(folder) as reader:
        yield Postings(reader)


class Postings:
    """One index, its documents numbered in the order of case ids, whatever Whoosh numbers them."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        ids = reader.column_reader("id")
        self._documents = sorted(reader.all_doc_ids(), key=lambda document: str(ids[document]))
        self._numbers = {document: number for number, document in enumerate(self._documents)}

    def cards(self) -> Iterator[CardRecord]:
        """One card a document, by number."""
        sizes = self._reader.column_reader("size")
        for document in self._documents:
            stored = self._reader.stored_fields(document)
            shown = stored["shown"]
            text = next((text for name, text, _ in shown["parts"] if name == "text"), "")
            printed = next((original for name, _, original in shown["parts"] if name == "headline"), None)
            yield CardRecord(
                stored["id"], shown["title"], shown["place"], shown["day"], int(sizes[document]), text, printed or ""
            )

    def words(self) -> Iterator[str]:
        """The vocabulary: words of two characters and more, sorted."""
        for word in self._reader.field_terms("words"):
            if next(self._walk("words", word), None) is not None:
                yield str(word)

    def pairs(self) -> Iterator[tuple[str, list[Occurrence]]]:
        """(bigram, its occurrences by document and field), sorted by code points."""
        return self._terms("pair_", with_spots=True)

    def singles(self) -> Iterator[tuple[str, list[Occurrence]]]:
        """(character, its occurrences by document and field), sorted by code points."""
        return self._terms("one_", with_spots=False)

    def _terms(self, prefix: str, *, with_spots: bool) -> Iterator[tuple[str, list[Occurrence]]]:
        lexicons = [self._lexicon(f"{prefix}{field.name}", number) for number, field in enumerate(FIELDS)]
        for term, fields in groupby(merge(*lexicons), key=lambda entry: entry[0]):
            found = [
                Occurrence(self._numbers[m.id()], number, int(m.weight()), _spots(m) if with_spots else ())
                for _, number in fields
                for m in self._walk(f"{prefix}{FIELDS[number].name}", term)
            ]
            if found:
                yield term, sorted(found, key=lambda one: (one.document, one.field))

    def _lexicon(self, name: str, number: int) -> Iterator[tuple[str, int]]:
        return ((str(term), number) for term in self._reader.field_terms(name))

    def _walk(self, field: str, term: str) -> Iterator[Any]:
        matcher = self._reader.postings(field, term)
        while matcher.is_active():
            yield matcher
            matcher.next()


def _spots(matcher: Any) -> tuple[int, ...]:
    return tuple(matcher.value_as("positions"))
