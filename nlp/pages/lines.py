"""The printed lines of a page, and what the blank lines between them say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.pages.strips import Span, Strip

# What breaks a line. Not str.splitlines: it also breaks at the separators that old Founder exports leave in sentences.
_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\u2028\u2029]")
# White space and marks that print nothing, as they stand at the ends of lines.
_EDGE = (
    " \t\u3000\xa0\u2002\u2003\u2009\x1c\x1d\x1e\x1f\x85"
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\x00"
)
INDENT = 2  # characters of white space before a line that begin a paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it.

    ``gap`` counts the blank lines before it; ``indented`` says that it is set in as the first line of a paragraph is.
    """

    strip: Strip
    gap: int
    indented: bool = False

    @property
    def text(self) -> str:
        return self.strip.text


def split_lines(text: str) -> list[Line]:
    """The lines of *text* that hold anything, in the order they are printed.

    >>> [(line.text, line.gap) for line in split_lines("甲\\n\\n 乙 \\n丙")]
    [('甲', 0), ('乙', 1), ('丙', 0)]
    """
    lines: list[Line] = []
    previous = 0
    for found in _LINE.finditer(text):
        start, end = _trim(text, found.start(), found.end())
        if start < end:
            breaks = len(_BREAK.findall(text, previous, start)) if lines else 1
            indented = start - found.start() >= INDENT
            lines.append(Line(Strip(text[start:end], (Span(start, end),)), max(breaks - 1, 0), indented))
            previous = end
    return lines


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    kept = line.strip(_EDGE)
    left = start + len(line) - len(line.lstrip(_EDGE))
    return left, left + len(kept)
