"""All sources at hand: the shipped ones, and over them those of a library. A broken file spoils only its own source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from crawler.errors import SourceError
from crawler.sources.source import Source, read_source


class Sources:
    """Sources by name. ``broken`` holds the error of each file that cannot be used."""

    def __init__(self, found: Mapping[str, Source], broken: Mapping[str, SourceError] | None = None) -> None:
        self._found = dict(sorted(found.items()))
        self.broken = dict(broken or {})

    def __iter__(self) -> Iterator[Source]:
        """The usable sources in the order of their names."""
        return iter(self._found.values())

    def get(self, name: str) -> Source:
        """The source called *name*. Raises SourceError when there is none, or when its file is broken."""
        if name in self.broken:
            raise self.broken[name]
        if name not in self._found:
            guess = get_close_matches(name, self._found, n=1)
            hint = f"Did you mean {guess[0]!r}?" if guess else "Write its TOML file into the library's sources folder"
            known = ", ".join(self._found) or "none"
            raise SourceError("there is no source of that name", value=name, where=f"known: {known}", advice=hint)
        return self._found[name]

    def find(self, name: str) -> Source | None:
        """The source called *name*, or None."""
        return self._found.get(name)


def load_sources(folder: Path | None) -> Sources:
    """The shipped sources, with those of *folder* (a library's ``sources``; need not exist) over them."""
    found: dict[str, Source] = {}
    broken: dict[str, SourceError] = {}
    with resources.as_file(resources.files("crawler.sources")) as shipped:
        for path in (*_files(shipped), *_files(folder)):
            found.pop(path.stem, None)
            broken.pop(path.stem, None)
            try:
                found[path.stem] = read_source(path)
            except SourceError as error:
                broken[path.stem] = error
    return Sources(found, broken)


def _files(folder: Path | None) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder and folder.is_dir() else []
