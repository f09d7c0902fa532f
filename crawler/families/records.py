"""What pages of the families state: an issue's page, an article, a list. Nothing is interpreted here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from crawler.items import Stated

Area = tuple[float, ...]  # the corners of a hot area as the page writes them: x, y, x, y, … in its own units


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the words it is shown under ("" when it is only a hot area), and where on the page it is printed.

    ``page_no`` is stated only where one layout page shows several pages of the issue.
    """

    url: str
    words: str
    areas: tuple[Area, ...] = ()
    page_no: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of an issue: its number and name, the issue's pages and the page's articles, each once, in order.

    ``image`` and ``pdf`` are the addresses of the whole page as a picture and as PDF, None where none is linked.
    """

    issued: date | None
    page_no: int | None
    page_name: str | None
    pages: tuple[Link, ...]
    articles: tuple[Link, ...]
    previous_issue: str | None
    image: str | None = None
    pdf: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article: what its markup states, its body and captions as lines, and the metadata comment as it stands.

    ``stated.headline`` is "" when the markup shows that none is printed.
    """

    stated: Stated
    body: tuple[str, ...]
    captions: tuple[str, ...]
    issued: date | None
    page_no: int | None
    page_name: str | None
    evidence: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list of articles: the address, its words in full and the day it says, if any."""

    url: str
    words: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of articles (a web page, a feed or a sitemap) and the lists it leads on to, in order."""

    rows: tuple[Row, ...]
    next_lists: tuple[str, ...] = ()
