"""What a page states of itself for machines: metas, JSON-LD, time elements, attributes. Collected, not yet judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.markup import tidy
from crawler.web.sheet import Element

LARGEST_JSON = 2_000_000  # characters of a script that is read as JSON
MOST_PROPERTIES = 200  # elements with an itemprop that are looked at
LONGEST_FIELD = 300  # characters of a field that states a title, a time, a name
MOST_NODES = 50_000  # values of a script's JSON that are looked at

TITLE_NAMES = (
    "articletitle",
    "og:title",
    "twitter:title",
    "headline",
    "title",
    "contenttitle",
    "article-title",
    "dc.title",
)
_TIMES = """
    article:published_time datepublished pubdate publishdate publishedtime publish_time publish-time publishtime
    firstpublishedtime og:published_time og:pubdate og:time og:release_date bytedance:published_time
    weibo:article:create_at article:published apub:time dc.date.issued dc.date dcterms.created sailthru.date
    parsely-pub-date data-publishtime article-time createdate releasedate date lastmodifieddate dateupdate
"""
TIME_NAMES = tuple(_TIMES.split())  # published first; what may also be the day of a change comes last
AUTHOR_NAMES = ("author", "article:author", "og:article:author", "byl", "dc.creator", "article-author")
SITE_NAMES = ("sitename", "og:site_name", "application-name", "mediaid", "contentsource", "source")


@dataclass(frozen=True, slots=True)
class Statements:
    """``metas``: name in lower case → values; ``linked``: JSON-LD objects; ``title``: the <title>, "" for none."""

    title: str
    metas: Mapping[str, tuple[str, ...]]
    linked: tuple[Mapping[str, Any], ...] = ()
    address: str | None = None

    def of(self, names: Sequence[str]) -> Iterator[str]:
        """The values stated under *names*, in the order of the names."""
        return (value for name in names for value in self.metas.get(name, ()) if value)


def find_statements(tree: Element) -> Statements:
    """What *tree* states. Never raises."""
    title = tree.find(".//title")
    metas: dict[str, tuple[str, ...]] = {}
    for name, value in _pairs(tree):
        metas[name] = (*metas.get(name, ()), value)
    linked = tuple(_linked(tree))
    return Statements(
        tidy(title.text_content())[:LONGEST_FIELD] if title is not None else "", metas, linked, _address(tree)
    )


def _pairs(tree: Element) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        yield from _meta_pairs(meta)
    if tree.get("data-publishtime"):
        yield "data-publishtime", tree.get("data-publishtime")
    for element in tree.xpath("//*[@itemprop and not(self::meta)]")[:MOST_PROPERTIES]:
        value = element.get("datetime") or element.get("content")
        if value:
            yield element.get("itemprop").lower(), value
    for field in tree.iter("input", "textarea"):
        yield from _field_pairs(field)


def _meta_pairs(meta: Element) -> Iterator[tuple[str, str]]:
    value = tidy((meta.get("content") or "")[:LONGEST_FIELD])
    for attribute in ("property", "name", "itemprop"):
        name = (meta.get(attribute) or "").strip().lower()
        if name and value:
            yield name, value
    if meta.get("data-publishtime"):
        yield "data-publishtime", meta.get("data-publishtime")


def _field_pairs(field: Element) -> Iterator[tuple[str, str]]:
    """What hidden fields state: <input id=WebTitle value=…>, <textarea class=article-time>…"""
    if field.tag == "textarea":
        name, value = (field.get("class") or "").strip().lower(), field.text or ""
    else:
        name, value = (field.get("id") or "").strip().lower(), field.get("value") or ""
        name = "contenttitle" if name == "webtitle" else ""
    if name and 0 < len(value) < LONGEST_FIELD:
        yield name, tidy(value)


def _address(tree: Element) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            return str(link.get("href"))
    for meta in tree.iter("meta"):
        if (meta.get("property") or "").lower() == "og:url":
            return meta.get("content") or None
    return None


def _linked(tree: Element) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            found = read_json(script.text or "")
            for node in walk_json(found):
                if isinstance(node, dict):
                    yield node


def read_json(words: str) -> Any:
    """The first JSON value in *words*, line breaks in its strings allowed; None when there is none."""
    start = re.search(r"[{\[]", words[:LARGEST_JSON])
    if not start:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(words[:LARGEST_JSON], start.start())[0]
    except (ValueError, RecursionError):
        return None


def walk_json(root: Any) -> Iterator[Any]:
    """Every value in *root*, outer ones first, in order."""
    waiting = [root]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        yield node
        if isinstance(node, dict):
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))
