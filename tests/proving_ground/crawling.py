"""One crawl of the proving ground, and what is read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import settings as shipped
from crawler.archive import Archive
from crawler.items import Page
from crawler.reading import Reader
from crawler.run import CrawlReport, crawl
from crawler.sources import Source
from crawler.sources.shelf import Sources
from tests.proving_ground.serving import Ground, Site, serve

SETTINGS: Mapping[str, object] = {name: getattr(shipped, name) for name in dir(shipped) if name.isupper()} | {
    "RETRY_TIMES": 0
}


@dataclass(frozen=True)
class Crawled:
    """A crawl's report, what the server was asked, and the documents read of the archive, by address."""

    report: CrawlReport
    ground: Ground
    pages: tuple[Page, ...]

    @property
    def by_address(self) -> dict[str, Page]:
        return {page.address: page for page in self.pages}


def proving_source(name: str, base: str, **known: Any) -> Source:
    """A source on the proving ground."""
    return Source(name, "山河日报", base, allow_loopback=True, delay_seconds=0, **{"recent_issues": 2, **known})


def crawled(folder: Path, site: Site, source: Source, **options: Any) -> Crawled:
    """Crawl a site into *folder* and read the archive."""
    with serve(site) as ground:
        return crawl_ground(folder, ground, source, **options)


def crawl_ground(
    folder: Path,
    ground: Ground,
    source: Source,
    *,
    settings: Mapping[str, object] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Crawled:
    """Crawl a ground that runs already."""
    there = replace(source, through=ground.address)
    report = crawl(there, folder, since=since, until=until, settings={**SETTINGS, **(settings or {})})
    return Crawled(report, ground, documents(folder, source))


def documents(folder: Path, *sources: Source) -> tuple[Page, ...]:
    """Everything that is read of an archive."""
    with Archive(folder) as archive:
        return tuple(Reader(archive, Sources({source.name: source for source in sources})).documents())
