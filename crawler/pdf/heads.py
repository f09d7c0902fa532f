"""Which lines open an article: those set larger than the body, with what stands directly above and below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.pdf.columns import CLOSED, HEADLINE, Piece, has_rule_between
from crawler.pdf.records import Rect, around

HEAD_GAP = 1.1  # ems of white inside a head
COLUMN_GAP = 2.4  # ems of white between pieces of a column that go on
INDENT = 1.2  # ems that open a paragraph
FAR = 1e6  # points: beyond any page


@dataclass(slots=True)
class Head:
    """Lines set larger than the body that open an article; ``reach`` is ``rect`` with the white at its sides."""

    pieces: list[Piece]
    rect: Rect = field(init=False)
    reach: Rect = field(init=False)

    def __post_init__(self) -> None:
        self.rect = self.reach = around([piece.rect for piece in self.pieces])

    def find_reach(self, obstacles: Sequence[Rect]) -> None:
        """Widens ``reach`` to the *obstacles* left and right: columns there without a head of their own are its own."""
        level = [o for o in obstacles if o.top < self.rect.bottom - 2 and o.bottom > self.rect.top + 2]
        left = max((o.right for o in level if o.right <= self.rect.left + 3), default=-FAR)
        if any(abs(o.left - self.rect.left) < 0.6 * self.size and o.top >= self.rect.bottom - 2 for o in obstacles):
            left = self.rect.left  # flush with a column: the white to its left is another's
        right = min((o.left for o in level if o.left >= self.rect.right - 3), default=FAR)
        self.reach = Rect(left, self.rect.top, right, self.rect.bottom)

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)


def make_heads(pieces: Sequence[Piece], rules: Sequence[Rect], body: float) -> list[Head]:
    """Large lines close to one another make one head."""
    groups: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if p.kind == "big"), key=lambda p: p.rect.top):
        group = next((g for g in groups if any(_is_close(one, piece, rules) for one in g)), None)
        if group:
            group.append(piece)
        else:
            groups.append([piece])
    return [Head(_with_kicker(group, pieces, rules)) for group in groups]


def merge_heads(heads: Sequence[Head], texts: Sequence[Rect]) -> list[Head]:
    """*heads* with a subhead at the edge of the columns put to the centred headline above it."""
    merged: list[Head] = []
    for head in sorted(heads, key=lambda h: h.rect.top):
        above = next((h for h in merged if _is_subhead_of(head, h, texts)), None)
        if above is None:
            merged.append(head)
        else:
            above.pieces.extend(head.pieces)
            above.rect = around([above.rect, head.rect])
            above.reach = around([above.reach, above.rect])
    return merged


def _is_subhead_of(head: Head, above: Head, texts: Sequence[Rect]) -> bool:
    """Whether *head* stands alone, smaller, between *above* and its text."""
    white = head.rect.top - above.rect.bottom
    if not 0 <= white <= HEAD_GAP * above.size or head.size > 0.95 * above.size:
        return False
    between = (t for t in texts if above.rect.bottom - 2 <= t.top < head.rect.bottom and t.beside(above.rect) > 0.3)
    return above.reach.beside(head.rect) > 0.9 and not any(between)


def _is_close(one: Piece, other: Piece, rules: Sequence[Rect]) -> bool:
    white = max(other.rect.top - one.rect.bottom, one.rect.top - other.rect.bottom)
    beside = one.rect.beside(other.rect) > 0.5
    if white < 0:  # on one line: a headline in two sizes
        return False
    return (
        beside and white <= HEAD_GAP * max(one.size, other.size) and not has_rule_between(one.rect, other.rect, rules)
    )


def _with_kicker(group: list[Piece], pieces: Sequence[Piece], rules: Sequence[Rect]) -> list[Piece]:
    """*group* with a line of body size directly above that nothing else is near to."""
    top = min(group, key=lambda p: p.rect.top)
    for piece in pieces:
        white = top.rect.top - piece.rect.bottom
        if piece.kind != "text" or len(piece.lines) > 1 or not 0 <= white <= 0.9 * top.size or len(piece.text) > 24:
            continue
        if piece.rect.beside(top.rect) < 0.9 or piece.rect.width > 1.1 * top.rect.width or CLOSED.search(piece.text):
            continue
        over = [p.rect for p in pieces if p is not piece and p.rect.bottom <= piece.rect.top + 1]
        near = max((r.bottom for r in over if r.beside(piece.rect) > 0.3), default=-1e9)
        if piece.rect.top - near > white + 0.2 * piece.size and not has_rule_between(piece.rect, top.rect, rules):
            piece.kind = "big"
            return [piece, *group]
    return group


def settle_inset(head: Head, texts: Sequence[Piece], body: float) -> bool:
    """Whether large lines are no head: a section heading of their column, or a quotation inside a broken sentence."""
    beside = [p for p in texts if p.rect.beside(head.rect) > 0.3]
    over = [p for p in beside if p.rect.bottom <= head.rect.top + 2]
    above = max(over, key=lambda p: p.rect.bottom, default=None)
    under = [p for p in beside if p.rect.top >= head.rect.bottom - 2]
    below = min(under, key=lambda p: p.rect.top, default=None)
    if above is None or below is None or not _in_one_column(above.rect, below.rect, body):
        return False
    if head.rect.width > 1.1 * max(above.rect.width, below.rect.width):
        return False
    close = max(head.rect.top - above.rect.bottom, below.rect.top - head.rect.bottom) < COLUMN_GAP * body
    if close and is_broken_off(above) and _is_rest(below, above):
        for piece in head.pieces:
            piece.kind = "box"
        return True
    close = head.rect.top - above.rect.bottom < COLUMN_GAP * body
    if close and head.size < HEADLINE * body and len(head.pieces) == 1 and len(head.pieces[0].lines) == 1:
        head.pieces[0].kind = "text"
        return True
    return False


def _in_one_column(one: Rect, other: Rect, em: float) -> bool:
    inside = min(one.right, other.right) - max(one.left, other.left)
    return inside > 0.5 * min(one.width, other.width) and abs(one.left - other.left) < 3 * em


def is_broken_off(piece: Piece) -> bool:
    """Whether the last line is full and ends inside a sentence."""
    last = piece.lines[-1]
    return not CLOSED.search(last.text) and last.rect.right > piece.right - 2 * piece.size


def _is_rest(piece: Piece, broken: Piece) -> bool:
    """Whether *piece* is set like *broken* and goes on in the middle of a paragraph."""
    one, other = piece.lines[0], broken.lines[-1]
    alike = one.font == other.font and abs(one.size / other.size - 1) < 0.03
    return alike and not is_indented(piece) and abs(one.rect.left - broken.rect.left) < one.size


def is_indented(piece: Piece) -> bool:
    return piece.lines[0].rect.left - piece.left > INDENT * piece.size
