"""Where a list goes on: the schemes that Chinese sites page by, most certain first.

createPageHTML(count, current from 0, base, extension) names page k as base_{k-1}: its second page is index_1.html.
Everything that it prints (下一页, 尾页) is made in the browser, so the call itself is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from crawler.families.address import joined
from crawler.markup import line_of

CREATE_PAGE = re.compile(
    r"createPageHTML\(\s*[\"']?(\d+)[\"']?\s*,\s*[\"']?(\d+)[\"']?\s*,\s*[\"']([^\"']+)[\"']\s*,\s*[\"'](\w+)[\"']",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\b(?:totalPages?|pageCount|countPage|pages)\s*[=:]\s*[\"']?(\d+)", re.IGNORECASE)
SAID = re.compile(r"共\s*(\d+)\s*页|\d+\s*/\s*(\d+)\s*页")
NEXT_WORDS = frozenset({"下一页", "下页", "后一页", "下一頁", "下頁", ">", ">>", "›", "»", "next"})
LAST_WORDS = frozenset({"尾页", "末页", "最后一页", "最后页", "尾頁", "末頁"})
OTHER_WORDS = frozenset({"首页", "上一页", "上页", "前一页", "首頁", "上一頁", "<", "<<", "‹", "«", "prev"})
PAGE_NAMES = frozenset(["page", "pageindex", "pageno", "pagenum", "currpage", "currentpage", "pn", "p"])
LAST_NUMBER = re.compile(r"(\d+)(?=\.\w+$|/?$)")
NUMBERED = re.compile(r"^[\[【(]?(\d{1,4})[\]】)]?$")


def is_paging(link: Tag) -> bool:
    """Whether a link leads to another page of the same list and not to an article."""
    words = line_of(link).strip(" 　").lower()
    return words in NEXT_WORDS | LAST_WORDS | OTHER_WORDS or bool(NUMBERED.match(words))


def next_list(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    """The address of the list after the one at *url*; None at the last, or when no scheme is recognised."""
    schemes: tuple[Callable[[str, BeautifulSoup, str], str | None], ...] = (
        _by_rel,
        _by_words,
        _by_number,
        _by_last,
        _by_count,
    )
    created = CREATE_PAGE.search(markup)
    if created:
        return _by_call(created, url)
    return next((found for scheme in schemes if (found := scheme(markup, soup, url)) and found != url), None)


def _by_call(created: re.Match[str], url: str) -> str | None:
    count, current, base, extension = created.groups()
    following = int(current) + 1
    return joined(url, f"{base}_{following}.{extension}") if following < int(count) else None


def _links(soup: BeautifulSoup) -> list[Tag]:
    return [link for link in soup.find_all("a", href=True) if not str(link["href"]).lower().startswith("javascript:")]


def _by_rel(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    found = soup.select_one("a[rel~=next][href], link[rel~=next][href]")
    return joined(url, str(found["href"])) if found else None


def _by_words(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    for link in _links(soup):
        if line_of(link).strip(" 　").rstrip(">»›").strip().lower() in NEXT_WORDS - {""} or _shown(link) in NEXT_WORDS:
            return joined(url, str(link["href"]))
    return None


def _shown(link: Tag) -> str:
    return line_of(link).strip(" 　").lower()


def _by_number(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    """The link under the number after this page's own: the number whose link leads here, or that has no link."""
    numbered: dict[int, str] = {}
    for link in _links(soup):
        found = NUMBERED.match(_shown(link))
        address = joined(url, str(link["href"])) if found else None
        if found and address:
            numbered.setdefault(int(found.group(1)), address)
    own = next((number for number, address in numbered.items() if address == url), None)
    missing = next((number for number in range(1, max(numbered, default=0)) if number not in numbered), None)
    current = own or missing
    return numbered.get(current + 1) if current else None


def _by_last(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    """From 尾页 alone: its address with the number of the next page in the place of the last."""
    last = next((joined(url, str(link["href"])) for link in _links(soup) if _shown(link) in LAST_WORDS), None)
    if last is None or last == url:
        return None
    said = next((int(match[1] or match[2]) for match in SAID.finditer(soup.get_text(" "))), None)
    return _counted_on(last, url, from_zero=said is not None and _number_in(last) == said - 1)


def _number_in(address: str) -> int | None:
    parts = urlsplit(address)
    asked = next((value for name, value in parse_qsl(parts.query) if name.lower() in PAGE_NAMES), None)
    if asked is not None:
        return int(asked) if asked.isdigit() else None
    found = LAST_NUMBER.search(parts.path)
    return int(found.group(1)) if found else None


def _counted_on(last: str, url: str, *, from_zero: bool) -> str | None:
    """The address of the page after *url* in the scheme of the *last* page; None after it."""
    end = _number_in(last)
    own = _number_in(url) if _numbered(last, 0) == _numbered(url, 0) else None
    following = (own if own is not None else (0 if from_zero else 1)) + 1
    return _numbered(last, following) if end is not None and following <= end else None


def _numbered(address: str, number: int) -> str:
    """An address with another page number in it."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, True)
    if any(name.lower() in PAGE_NAMES for name, _ in asked):
        query = urlencode([(n, str(number) if n.lower() in PAGE_NAMES else v) for n, v in asked])
        return urlunsplit(parts._replace(query=query))
    return urlunsplit(parts._replace(path=LAST_NUMBER.sub(str(number), parts.path, count=1)))


def _by_count(markup: str, soup: BeautifulSoup, url: str) -> str | None:
    """From a script's count of pages, where the address itself shows the parameter that it counts."""
    counted = COUNTED.search(markup)
    asked = [name for name, _ in parse_qsl(urlsplit(url).query) if name.lower() in PAGE_NAMES]
    if not counted or not asked:
        return None
    following = (_number_in(url) or 1) + 1
    return _numbered(url, following) if following <= int(counted.group(1)) else None
