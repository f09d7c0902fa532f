"""A family: the habits of a publishing system, as read from its TOML file. A source may set single habits otherwise."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from crawler.families.address import plain_address

EPAPER, LISTING, FEED, SITEMAP = "epaper", "listing", "feed", "sitemap"
KINDS = (EPAPER, LISTING, FEED, SITEMAP)
CLASSIC_ISSUE = "html/{year}-{month}/{day}/node_{node}.htm"


@dataclass(frozen=True, slots=True)
class Family:
    """How the sites of one family are built.

    ``kind`` says what leads to articles: "epaper" (entry → issue → pages), "listing", "feed" or "sitemap". ``page`` and
    ``article`` are patterns looked for in the path and query of an address; an empty ``article`` means that whatever
    a list names is one. ``skip`` is a pattern of addresses that are never followed. The others are CSS selectors in
    the order in which they are tried: ``label`` holds page number and name, ``dateline`` the date beside a byline,
    ``chrome`` what stands in a body and does not belong to it, ``items`` the rows of a list. ``polygon`` is the
    address of an article whose number only a script-drawn area states, with {contentid}.
    """

    name: str
    title: str
    kind: str = EPAPER
    entry: str = ""
    issue: str = CLASSIC_ISSUE
    page: str = ""
    article: str = ""
    skip: str = ""
    polygon: str = ""
    headline: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    subhead: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    chrome: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def is_page(self, url: str) -> bool:
        """Whether an address is that of a page of an issue."""
        return bool(self.page) and _found(self.page, url) and not self.is_skipped(url)

    def is_article(self, url: str) -> bool:
        """Whether an address is that of an article, as far as addresses tell (always, when the family has no habit)."""
        return (not self.article or _found(self.article, url)) and not self.is_skipped(url)

    def is_skipped(self, url: str) -> bool:
        """Whether an address is never followed."""
        return bool(self.skip) and _found(self.skip, url)


HABITS: Mapping[str, str] = {
    field.name: "list" if field.default == () else "text" for field in fields(Family) if field.name != "name"
}


def _found(pattern: str, url: str) -> bool:
    parts = urlsplit(plain_address(url))
    return bool(_compiled(pattern).search(parts.path + ("?" + parts.query if parts.query else "")))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def families() -> Mapping[str, Family]:
    """All families by name, in the order of their names."""
    files = (path for path in resources.files("crawler.families").iterdir() if path.name.endswith(".toml"))
    stated = ((path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8"))) for path in files)
    return {name: family_from(name, habits) for name, habits in sorted(stated, key=lambda pair: pair[0])}


def family_named(name: str) -> Family:
    """The family called *name*. Raises KeyError when there is none."""
    return families()[name]


def family_from(name: str, habits: Mapping[str, object]) -> Family:
    """A family from the keys of its file."""
    return _with(Family(name, title=name), habits)


def adapted(family: Family, habits: Mapping[str, object]) -> Family:
    """The family with some of its habits set otherwise."""
    return _with(family, habits) if habits else family


def _with(family: Family, habits: Mapping[str, object]) -> Family:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in habits.items()}
    return replace(family, **plain)  # type: ignore[arg-type]
