"""The printed lines of a page, and what the blank lines between them say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.pages.strips import Span, Strip

# What breaks a line. Not str.splitlines: it also breaks at the separators that old Founder exports leave in sentences.
_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\u2028\u2029]")
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\x00"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the white space around it; ``gap`` counts the blank lines before it."""

    strip: Strip
    gap: int

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
            lines.append(Line(Strip(text[start:end], (Span(start, end),)), max(breaks - 1, 0)))
            previous = end
    return lines


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    kept = line.strip().strip(_INVISIBLE).strip()
    left = line.find(kept) if kept else 0
    return start + left, start + left + len(kept)
