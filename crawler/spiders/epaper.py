"""One spider for every family of e-papers: from the entry page to issues, pages and articles.

It only follows links and counts; what it fetches is kept by the archive middleware and read later. By hand:
``SCRAPY_SETTINGS_MODULE=settings scrapy crawl epaper -a source=NAME -a library=DIR -a since=2024-05-01``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.families import Layout, issue_date, newest_issue, read_article, read_layout
from crawler.families.nothing import SAYS_MISSING, nothing_on
from crawler.families.recognise import family_of_article
from crawler.spiders.base import SourceSpider, asked_for, text_of

NO_ARTICLE = "fetched, but the markup is not that of the family"
NO_LAYOUT = "fetched, but no page or article is linked on it"
MAX_ENTRIES = 3  # entry pages that lead to entry pages, before the issue
LOOK_BACK_DAYS = 10  # a daily paper rests for a week at the Spring Festival
BEIJING = timezone(timedelta(hours=8))


class EpaperSpider(SourceSpider):
    """Fetches the issues of a paper.

    Without dates: the newest issues, as many as the source says. With *until* alone: as many up to that day.
    """

    name = "epaper"

    async def start(self) -> AsyncIterator[Any]:
        """The entry page, which leads to the newest issue; or the newest day that may have one."""
        if not self.source.by_date:
            yield self.ask(self.source.entry_address, self.parse_entry)
            return
        today = datetime.now(BEIJING).date()
        if self.since is None:
            yield self._ask_newest(min(today, self.until or today), LOOK_BACK_DAYS)
            return
        for request in self._ask_days(self.since, min(today, self.until or today)):
            yield request

    def parse_entry(self, response: Any, *, depth: int = 1) -> Iterator[Any]:
        """From the entry page to the issues that are wanted."""
        newest = newest_issue(text_of(response), url=response.url, family=self.source.habits)
        if newest is None:
            self.tally.fail(asked_for(response), "no issue is linked on the entry page")
        elif not self.source_on(newest).habits.is_page(newest) and depth < MAX_ENTRIES:
            yield self.ask(newest, self.parse_entry, depth=depth + 1)
        elif self.since is None:
            yield self._ask_page(newest, left=self.source.recent_issues)
        else:
            yield from self._ask_since(newest, self.since)

    def _ask_since(self, newest: str, since: date) -> Iterator[Any]:
        newest_day = issue_date(newest)
        last = min(filter(None, (newest_day, self.until)), default=since)
        if last < since:
            self.tally.notes.append(f"no issue from {since}: the newest is of {newest_day}")
        yield from self._ask_days(since, last, {newest_day: newest})

    def _ask_days(self, since: date, last: date, known: dict[date | None, str] | None = None) -> Iterator[Any]:
        for days in range((last - since).days + 1):
            day = since + timedelta(days=days)
            yield self._ask_page((known or {}).get(day) or self.source.issue_address(day), day=day)

    def _ask_newest(self, day: date, tries: int) -> Any:
        return self._ask_page(self.source.issue_address(day), day=day, tries=tries, left=self.source.recent_issues)

    def parse_page(self, response: Any, *, left: int = 0, day: date | None = None, tries: int = 0) -> Iterator[Any]:
        """From a page of an issue to its articles and the other pages; with *left* over 1 to the issue before it."""
        markup = text_of(response)
        layout = read_layout(markup, url=response.url, family=self.source_on(response.url).habits)
        if not layout.articles and not layout.pages:
            yield from self._none_here(asked_for(response), nothing_on(markup), day, tries)
            return
        is_wanted = self.until is None or layout.issued is None or layout.issued <= self.until
        if is_wanted:
            yield from self._ask_issue(layout, asked_for(response))
        left -= is_wanted
        if left > 0 and layout.previous_issue:
            yield self._ask_page(layout.previous_issue, left=left)

    def _none_here(self, url: str, why: str | None, day: date | None, tries: int) -> Iterator[Any]:
        """A page came and is no page of an issue: a day without one, as far as it says so, or a failure."""
        if day is not None and why == SAYS_MISSING:
            yield from self._no_issue(day, tries)
        else:
            self.tally.fail(url, why or NO_LAYOUT)

    def _no_issue(self, day: date, tries: int) -> Iterator[Any]:
        self.tally.days_without_issue.add(day)
        if tries > 1:
            yield self._ask_newest(day - timedelta(days=1), tries - 1)

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
            yield self.ask(article.url, self.parse_article)

    def parse_article(self, response: Any) -> Iterator[Any]:
        """Count an article, which is in the archive already, and ask for its further web pages."""
        markup = text_of(response)
        if why := nothing_on(markup):
            self.tally.fail(asked_for(response), why)
        elif self._is_article(markup, response.url):
            self.tally.fetched(asked_for(response), is_article=True)
            yield from self.ask_sequel(response, markup)
        else:
            self.tally.fail(asked_for(response), NO_ARTICLE)

    def _is_article(self, markup: str, url: str) -> bool:
        family = self.source_on(url).habits
        if read_article(markup, url=url, family=family) is not None:
            return True
        other = family_of_article(markup)
        if other is None:
            return False
        self.tally.say_once(f"articles of the family {other.name} came, the source says {family.name}")
        return True

    def on_failure(self, failure: Failure) -> Any:
        """As any spider; a day's first page that answers 404 says that there is no issue."""
        request = failure.request  # type: ignore[attr-defined]
        day = request.cb_kwargs.get("day")
        error = failure.value
        if day is not None and isinstance(error, HttpError) and error.response.status == 404:
            return self._no_issue(day, request.cb_kwargs.get("tries", 0))
        return super().on_failure(failure)

    def _ask_page(self, url: str, **known: Any) -> Any:
        return self.ask(url, self.parse_page, **known)
