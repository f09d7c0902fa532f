"""Markup to visible lines: what a reader sees of an element, one paragraph a line. Knows no newspaper family."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import CData, Comment, NavigableString, PageElement, PreformattedString, Tag

PARSER = "lxml"
UNSEEN = ("script", "style", "noscript", "template", "textarea", "select", "option", "button", "title", "head")
BLOCK_NAMES = """
    address article aside blockquote br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody td tfoot th thead tr ul founder-content founder-title
"""
BLOCKS = frozenset(BLOCK_NAMES.split())  # elements that stand on lines of their own
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"  # what is set without blanks between
# a source line's end inside Chinese is no blank; possessive: runs of line breaks without end cost no square
WRAPPED = re.compile(rf"(?<={WIDE})[ \t]*+[\r\n]++[ \t\r\n]*+(?={WIDE})")


def parse(markup: str) -> BeautifulSoup:
    """The element tree of a page. Never raises on bad markup, nor warns of it: whatever comes is read as HTML."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(markup, PARSER)


def lines_of(element: Tag) -> tuple[str, ...]:
    """The visible text of an element, a line for each block, empty ones left out. The element is not changed."""
    return tuple(line for line in map(tidy, "".join(_pieces(element)).split("\0")) if line)


def line_of(element: Tag) -> str:
    """The visible text of an element as one line."""
    return " ".join(lines_of(element))


def tidy(printed: str) -> str:
    """A line as it is seen: indents and wrapping gone, no-break spaces as blanks, blanks inside names kept.

    >>> tidy("　　王\\xa0\\xa0观 介绍，社区\\n  网格员上门。 ")
    '王  观 介绍，社区网格员上门。'
    """
    unwrapped = WRAPPED.sub("", printed)
    seen = re.sub(r"[ \t\r\n\f]+", " ", unwrapped).replace("\xa0", " ")
    return seen.strip(" \u3000\ufeff\u200b")


def _pieces(root: Tag) -> Iterator[str]:
    """Text pieces in order with "\\0" at the borders of blocks; iterative, because hostile pages nest without end."""
    stack: list[PageElement | str] = list(reversed(root.contents))
    while stack:
        node = stack.pop()
        if isinstance(node, str) and not isinstance(node, NavigableString):
            yield node
        elif isinstance(node, NavigableString):
            if isinstance(node, CData) or not isinstance(node, PreformattedString):
                yield node.replace("\0", "")
        elif isinstance(node, Tag) and not is_unseen(node):
            border = "\0" if node.name in BLOCKS else ""
            stack.append(border)
            stack.extend(reversed(node.contents))
            yield border


def is_unseen(element: Tag) -> bool:
    """Whether a browser shows nothing of an element."""
    if element.name in UNSEEN or element.has_attr("hidden"):
        return True
    return bool(HIDDEN.search(str(element.get("style") or "")))


def comments_of(soup: Tag) -> list[Comment]:
    """All comments of a page in order: Founder templates say in them what is what."""
    return [node for node in soup.descendants if isinstance(node, Comment)]
