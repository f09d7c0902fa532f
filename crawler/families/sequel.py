"""An article over several web pages: which further pages it has ([1] [2] … 下一页, index_2.html), in their order."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.families.address import joined
from crawler.families.paging import CREATE_PAGE, PAGE_NAMES, is_paging
from crawler.markup import parse

SEQUEL = re.compile(r"^(?P<stem>.+?)_(?P<number>\d{1,2})(?P<ending>\.\w+)$")
ASKED = re.compile(rf"[?&;](?:{'|'.join(sorted(PAGE_NAMES))})=\d", re.IGNORECASE)
MAX_PARTS = 50  # an article of more web pages is a trap


def further_pages(markup: str, *, url: str) -> tuple[str, ...]:
    """The addresses of the article's other web pages, in their order; () when it has one page, or is not the first."""
    created = CREATE_PAGE.search(markup)
    if created and created.group(2) == "0":
        count, _, base, extension = created.groups()
        named = (joined(url, f"{base}_{number}.{extension}") for number in range(1, min(int(count), MAX_PARTS)))
        return tuple(address for address in named if address and first_page(address) == url)
    if not _may_go_on(markup, url):
        return ()
    linked = ((joined(url, str(link["href"])), link) for link in parse(markup).find_all("a", href=True))
    found = {address for address, link in linked if address and address != url and is_paging(link)}
    return tuple(sorted((a for a in found if first_page(a) == url), key=number_of))[:MAX_PARTS]


def _may_go_on(markup: str, url: str) -> bool:
    """Whether the page names an address that has the form of a further one: most do not, and need no tree."""
    stem, _, ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    return f"{stem}_" in markup or bool(ASKED.search(markup)) if ending else bool(ASKED.search(markup))


def first_page(url: str) -> str | None:
    """The address of an article's first web page, when *url* has the form of a further one; else None.

    >>> first_page("http://a.example/2024/t20240516_7_2.html"), first_page("http://a.example/a.asp?id=7&page=3")
    ('http://a.example/2024/t20240516_7.html', 'http://a.example/a.asp?id=7')
    """
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, True)
    if any(name.lower() in PAGE_NAMES for name, _ in asked):
        query = urlencode([(name, value) for name, value in asked if name.lower() not in PAGE_NAMES])
        return urlunsplit(parts._replace(query=query))
    folder, _, name = parts.path.rpartition("/")
    sequel = SEQUEL.match(name)
    return urlunsplit(parts._replace(path=f"{folder}/{sequel['stem']}{sequel['ending']}")) if sequel else None


def number_of(url: str) -> int:
    """The number that a further web page's address carries; 0 when it has none."""
    parts = urlsplit(url)
    asked = next((value for name, value in parse_qsl(parts.query) if name.lower() in PAGE_NAMES), "")
    sequel = SEQUEL.match(parts.path.rpartition("/")[2])
    number = asked or (sequel["number"] if sequel else "")
    return int(number) if number.isdigit() else 0
