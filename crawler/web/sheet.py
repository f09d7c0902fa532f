"""A page of markup as a sheet: its visible lines in order, and for each element the stretch of lines it holds.

Everything after this works on lines and stretches: no tree is walked twice, and nothing recurses, because hostile pages
nest without end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from crawler.markup import BLOCKS, HIDDEN, UNSEEN, tidy
from crawler.web.marks import BODY_MARK, NOISE_MARK, NOISE_NAMES

Element = Any  # an lxml element: lxml has no types of its own

MOST_MARKS = 8  # ids and classes of inline elements that a line keeps
LONGEST_LINE = 100_000  # characters; longer ones are cut there: no paragraph is, and patterns are tried on every line
_ENDS = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)  # pages close themselves twice and go on
_DECLARED = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", re.IGNORECASE)
_OVERFULL = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9]*)[^<>]{10000,}>"
)  # the parser's time grows with the square of attributes
_CONTAINERS = re.compile(r"</?(?!(?:p|br|h[1-6]|a|title|meta|script|style|textarea)\b)[a-zA-Z][^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line. ``linked`` counts its characters inside links; ``heading`` is 1 to 6, 0 for none; ``noise`` says
    that markup calls the element it stands in comments, navigation or the like; ``mark``: the
    ids and classes of its element and of the inline ones in it."""

    text: str
    linked: int = 0
    heading: int = 0
    noise: bool = False
    mark: str = ""

    @property
    def is_link(self) -> bool:
        """Whether most of it leads elsewhere."""
        return self.linked > len(self.text) / 2


@dataclass(slots=True)
class Stretch:
    """The lines [start, end) that an element holds. ``mark`` is its id and class in lower case."""

    name: str
    mark: str
    parent: int
    start: int
    end: int = 0
    noise: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page and the stretches of its elements, outer ones first."""

    lines: tuple[Line, ...]
    stretches: tuple[Stretch, ...]


def parse_page(markup: str) -> Element:
    """The element tree of a page, also of one that closes itself in the middle or nests without end; None if empty."""
    plain = _ENDS.sub(_keep_attributes, _DECLARED.sub("", _OVERFULL.sub(r"<\1>", markup.replace("\0", ""))))
    parser = _parser()
    tree = _parse(plain, parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        tree = _parse(_CONTAINERS.sub("\n<br>", plain), _parser())
    return tree


def _parser() -> html.HTMLParser:
    return html.HTMLParser(recover=True, huge_tree=True, remove_comments=True, remove_pis=True)


def _keep_attributes(tag: re.Match[str]) -> str:
    """The attributes of <html> and <body> may state the date; they are kept on an element that shows nothing."""
    found = tag[0]
    return "" if found.startswith("</") or "=" not in found else f"<meta {found.partition(' ')[2]}"


def _parse(markup: str, parser: html.HTMLParser) -> Element:
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def lay_out(tree: Element, *, hidden: bool = False, named: bool = True) -> Sheet:
    """The sheet of a tree. With *hidden*, also what a browser shows only after a script ran; without *named*, no ids
    and classes are believed that call an element comments or navigation."""
    walk = _Walk(hidden, named)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
    walk.break_line()
    return Sheet(tuple(walk.lines), tuple(walk.stretches))


@dataclass(slots=True)
class _Walk:
    """Where a walk over a tree stands."""

    hidden: bool
    named: bool
    lines: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    unseen: int = 0
    links: int = 0
    heading: int = 0
    plain: int = 0
    pieces: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    linked: int = 0

    def enter(self, element: Element) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if self.unseen or self._is_unseen(element, name):
            self.unseen += 1
            return
        if name == "br" and self.heading:
            self.pieces.append(" ")
        elif name in BLOCKS:
            self.break_line()
        if name != "br":
            self._open(element, name)
        self.links += name == "a"
        self.plain += name == "pre"
        self._add(element.text)

    def leave(self, element: Element) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if self.unseen:
            self.unseen -= 1
        else:
            if name in BLOCKS and name != "br":
                self.break_line()
            if name != "br":
                self._close()
            if _HEADING.match(name):
                self.heading = 0
            self.links -= name == "a"
            self.plain -= name == "pre"
        if not self.unseen:
            self._add(element.tail)

    def break_line(self) -> None:
        """Ends the line that is being gathered."""
        text = tidy("".join(self.pieces))[:LONGEST_LINE] if self.pieces else ""
        if text:
            around = self.stretches[self.open[-1]] if self.open else None
            noise, mark = (around.noise, around.mark) if around else (False, "")
            self.lines.append(Line(text, self.linked, self.heading, noise, " ".join((mark, *self.inline))))
        self.pieces, self.linked, self.inline = [], 0, []

    def _open(self, element: Element, name: str) -> None:
        mark = f"{element.get('id') or ''} {element.get('class') or ''}".strip().lower()
        parent = self.open[-1] if self.open else -1
        body = bool(BODY_MARK.search(mark))
        noisy = self.named and not body and (name in NOISE_NAMES or bool(NOISE_MARK.search(mark)))
        inherited = parent >= 0 and self.stretches[parent].noise and not body
        self.open.append(len(self.stretches))
        self.stretches.append(Stretch(name, mark, parent, len(self.lines), noise=noisy or inherited))
        if mark and name not in BLOCKS and len(self.inline) < MOST_MARKS:
            self.inline.append(mark)
        if _HEADING.match(name):
            self.heading = int(name[1])

    def _close(self) -> None:
        self.stretches[self.open.pop()].end = len(self.lines) + bool(self.pieces)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.plain and "\n" in text:
            for line in text.split("\n"):
                self.pieces.append(line)
                self.break_line()
            return
        self.pieces.append(text)
        self.linked += len(text.strip()) if self.links else 0

    def _is_unseen(self, element: Element, name: str) -> bool:
        if not name or name in UNSEEN:
            return True
        if self.hidden:
            return False
        shown = BODY_MARK.search(f"{element.get('id') or ''} {element.get('class') or ''}".lower())
        return not shown and (element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or "")))
