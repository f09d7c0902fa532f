"""What the export reads out of an index: Whoosh's public reader API, live documents only, plain Python values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.search.analysis import WORD_END, is_word
from index.search.facets import Facets
from index.search.fields import FIELDS
from index.search.schema import reading


@dataclass(frozen=True, slots=True)
class Kept:
    """One case as the index keeps it. ``cut``: number of the field → its paragraphs, each a list of words.

    ``whole``: whether its text may be shown whole, so that the browser may look through it.
    """

    id: str
    title: str
    size: int
    whole: bool
    facets: Facets
    cut: dict[int, list[list[str]]]

    @property
    def texts(self) -> dict[int, list[str]]:
        """Number of the field → its paragraphs, squeezed."""
        return {number: ["".join(words) for words in paragraphs] for number, paragraphs in self.cut.items()}

    @property
    def words(self) -> set[str]:
        """The words of the vocabulary that the case brings."""
        return {
            word for paragraphs in self.cut.values() for words in paragraphs for word in set(words) if is_word(word)
        }

    @property
    def names(self) -> set[str]:
        """The names of models, places and subjects that were found in it: words of the vocabulary, however rare."""
        derived = [texts for number, texts in self.texts.items() if not FIELDS[number].printed]
        return {name for texts in derived for name in texts if is_word(name)}


@contextmanager
def open_postings(folder: Path) -> Iterator[list[Kept]]:
    """The cases in the index *folder*, in the order of their ids. Raises IndexMissing or IndexStale."""
    with reading(folder) as reader:
        yield _cases(reader)


def _cases(reader: Any) -> list[Kept]:
    if not reader.doc_count_all():  # Whoosh has no reader for the columns of an index without documents
        return []
    sizes = reader.column_reader("size")
    found = [_case(reader.stored_fields(number), int(sizes[number])) for number in reader.all_doc_ids()]
    return sorted(found, key=lambda case: case.id)


def _case(stored: dict[str, Any], size: int) -> Kept:
    cut = {number: [p.split(WORD_END) for p in paragraphs] for number, paragraphs in stored["cut"].items()}
    return Kept(stored["id"], stored["shown"]["title"], size, stored["shown"]["whole"], stored["facets"], cut)
