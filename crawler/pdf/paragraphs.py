"""Lines in reading order to paragraphs, each one line: told by indents, by short last lines, by type."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.pdf.columns import CLOSED, Piece
from crawler.pdf.records import Line

INDENT = 1.2  # ems; the genre indents by two
SLACK, WIDE_SLACK = 2.0, 5.0  # ems that a last line leaves: behind a full stop, and without one
LEAST_CENTRED = 2.6  # ems: a line that opens a paragraph has two
CENTRED = 0.8  # ems by which both sides of a centred line may differ
_WORD_END, _WORD_START = re.compile(r"[A-Za-z]$"), re.compile(r"^[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as it is set in its column: white before and behind it in ems, and the white above it in ems."""

    line: Line
    indent: float
    slack: float
    gap: float

    @property
    def is_centred(self) -> bool:
        return self.indent > LEAST_CENTRED and abs(self.indent - self.slack) < CENTRED


def make_paragraphs(pieces: Sequence[Piece]) -> list[str]:
    """The paragraphs that *pieces*, in reading order, hold."""
    lines = [one for piece in pieces for one in _set_lines(piece)]
    paragraphs: list[str] = []
    for n, one in enumerate(lines):
        if n and not _opens(lines[n - 1], one):
            paragraphs[-1] = join(paragraphs[-1], one.line.text)
        else:
            paragraphs.append(one.line.text)
    return paragraphs


def join(text: str, more: str) -> str:
    """Two lines as one; a blank between Latin words only."""
    return f"{text} {more}" if _WORD_END.search(text) and _WORD_START.match(more) else text + more


def _set_lines(piece: Piece) -> Iterator[_Set]:
    pitches = [b.base - a.base for a, b in pairwise(piece.lines)]
    usual = statistics.median_low(pitches) if pitches else 0.0
    for n, line in enumerate(piece.lines):
        gap = (pitches[n - 1] - usual) / line.size if n else 0.0
        yield _Set(line, (line.rect.left - piece.left) / line.size, (piece.right - line.rect.right) / line.size, gap)


def _opens(before: _Set, line: _Set) -> bool:
    """Whether *line* opens a paragraph."""
    if line.is_centred or before.is_centred or line.gap > 0.5:
        return True
    if line.indent > INDENT:
        beside_picture = abs(before.indent - line.indent) < 0.3 and before.slack < 1 and not _is_closed(before)
        return not beside_picture
    other_type = before.line.font != line.line.font or abs(before.line.size / line.line.size - 1) > 0.03
    if other_type and max(before.slack, line.slack) > SLACK and not _is_closed(line):
        return True
    if before.slack > SLACK and _is_closed(before):
        return True
    return before.slack > WIDE_SLACK and line.slack < WIDE_SLACK


def _is_closed(one: _Set) -> bool:
    return bool(CLOSED.search(one.line.text))
