"""The text of a web page of no known family: all that is visible but its navigation. Plain, not clever."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.items import Stated
from crawler.markup import line_of, lines_of, parse

FURNITURE = ("nav", "header", "footer", "aside", "form", "iframe")


@dataclass(frozen=True, slots=True)
class WebPage:
    """The visible lines of a page without its headline; ``single_article`` when its markup says that it holds one."""

    stated: Stated
    lines: tuple[str, ...]
    single_article: bool
    notes: tuple[str, ...] = ()


def read_webpage(markup: str) -> WebPage:
    """The visible lines of a page. Never raises; a page without text has none."""
    soup = parse(markup)
    title = soup.title.get_text() if soup.title else ""
    main = _main(soup)
    for element in main.find_all(FURNITURE):
        element.extract()
    headings = main.find_all("h1")
    if len(headings) == 1:
        headline = line_of(headings[0])
        headings[0].extract()
        return WebPage(Stated(headline=headline or None), lines_of(main), True)
    words = " ".join(title.split())
    notes = ("the headline is the title of the web page",) if words else ()
    return WebPage(Stated(headline=words or None), lines_of(main), False, notes)


def _main(soup: BeautifulSoup) -> Tag:
    """The one element that the markup calls the main part, else the whole body."""
    for name in ("article", "main"):
        found: list[Tag] = soup.find_all(name)
        if len(found) == 1:
            return found[0]
    return soup.body or soup
