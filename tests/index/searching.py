"""A library of drafts with its search index, for the tests of search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.library import Library
from index.search import build_index, search
from tests.index.making import Draft, make_page, read


@dataclass(frozen=True)
class Shelf:
    """A library and its index. ``ids`` are the case ids in the order of the drafts."""

    library: Library
    folder: Path
    ids: tuple[str, ...]

    def found(self, query: str, **filters: object) -> list[int]:
        """The numbers of the drafts found, best first."""
        results = search(self.folder, query, limit=10_000, **filters)  # type: ignore[arg-type]
        return [self.ids.index(hit.id) for hit in results.hits]


@contextmanager
def shelve(folder: Path, drafts: Sequence[Draft]) -> Iterator[Shelf]:
    """Each draft on a page of its own."""
    with Library.open(folder, create=True) as library:
        ids = tuple([put(library, number, draft) for number, draft in enumerate(drafts)])
        build_index(library, folder / "index")
        yield Shelf(library, folder / "index", ids)


def put(library: Library, number: int, draft: Draft) -> str:
    """Keeps the draft as page *number* and returns its case id."""
    page = make_page(draft, address=f"file:{number}")
    return library.add_reading(page, read(page, draft)).cases[0]
