"""`caifeng doctor`: is everything here, in the right versions, and does the library agree with itself?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click
from packaging.requirements import Requirement

from crawler.archive import Archive, Entry
from crawler.errors import CrawlerError
from desk.command import CouldNot, config_for, library_option
from desk.config import Config
from index.errors import CaifengIndexError
from index.library import Library
from index.search import check_index
from press import check_site

EXAMPLE = """\b
Example:
  caifeng doctor --library my-library
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``advice`` says what to do; "" when it is in order."""

    what: str
    state: str
    advice: str = ""


@click.command(epilog=EXAMPLE)
@library_option
def doctor(library: Path | None) -> None:
    """Check the installation and the library; say what to do about what is wrong."""
    config = config_for(library)
    wrong = 0
    for finding in examine(config):
        mark = click.style("✗", fg="red") if finding.advice else click.style("✓", fg="green")
        click.echo(f"{mark} {finding.what}: {finding.state}" + (f"\n    → {finding.advice}" if finding.advice else ""))
        wrong += bool(finding.advice)
    if wrong:
        raise CouldNot(f"{wrong} thing{'s' if wrong > 1 else ''} to mend (see above)")


def examine(config: Config) -> Iterator[Finding]:
    """Everything that doctor looks at, in the order of the line."""
    yield _python()
    yield from _packages()
    if not config.library.is_dir():
        yield Finding("library", f"{config.library} is not there yet (caifeng ingest or caifeng demo makes it)")
        return
    yield _checked("archive", lambda: _archive(config), "put the named WARC files back from a copy")
    yield _checked("library", lambda: _library(config), "restore library.sqlite, or remove it and run `caifeng ingest`")
    yield _checked("index", lambda: _index(config), "run `caifeng index`")
    yield _checked("site", lambda: _site(config), "run `caifeng publish`")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", version, "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    for line in metadata.requires("caifeng") or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield _package(requirement)


def _package(requirement: Requirement) -> Finding:
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return Finding(requirement.name, "missing", "run `make demo`, or pip install -r requirements.lock")
    fits = requirement.specifier.contains(version, prereleases=True)
    advice = "" if fits else f"{requirement} is wanted: pip install -r requirements.lock"
    return Finding(requirement.name, version, advice)


def _checked(what: str, look: Callable[[], tuple[str, list[str]]], cure: str) -> Finding:
    """The finding of *look*, which gives a state in words and the problems; an error is a problem too."""
    try:
        state, problems = look()
    except (CrawlerError, CaifengIndexError) as error:
        return Finding(what, "cannot be used", str(error))
    if not problems:
        return Finding(what, state)
    more = f" (and {len(problems) - 5} more)" if len(problems) > 5 else ""
    return Finding(what, "; ".join(problems[:5]) + more, cure)


def _archive(config: Config) -> tuple[str, list[str]]:
    archive = Archive(config.archive)
    entries = list(archive.entries())
    return f"{len(entries)} records", [problem for entry in entries if (problem := _damage(archive, entry))]


def _damage(archive: Archive, entry: Entry) -> str:
    """What keeps the record of *entry* from being read, "" when it can be."""
    try:
        archive.payload(entry)
    except CrawlerError as error:
        return str(error)
    return ""


def _library(config: Config) -> tuple[str, list[str]]:
    with Library.open(config.library, create=False) as library:
        counts = library.counts()
        return f"{counts.documents} documents, {counts.cases} cases", library.check()


def _index(config: Config) -> tuple[str, list[str]]:
    with Library.open(config.library, create=False) as library:
        return "agrees with the library", check_index(config.index, library)


def _site(config: Config) -> tuple[str, list[str]]:
    with Library.open(config.library, create=False) as library:
        return "agrees with the library", check_site(library, config.site)
