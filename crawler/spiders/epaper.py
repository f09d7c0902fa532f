"""One spider for every paper of the classic Founder family: from its entry page to issues, pages and articles.

It only follows links and counts; what it fetches is kept by the archive middleware and read later. By hand:
``SCRAPY_SETTINGS_MODULE=settings scrapy crawl epaper -a source=NAME -a library=DIR -a since=2024-05-01``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.archive import Archive
from crawler.decode import declared_in_markup, decode
from crawler.founder import Layout, issue_date, newest_issue, read_article, read_layout
from crawler.report import Tally
from crawler.sources import Source, load_sources

NO_ARTICLE = "fetched, but the markup is not that of the family"
NO_LAYOUT = "fetched, but no page or article is linked on it"


class EpaperSpider(Spider):  # type: ignore[misc]
    """Fetches the issues of *source* from *since* to *until* (both included) into *archive*.

    Without dates: the newest issues, as many as the source says. With *until* alone: as many up to that day.
    """

    name = "epaper"
    custom_settings = {  # noqa: RUF012 - Scrapy's name and form
        "DOWNLOADER_MIDDLEWARES": {"crawler.guard.GuardMiddleware": 60, "crawler.keeping.ArchiveMiddleware": 999},
        "DEFAULT_REQUEST_HEADERS": {"Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip, deflate"},
        "METAREFRESH_ENABLED": False,  # the entry page's refresh is read here, where its issue is known
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
        self.tally = tally or Tally(self.source.name, tell=lambda _: None)

    async def start(self) -> AsyncIterator[Any]:
        """The entry page, which leads to the newest issue."""
        yield self._ask(self.source.entry_address, self.parse_entry)

    def closed(self, reason: str) -> None:
        """Everything kept is on the disk when the spider ends."""
        self.archive.close()

    def parse_entry(self, response: Any) -> Iterator[Any]:
        """From the entry page to the issues that are wanted."""
        newest = newest_issue(_text(response), url=response.url)
        if newest is None:
            self.tally.fail(response.url, "no issue is linked on the entry page")
            return
        if self.since is None:
            yield self._ask_page(newest, left=self.source.recent_issues)
            return
        yield from self._ask_days(newest, self.since)

    def _ask_days(self, newest: str, since: date) -> Iterator[Any]:
        newest_day = issue_date(newest)
        last = min(filter(None, (newest_day, self.until)), default=since)
        if last < since:
            self.tally.notes.append(f"no issue from {since}: the newest is of {newest_day}")
        for days in range((last - since).days + 1):
            day = since + timedelta(days=days)
            url = newest if day == newest_day else self.source.issue_address(day)
            yield self._ask_page(url, day=day)

    def parse_page(self, response: Any, *, left: int = 0, day: date | None = None) -> Iterator[Any]:
        """From a page of an issue to its articles and the other pages; with *left* over 1 to the issue before it."""
        layout = read_layout(_text(response), url=response.url)
        if not layout.articles and not layout.pages:
            self.tally.fail(response.url, NO_LAYOUT)
            return
        is_wanted = self.until is None or layout.issued is None or layout.issued <= self.until
        if is_wanted:
            yield from self._ask_issue(layout, response.url)
        left -= is_wanted
        if left > 0 and layout.previous_issue:
            yield self._ask_page(layout.previous_issue, left=left)

    def _ask_issue(self, layout: Layout, url: str) -> Iterator[Any]:
        if layout.issued:
            self.tally.issues.add(layout.issued)
        self.tally.pages |= {url, *(page.url for page in layout.pages)}
        self.tally.articles |= {article.url for article in layout.articles}
        self.tally.fetched(url, is_article=False)
        for page in layout.pages:
            if page.url != url:
                yield self._ask_page(page.url)
        for article in layout.articles:
            yield self._ask(article.url, self.parse_article)

    def parse_article(self, response: Any) -> None:
        """Count an article; it is in the archive already."""
        if read_article(_text(response), url=response.url) is None:
            self.tally.fail(response.url, NO_ARTICLE)
        else:
            self.tally.fetched(response.url, is_article=True)

    def on_failure(self, failure: Failure) -> None:
        """Count what did not come, with the reason; end the crawl when nothing more can be kept."""
        if self.tally.fatal is not None:
            raise CloseSpider("the archive cannot be written")
        request = failure.request  # type: ignore[attr-defined]
        day = request.cb_kwargs.get("day")
        error = failure.value
        if day is not None and isinstance(error, HttpError) and error.response.status == 404:
            self.tally.days_without_issue.add(day)
        else:
            self.tally.fail(request.url, _reason(error))

    def _ask_page(self, url: str, **known: Any) -> Request:
        return self._ask(url, self.parse_page, **known)

    def _ask(self, url: str, callback: Any, **known: Any) -> Request:
        return Request(url, callback=callback, errback=self.on_failure, cb_kwargs=known)


def _text(response: Any) -> str:
    return decode(response.body, declared=declared_in_markup(response.body)).text


def _reason(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"the site answered {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return str(error)
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0]}" if words else type(error).__name__
