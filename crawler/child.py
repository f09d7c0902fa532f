"""Scrapy's own process: takes a job as JSON on stdin, crawls, tells progress and report as JSON lines on stdout.

Scrapy's reactor can run once in a process; ours must be able to crawl again and again, so each crawl has a process.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings, default_settings

from crawler.archive import Archive
from crawler.errors import CrawlerError, CrawlFailed
from crawler.families.family import EPAPER
from crawler.guard import ALLOW_SETTING
from crawler.manners import BACK_OFF_SETTING
from crawler.report import Tally, report_to_json
from crawler.sources import Source, source_from_json
from crawler.spiders.base import SourceSpider
from crawler.spiders.epaper import EpaperSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.look import LookSpider

# its name from Scrapy 2.19 on, and before
RESOLVER_SETTING = "TWISTED_DNS_RESOLVER" if hasattr(default_settings, "TWISTED_DNS_RESOLVER") else "DNS_RESOLVER"


def settings_for(source: Source, given: dict[str, Any]) -> Settings:
    """The settings of one crawl: those given, never less polite for a site on the open net than they are."""
    settings = Settings(given)
    settings.set(RESOLVER_SETTING, "crawler.guard.PublicResolver", priority="cmdline")
    settings.set(ALLOW_SETTING, source.allow_loopback, priority="cmdline")
    if source.allow_loopback:
        settings.set("DOWNLOAD_DELAY", source.delay_seconds or 0, priority="cmdline")
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
        settings.set(BACK_OFF_SETTING, 0, priority="cmdline")
    elif source.delay_seconds is not None:
        delay = max(source.delay_seconds, settings.getfloat("DOWNLOAD_DELAY"))
        settings.set("DOWNLOAD_DELAY", delay, priority="cmdline")
    return settings


def crawl_here(job: dict[str, Any], out: TextIO) -> dict[str, Any]:
    """Crawl in this process; the last line to tell. Raises CrawlerError when the archive cannot be written."""
    source = source_from_json(job["source"])
    tally = Tally(source.name, tell=lambda progress: _tell(out, {"progress": asdict(progress)}))
    with Archive(Path(job["archive"])) as archive:
        tally.notes.extend(archive.repair())
        process = CrawlerProcess(settings_for(source, job["settings"]))
        spider, asked = _spider_for(source, job)
        crawler = process.create_crawler(spider)
        failures: list[Any] = []
        process.crawl(crawler, source=source, archive=archive, tally=tally, **asked).addErrback(failures.append)
        process.start()
    if tally.fatal:
        raise tally.fatal
    if failures:
        words = failures[0].getErrorMessage()
        raise CrawlFailed("Scrapy could not start", value=words, where=source.name, advice="Mend the setting it names")
    _check_finished(crawler.stats.get_value("finish_reason"), tally)
    return {"report": report_to_json(tally.report())}


def _spider_for(source: Source, job: dict[str, Any]) -> tuple[type[SourceSpider], dict[str, Any]]:
    """The spider that does a job, and what it is told beside its source."""
    if job.get("look"):
        return LookSpider, {"addresses": tuple(job["look"])}
    dates = {"since": _day(job["since"]), "until": _day(job["until"])}
    return (EpaperSpider if source.habits.kind == EPAPER else ListingSpider), dates


def _check_finished(reason: str | None, tally: Tally) -> None:
    """Whether the spider went to its end; a crawl that was told to stop says so in its notes."""
    if reason == "shutdown":
        tally.notes.append("stopped before the end; run it again to go on")
    elif reason != "finished":
        raise CrawlFailed("the crawl ended early", value=reason, where=tally.source, advice="Run it again to go on")


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _tell(out: TextIO, line: dict[str, Any]) -> None:
    try:
        out.write(json.dumps(line) + "\n")
        out.flush()
    except BrokenPipeError:
        os._exit(1)  # whoever asked is gone; what was kept is in the archive


def main() -> None:
    """Take the job, do it, tell how it ended."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing that a library prints may stand among the lines
    job = json.load(sys.stdin)
    try:
        last = crawl_here(job, out)
    except CrawlerError as error:
        last = {"error": [type(error).__name__, error.what, str(error.value), error.where, error.advice]}
    _tell(out, last)


if __name__ == "__main__":
    main()
