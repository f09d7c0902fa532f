"""Lines to the pieces of columns, and pieces to what they are: heads, captions, furniture, or text that flows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.pdf.records import Line, Rect, around

# Shares of the page's body size; measured: headlines 1.3 to 6, section headings 1 to 1.2, captions 0.75 to 0.95.
BIG, HEADLINE, SMALL = 1.12, 1.25, 0.95
SAME_SIZE = 1.1
PITCH = 1.05  # ems of white between two lines of a piece; body text has 0.3 to 0.9
MOST_HEAD_LINES, MOST_HEAD_CHARACTERS = 3, 60
MOST_CAPTION_LINES = 8
LEAD = 30  # characters: a closed sentence as long, set a little larger, is a lead and no headline
TOP_ZONE = 0.3  # of the page's height, where its date line stands
_DATE_LINE = re.compile(r"\d{4}[年/.-]\s?\d{1,2}[月/.-]\s?\d{1,2}|星期[一二三四五六日天]|第?\s?[A-Z]?\d{1,2}\s?版")
CLOSED = re.compile(r"[。！？!?…][”’」』）)\]】》]*$")


@dataclass(slots=True)
class Piece:
    """Lines that stand under one another in a column. ``kind``: text, big, caption, box or furniture.

    ``left`` and ``right`` are the edges of the column, which a single line need not reach.
    """

    lines: list[Line]
    kind: str = "text"
    rect: Rect = field(init=False)
    left: float = field(init=False)
    right: float = field(init=False)

    def __post_init__(self) -> None:
        self.rect = around([line.rect for line in self.lines])
        self.left, self.right = self.rect.left, self.rect.right

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def body_size(lines: Sequence[Line]) -> float:
    """The size most characters are set in, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def make_pieces(lines: Sequence[Line], rules: Sequence[Rect], body: float) -> list[Piece]:
    """*lines* put together as they stand under one another, from top to bottom."""
    groups: list[list[Line]] = []
    of_line: dict[int, int] = {}
    for n, line in enumerate(lines):
        above = _line_above(lines, n)
        group = of_line.get(above) if above is not None else None
        if group is not None and _goes_on(groups[group], line, rules):  # its last line may be too short to be above
            groups[group].append(line)
        else:
            group = len(groups)
            groups.append([line])
        of_line[n] = group
    return [Piece(group, _kind(group, body)) for group in groups]


def set_edges(pieces: Sequence[Piece]) -> None:
    """Gives pieces of one or two lines the edges of the column that they stand in."""
    long = [p for p in pieces if p.kind == "text" and len(p.lines) > 2]
    for piece in pieces:
        if piece.kind == "text" and len(piece.lines) <= 2:
            near = [p.rect for p in long if p.rect.beside(piece.rect) > 0.8 and p.rect.width >= 0.9 * piece.rect.width]
            column = min(near, key=lambda r: (round(r.width / 20), abs(r.top - piece.rect.top)), default=piece.rect)
            piece.left, piece.right = min(column.left, piece.rect.left), max(column.right, piece.rect.right)


def _line_above(lines: Sequence[Line], n: int) -> int | None:
    """The nearest line above number *n*, not farther than lines of a piece stand apart."""
    line = lines[n]
    for m in range(n - 1, -1, -1):
        other = lines[m]
        if line.base - other.base > 2.6 * max(line.size, other.size) and line.base - other.base > 100:
            return None
        if other.base < line.base - 0.5 * line.size and other.rect.beside(line.rect) > 0.3:
            return m
    return None


def _goes_on(group: Sequence[Line], line: Line, rules: Sequence[Rect]) -> bool:
    last = group[-1]
    em = max(last.size, line.size)
    white = line.rect.top - last.rect.bottom
    if not 1 / SAME_SIZE <= line.size / last.size <= SAME_SIZE or not -0.3 * em <= white <= PITCH * em:
        return False
    usual = group[1].base - group[0].base if len(group) > 1 else None
    if usual is not None and line.base - last.base > usual + 0.9 * em:
        return False
    column = around([one.rect for one in group[-4:]])
    in_column = line.rect.left >= column.left - 2.6 * em and line.rect.right <= column.right + 4 * em
    return in_column and not has_rule_between(last.rect, line.rect, rules)


def has_rule_between(upper: Rect, lower: Rect, rules: Sequence[Rect]) -> bool:
    """Whether a level rule as wide as half of the lower one is drawn between both."""
    low, high = upper.bottom - 2, lower.top + 2
    return any(low <= rule.top <= high and rule.width > rule.height and _covers(rule, lower) > 0.5 for rule in rules)


def _covers(rule: Rect, rect: Rect) -> float:
    return max(min(rule.right, rect.right) - max(rule.left, rect.left), 0) / max(rect.width, 0.1)


def _kind(group: Sequence[Line], body: float) -> str:
    size, text = group[0].size, "".join(line.text for line in group)
    if size < BIG * body or (len(group) > MOST_HEAD_LINES and len(text) > MOST_HEAD_CHARACTERS):
        return "text"
    lead = len(text) >= LEAD and CLOSED.search(text) and size < 1.4 * body
    return "text" if lead else "big"


def set_captions(pieces: Sequence[Piece], pictures: Sequence[Rect], body: float, font: str) -> None:
    """Names the captions: smaller or other type directly under, over or beside a picture."""
    for piece in pieces:
        other_type = piece.size <= SMALL * body or piece.lines[0].font != font
        if piece.kind != "text" or not other_type or len(piece.lines) > MOST_CAPTION_LINES:
            continue
        if any(_is_at(piece.rect, picture, 1.6 * piece.size) for picture in pictures):
            piece.kind = "caption"


def _is_at(text: Rect, picture: Rect, reach: float) -> bool:
    under = -2 <= text.top - picture.bottom <= reach or -2 <= picture.top - text.bottom <= reach / 2
    beside = -2 <= text.left - picture.right <= reach or -2 <= picture.left - text.right <= reach
    level = picture.top - 2 <= text.top and text.bottom <= picture.bottom + 2
    inside = text.left >= picture.left - reach and text.right <= picture.right + reach
    return (under and inside) or (beside and level) or picture.holds(text)


def set_furniture(pieces: Sequence[Piece], height: float, rules: Sequence[Rect]) -> None:
    """Names what stands above the page's text, down to its date line, and the lines at its foot."""
    start = min((p.rect.top for p in pieces if len(p.lines) > MOST_HEAD_LINES), default=height)
    zone = min(TOP_ZONE * height, start)
    dated = [p.rect.bottom for p in pieces if p.rect.bottom <= zone + 2 and _is_date_line(p)]
    if dated:
        for piece in pieces:
            if piece.rect.bottom <= max(dated) + 2 and len(piece.lines) <= MOST_HEAD_LINES:
                piece.kind = "furniture"
    for piece in _at_foot(pieces, rules):
        piece.kind = "furniture"


def _is_date_line(piece: Piece) -> bool:
    short = len(piece.lines) <= 2 and len(piece.text) <= 40 and not re.search("[，。；]", piece.text)
    return short and bool(_DATE_LINE.search(piece.text))


def _at_foot(pieces: Sequence[Piece], rules: Sequence[Rect]) -> Iterator[Piece]:
    """Short pieces below everything else, apart from it by white or a rule."""
    long = [p.rect for p in pieces if len(p.lines) > 2 or p.kind != "text"]
    end = max((rect.bottom for rect in long), default=None)
    if end is None:
        return
    for piece in pieces:
        if len(piece.lines) <= 2 and piece.kind == "text" and piece.rect.top > end:
            above = [rect for rect in long if rect.beside(piece.rect) > 0.3]
            near = max(above, key=lambda rect: rect.bottom, default=None)
            far = near is None or piece.rect.top - near.bottom > 1.2 * piece.size
            if far or (near is not None and has_rule_between(near, piece.rect, rules)):
                yield piece
