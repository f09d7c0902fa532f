"""Where on a page an article's time and credits may stand: in its head, above it, and right below its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.web.body import Body, is_prose
from crawler.web.marks import COMMENT, RELATED
from crawler.web.sheet import Line

ABOVE_LINES = 12  # above the headline: some sites print the time over it
HEAD_LINES = 25  # between headline and body, tools and advertisements among them
BELOW_LINES = 10  # below the body
LONGEST_NOTE = 60  # characters of a sentence below the body that is about the article and not another text


@dataclass(frozen=True, slots=True)
class Place:
    """The lines of the head (headline to body), of what is above it, and of what follows the body as its own."""

    above: tuple[Line, ...] = ()
    head: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()


def find_place(lines: Sequence[Line], body: Body, headline: int | None) -> Place:
    """The places of the article with this *body* whose headline is shown in the line numbered *headline*."""
    first = first_line(lines, body)
    top = headline if headline is not None and headline <= first else max(0, first - HEAD_LINES)
    top = max(top, first - HEAD_LINES)
    above = lines[max(0, top - ABOVE_LINES) : top]
    return Place(tuple(above), tuple(lines[top:first]), tuple(_below(lines, body)))


def first_line(lines: Sequence[Line], body: Body) -> int:
    """The number of the body's first paragraph: its element may hold the head too."""
    first = body.lines[0]
    return next((n for n in range(body.start, body.end) if lines[n] is first), body.start)


def _below(lines: Sequence[Line], body: Body) -> list[Line]:
    """What follows the last paragraph, up to comments, a list of other articles, the footer, or the next prose."""
    last = body.lines[-1]
    after = next((n + 1 for n in range(body.end - 1, body.start - 1, -1) if lines[n] is last), body.end)
    kept: list[Line] = []
    for line in lines[after : after + BELOW_LINES]:
        if COMMENT.search(line.text) or RELATED.search(line.text) or (is_prose(line) and len(line.text) > LONGEST_NOTE):
            break
        if not line.noise:
            kept.append(line)
    return kept
