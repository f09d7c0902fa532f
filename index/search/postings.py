"""The postings of an index as plain Python values, for the export: Whoosh's public reader API, live documents only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.search.occurrences import FIELD, walk
from index.search.schema import reading
from index.search.spots import decode_spots


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
        ids = _column(reader, "id")
        self._documents = sorted(reader.all_doc_ids(), key=lambda document: str(ids[document]))
        self._numbers = {document: number for number, document in enumerate(self._documents)}

    def cards(self) -> Iterator[CardRecord]:
        """One card a document, by number."""
        sizes = _column(self._reader, "size")
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
            if next(walk(self._reader, "words", word), None) is not None:
                yield str(word)

    def texts(self) -> list[dict[int, list[str | None]]]:
        """For every document, by number: number of the field → its characters by position; None between paragraphs."""
        texts: list[dict[int, list[str | None]]] = [{} for _ in self._documents]
        for character in self._reader.field_terms(FIELD):
            for matcher in walk(self._reader, FIELD, character):
                fields = texts[self._numbers[matcher.id()]]
                for field, spots in decode_spots(matcher.value()).items():
                    _put(fields.setdefault(field, []), str(character), spots)
        return texts


def _put(text: list[str | None], character: str, spots: list[int]) -> None:
    text.extend([None] * (spots[-1] + 1 - len(text)))
    for spot in spots:
        text[spot] = character


def _column(reader: Any, name: str) -> Any:
    """A column by document number; Whoosh has no reader for the columns of an index without documents."""
    return reader.column_reader(name) if reader.doc_count_all() else {}
