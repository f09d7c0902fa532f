"""Whether a published folder still says what the library says: for `caifeng doctor`. Reads, never writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.library import Library
from press.folder import JOURNAL, MANIFEST, listed_paths
from press.links import case_path


def check_site(library: Library, folder: Path) -> list[str]:
    """What is wrong with the site in *folder*, in words; [] when it shows exactly the listed cases of *library*."""
    if not (folder / MANIFEST).is_file():
        return [f"nothing is published in {str(folder)!r}; run `caifeng publish`"]
    if (folder / JOURNAL).exists():
        return [f"the last build into {str(folder)!r} was cut off; run `caifeng publish` again"]
    published = listed_paths(folder / MANIFEST)
    expected = {case_path(id) for id in library.fingerprints(only_cases=True)}
    told = {case_path(withdrawal.id) for withdrawal in library.withdrawals()}
    shown = {path for path in published if path.startswith("cases/") and path.endswith(".html")}
    lost = sorted(path for path in published if not (folder / path).is_file())
    return [
        *_told("cases of the library that are not published", expected - shown),
        *_told("pages of cases that the library does not list", shown - expected - told),
        *_told("withdrawn cases that no page tells of", told - shown),
        *_told("files that were published and are gone", lost),
    ]


def _told(what: str, paths: Iterable[str]) -> list[str]:
    """One line, the first path as an example; [] when there is none."""
    found = sorted(paths)
    return [f"{len(found)} {what}, such as {found[0]!r}; run `caifeng publish`"] if found else []
