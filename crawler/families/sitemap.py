"""Sitemaps: lists of pages, news sitemaps with titles and dates, and indexes that lead to further sitemaps."""

from __future__ import annotations

from bs4.element import Tag

from crawler.families.address import issue_date, joined
from crawler.families.feed import day_of
from crawler.families.records import Listing, Row
from crawler.families.xml import child_text, parse_xml, unpacked
from crawler.markup import tidy


def read_sitemap(document: bytes | str, *, url: str) -> Listing | None:
    """The pages of a sitemap, or the sitemaps of an index; None when it is neither. Plain lists of lines count too."""
    soup = parse_xml(document)
    root = next((tag for tag in soup.find_all(True, recursive=False)), None)
    if root is None:
        return _plain(document, url)
    if root.name == "sitemapindex":
        found = (joined(url, child_text(entry, "loc")) for entry in soup.find_all("sitemap"))
        return Listing((), tuple(dict.fromkeys(address for address in found if address)))
    if root.name != "urlset":
        return None
    rows = {row.url: row for entry in soup.find_all("url") if (row := _row(entry, url))}
    return Listing(tuple(rows.values()))


def _row(entry: Tag, url: str) -> Row | None:
    address = joined(url, child_text(entry, "loc"))
    if not child_text(entry, "loc") or address is None:
        return None
    news = entry.find("news", recursive=False)
    title = child_text(news, "title") if isinstance(news, Tag) else ""
    published = child_text(news, "publication_date") if isinstance(news, Tag) else ""
    return Row(address, tidy(title), day_of(published) or issue_date(address) or day_of(child_text(entry, "lastmod")))


def _plain(document: bytes | str, url: str) -> Listing | None:
    text = unpacked(document).decode("utf-8", "replace") if isinstance(document, bytes) else document
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    found = dict.fromkeys(address for line in lines if (address := joined(url, line)))
    return Listing(tuple(Row(address, "", issue_date(address)) for address in found))
