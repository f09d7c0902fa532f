"""One spider for sites that list their articles: web lists, feeds and sitemaps; the family says which."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from crawler.families import Listing, Row
from crawler.families.family import FEED, SITEMAP
from crawler.families.feed import read_feed
from crawler.families.listing import read_listing
from crawler.families.nothing import nothing_on
from crawler.families.sitemap import read_sitemap
from crawler.spiders.base import SourceSpider, asked_for, text_of

NO_LIST = "fetched, but no article is listed on it"
NO_XML = "fetched, but it is no {kind}"


class ListingSpider(SourceSpider):
    """Fetches the articles that a source lists.

    Without dates: those of the newest lists, as many as the source says. With *since*: list after list, until one has
    only older articles. Articles that no list dates are always fetched. Never more lists than the source allows.
    """

    name = "listing"

    def __init__(self, **known: Any) -> None:
        super().__init__(**known)
        self._lists = 0  # that were read and have articles: an index of sitemaps is none

    async def start(self) -> AsyncIterator[Any]:
        """The first list."""
        yield self._ask_list(self.source.entry_address)

    def _ask_list(self, url: str) -> Any:
        self.tally.pages.add(url)
        return self.ask(url, self.parse_list)

    def parse_list(self, response: Any) -> Iterator[Any]:
        """From a list to its articles and to the next one."""
        url = asked_for(response)
        listing = self._read(response)
        if listing is None or not (listing.rows or listing.next_lists):
            self.tally.fail(url, self._why_none(response))
            return
        self.tally.fetched(url, is_article=False)
        self._lists += bool(listing.rows)
        fresh = [row for row in listing.rows if row.url not in self.tally.articles and self.source.owns(row.url)]
        for row in fresh:
            if self._is_wanted(row):
                yield self._ask_article(row)
        if fresh or not listing.rows:
            yield from self._ask_next(listing)

    def _read(self, response: Any) -> Listing | None:
        kind = self.source.habits.kind
        if kind in (FEED, SITEMAP):
            return (read_feed if kind == FEED else read_sitemap)(response.body, url=response.url)
        return read_listing(text_of(response), url=response.url, family=self.source.habits)

    def _why_none(self, response: Any) -> str:
        kind = self.source.habits.kind
        words = NO_XML.format(kind=kind) if kind in (FEED, SITEMAP) else NO_LIST
        return nothing_on(text_of(response)) or words

    def _is_wanted(self, row: Row) -> bool:
        if row.day is None:
            return True
        return (self.since is None or row.day >= self.since) and (self.until is None or row.day <= self.until)

    def _ask_article(self, row: Row) -> Any:
        self.tally.articles.add(row.url)
        if row.day:
            self.tally.issues.add(row.day)
        return self.ask(row.url, self.parse_article)

    def _ask_next(self, listing: Listing) -> Iterator[Any]:
        """The lists after this one, while they may hold what is wanted."""
        if listing.rows and not self._goes_on(listing):
            return
        for url in listing.next_lists:
            if url in self.tally.pages or not self.source.owns(url):
                continue
            if self._expected_lists() >= self._most_lists():
                self._say_cut()
                return
            yield self._ask_list(url)

    def _expected_lists(self) -> int:
        return self._lists + len(self.tally.pages) - len(self.tally.pages_fetched)

    def _goes_on(self, listing: Listing) -> bool:
        days = [row.day for row in listing.rows if row.day]
        return self.since is None or not days or max(days) >= self.since

    def _most_lists(self) -> int:
        return self.source.max_lists if self.since else min(self.source.recent_issues, self.source.max_lists)

    def _say_cut(self) -> None:
        if self.since:
            self.tally.say_once(
                f"stopped after {self.source.max_lists} lists (max_lists); older articles may be missing"
            )

    def parse_article(self, response: Any) -> Iterator[Any]:
        """Count an article, which is in the archive already, and ask for its further web pages."""
        markup = text_of(response)
        if why := nothing_on(markup):
            self.tally.fail(asked_for(response), why)
            return
        self.tally.fetched(asked_for(response), is_article=True)
        yield from self.ask_sequel(response, markup)
