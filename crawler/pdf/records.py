"""What stands on a PDF page, in points from its upper left corner, and the text made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.items import Mark


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; ``top`` is above ``bottom``, so the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    def holds(self, other: Rect) -> bool:
        """Whether the middle of *other* lies inside, and *other* is not larger."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        inside = self.left <= x <= self.right and self.top <= y <= self.bottom
        return inside and other.width <= self.width + 2 and other.height <= self.height + 2

    def beside(self, other: Rect) -> float:
        """How far both overlap from left to right, as a share of the narrower one; 0 when they do not."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(shared, 0.0) / max(min(self.width, other.width), 0.1)


def around(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle that holds all of *rects*, of which there is at least one."""
    return Rect(
        min(r.left for r in rects), min(r.top for r in rects), max(r.right for r in rects), max(r.bottom for r in rects)
    )


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: ``left`` and ``right`` of its advance, its baseline and its em (``size``), all in points."""

    char: str
    left: float
    right: float
    base: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is drawn: ``glyphs`` in the order of the file, and the shapes round them."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    shapes: tuple[Rect, ...] = ()
    pictures: tuple[Rect, ...] = ()
    unmapped: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline inside one column."""

    text: str
    rect: Rect
    base: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Block:
    """Text of one role: a paragraph, headline, kicker, subhead, caption, box or furniture."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a document, one paragraph a line, blank lines between; ``marks``: what size and place make of it."""

    text: str
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    pages: int = 1


@dataclass(slots=True)
class Story:
    """An article, or text without a headline, while it is put together: blocks as read, then what stands beside."""

    rect: Rect
    head: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
