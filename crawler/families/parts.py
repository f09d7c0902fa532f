"""Parts that layout pages and article pages state alike: the page's number and name, and the printed date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from crawler.families.address import date_of
from crawler.families.family import Family
from crawler.markup import line_of, tidy

PRINTED_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
LABEL = re.compile(
    r"""
    ^ (?: 第? \s* [A-Z]? 0* (?=[1-9]) (\d{1,3}) \s* 版       # 第01版, 1版, A02版
    \s* [：:]? \s* (\S.*)? ) $                               # ：要闻
    """,
    re.VERBOSE,
)
WITHIN = re.compile(r"(?:^|[^\d])第?\s*[A-Z]?0*([1-9]\d{0,2})\s*版")  # （2024年01月07日　第 02 版）
LABEL_CHARACTERS = 40  # a page's name is a few words; more is a list of pages


def label_of(soup: BeautifulSoup, family: Family) -> re.Match[str] | None:
    """Number and name of the page, where the family prints them. A bare tag name only counts for elements of text."""
    for selector in _grouped(family.label):
        for element in soup.select(selector):
            bare = selector[0].islower() and "." not in selector and "#" not in selector
            if bare and element.find(True) is not None:
                continue
            label = LABEL.match(" ".join(tidy(element.get_text(" ")).split())[:LABEL_CHARACTERS])
            if label:
                return label
    return None


def _grouped(selectors: Iterable[str]) -> list[str]:
    """Selectors one by one, the bare tag names at the end together: those are met in the order of the page."""
    named = [selector for selector in selectors if not selector.isalpha()]
    bare = [selector for selector in selectors if selector.isalpha()]
    return [*named, ", ".join(bare)] if bare else named


def number_within(soup: BeautifulSoup, family: Family) -> int | None:
    """The number of the page that stands beside the date of an article, or None."""
    for selector in family.dateline:
        for element in soup.select(selector):
            found = WITHIN.search(line_of(element))
            if found:
                return int(found.group(1))
    return None


def printed_date(soup: BeautifulSoup) -> date | None:
    """The first day that the page prints in full, or None."""
    for string in soup.find_all(string=PRINTED_DATE):
        found = PRINTED_DATE.search(string)
        if found and not isinstance(string, Comment):
            return date_of(*found.groups())
    return None


def first_of(soup: Tag, selectors: Iterable[str]) -> Tag | None:
    """The first element that a selector finds, selectors in their order."""
    return next((found for selector in selectors if (found := soup.select_one(selector)) is not None), None)


def words_of(soup: Tag, selectors: Iterable[str]) -> str | None:
    """The words of the first element that has any; "" when the elements are there but empty; None when they are not."""
    empty = None
    for selector in selectors:
        for element in soup.select(selector):
            if words := line_of(element):
                return words
            empty = ""
    return empty
