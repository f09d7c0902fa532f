"""Feeds: Atom, RSS 2.0 and RSS 1.0, as rows of articles. Prefixes and dates are read in whatever habit they come."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.families.address import joined
from crawler.families.records import Listing, Row
from crawler.families.xml import child_text, parse_xml
from crawler.markup import tidy

DATES = ("published", "pubDate", "date", "updated", "modified", "publication_date")


def read_feed(document: bytes | str, *, url: str) -> Listing | None:
    """The entries of a feed in its order and the archived feeds it leads on to; None when it is no feed."""
    soup = parse_xml(document)
    root = next((tag for tag in soup.find_all(True, recursive=False)), None)
    if root is None or root.name not in ("feed", "rss", "RDF"):
        return None
    rows = {row.url: row for entry in soup.find_all(["entry", "item"]) if (row := _row(entry, url))}
    return Listing(tuple(rows.values()), tuple(_next(soup, url)))


def _row(entry: Tag, url: str) -> Row | None:
    address = _address(entry, url)
    if address is None:
        return None
    words = tidy(BeautifulSoup(child_text(entry, "title"), "lxml").get_text(" "))
    day = next((day for name in DATES if (day := day_of(child_text(entry, name)))), None)
    return Row(address, words, day)


def _address(entry: Tag, url: str) -> str | None:
    for link in entry.find_all("link", recursive=False):
        href = str(link.get("href") or "") or link.get_text()
        if href.strip() and str(link.get("rel") or "alternate") == "alternate":
            return joined(url, href)
    guid = entry.find("guid", recursive=False)
    if isinstance(guid, Tag) and str(guid.get("isPermaLink") or "true") == "true":
        return joined(url, guid.get_text())
    return None


def _next(soup: BeautifulSoup, url: str) -> list[str]:
    """RFC 5005: paged feeds say rel=next, archives rel=prev-archive."""
    found = (link for link in soup.find_all("link", href=True) if link.get("rel") in ("next", "prev-archive"))
    return [address for link in found if (address := joined(url, str(link["href"])))]


def day_of(printed: str) -> date | None:
    """The day of a date in ISO 8601, in the form of RFC 822, or as 2024-05-16 08:30; None for anything else.

    >>> day_of("Thu, 16 May 2024 08:30:00 +0800"), day_of("2024-05-16T08:30:00+08:00"), day_of("16日")
    (datetime.date(2024, 5, 16), datetime.date(2024, 5, 16), None)
    """
    words = printed.strip()
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return None
