"""An article page of a family: headline, kicker, subhead, byline, body and captions as its markup states them.

What the template's comments enclose comes first, then the family's selectors, then the metadata comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from crawler.families.address import date_of, issue_date
from crawler.families.evidence import evidence_of, marked_parts
from crawler.families.family import EPAPER, Family
from crawler.families.metas import commented_parts, metas_of
from crawler.families.parts import first_of, label_of, number_within, printed_date, words_of
from crawler.families.records import Article
from crawler.items import Stated
from crawler.markup import comments_of, line_of, lines_of, parse

STATED_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
BYLINE_LEAD = re.compile(r"^(?:作者|来源)\s*[：:]\s*")


def read_article(markup: str, *, url: str, family: Family) -> Article | None:
    """What an article page states and says; None when the markup is not of this family."""
    soup = parse(markup)
    comments = comments_of(soup)
    content = _content(soup, comments, family)
    if content is None:
        return None
    evidence = evidence_of(comments) or metas_of(soup) or commented_parts(soup, comments)
    label = label_of(soup, family)
    stated = _stated(soup, comments, evidence, family)
    body, captions = _body_and_captions(soup, content, family)
    return Article(
        stated=stated,
        body=body,
        captions=captions,
        issued=issue_date(url) or _evident_date(evidence) or _stated_day(soup, evidence, family),
        page_no=int(label.group(1)) if label else number_within(soup, family),
        page_name=(label.group(2) if label else None) or evidence.get("nodename"),
        evidence=evidence,
        notes=tuple(_doubts(_stated_day(soup, evidence, family), url, stated, evidence)),
    )


def _content(soup: BeautifulSoup, comments: list[Comment], family: Family) -> Tag | None:
    """The element that holds an article's body."""
    found = first_of(soup, family.body)
    if found is not None:
        return found
    opening = next((comment for comment in comments if comment.strip() == "enpcontent"), None)
    return opening.parent if opening else None


def _body_and_captions(soup: BeautifulSoup, content: Tag, family: Family) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pictures = _pictures(soup, content, family)
    captions = tuple(line for picture in pictures for line in lines_of(picture))
    for element in (*pictures, *(found for selector in family.chrome for found in content.select(selector))):
        element.extract()
    return lines_of(content), captions


def _pictures(soup: BeautifulSoup, content: Tag, family: Family) -> list[Tag]:
    """The blocks that hold a picture with its caption: any in the body, outside it those of a name."""
    found: list[Tag] = []
    for selector in family.captions:
        inside = content if ":has(" in selector or selector == "figure" else soup
        found += [block for block in inside.select(selector) if block not in found]
    return [block for block in found if not any(block is not other and block in other.descendants for other in found)]


def _evident_date(evidence: Mapping[str, str]) -> date | None:
    found = STATED_DAY.match(evidence.get("date", ""))
    return date_of(*found.groups()) if found else None


def _stated(soup: BeautifulSoup, comments: list[Comment], evidence: Mapping[str, str], family: Family) -> Stated:
    marked = marked_parts(comments)
    if "title" in marked:
        return Stated(
            headline=marked["title"],
            kicker=marked.get("pretitle") or None,
            subhead=marked.get("subtitle") or None,
            byline=marked.get("author") or None,
        )
    headline = words_of(soup, family.headline)
    return Stated(
        headline=evidence.get("title") if headline is None else headline,
        kicker=marked.get("pretitle") or words_of(soup, family.kicker) or evidence.get("introtitle"),
        subhead=marked.get("subtitle") or words_of(soup, family.subhead) or evidence.get("subtitle"),
        byline=marked.get("author") or _byline(soup, family) or evidence.get("author"),
    )


def _byline(soup: BeautifulSoup, family: Family) -> str | None:
    """The words of the byline without the date that stands in the same line."""
    found = first_of(soup, family.byline)
    if found is None:
        return None
    alone = copy(found)
    for selector in family.dateline:
        for element in alone.select(selector.rpartition(" ")[2]):
            element.extract()
    return BYLINE_LEAD.sub("", line_of(alone)) or None


def _stated_day(soup: BeautifulSoup, evidence: Mapping[str, str], family: Family) -> date | None:
    """The day the page itself states; the first one printed on a web site's page may well be today's."""
    return printed_date(soup) if family.kind == EPAPER else _evident_date(evidence)


def _doubts(printed: date | None, url: str, stated: Stated, evidence: Mapping[str, str]) -> Iterator[str]:
    addressed = issue_date(url)
    if printed and addressed and printed != addressed:
        yield f"the address says {addressed}, the page {printed}"
    title = evidence.get("title")
    if title and stated.headline and _bare(title) != _bare(stated.headline):
        yield f"the metadata comment has another headline: {title!r}"


def _bare(words: str) -> str:
    return re.sub(r"\s+", "", words)
