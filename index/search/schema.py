"""The shape of the search index, and opening it. Only API that whoosh 2.7.4, whoosh-reloaded and whoosh3 share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh import index as whoosh_index
from whoosh.reading import IndexReader

from index.errors import IndexMissing, IndexStale
from index.search.analysis import CharacterField, WordField

# Raise it when folding, cutting, the fields or what is stored changes: an index of another format is built anew.
FORMAT = 5
FORMAT_FILE = "caifeng-index.json"


def make_schema() -> fields.Schema:
    """What a result shows, columns for filters and order, and the terms of all fields together."""
    return fields.Schema(
        id=fields.ID(stored=True, unique=True, sortable=True),
        fingerprint=fields.ID(stored=True),
        size=fields.NUMERIC(int, sortable=True),  # see sizes.py
        day=fields.ID(sortable=True),  # YYYY-MM-DD or ""
        place=fields.ID(sortable=True),  # folded names, one a line
        model=fields.ID(sortable=True),  # folded keys and names, one a line
        theme=fields.ID(sortable=True),  # folded names of themes, one a line
        marks=fields.ID(sortable=True),  # see facets.py
        shown=fields.STORED(),
        facets=fields.STORED(),
        cut=fields.STORED(),  # number of the field → its paragraphs, words parted by a tab: what the export reads
        characters=CharacterField(),
        words=WordField(),
        names=WordField(),  # of models, places and subjects, whole
    )


def open_index(folder: Path) -> Any:
    """The index in *folder*. Raises IndexMissing or IndexStale, which say to run `caifeng index`."""
    if not folder.is_dir() or not whoosh_index.exists_in(str(folder)):
        raise IndexMissing(f"There is no search index yet: nothing in {str(folder)!r}. Run `caifeng index` first.")
    if read_format(folder) != FORMAT:
        raise IndexStale(
            f"The search index is of another version: format {read_format(folder)!r} in {str(folder)!r}, this Caifeng "
            f"has {FORMAT}. Run `caifeng index` to build it anew."
        )
    try:
        index = whoosh_index.open_dir(str(folder))
        index.reader().close()
    except Exception as error:  # Whoosh has no error of its own for a damaged file: anything may come out of it
        raise IndexStale(
            f"The search index cannot be read: {str(folder)!r}: {error!r}. Run `caifeng index` to build it anew."
        ) from error
    return index


def read_format(folder: Path) -> int | None:
    """The format that the index says it has; None when it does not say, as after a build that was cut short."""
    try:
        known = json.loads((folder / FORMAT_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return known.get("format") if isinstance(known, dict) else None


def write_format(folder: Path) -> None:
    (folder / FORMAT_FILE).write_text(json.dumps({"format": FORMAT}) + "\n", "utf-8")


@contextmanager
def reading(folder: Path) -> Iterator[IndexReader]:
    """A reader over the live cases of the index in *folder*."""
    index = open_index(folder)
    try:
        with index.reader() as reader:
            yield reader
    finally:
        index.close()
