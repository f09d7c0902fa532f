"""One crawl from outside: starts Scrapy in a process of its own, passes on its progress, returns its report."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

from crawler import errors
from crawler.errors import CrawlerError, CrawlFailed
from crawler.report import CrawlProgress, CrawlReport, Failure, report_from_json
from crawler.sources import Source, source_to_json

__all__ = ["CrawlProgress", "CrawlReport", "Failure", "crawl", "look"]

END_SECONDS = 20  # for the child to finish the response at hand after it was told to end
LOG_CHARACTERS = 2000  # of the child's last words that an error repeats


def crawl(  # noqa: PLR0913
    source: Source,
    archive_folder: Path,
    *,
    since: date | None = None,
    until: date | None = None,
    settings: Mapping[str, object],
    progress: Callable[[CrawlProgress], None] = lambda _: None,
) -> CrawlReport:
    """Fetch the issues of *source* from *since* to *until* into the archive.

    *settings* are Scrapy's, by name; only upper-case names with plain values are passed on. Raises CrawlFailed when
    Scrapy ends without a report, ArchiveError when the archive cannot be written; pages that fail are in the report.
    """
    _check_reachable(source)
    _check_days(source, since, until)
    asked = {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}
    return _run(source, {**_job(source, archive_folder, settings), **asked}, progress)


def look(
    source: Source, addresses: Sequence[str], archive_folder: Path, *, settings: Mapping[str, object]
) -> CrawlReport:
    """Fetch these addresses alone into the archive, as politely as a crawl. Raises as crawl does."""
    _check_reachable(source)
    return _run(source, {**_job(source, archive_folder, settings), "look": list(addresses)}, lambda _: None)


def _job(source: Source, archive_folder: Path, settings: Mapping[str, object]) -> dict[str, Any]:
    return {
        "source": source_to_json(source),
        "archive": str(archive_folder.resolve()),
        "settings": {name: value for name, value in settings.items() if name.isupper() and _is_plain(value)},
    }


def _run(source: Source, job: dict[str, Any], progress: Callable[[CrawlProgress], None]) -> CrawlReport:
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        last = _run_child(json.dumps(job), log, progress)
        if last is None:
            raise _no_report(source, log)
    if "error" in last:
        raise _passed_on(last["error"])
    return report_from_json(last["report"])


def _check_reachable(source: Source) -> None:
    if source.sample and source.through is None:
        raise CrawlFailed(
            "cannot crawl a sample newspaper, its server does not run",
            value=source.name,
            where=source.base,
            advice="Crawl it inside crawler.sample.serve.reachable, as the demo does",
        )


def _check_days(source: Source, since: date | None, until: date | None) -> None:
    if since and until and since > until:
        raise CrawlFailed(
            "cannot crawl from a day to an earlier one",
            value=f"{since} to {until}",
            where=source.name,
            advice="Exchange --since and --until",
        )


def _is_plain(value: object) -> bool:
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


def _run_child(job: str, log: IO[str], progress: Callable[[CrawlProgress], None]) -> dict[str, Any] | None:
    """The last line the child told, or None when it died without one."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler.child"],  # -P: nothing is imported from the folder it is run in
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        encoding="utf-8",
    )
    with child:
        try:
            last = _converse(child, job, progress)
        except BaseException:
            child.terminate()
            _wait(child)
            raise
        _wait(child)
        return last


def _converse(
    child: subprocess.Popen[str], job: str, progress: Callable[[CrawlProgress], None]
) -> dict[str, Any] | None:
    if child.stdin is None or child.stdout is None:
        return None
    try:
        child.stdin.write(job)
        child.stdin.close()
    except BrokenPipeError:
        return None  # it died at once; its log says why
    for line in child.stdout:
        told: dict[str, Any] = json.loads(line)
        if "progress" not in told:
            return told
        progress(CrawlProgress(**told["progress"]))
    return None


def _wait(child: subprocess.Popen[str]) -> None:
    try:
        child.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def _no_report(source: Source, log: IO[str]) -> CrawlFailed:
    log.seek(0)
    said = log.read().strip()[-LOG_CHARACTERS:] or "nothing"
    return CrawlFailed(
        "the crawl ended without a report",
        value=source.name,
        where=f"Scrapy's process said: {said}",
        advice="What was fetched before is kept; run it again to go on",
    )


def _passed_on(told: list[str]) -> CrawlerError:
    """The child's error, as the same kind of error here."""
    name, what, value, where, advice = told
    kind: type[CrawlerError] = getattr(errors, name, CrawlFailed)
    return kind(what, value=value, where=where, advice=advice)
