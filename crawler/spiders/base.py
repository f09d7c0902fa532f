"""What every spider of ours does alike: knows its source, keeps count, and says why an address did not come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.archive import Archive
from crawler.decode import declared_in_markup, decode
from crawler.families import issue_date, plain_address
from crawler.families.nothing import nothing_on
from crawler.families.sequel import further_pages
from crawler.pace import Pace
from crawler.report import Tally
from crawler.sources import Source, load_sources

MAX_REDIRECTS = 5
NOTHING_CAME = "it leads round in a circle, or to a page that was asked for already"


class SourceSpider(Spider):  # type: ignore[misc]
    """Fetches *source* from *since* to *until* (both included) into *archive*. By hand, Scrapy hands over strings."""

    custom_settings = {  # noqa: RUF012 - Scrapy's name and form
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.guard.GuardMiddleware": 60,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.manners.RobotsMiddleware": 100,
            "crawler.manners.MannersMiddleware": 560,  # sees 503 before the middleware that asks again, at 550
            "crawler.keeping.ArchiveMiddleware": 999,
            "crawler.manners.BombMiddleware": 1000,
        },
        "DEFAULT_REQUEST_HEADERS": {"Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip, deflate"},
        "METAREFRESH_ENABLED": False,  # the entry page's refresh is read here, where its issue is known
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS,
    }

    def __init__(  # noqa: PLR0913 - Scrapy hands over its -a options one by one
        self,
        *,
        source: Source | str,
        archive: Archive | None = None,
        library: str = "caifeng-library",
        since: date | str | None = None,
        until: date | str | None = None,
        tally: Tally | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        folder = Path(library)
        self.source = load_sources(folder / "sources").get(source) if isinstance(source, str) else source
        self.archive = archive or Archive(folder / "archive")
        self.since = date.fromisoformat(since) if isinstance(since, str) else since
        self.until = date.fromisoformat(until) if isinstance(until, str) else until
        self.pace = Pace()
        self.tally = tally or Tally(self.source.name, tell=lambda _: None)

    def closed(self, reason: str) -> None:
        """Everything kept is on the disk when the spider ends; what never came back is told."""
        if reason == "finished":
            self.tally.fail_the_lost(NOTHING_CAME)
        self.archive.close()

    def source_on(self, url: str) -> Source:
        """The source as it was built on the day that an address names."""
        return self.source.on(issue_date(url))

    def ask(self, url: str, callback: Any, **known: Any) -> Request:
        """A request that is counted when it fails."""
        return Request(url, callback=callback, errback=self.on_failure, cb_kwargs=known)

    def ask_sequel(self, response: Any, markup: str) -> list[Request]:
        """The further web pages of an article, each once."""
        further = further_pages(markup, url=plain_address(response.url))
        return [self.ask(url, self.parse_sequel) for url in further]

    def parse_sequel(self, response: Any) -> None:
        """A further web page of an article is in the archive already; say when it holds nothing."""
        if why := nothing_on(text_of(response)):
            self.tally.fail(asked_for(response), why)

    def on_failure(self, failure: Failure) -> None:
        """Count what did not come, with the reason; end the crawl when nothing more can be kept."""
        if self.tally.fatal is not None:
            raise CloseSpider("the archive cannot be written")
        request = failure.request  # type: ignore[attr-defined]
        self.tally.fail(request.meta.get("redirect_urls", [request.url])[0], reason_of(failure.value))


def text_of(response: Any) -> str:
    """The text of a page, decoded by what its bytes bear out."""
    return decode(response.body, declared=declared_in_markup(response.body)).text


def asked_for(response: Any) -> str:
    """The address that was asked for first, before any redirect."""
    redirected: list[str] = response.meta.get("redirect_urls", [])
    return redirected[0] if redirected else str(response.url)


def reason_of(error: BaseException | None) -> str:
    """Why an address did not come, in words."""
    if isinstance(error, HttpError):
        return f"the site answered {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error)
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0]}" if words else type(error).__name__
