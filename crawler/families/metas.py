"""The metas of government sites: ArticleTitle, PubDate, Author, ContentSource; their case varies, they come twice.

Some local sites say the same in comments around a part (文章标题 begin … end) or in a hidden field (WebTitle).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString

from crawler.markup import tidy

# meta name in lower case -> the name of the same field in a Founder metadata comment
FIELDS = {
    "articletitle": "title",
    "pubdate": "date",
    "author": "author",
    "columnname": "nodename",
    "contentsource": "source",
    "sitename": "site",
}


BEGIN = re.compile(r"^\s*(文章标题|专题栏目名称)\s+begin\s*$", re.IGNORECASE)
COMMENTED = {"文章标题": "title", "专题栏目名称": "nodename"}


def commented_parts(soup: BeautifulSoup, comments: Iterable[Comment]) -> dict[str, str]:
    """What comments of the form "文章标题 begin" enclose, and the hidden field WebTitle."""
    found: dict[str, str] = {}
    for comment in comments:
        begun = BEGIN.match(comment)
        if begun and (words := _up_to_next(comment)):
            found.setdefault(COMMENTED[begun.group(1)], words)
    hidden = soup.select_one("input#WebTitle[value]")
    if hidden is not None and (words := tidy(str(hidden["value"]))):
        found.setdefault("title", words)
    return found


def _up_to_next(comment: Comment) -> str:
    words = []
    for node in comment.next_elements:
        if isinstance(node, Comment):
            break
        if isinstance(node, NavigableString):
            words.append(node)
    return tidy("".join(words))


def metas_of(soup: BeautifulSoup) -> dict[str, str]:
    """What the metas state, the first of each name that says something; without ArticleTitle or PubDate nothing.

    Other sites put their own name into <meta name=author>.
    """
    found: dict[str, str] = {}
    names: set[str] = set()
    for element in soup.find_all("meta", attrs={"name": True}):
        name = str(element["name"]).strip().lower()
        words = tidy(str(element.get("content") or ""))
        if name in FIELDS and words:
            names.add(name)
            found.setdefault(FIELDS[name], words)
    return found if names & {"articletitle", "pubdate"} else {}
