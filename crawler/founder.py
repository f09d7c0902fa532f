"""The classic Founder (方正翔宇) e-paper: what its layout pages and article pages state. Pure; fetches nothing.

Links are known by where they lead (node_N.htm is a page, content_N.htm an article, both in the folder of the issue's
date), not by ids and classes: those differ from paper to paper. An article's parts are known by its comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from crawler.items import Stated
from crawler.markup import comments_of, line_of, lines_of, parse, tidy

NODE = re.compile(r"/node_(\d+)\.html?$", re.IGNORECASE)
CONTENT = re.compile(r"/content_(\d+)\.html?$", re.IGNORECASE)
ISSUE_FOLDER = re.compile(r"/(\d{4})-?(\d{2})/(\d{2})/[^/]*$")
PRINTED_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
REFRESH = re.compile(r"URL\s*=\s*([^\"'>\s]+)", re.IGNORECASE)
LABEL = re.compile(
    r"""
    ^ 第? \s* [A-Z]? 0* (\d{1,3}) \s* 版     # 第01版, 1版, A02版
    \s* [：:]? \s* (\S.*)? $                  # ：要闻
    """,
    re.VERBOSE,
)
MARK = re.compile(r"^\s*<(/?)npm:article-(\w+)>\s*$", re.IGNORECASE)
PROPERTY = re.compile(r"^\s*enpproperty\b(.*)", re.DOTALL)
PROPERTY_FIELD = re.compile(r"<(?:founder-)?([a-z]+)>(.*?)</(?:founder-)?\1>", re.DOTALL | re.IGNORECASE)
PROPERTY_CHARACTERS = 20_000  # real ones have some 500; fields without an end cost the square of it
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words it is shown under ("" when it is only a hot area)."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of an issue: its number and name, the issue's pages and the page's articles, each once, in order."""

    issued: date | None
    page_no: int | None
    page_name: str | None
    pages: tuple[Link, ...]
    articles: tuple[Link, ...]
    previous_issue: str | None


@dataclass(frozen=True, slots=True)
class FounderArticle:
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


def plain_address(url: str) -> str:
    """An address without its fragment and without ``div``, which only says how a Founder page is to be shown.

    >>> plain_address("http://a.example/html/2024-05/16/content_7.htm?div=-1#top")
    'http://a.example/html/2024-05/16/content_7.htm'
    """
    parts = urlsplit(urldefrag(url).url)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if name != "div"])
    return urlunsplit(parts._replace(query=query))


def is_layout_address(url: str) -> bool:
    """Whether an address is that of a page of an issue."""
    return bool(NODE.search(urlsplit(url).path))


def is_article_address(url: str) -> bool:
    """Whether an address is that of an article."""
    return bool(CONTENT.search(urlsplit(url).path))


def issue_date(url: str) -> date | None:
    """The day an address of an issue names, or None.

    >>> issue_date("http://a.example/mmrb/html/2024-05/16/node_2.htm")
    datetime.date(2024, 5, 16)
    """
    found = ISSUE_FOLDER.search(urlsplit(url).path)
    return _date(*found.groups()) if found else None


def newest_issue(markup: str, *, url: str) -> str | None:
    """Where a paper's entry page leads: its refresh, or else its first link to an issue; None when nowhere."""
    refresh = REFRESH.search(markup)
    if refresh:
        return _joined(url, unescape(refresh.group(1)))
    return next((link.url for link in _links(parse(markup), url) if is_layout_address(link.url)), None)


def read_layout(markup: str, *, url: str) -> Layout:
    """What a page of an issue links to and calls itself. Parts that are not there are None or empty."""
    soup = parse(markup)
    folder = url.rsplit("/", 1)[0]
    links = _links(soup, url)
    inside = [link for link in links if link.url.rsplit("/", 1)[0] == folder]
    nodes = [link for link in inside if is_layout_address(link.url)]
    pages = _once(sorted(nodes, key=lambda link: not LABEL.match(link.words)))  # the list of pages before 下一版
    label = next((LABEL.match(page.words) for page in pages if page.url == plain_address(url)), None) or _label(soup)
    before = (link.url for link in links if "上一期" in link.words and is_layout_address(link.url))
    return Layout(
        issued=issue_date(url) or _printed_date(soup),
        page_no=int(label.group(1)) if label else None,
        page_name=label.group(2) if label else None,
        pages=pages,
        articles=_once([link for link in inside if is_article_address(link.url)]),
        previous_issue=next(before, None),
    )


def read_article(markup: str, *, url: str) -> FounderArticle | None:
    """What an article page states and says; None when the markup is not of this family."""
    soup = parse(markup)
    comments = comments_of(soup)
    content = _content(soup, comments)
    if content is None:
        return None
    evidence = _evidence(comments)
    body, captions = _body_and_captions(soup, content)
    label = _label(soup)
    stated = _stated(soup, comments, evidence)
    return FounderArticle(
        stated=stated,
        body=body,
        captions=captions,
        issued=issue_date(url) or _printed_date(soup) or _evident_date(evidence),
        page_no=int(label.group(1)) if label else None,
        page_name=(label.group(2) if label else None) or evidence.get("nodename"),
        evidence=evidence,
        notes=tuple(_doubts(soup, url, stated, evidence)),
    )


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _joined(base: str, href: str) -> str | None:
    try:
        return plain_address(urljoin(base, href.strip()))
    except ValueError:
        return None


def _links(soup: BeautifulSoup, url: str) -> list[Link]:
    found = []
    for element in soup.find_all(["a", "area"], href=True):
        address = _joined(url, str(element["href"]))
        if address and address.startswith(("http://", "https://")):
            found.append(Link(address, line_of(element)))
    return found


def _once(links: list[Link]) -> tuple[Link, ...]:
    """Each address once, at its first place, with the first words it is shown under: a map lists an article twice."""
    words: dict[str, str] = {}
    for link in links:
        words[link.url] = words.get(link.url) or link.words
    return tuple(Link(address, shown) for address, shown in words.items())


def _label(soup: BeautifulSoup) -> re.Match[str] | None:
    for element in soup.find_all(["strong", "b", "td", "span", "p"]):
        if element.find(True) is None and (label := LABEL.match(tidy(element.get_text()))):
            return label
    return None


def _printed_date(soup: BeautifulSoup) -> date | None:
    for string in soup.find_all(string=PRINTED_DATE):
        found = PRINTED_DATE.search(string)
        if found and not isinstance(string, Comment):
            return _date(*found.groups())
    return None


def _evident_date(evidence: Mapping[str, str]) -> date | None:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", evidence.get("date", ""))
    return _date(*found.groups()) if found else None


def _content(soup: BeautifulSoup, comments: list[Comment]) -> Tag | None:
    """The element that holds an article's body."""
    found = soup.select_one("#ozoom founder-content") or soup.select_one("founder-content") or soup.select_one("#ozoom")
    if found is not None:
        return found
    opening = next((comment for comment in comments if comment.strip() == "enpcontent"), None)
    return opening.parent if opening else None


def _body_and_captions(soup: BeautifulSoup, content: Tag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pictures = [table for table in content.find_all("table") if table.find("img") is not None]
    pictures += [table for table in soup.select("table#newspic") if table not in pictures]
    captions = tuple(line for table in pictures for line in lines_of(table))
    for table in pictures:
        table.extract()
    return lines_of(content), captions


def _evidence(comments: list[Comment]) -> dict[str, str]:
    """The fields of the page's enpproperty comment, by their names in lower case; empty ones left out."""
    found = next((match for comment in comments if (match := PROPERTY.match(comment))), None)
    if found is None:
        return {}
    stated = PROPERTY_FIELD.findall(found.group(1)[:PROPERTY_CHARACTERS])
    fields = ((name.lower(), tidy(unescape(TAG.sub(" ", value)))) for name, value in stated)
    return {name: value for name, value in fields if value}


def _marked(comments: list[Comment]) -> dict[str, str]:
    """The parts that the template's npm comments enclose; "" for a part that is there but empty."""
    parts: dict[str, str] = {}
    for comment in comments:
        mark = MARK.match(comment)
        if mark and not mark.group(1):
            parts.setdefault(mark.group(2).lower(), _until_closed(comment))
    return parts


def _until_closed(opening: Comment) -> str:
    """The text after a comment up to the next npm comment: the part it opens, even if its closing mark is lost."""
    words: list[str] = []
    for node in opening.next_elements:
        if isinstance(node, Comment) and MARK.match(node):
            break
        if isinstance(node, NavigableString) and not isinstance(node, Comment):
            words.append(node)
        elif isinstance(node, Tag) and node.name in ("br", "p"):
            words.append(" ")
    return tidy("".join(words))


def _stated(soup: BeautifulSoup, comments: list[Comment], evidence: Mapping[str, str]) -> Stated:
    marked = _marked(comments)
    headline = marked.get("title")
    if headline is None:
        shown = soup.find("founder-title") or soup.find("h1")
        headline = line_of(shown) if isinstance(shown, Tag) else evidence.get("title")
    known = {} if "title" in marked else evidence
    return Stated(
        headline=headline,
        kicker=marked.get("pretitle") or known.get("introtitle"),
        subhead=marked.get("subtitle") or known.get("subtitle"),
        byline=marked.get("author") or known.get("author"),
    )


def _doubts(soup: BeautifulSoup, url: str, stated: Stated, evidence: Mapping[str, str]) -> list[str]:
    doubts = []
    printed, addressed = _printed_date(soup), issue_date(url)
    if printed and addressed and printed != addressed:
        doubts.append(f"the address says {addressed}, the page {printed}")
    title = evidence.get("title")
    if title and stated.headline and _bare(title) != _bare(stated.headline):
        doubts.append(f"the metadata comment has another headline: {title!r}")
    return doubts


def _bare(words: str) -> str:
    return re.sub(r"\s+", "", words)
