"""Which family a page is of, by what its address and markup show: for new sources, and for loose files without one."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup

from crawler.families.family import EPAPER, FEED, LISTING, SITEMAP, Family, families, family_named
from crawler.families.feed import read_feed
from crawler.families.layout import newest_issue, read_layout
from crawler.families.listing import has_items, read_listing
from crawler.families.sitemap import read_sitemap
from crawler.markup import parse

# the blocks that hold an article's body and belong to one family only, most particular first
ARTICLE_MARKS = (
    (".main-article-content", "zjol"),
    ("div.newsdetatext, #news_content", "pretitle"),
    ("#articleText", "queried"),
    ("#articleContent", "founder-nbs"),
    ("div.article #ozoom, div.article + #ozoom, div.article ~ #ozoom", "founder-pc"),
    ("founder-content, #ozoom", "founder"),
)
XML_START = ("<?xml", "<rss", "<feed", "<urlset", "<sitemapindex", "<rdf:rdf")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A family that a page may be of; ``points`` count what speaks for it, ``leads_to`` is where to look on."""

    family: Family
    points: int
    shows: str
    leads_to: str | None = None


def family_of_article(markup: str, soup: BeautifulSoup | None = None) -> Family | None:
    """The e-paper family whose article block a page holds, or None."""
    if "enpcontent" in markup or "npm:article" in markup:
        return family_named("founder")
    if not any(word in markup for word in ("main-article", "newsdetatext", "news_content", "article", "ozoom")):
        return None
    found = soup or parse(markup)
    name = next((name for selector, name in ARTICLE_MARKS if found.select_one(selector) is not None), None)
    return family_named(name) if name else None


def recognise(markup: str, *, url: str) -> tuple[Recognised, ...]:
    """The families that a page may be of, the likeliest first; () when nothing is recognised."""
    start = markup.lstrip("\ufeff \r\n\t")[:100].lower()
    if start.startswith(XML_START):
        return _xml(markup, url)
    soup = parse(markup)
    found = [_epaper(family, markup, soup, url) for family in families().values() if family.kind == EPAPER]
    found += [_list(family_named(name), markup, soup, url) for name in ("government", "listing")]
    return tuple(sorted((one for one in found if one.points), key=lambda one: -one.points))


def _xml(markup: str, url: str) -> tuple[Recognised, ...]:
    for kind, read in ((FEED, read_feed), (SITEMAP, read_sitemap)):
        listing = read(markup.encode(), url=url)
        if listing is not None:
            shows = f"{len(listing.rows)} articles, {len(listing.next_lists)} further lists"
            return (Recognised(family_named(kind), 10, shows),)
    return ()


def _epaper(family: Family, markup: str, soup: BeautifulSoup, url: str) -> Recognised:
    """What speaks for an e-paper family: marks of its own, addresses of its pages and articles."""
    marks = [selector for selector in family.evidence if soup.select_one(selector) is not None]
    layout = read_layout(markup, url=url, family=family)
    entry = newest_issue(markup, url=url, family=family)
    leads_to = entry if entry and family.is_page(entry) and not family.is_page(url) else None
    points = 2 * len(marks) + 2 * bool(layout.articles) + 6 * bool(layout.pages) + 3 * bool(leads_to)
    points += bool(family.is_page(url)) if layout.articles or layout.pages else 0
    is_its_own = bool(layout.articles or layout.pages or leads_to)
    shows = f"{len(layout.pages)} pages, {len(layout.articles)} articles" + (
        f", marks {', '.join(marks)}" * bool(marks)
    )
    return Recognised(family, points if is_its_own else 0, shows, leads_to)


def _list(family: Family, markup: str, soup: BeautifulSoup, url: str) -> Recognised:
    listing = read_listing(markup, url=url, family=family)
    dated = sum(row.day is not None for row in listing.rows)
    marks = [selector for selector in family.evidence if soup.select_one(selector) is not None]
    points = min(dated, 3) + len(marks) + bool(listing.next_lists) if dated >= 3 or has_items(soup, family) else 0
    points += 2 * (family.name != LISTING and dated >= 3)
    return Recognised(family, points, f"{len(listing.rows)} articles, {dated} of them with a day")
