"""The archive as documents: an article over several web pages, or turned over to another page (转版), is one Page.

``page_of`` reads one record; here the records around it are looked at too: the layout page that says where an article
is printed, its further web pages, the rest of it on another page of the issue. What belongs to another document is
None, so that every article is given once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crawler.archive import FILE, REVISIT, Archive, Entry, digest_of
from crawler.decode import declared_in_markup, decode
from crawler.errors import ArchiveError
from crawler.families import Layout, Link, issue_date, plain_address, read_layout
from crawler.families.sequel import first_page, further_pages
from crawler.items import HEAD_LINES, Page
from crawler.pages import page_of
from crawler.sources import Sources
from crawler.turning import join_turned, turned_from, turned_to

KEPT_ISSUES = 4  # whose layouts and pages are remembered; an archive is walked issue by issue


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in its issue an article is printed, as the layout page says."""

    layout: Layout
    link: Link


class Reader:
    """Gives the document that an entry of the archive completes. Knows the archive as it was when made."""

    def __init__(self, archive: Archive, sources: Sources) -> None:
        self._archive = archive
        self._sources = sources
        self._newest: dict[str, Entry] = {}
        self._place: dict[str, int] = {}
        self._issues: dict[tuple[str, date], list[Entry]] = {}
        self._spots: dict[tuple[str, date], dict[str, Spot]] = {}
        self._pages: dict[tuple[str, date], dict[str, Page]] = {}
        for place, entry in enumerate(archive.entries()):
            self._note(place, entry)

    def _note(self, place: int, entry: Entry) -> None:
        if entry.status != 200 or entry.kind == REVISIT:
            return
        url = plain_address(entry.url)
        self._newest[url] = entry
        self._place[entry.record] = place
        day = issue_date(url)
        if day:
            self._issues.setdefault((entry.source, day), []).append(entry)

    def documents(self) -> Iterator[Page]:
        """Every document of the archive, once, in the order in which they were whole."""
        for entry in self._archive.entries():
            if entry.kind != REVISIT and (page := self.page_of(entry)):
                yield page

    def page_of(self, entry: Entry) -> Page | None:
        """The document that this entry is, or completes; None where there is nothing, or it belongs to another.

        Raises ArchiveError when a record cannot be read.
        """
        source = self._sources.find(entry.source)
        page = page_of(entry, self._archive.payload(entry), source)
        if entry.kind == FILE or entry.status != 200:
            return page
        start = self._first(entry)
        if start is not None:
            return self._whole(start, entry)
        return self._whole(entry, entry, page) if page else None

    def _first(self, entry: Entry) -> Entry | None:
        """The entry of the article's first web page, when this is a further one of it."""
        address = first_page(plain_address(entry.url))
        first = self._newest.get(address) if address else None
        return first if first and plain_address(entry.url) in self._further(first) else None

    def _further(self, first: Entry) -> tuple[str, ...]:
        body = self._archive.payload(first).body
        markup = decode(body, declared=declared_in_markup(body)).text
        return further_pages(markup, url=plain_address(first.url))

    def _whole(self, first: Entry, asked: Entry, page: Page | None = None) -> Page | None:
        """The whole document that begins at *first*, when *asked* is the part of it that came last."""
        page = page or page_of(first, self._archive.payload(first), self._sources.find(first.source))
        if page is None:
            return None
        further = self._further(first)
        parts = [self._newest[address] for address in further if address in self._newest]
        if parts and asked is not max((first, *parts), key=self._order):
            return None
        missing = tuple(f"a further web page was not fetched: {a}" for a in further if a not in self._newest)
        joined = self._joined(page, parts)
        return self._turned(self._located(replace(joined, notes=(*joined.notes, *missing)), first), first)

    def _order(self, entry: Entry) -> int:
        return self._place.get(entry.record, -1)

    def _joined(self, page: Page, parts: list[Entry]) -> Page:
        if not parts:
            return page
        texts = [page.text, *(self._text_below(part, page) for part in parts)]
        digests = "\n".join((page.digest, *(part.digest for part in parts)))
        return replace(
            page,
            text="\n".join(text for text in texts if text),
            digest=digest_of(digests.encode("ascii")),
            parts=tuple(part.record for part in parts),
        )

    def _text_below(self, part: Entry, page: Page) -> str:
        """The text of a further web page without the head that it repeats."""
        source = self._sources.find(part.source)
        first = first_page(part.url) or part.url
        read = page_of(replace(part, url=first), self._archive.payload(part), source)
        if read is None:
            return ""
        head = set(page.text.split("\n")[:HEAD_LINES])
        lines = read.text.split("\n")
        while lines and lines[0] in head:
            lines.pop(0)
        return "\n".join(lines)

    def _located(self, page: Page, entry: Entry) -> Page:
        """The page with what its issue's layout says of it, where the article itself says nothing."""
        day = issue_date(entry.url) or page.issued
        spot = self._spots_of((entry.source, day)).get(plain_address(entry.url)) if day else None
        if spot is None:
            return page
        numbered = spot.link.page_no or spot.layout.page_no
        return replace(
            page,
            page_no=page.page_no or numbered,
            page_name=page.page_name or spot.layout.page_name,
            areas=spot.link.areas,
            page_image=spot.layout.image,
            page_pdf=spot.layout.pdf,
        )

    def _spots_of(self, issue: tuple[str, date]) -> dict[str, Spot]:
        if issue not in self._spots:
            _make_room(self._spots)
            self._spots[issue] = {}
            for entry in self._issues.get(issue, ()):
                self._read_spots(entry, self._spots[issue])
        return self._spots[issue]

    def _read_spots(self, entry: Entry, spots: dict[str, Spot]) -> None:
        source = self._sources.find(entry.source)
        family = source.on(issue_date(entry.url)).habits if source else None
        if family is None or not family.is_page(entry.url):
            return
        body = self._archive.payload(entry).body
        layout = read_layout(decode(body, declared=declared_in_markup(body)).text, url=entry.url, family=family)
        for link in layout.articles:
            spots[link.url] = Spot(layout, link)

    def _turned(self, page: Page, entry: Entry) -> Page | None:
        """The page with the rest of it that is printed on another page; None for such a rest."""
        day = issue_date(entry.url)
        if day is None or not (turned_to(page) or turned_from(page)):
            return page
        return join_turned(page, tuple(self._pages_of((entry.source, day)).values()))

    def _pages_of(self, issue: tuple[str, date]) -> dict[str, Page]:
        """The documents of an issue that say 下转 or 上接, by address, each alone."""
        if issue not in self._pages:
            _make_room(self._pages)
            self._pages[issue] = {page.address: page for page in self._turning(issue)}
        return self._pages[issue]

    def _turning(self, issue: tuple[str, date]) -> Iterator[Page]:
        for entry in self._issues.get(issue, ()):
            try:
                page = page_of(entry, self._archive.payload(entry), self._sources.find(entry.source))
            except ArchiveError:
                continue  # told when its own turn comes
            if page and (turned_to(page) or turned_from(page)):
                yield self._located(page, entry)


def _make_room(remembered: dict[Any, Any]) -> None:
    while len(remembered) >= KEPT_ISSUES:
        remembered.pop(next(iter(remembered)))
