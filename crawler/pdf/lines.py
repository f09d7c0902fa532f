"""Characters to lines: what stands on one baseline, parted where a column ends, joined where only a font changes."""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.pdf.records import Glyph, Line, Rect, Sheet

# In ems of the character before. A gutter of the pages measured is 0.9 to 3 wide, a printed blank 0.2 to 1, the spread
# of a justified line at most 0.15.
SURE_JOIN, SURE_CUT = 0.35, 3.0
BLANK, DOUBLE_BLANK, LONGEST_BLANK = 0.16, 0.75, 1.2
SAME_BASE = 0.25
ASCENT, DESCENT = 0.88, 0.12
REACH = 3.5  # ems above and below that are searched for a gutter


@dataclass(slots=True)
class _Run:
    """Characters that follow one another in the file and on the line; ``order`` is their rank in the file."""

    glyphs: list[Glyph]
    order: int

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        return max(self.glyphs[0].size, self.glyphs[-1].size)


def make_lines(sheet: Sheet, walls: Sequence[Rect]) -> list[Line]:
    """The lines of a page, from top to bottom. *walls* are drawn lines that no line of text crosses."""
    runs = sorted(_runs(sheet.glyphs), key=lambda run: (run.base, run.left))
    rows = list(_rows(runs))
    page = _Page(rows, [wall for wall in walls if wall.height > wall.width])
    return [_line(part.glyphs) for row in rows for part in _join(row, page)]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[_Run]:
    run: list[Glyph] = []
    for rank, glyph in enumerate(glyphs):
        if run and not _continues(run[-1], glyph):
            yield _Run(run, rank - 1)
            run = []
        run.append(glyph)
    if run:
        yield _Run(run, len(glyphs) - 1)


def _continues(one: Glyph, other: Glyph) -> bool:
    em = max(one.size, other.size)
    if abs(one.base - other.base) > SAME_BASE * em or not 0.7 <= one.size / other.size <= 1.43:
        return False
    return -0.55 * em <= other.left - one.right <= SURE_JOIN * em


def _rows(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """*runs* on one baseline, from left to right."""
    row: list[_Run] = []
    for run in runs:
        if row and run.base - row[0].base > SAME_BASE * min(run.size, row[0].size):
            yield sorted(row, key=lambda r: r.left)
            row = []
        row.append(run)
    if row:
        yield sorted(row, key=lambda r: r.left)


class _Page:
    """All rows, to ask whether a gap is a gutter."""

    def __init__(self, rows: Sequence[list[_Run]], walls: Sequence[Rect]) -> None:
        self._rows = rows
        self._bases = [row[0].base for row in rows]
        self._walls = walls

    def is_gutter(self, one: _Run, other: _Run) -> bool:
        """Whether the gap between two runs of a row goes on above or below, or a line is drawn in it."""
        left, right, em = one.right, other.left, max(one.size, other.size)
        if any(left - 1 <= w.left and w.right <= right + 1 and w.top <= one.base <= w.bottom for w in self._walls):
            return True
        if right - left > SURE_CUT * em:
            return True
        if other.order - len(other.glyphs) != one.order:
            return right - left > LONGEST_BLANK * em or self._goes_on(one, other, needed=0)
        # the file goes on here, so it is a blank, unless other rows show a gutter
        return self._goes_on(one, other, needed=1 if right - left > LONGEST_BLANK * em else 2)

    def _goes_on(self, one: _Run, other: _Run, *, needed: int) -> bool:
        """Whether so many rows near by have a gap at the same place, and none has text there."""
        left, right, em = one.right, other.left, max(one.size, other.size)
        first, last = (
            bisect_left(self._bases, one.base - REACH * em),
            bisect_right(self._bases, one.base + REACH * em),
        )
        smallest = 0.2 if right - left > LONGEST_BLANK * em else 0.8  # under a headline the columns show the gutter
        beside = 0
        for row in self._rows[first:last]:
            same = [run for run in row if smallest <= run.size / em <= 1.25] if row[0].base != one.base else []
            if any(run.left < left - 0.2 * em and run.right > right + 0.2 * em for run in same):
                return False
            before = any(left - 2 * em < run.right < right + 0.2 * em for run in same)
            after = any(left - 0.2 * em < run.left < right + 2.3 * em for run in same)  # or indented
            beside += before and after
        return beside >= needed


def _join(row: Sequence[_Run], page: _Page) -> Iterator[_Run]:
    """The runs of a row put together where no gutter parts them."""
    current = row[0]
    for run in row[1:]:
        em = max(current.size, run.size)
        gap = run.left - current.right
        alike = (
            0.7 <= current.size / run.size <= 1.43 if gap <= SURE_JOIN * em else 0.9 <= current.size / run.size <= 1.11
        )
        if alike and gap > -0.55 * em and (gap <= SURE_JOIN * em or not page.is_gutter(current, run)):
            current = _Run(current.glyphs + run.glyphs, run.order)
        else:
            yield current
            current = run
    yield current


def _line(glyphs: Sequence[Glyph]) -> Line:
    size = statistics.median_high(g.size for g in glyphs)
    base = statistics.median_high(g.base for g in glyphs)
    font = Counter(g.font for g in glyphs).most_common(1)[0][0]
    rect = Rect(glyphs[0].left, base - ASCENT * size, max(g.right for g in glyphs), base + DESCENT * size)
    return Line(_spell(glyphs, size), rect, base, size, font)


def _spell(glyphs: Sequence[Glyph], size: float) -> str:
    """The characters with the blanks that the gaps between them are."""
    gaps = [b.left - a.right for a, b in pairwise(glyphs)]
    usual = max(sorted(gaps)[len(gaps) // 4], 0.0) if gaps else 0.0  # a byline may have a blank in every second gap
    text = glyphs[0].char
    for gap, glyph in zip(gaps, glyphs[1:], strict=False):
        wide = (gap - usual) / size
        text += ("  " if wide > DOUBLE_BLANK else " " if wide > BLANK else "") + glyph.char
    return text
