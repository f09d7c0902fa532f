"""Sets text on a page without a PDF: glyphs with their places, as a reader of PDF files finds them."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.pdf.records import Glyph, Rect, Sheet

LEADING = 1.5  # of the size, from baseline to baseline
NEVER_FIRST = "，。；：、？！”）"


def set_lines(lines: Iterable[str], left: float, top: float, size: float = 9.0) -> list[Glyph]:
    """Each line as it is; a full-width blank takes room and leaves no glyph."""
    glyphs = []
    for n, line in enumerate(lines):
        base = top + 0.88 * size + n * LEADING * size
        for m, char in enumerate(line):
            if char != "\u3000":
                glyphs.append(Glyph(char, left + m * size, left + (m + 1) * size, base, size, "Song"))
    return glyphs


def wrap(paragraphs: Iterable[str], columns: Iterable[int], width: int) -> list[list[str]]:
    """Paragraphs, indented by two, in lines of *width* characters; *columns* say how many lines each column takes."""
    lines = [line for paragraph in paragraphs for line in _lines("\u3000\u3000" + paragraph, width)]
    parted, start = [], 0
    for count in columns:
        parted.append(lines[start : start + count])
        start += count
    return parted


def _lines(paragraph: str, width: int) -> Iterable[str]:
    while paragraph:
        end = width
        while end < len(paragraph) and paragraph[end] in NEVER_FIRST:
            end -= 1
        yield paragraph[:end]
        paragraph = paragraph[end:]


def sheet_of(*blocks: list[Glyph], shapes: tuple[Rect, ...] = (), pictures: tuple[Rect, ...] = ()) -> Sheet:
    """A page of 600 by 800 points with these blocks."""
    return Sheet(600, 800, tuple(glyph for block in blocks for glyph in block), shapes, pictures)
