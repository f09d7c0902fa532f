"""A page of an issue: the pages and articles it leads to, known by where links lead and not by ids and classes.

Those differ from paper to paper; addresses are a habit of the whole family. The map is the fuller list where the
list of links is shorter, and it names an article once for each of its hot areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.families.address import FOLDER_DATE, issue_date, joined, plain_address
from crawler.families.family import Family
from crawler.families.parts import LABEL, label_of, printed_date
from crawler.families.records import Area, Layout, Link
from crawler.markup import line_of, parse

REFRESH = re.compile(r"URL\s*=\s*['\"]?([^\"'>\s]+)", re.IGNORECASE)
SCRIPTED = re.compile(r"location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MAX_CORNERS = 200  # numbers of one area; real ones have some twenty


def newest_issue(markup: str, *, url: str, family: Family) -> str | None:
    """Where a paper's entry page leads: its refresh, or else its first link to an issue; None when nowhere."""
    refresh = REFRESH.search(markup)
    if refresh:
        return joined(url, unescape(refresh.group(1)))
    linked = next((link.url for link in _links(parse(markup), url) if family.is_page(link.url)), None)
    scripted = SCRIPTED.search(markup)
    return linked or (joined(url, scripted.group(1)) if scripted else None)


def read_layout(markup: str, *, url: str, family: Family) -> Layout:
    """What a page of an issue links to and calls itself. Parts that are not there are None or empty."""
    soup = parse(markup)
    links = _links(soup, url)
    inside = [link for link in links if _same_issue(link.url, url)]
    nodes = [link for link in inside if family.is_page(link.url)]
    pages = _once(sorted(nodes, key=lambda link: not LABEL.match(link.words)))  # the list of pages before 下一版
    here = next((LABEL.match(page.words) for page in pages if page.url == plain_address(url)), None)
    label = here or label_of(soup, family)
    before = (link.url for link in links if "上一期" in link.words and family.is_page(link.url))
    articles = [link for link in inside if family.article and family.is_article(link.url)]
    return Layout(
        issued=issue_date(url) or printed_date(soup),
        page_no=int(label.group(1)) if label else None,
        page_name=label.group(2) if label else None,
        pages=pages,
        articles=_once([*articles, *_drawn(soup, url, family)]),
        previous_issue=next(before, None),
        image=_image(soup, url),
        pdf=next((link.url for link in links if urlsplit(link.url).path.lower().endswith(".pdf")), None),
    )


def _links(soup: BeautifulSoup, url: str) -> list[Link]:
    found = []
    for element in soup.find_all(["a", "area"], href=True):
        address = joined(url, str(element["href"]))
        if address:
            found.append(Link(address, line_of(element), _areas(element.get("coords"))))
    return found


def _drawn(soup: BeautifulSoup, url: str, family: Family) -> Iterator[Link]:
    """Articles that only a script-drawn area names, with the number of their page: pages are numbered as they come."""
    if not family.polygon:
        return
    numbers: dict[str, int] = {}
    for element in soup.find_all("polygon", attrs={"data-contentid": True}):
        page_no = numbers.setdefault(str(element.get("data-pageid")), len(numbers) + 1)
        contentid = re.sub(r"[^\w-]", "", str(element["data-contentid"]))
        address = joined(url, family.polygon.format(contentid=contentid))
        if address and contentid:
            yield Link(address, str(element.get("title") or ""), _areas(element.get("points")), page_no)


def _areas(printed: object) -> tuple[Area, ...]:
    corners = tuple(map(float, NUMBER.findall(str(printed or ""))[:MAX_CORNERS]))
    return (corners,) if corners else ()


def _same_issue(link: str, url: str) -> bool:
    """Whether an address lies in the same paper's issue of the same day, as far as both say."""
    own, other = urlsplit(url), urlsplit(link)
    if own.netloc != other.netloc:
        return False
    if issue_date(url) is None and issue_date(link) is None:
        return own.path.rpartition("/")[0] == other.path.rpartition("/")[0]
    if issue_date(link) is None:
        return not FOLDER_DATE.search(own.path)  # the day is asked for by query; articles go without it
    return issue_date(url) == issue_date(link) and _paper(own.path) == _paper(other.path)


def _paper(path: str) -> str:
    """The part of a path that names the paper: sister papers lie beside each other on one host."""
    return re.sub(r"/(?:layout|content)$", "", FOLDER_DATE.split(path)[0])


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once, at its first place, with the first words it is shown under and all of its areas."""
    found: dict[str, Link] = {}
    for link in links:
        known = found.get(link.url, link)
        areas = known.areas if known is link else known.areas + link.areas
        page_no = known.page_no or link.page_no
        found[link.url] = Link(link.url, known.words or link.words, tuple(dict.fromkeys(areas)), page_no)
    return tuple(found.values())


def _image(soup: BeautifulSoup, url: str) -> str | None:
    """The picture of the whole page: the one that carries the map, or that lies under drawn areas."""
    picture = soup.find("img", usemap=True)
    if not isinstance(picture, Tag):
        picture = soup.select_one("svg image, .page img:not([usemap])") if soup.find("polygon") else None
    if picture is None:
        return None
    address = picture.get("src") or picture.get("href") or picture.get("xlink:href")
    return joined(url, str(address)) if address else None
