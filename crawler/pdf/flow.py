"""Pieces of columns to articles: which headline a piece belongs to, and in which order the pieces are read.

A piece under a headline is the headline's, a piece under another goes on with it, and a piece with neither above goes
on where the column to its left ends. Of several ends the one is taken that fits as a sentence: text that breaks off
is followed by a line without indent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.pdf.columns import Piece, has_rule_between, set_edges
from crawler.pdf.heads import COLUMN_GAP, Head, is_broken_off, is_indented, make_heads, merge_heads, settle_inset
from crawler.pdf.records import Rect, around


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
    heads = make_heads(pieces, rules, body)
    texts = [p for p in pieces if p.kind == "text"]
    heads = [h for h in heads if not settle_inset(h, texts, body)]
    texts = [p for p in pieces if p.kind == "text"]
    fillers = [*fillers, *(p.rect for p in pieces if p.kind == "box")]
    standing = (
        [p.rect for p in pieces if p.kind != "furniture"] + list(fillers) + [r for r in rules if r.height > r.width]
    )
    for head in heads:
        head.find_reach(standing)
    heads = merge_heads(heads, [p.rect for p in texts])
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
        if head is not None and is_indented(node.piece):
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
        broken, indented = is_broken_off(end.piece), is_indented(node.piece)
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
    return sum(is_broken_off(a.piece) == is_indented(b.piece) for a, b in pairs)


def _column(node: Node) -> Iterator[Node]:
    """*node* and what goes on from it, downwards first."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(sorted(current.after, key=lambda n: n.loose, reverse=True))
