"""Shapes to boxes, rules and pictures: what encloses text, what parts it, and what is only looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.pdf.records import Line, Rect, Sheet, around

THIN = 3.0  # points: a rule; the heaviest of the pages measured has 2
NEAR = 3.0  # points by which the sides of a frame may miss each other
SMALLEST = 14.0  # points: a frame or picture; below it is an ornament
LARGEST = 0.8  # of the page: a larger frame is the page's own border
MOST_RULES = 400  # beyond, rules are the lines of a table or a map and make no frames
FEW_LINES = 3  # that a picture may carry; with more it is a background of the text


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of a page by what they do."""

    frames: tuple[Rect, ...]
    rules: tuple[Rect, ...]
    pictures: tuple[Rect, ...]


def find_rules(sheet: Sheet) -> list[Rect]:
    """The straight lines drawn on a page."""
    return [s for s in sheet.shapes if min(s.width, s.height) <= THIN < max(s.width, s.height)]


def sort_shapes(sheet: Sheet, lines: Sequence[Line]) -> Drawn:
    """Frames hold text; pictures are images, and filled shapes without text."""
    rules = find_rules(sheet)
    large = [
        s for s in sheet.shapes if min(s.width, s.height) >= SMALLEST and s.area < LARGEST * sheet.width * sheet.height
    ]
    large += _drawn_with_rules(rules)
    counted = [(shape, sum(shape.holds(line.rect) for line in lines)) for shape in _unlike(large)]
    frames = tuple(shape for shape, count in counted if count)
    empty = [shape for shape, count in counted if not count]
    images = [p for p in sheet.pictures if min(p.width, p.height) >= SMALLEST]
    shown = [p for p in images if sum(p.holds(line.rect) for line in lines) <= FEW_LINES]
    parting = [rule for rule in rules if not any(_is_side(rule, frame) for frame in frames)]
    return Drawn(frames, tuple(parting), tuple(shown + empty))


def _is_side(rule: Rect, frame: Rect) -> bool:
    """Whether *rule* is drawn along an edge of *frame*."""
    inside = around([rule, frame])
    if not _is_same(inside, frame):
        return False
    flat = min(abs(rule.top - frame.top), abs(rule.bottom - frame.bottom)) < NEAR and rule.width > rule.height
    upright = min(abs(rule.left - frame.left), abs(rule.right - frame.right)) < NEAR and rule.height > rule.width
    return flat or upright


def _drawn_with_rules(rules: Sequence[Rect]) -> list[Rect]:
    """Frames whose four sides are drawn one by one."""
    if len(rules) > MOST_RULES:
        return []
    flat = [r for r in rules if r.width > r.height]
    upright = [r for r in rules if r.height >= r.width]
    found = []
    for n, top in enumerate(flat):
        for bottom in flat[n + 1 :]:
            if abs(top.left - bottom.left) < NEAR and abs(top.right - bottom.right) < NEAR:
                frame = around([top, bottom])
                if frame.height >= SMALLEST and all(_has_side(upright, frame, x) for x in (frame.left, frame.right)):
                    found.append(frame)
    return found


def _has_side(upright: Sequence[Rect], frame: Rect, x: float) -> bool:
    return any(
        min(abs(r.left - x), abs(r.right - x)) < NEAR
        and abs(r.top - frame.top) < 2 * NEAR
        and abs(r.bottom - frame.bottom) < 2 * NEAR
        for r in upright
    )


def _unlike(shapes: Sequence[Rect]) -> list[Rect]:
    """*shapes* without those that repeat another, as a fill and a border of one box do."""
    kept: list[Rect] = []
    for shape in shapes:
        if not any(_is_same(shape, other) for other in kept):
            kept.append(shape)
    return kept


def _is_same(one: Rect, other: Rect) -> bool:
    sides = ((one.left, other.left), (one.top, other.top), (one.right, other.right), (one.bottom, other.bottom))
    return all(abs(a - b) < NEAR for a, b in sides)
