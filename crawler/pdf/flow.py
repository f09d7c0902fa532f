"""Pieces of columns to articles: which headline a piece belongs to, and in which order the pieces are read.

A piece under a headline is the headline's, a piece under another goes on with it, and a piece with neither above goes
on where the column to its left ends. Of several ends the one is taken that fits as a sentence: text that breaks off
is followed by a line without indent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.pdf.columns import CLOSED, HEADLINE, Piece, has_rule_between, set_edges
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


@dataclass(slots=True)
class Node:
    """A piece in the flow: its article's head (None: it has none), the piece before it, the left edge of its column."""

    piece: Piece
    head: Head | None = None
    before: Node | None = None
    loose: bool = False
    after: list[Node] = field(default_factory=list)

    @property
    def rect(self) -> Rect:
        return self.piece.rect


@dataclass(frozen=True, slots=True)
class Flow:
    """A region's heads with their pieces in reading order; ``stray`` pieces come before any head."""

    articles: tuple[tuple[Head, tuple[Piece, ...]], ...]
    stray: tuple[Piece, ...]


def make_flow(pieces: Sequence[Piece], rules: Sequence[Rect], fillers: Sequence[Rect], body: float) -> Flow:
    """The articles among *pieces*. *fillers* are pictures, captions and boxes, which text flows round."""
    set_edges(pieces)
    heads = _make_heads(pieces, rules, body)
    texts = [p for p in pieces if p.kind == "text"]
    heads = [h for h in heads if not _settle_inset(h, texts, body)]
    texts = [p for p in pieces if p.kind == "text"]
    fillers = [*fillers, *(p.rect for p in pieces if p.kind == "box")]
    standing = (
        [p.rect for p in pieces if p.kind != "furniture"] + list(fillers) + [r for r in rules if r.height > r.width]
    )
    for head in heads:
        head.find_reach(standing)
    nodes = [Node(piece) for piece in sorted(texts, key=lambda p: (p.rect.left, p.rect.top))]
    ground = _Ground(nodes, heads, rules, fillers)
    for node in nodes:
        ground.link(node)
    for node in nodes:
        if node.loose:
            ground.link_loose(node)
    articles = tuple((head, tuple(_read(head, nodes, fillers))) for head in heads)
    first = sorted((n for n in nodes if n.head is None and n.before is None), key=lambda n: (n.rect.left, n.rect.top))
    return Flow(articles, tuple(node.piece for root in first for node in _column(root)))


def _make_heads(pieces: Sequence[Piece], rules: Sequence[Rect], body: float) -> list[Head]:
    """Large lines close to one another make one head."""
    groups: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if p.kind == "big"), key=lambda p: p.rect.top):
        group = next((g for g in groups if any(_is_close(one, piece, rules) for one in g)), None)
        if group:
            group.append(piece)
        else:
            groups.append([piece])
    return [Head(_with_kicker(group, pieces, rules)) for group in groups]


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


def _settle_inset(head: Head, texts: Sequence[Piece], body: float) -> bool:
    """Whether large lines are no head: a section heading of their column, or a quotation inside a broken sentence."""
    above = _nearest(head.rect, [p for p in texts if p.rect.bottom <= head.rect.top + 2], lambda r: r.bottom)
    below = _nearest(head.rect, [p for p in texts if p.rect.top >= head.rect.bottom - 2], lambda r: -r.top)
    if above is None or below is None or not _in_one_column(above.rect, below.rect, body):
        return False
    if head.rect.width > 1.1 * max(above.rect.width, below.rect.width):
        return False
    close = max(head.rect.top - above.rect.bottom, below.rect.top - head.rect.bottom) < COLUMN_GAP * body
    if close and _is_broken_off(above) and _is_rest(below, above):
        for piece in head.pieces:
            piece.kind = "box"
        return True
    close = head.rect.top - above.rect.bottom < COLUMN_GAP * body
    if close and head.size < HEADLINE * body and len(head.pieces) == 1 and len(head.pieces[0].lines) == 1:
        head.pieces[0].kind = "text"
        return True
    return False


def _nearest(rect: Rect, pieces: Sequence[Piece], rank) -> Piece | None:  # type: ignore[no-untyped-def]
    beside = [p for p in pieces if p.rect.beside(rect) > 0.3]
    return max(beside, key=lambda p: rank(p.rect), default=None)


def _in_one_column(one: Rect, other: Rect, em: float) -> bool:
    inside = min(one.right, other.right) - max(one.left, other.left)
    return inside > 0.5 * min(one.width, other.width) and abs(one.left - other.left) < 3 * em


def _is_broken_off(piece: Piece) -> bool:
    """Whether the last line is full and ends inside a sentence."""
    last = piece.lines[-1]
    return not CLOSED.search(last.text) and last.rect.right > piece.right - 2 * piece.size


def _is_rest(piece: Piece, broken: Piece) -> bool:
    """Whether *piece* is set like *broken* and goes on in the middle of a paragraph."""
    one, other = piece.lines[0], broken.lines[-1]
    alike = one.font == other.font and abs(one.size / other.size - 1) < 0.03
    return alike and not _is_indented(piece) and abs(one.rect.left - broken.rect.left) < one.size


def _is_indented(piece: Piece) -> bool:
    return piece.lines[0].rect.left - piece.left > INDENT * piece.size


class _Ground:
    """What stands where in a region."""

    def __init__(
        self, nodes: Sequence[Node], heads: Sequence[Head], rules: Sequence[Rect], fillers: Sequence[Rect]
    ) -> None:
        self._nodes = nodes
        self._heads = heads
        self._rules = rules
        self._fillers = fillers

    def link(self, node: Node) -> None:
        """Finds what *node* goes on from in its own column; else it is loose."""
        above = self._above(node)
        if isinstance(above, Head):
            node.head = above
        elif above and self._goes_on(above, node):
            node.before = above
            above.after.append(node)
        else:
            node.loose = True

    def link_loose(self, node: Node) -> None:
        """Finds the end in the column to the left that *node* goes on from."""
        beside = self._left_of(node)
        head = self._waiting_head(beside)
        if head is not None and _is_indented(node.piece):
            node.head = head
            return
        best = max((n for n in beside if not n.after), key=lambda end: self._fit(end, node), default=None)
        if best is not None:
            node.before = best
            best.after.append(node)

    def _waiting_head(self, column: Sequence[Node]) -> Head | None:
        """The head at the foot of a *column*, whose text can only stand at the top of the next."""
        if not column:
            return None
        foot = max(n.rect.bottom for n in column)
        wide = around([n.rect for n in column])
        below = (h for h in self._heads if h.rect.top >= foot - 2 and h.rect.beside(wide) > 0.8)
        return next((h for h in below if not any(n.head is h for n in self._nodes)), None)

    def _above(self, node: Node) -> Head | Node | None:
        found: list[Head | Node] = [h for h in self._heads if _is_above(h.reach, node.rect)]
        found += [n for n in self._nodes if n is not node and _is_above(n.rect, node.rect)]
        return max(found, key=lambda one: one.rect.bottom, default=None)

    def _goes_on(self, above: Node, node: Node) -> bool:
        em = max(above.piece.size, node.piece.size)
        white = node.rect.top - above.rect.bottom
        white -= sum(
            min(f.bottom, node.rect.top) - max(f.top, above.rect.bottom) + em
            for f in self._fillers
            if f.top < node.rect.top and f.bottom > above.rect.bottom and f.beside(node.rect) > 0.3
        )
        if white > COLUMN_GAP * em or has_rule_between(above.rect, node.rect, self._rules):
            return False
        return abs(above.rect.left - node.rect.left) < 3.5 * em or above.rect.beside(node.rect) > 0.9

    def _left_of(self, node: Node) -> list[Node]:
        """The pieces of the nearest column to the left."""
        em = node.piece.size
        left = [n for n in self._nodes if n.rect.right <= node.rect.left + em and n is not node]
        nearest = max(left, key=lambda n: n.rect.right, default=None)
        return [n for n in left if nearest and n.rect.beside(nearest.rect) > 0.3]

    def _fit(self, end: Node, node: Node) -> tuple[float, float]:
        broken, indented = _is_broken_off(end.piece), _is_indented(node.piece)
        score = 3.0 if broken and not indented else 1.0 if not broken and indented else -2.0
        return score + 1.5 * self._is_last(end, node) - 4.0 * self._has_next_column(end), end.rect.bottom

    def _is_last(self, end: Node, node: Node) -> bool:
        """Whether nothing stands below *end*, or only a head that closes off the column of *node* as well."""
        below: list[Head | Node] = [h for h in self._heads if _is_above(end.rect, h.reach)]
        below += [n for n in self._nodes if _is_above(end.rect, n.rect)]
        first = min(below, key=lambda one: one.rect.top, default=None)
        return first is None or (isinstance(first, Head) and first.reach.beside(node.rect) > 0.3)

    def _has_next_column(self, end: Node) -> bool:
        """Whether the head of *end* has another column to its right, where the text goes on."""
        head = _head_of(end)
        siblings = (n for n in self._nodes if head is not None and n.head is head)
        return any(n.rect.left > end.rect.right - n.piece.size for n in siblings)


def _is_above(one: Rect, other: Rect) -> bool:
    return one.bottom <= other.top + 2 and one.beside(other) > 0.3


def _head_of(node: Node) -> Head | None:
    seen = set()
    while node.head is None and node.before is not None and id(node) not in seen:
        seen.add(id(node))
        node = node.before
    return node.head


def _read(head: Head, nodes: Sequence[Node], fillers: Sequence[Rect]) -> Iterator[Piece]:
    """The pieces of *head*: its columns from left to right, each with what goes on from it."""
    columns = [list(_column(node)) for node in sorted(nodes, key=lambda n: n.rect.left) if node.head is head]
    orders = [_by_columns(columns)]
    if any(sum(f.beside(column[0].rect) > 0.5 for column in columns) > 1 for f in fillers):
        orders.append(_by_bands(columns))
    for node in min(orders, key=_count_breaks):
        yield node.piece


def _by_columns(columns: Sequence[list[Node]]) -> list[Node]:
    return [node for column in columns for node in column]


def _by_bands(columns: Sequence[list[Node]]) -> list[Node]:
    """Read in bands that a picture across all columns parts: the first piece of each column, then the second."""
    deepest = max((len(column) for column in columns), default=0)
    return [column[n] for n in range(deepest) for column in columns if n < len(column)]


def _count_breaks(order: Sequence[Node]) -> int:
    """How often a sentence breaks off where the next line opens a paragraph, or the other way round."""
    pairs = [pair for pair in pairwise(order) if len(pair[0].piece.lines) > 1]
    return sum(_is_broken_off(a.piece) == _is_indented(b.piece) for a, b in pairs)


def _column(node: Node) -> Iterator[Node]:
    """*node* and what goes on from it, downwards first."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(sorted(current.after, key=lambda n: n.loose, reverse=True))
