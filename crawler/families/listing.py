"""A web page that lists articles: the rows with the days they say, and the list that follows."""

from __future__ import annotations

import re
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.families.address import date_of, issue_date, joined
from crawler.families.family import Family
from crawler.families.paging import is_paging, next_list
from crawler.families.records import Listing, Row
from crawler.markup import line_of, parse

ROW_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
ROW_CHARACTERS = 400  # a row holds one headline and one date; more is a block of rows


def read_listing(markup: str, *, url: str, family: Family) -> Listing:
    """The articles that a list names, each once, in order, and the next list, if any."""
    soup = parse(markup)
    rows: dict[str, Row] = {}
    for element in soup.find_all("a", href=True):
        address = joined(url, str(element["href"]))
        if address and address != url and family.is_article(address) and not is_paging(element):
            row = Row(address, _words(element), issue_date(address) or _day(element, family))
            if row.words or address not in rows:
                rows.setdefault(address, row)
    following = next_list(markup, soup, url)
    return Listing(tuple(rows.values()), (following,) if following else ())


def _words(link: Tag) -> str:
    """The headline in full: a list cuts it short and keeps the whole in the link's title."""
    shown, titled = line_of(link), " ".join(str(link.get("title") or "").split())
    return titled if len(titled) > len(shown) or not shown else shown


def _day(link: Tag, family: Family) -> date | None:
    row = next((parent for parent in link.parents if parent.name in family.items), None)
    words = line_of(row) if row is not None else ""
    found = ROW_DATE.search(words) if len(words) <= ROW_CHARACTERS else None
    return date_of(*found.groups()) if found else None


def has_items(soup: BeautifulSoup, family: Family) -> bool:
    """Whether a page has rows with a link and a date, as lists have: three or more."""
    dated = 0
    for row in soup.find_all(list(family.items)):
        link = row.find("a", href=True)
        words = line_of(row)
        dated += bool(link and len(words) <= ROW_CHARACTERS and ROW_DATE.search(words))
    return dated >= 3
