"""`caifeng crawl`, `ingest` and `update`: from the world into the library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from crawler.archive import Archive, FileFacts
from crawler.errors import CrawlerError, FileRefused
from crawler.files import find_files, read_bytes
from crawler.report import CrawlProgress, CrawlReport
from crawler.run import crawl as crawl_source
from crawler.sample.serve import reachable
from crawler.sources import Source, load_sources
from desk.command import AskedWrongly, Bar, CouldNot, config_for, library_option, say
from desk.config import Config
from desk.finding import index_library
from desk.publishing import publish_library
from index.ingest import ingest_archive
from index.library import Library
from index.records import IngestReport

CRAWL_EXAMPLE = """\b
Example:
  caifeng crawl qinglan-ribao --since 2023-05-18 --until 2023-05-25
"""
INGEST_EXAMPLE = """\b
Examples:
  caifeng ingest                                     what lies in the archive and is not yet read
  caifeng ingest page.txt --source my-paper --issued 2024-05-16 --page 3
  caifeng ingest dumps/                              with a meta.csv beside the files: file,paper,date,page,address
"""
UPDATE_EXAMPLE = """\b
Example (a daily job):
  caifeng update qinglan-ribao
"""

day = click.DateTime(["%Y-%m-%d"])


@click.command(epilog=CRAWL_EXAMPLE)
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--since", type=day, help="The first issue wanted, YYYY-MM-DD.")
@click.option("--until", type=day, help="The last issue wanted, YYYY-MM-DD.")
@library_option
def crawl(names: tuple[str, ...], since: datetime | None, until: datetime | None, library: Path | None) -> None:
    """Fetch issues of the named sources into the library's archive."""
    crawl_into_archive(config_for(library), names, since=_day(since), until=_day(until))


@click.command(epilog=INGEST_EXAMPLE)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@click.option("--source", help="The source that the files come from.")
@click.option("--issued", type=day, help="The day of the issue, YYYY-MM-DD.")
@click.option("--page", type=click.IntRange(min=1), help="The number of the page (版次).")
@library_option
def ingest(
    files: tuple[Path, ...], source: str | None, issued: datetime | None, page: int | None, library: Path | None
) -> None:
    """Read what lies in the archive and is not yet read, or these files, into the library."""
    config = config_for(library)
    if not files and (source or issued or page):
        raise AskedWrongly("--source, --issued and --page say what FILE… are: name the files too")
    told = FileFacts(source=source, issued=_day(issued), page_no=page)
    refused = keep_files(config, files, told) if files else 0
    failed = len(ingest_library(config).failed)
    if refused or failed:
        raise CouldNot(f"{refused + failed} could not be taken or read (see above); the others are in the library")


@click.command(epilog=UPDATE_EXAMPLE)
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@library_option
def update(names: tuple[str, ...], library: Path | None) -> None:
    """Crawl, ingest, index and publish in one: the daily job."""
    update_library(config_for(library), names)


def update_library(config: Config, names: Sequence[str]) -> None:
    """The whole line. A source that could not be crawled does not stop what was fetched from being published."""
    failed = None
    try:
        crawl_into_archive(config, names)
    except CouldNot as problem:
        failed = problem
    ingest_library(config)
    index_library(config)
    publish_library(config)
    if failed:
        raise failed


def crawl_into_archive(
    config: Config, names: Sequence[str], *, since: date | None = None, until: date | None = None
) -> None:
    """Fetches each source in turn; raises CouldNot when one of them was not fetched whole."""
    wanted = _named_sources(config, names)
    with reachable(wanted) as sources:
        incomplete = [source.name for source in sources if not _crawl_one(config, source, since=since, until=until)]
    if incomplete:
        raise CouldNot(f"not fetched whole: {', '.join(incomplete)} (see above); run the same command again to go on")


def _named_sources(config: Config, names: Sequence[str]) -> tuple[Source, ...]:
    try:
        known = load_sources(config.sources)
        return tuple(known.get(name) for name in dict.fromkeys(names))
    except CrawlerError as problem:
        raise AskedWrongly(str(problem)) from problem


def _crawl_one(config: Config, source: Source, *, since: date | None, until: date | None) -> bool:
    with Bar(f"crawl 采集 {source.title}") as bar:

        def show(now: CrawlProgress) -> None:
            bar(now.fetched, now.expected, now.address)

        try:
            report = crawl_source(
                source, config.archive, since=since, until=until, settings=config.values, progress=show
            )
        except CrawlerError as problem:
            say(f"caifeng: {problem}")
            return False
    say(_crawl_summary(source, report))
    return report.is_complete


def _crawl_summary(source: Source, report: CrawlReport) -> str:
    counts = (
        f"crawl 采集 {source.title}: {len(report.issues)} issues, "
        f"{report.pages_fetched} of {report.pages_expected} pages, "
        f"{report.articles_fetched} of {report.articles_expected} articles, {len(report.failed)} failed"
    )
    failures = [f"{failure.address}: {failure.reason}" for failure in report.failed]
    return "\n  ".join([counts, *report.notes, *failures])


def keep_files(config: Config, paths: Sequence[Path], told: FileFacts) -> int:
    """Puts loose files into the archive with what is *told* of them (a meta.csv says more); how many were refused."""
    found = find_files(paths, facts=told)
    refused = list(found.refused)
    with Archive(config.archive) as archive:
        for file in found.files:
            try:
                body = read_bytes(file.path, max_bytes=config["MAX_FILE_BYTES"])
            except FileRefused as problem:
                refused.append(problem)
            else:
                archive.append_file(file.name, body, facts=file.facts, kept_at=datetime.now(UTC))
    for refusal in refused:
        say(f"caifeng: {refusal}")
    return len(refused)


def ingest_library(config: Config) -> IngestReport:
    """Reads everything in the archive that is not yet read. One bad page does not stop the rest."""
    with (
        Archive(config.archive) as archive,
        Library.open(config.library, create=True) as library,
        Bar("ingest 入库") as bar,
    ):
        total = sum(1 for _ in archive.entries())
        report = ingest_archive(
            archive, load_sources(config.sources), library, progress=lambda page: bar.step(page.address, total=total)
        )
    say(f"ingest 入库: {report.read} read, {report.unchanged} unchanged, {len(report.failed)} failed")
    for failure in report.failed:
        say(f"  {failure.address}: {failure.reason}")
    return report


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
