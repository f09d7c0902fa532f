"""The metas of government sites: ArticleTitle, PubDate, Author, ContentSource; their case varies, they come twice."""

from __future__ import annotations

from bs4 import BeautifulSoup

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
