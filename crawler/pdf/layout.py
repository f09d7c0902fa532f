"""A page to stories: boxes are read by themselves, the rest in columns under its headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crawler.pdf.columns import Piece, body_size, make_pieces, set_captions, set_furniture
from crawler.pdf.flow import Flow, make_flow
from crawler.pdf.frames import Drawn, find_rules, sort_shapes
from crawler.pdf.heads import Head
from crawler.pdf.lines import make_lines
from crawler.pdf.paragraphs import join, make_paragraphs
from crawler.pdf.records import Block, Line, Rect, Sheet, Story, around

SHORTEST_STORY = 30  # characters under a headline in a box, for the box to hold an article of its own
BANNER = 1.4  # of the body size: large type alone in a frame is a headline on a ground of its own …
LONGEST_BANNER = 30  # … unless it has more characters than this


@dataclass(slots=True)
class _Region:
    """A page or a box: its own lines, and the boxes in it."""

    rect: Rect
    lines: list[Line] = field(default_factory=list)
    inner: list[_Region] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for a whole page: its shapes, and what most of its text is set in."""

    drawn: Drawn
    body: float
    font: str
    height: float


def read_stories(sheet: Sheet) -> list[Story]:
    """The stories of a page in reading order: the furniture at its top, its articles, the furniture at its foot."""
    rules = find_rules(sheet)
    lines = make_lines(sheet, rules)
    if not lines:
        return []
    fonts: Counter[str] = Counter()
    for line in lines:
        fonts[line.font] += len(line.text)
    look = _Look(sort_shapes(sheet, lines), body_size(lines), fonts.most_common(1)[0][0], sheet.height)
    whole = _nest(lines, look, Rect(0, 0, sheet.width, sheet.height))
    stories = _read_region(whole, look, is_page=True)
    articles = [s for s in stories if s.head or s.body]
    others = sorted((s for s in stories if not (s.head or s.body)), key=lambda s: (s.rect.top, s.rect.left))
    start = min((s.rect.top for s in articles), default=0.0)
    above = [s for s in others if s.rect.top < start]
    return [*above, *_in_order(articles), *(s for s in others if s not in above)]


def _nest(lines: Sequence[Line], look: _Look, page: Rect) -> _Region:
    """Every line in the smallest box round it."""
    root = _Region(page)
    regions = [_Region(frame) for frame in sorted(look.drawn.frames, key=lambda f: f.area)]
    for line in lines:
        next((r for r in regions if r.rect.holds(line.rect)), root).lines.append(line)
    for n, region in enumerate(regions):
        larger = (r for r in regions[n + 1 :] if r.rect.holds(region.rect))
        parent = next(larger, root)
        if _is_banner(region, look):
            parent.lines.extend(region.lines)
        else:
            parent.inner.append(region)
    root.lines.sort(key=lambda line: (line.base, line.rect.left))
    return root


def _is_banner(region: _Region, look: _Look) -> bool:
    large = all(line.size >= BANNER * look.body for line in region.lines)
    return large and sum(len(line.text) for line in region.lines) <= LONGEST_BANNER


def _read_region(region: _Region, look: _Look, *, is_page: bool = False) -> list[Story]:
    lines = sorted(region.lines, key=lambda line: (line.base, line.rect.left))
    pieces = make_pieces(lines, look.drawn.rules, look.body)
    set_captions(pieces, look.drawn.pictures, look.body, look.font)
    if is_page:
        set_furniture(pieces, look.height, look.drawn.rules)
    captions = [p.rect for p in pieces if p.kind == "caption"]
    fillers = [*look.drawn.pictures, *captions, *(inner.rect for inner in region.inner)]
    flow = make_flow(pieces, look.drawn.rules, fillers, look.body)
    stories = [story for head, flowing in flow.articles for story in [_make_story(head, flowing)]]
    stories += _stray_stories(flow)
    _add_beside(pieces, stories)
    for inner in region.inner:
        _add_inner(_read_region(inner, look), inner, stories)
    return [*stories, *_furniture(pieces)]


def _furniture(pieces: Sequence[Piece]) -> Iterator[Story]:
    for piece in pieces:
        if piece.kind == "furniture":
            yield Story(piece.rect, aside=[Block("furniture", text) for text in make_paragraphs([piece])])


def _make_story(head: Head, flowing: Sequence[Piece]) -> Story:
    rect = around([head.rect, *(p.rect for p in flowing)])
    below = [head.rect, *(p.rect for p in flowing if p.rect.beside(head.rect) > 0.3)]
    story = Story(rect, head=list(_head_blocks(head, around(below))))
    story.body = [Block("text", text) for text in make_paragraphs(flowing)]
    return story


def _stray_stories(flow: Flow) -> Iterator[Story]:
    if flow.stray:
        rect = around([piece.rect for piece in flow.stray])
        yield Story(rect, body=[Block("text", text) for text in make_paragraphs(flow.stray)])


def _head_blocks(head: Head, rect: Rect) -> Iterator[Block]:
    """Kicker, headline and subhead: the largest line is the headline, what stands above and below it the others."""
    pieces = sorted(head.pieces, key=lambda p: p.rect.top)
    largest = [n for n, p in enumerate(pieces) if p.size > 0.95 * head.size]
    first, last = largest[0], largest[-1]
    parts = (("kicker", pieces[:first]), ("headline", pieces[first : last + 1]), ("subhead", pieces[last + 1 :]))
    for role, group in parts:
        if role == "subhead":
            yield from (Block(role, _in_one_line(piece.lines, rect)) for piece in group)
        elif group:
            yield Block(role, _in_one_line([line for piece in group for line in piece.lines], rect))


def _in_one_line(lines: Sequence[Line], rect: Rect) -> str:
    """Lines of a head as one: with a blank where the line was ended before its column was full."""
    text = lines[0].text
    for before, line in pairwise(lines):
        ended = rect.right - before.rect.right > 1.5 * before.size
        text = f"{text} {line.text}" if ended else join(text, line.text)
    return text


def _add_beside(pieces: Sequence[Piece], stories: list[Story]) -> None:
    """Captions and quotations between the lines go to the story that they stand in."""
    for piece in pieces:
        if piece.kind in ("caption", "box"):
            blocks = [Block(piece.kind, text) for text in make_paragraphs([piece])]
            if not stories:
                stories.append(Story(piece.rect))
            _owner(piece.rect, stories).aside.extend(blocks)


def _owner(rect: Rect, stories: Sequence[Story]) -> Story:
    """The story that *rect* stands in, or the nearest one."""
    return min(stories, key=lambda s: (_distance(rect, s.rect), s.rect.area))


def _distance(one: Rect, other: Rect) -> float:
    across = max(one.left - other.right, other.left - one.right, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return across + down


def _add_inner(inner: Sequence[Story], region: _Region, stories: list[Story]) -> None:
    """The articles of a box as they are; a box without any belongs to the article round it."""
    whole = [s for s in inner if s.head and sum(len(b.text) for b in s.body) >= SHORTEST_STORY]
    rest = [s for s in inner if s not in whole]
    stories += whole
    blocks = [
        Block("box" if b.role != "caption" else b.role, b.text) for s in rest for b in (*s.head, *s.body, *s.aside)
    ]
    around_it = [s for s in stories if s not in whole] or stories
    if not blocks:
        return
    if around_it:
        _owner(region.rect, whole or around_it).aside.extend(blocks)
    else:
        stories.append(Story(region.rect, aside=blocks))


def _in_order(stories: Sequence[Story]) -> list[Story]:
    """As read: from top to bottom where one stands above another, else from left to right."""
    left = list(stories)
    ordered: list[Story] = []
    while left:
        free = [s for s in left if not any(o is not s and _comes_before(o.rect, s.rect) for o in left)]
        first = min(free or left, key=lambda s: (s.rect.left, s.rect.top))
        left.remove(first)
        ordered.append(first)
    return ordered


def _comes_before(one: Rect, other: Rect) -> bool:
    return one.top < other.top and one.beside(other) > 0.1
