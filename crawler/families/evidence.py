"""What Founder templates say in comments: the parts that npm comments enclose, and the enpproperty record.

A parser that drops comments loses both; one that keeps their text leaks them into the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from bs4.element import Comment, NavigableString, Tag

from crawler.markup import tidy

MARK = re.compile(r"^\s*<(/?)npm:article-(\w+)>\s*$", re.IGNORECASE)
PROPERTY = re.compile(r"^\s*enpproperty\b(.*)", re.DOTALL)
PROPERTY_FIELD = re.compile(r"<(?:founder-)?([a-z]+)>(.*?)</(?:founder-)?\1>", re.DOTALL | re.IGNORECASE)
PROPERTY_CHARACTERS = 20_000  # real ones have some 500; fields without an end cost the square of it
TAG = re.compile(r"<[^<>]*>")


def evidence_of(comments: Iterable[Comment]) -> dict[str, str]:
    """The fields of the page's enpproperty comment, by their names in lower case; empty ones left out."""
    found = next((match for comment in comments if (match := PROPERTY.match(comment))), None)
    if found is None:
        return {}
    stated = PROPERTY_FIELD.findall(found.group(1)[:PROPERTY_CHARACTERS])
    fields = ((name.lower(), tidy(unescape(TAG.sub(" ", value)))) for name, value in stated)
    return {name: value for name, value in fields if value}


def marked_parts(comments: Iterable[Comment]) -> dict[str, str]:
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
