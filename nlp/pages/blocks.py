"""Where every character of the page went: blocks that cover the document once, gaps and noise included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.pages.strips import Span, break_at_noise
from nlp.records import Block
from nlp.script import Unified


@dataclass(frozen=True, slots=True)
class Placed:
    """A span of the unified page with its role and the id of its article, or None."""

    span: Span
    role: str
    article: int | None


def make_blocks(placed: Sequence[Placed], unified: Unified, *, length: int) -> tuple[Block, ...]:
    """Blocks over all *length* characters of the page, in order: what is *placed*, noise, and white space ("space")."""
    return tuple(_fill(sorted(_stretches(placed, unified), key=lambda block: block.start), length))


def _stretches(placed: Sequence[Placed], unified: Unified) -> Iterator[Block]:
    for one in placed:
        for span in break_at_noise(one.span, unified.offsets):
            start = unified.offsets[span.start]
            yield Block(start, start + span.end - span.start, one.role, one.article)
    for start, end in unified.noise:
        yield Block(start, end, "noise", None)


def _fill(blocks: Sequence[Block], length: int) -> Iterator[Block]:
    position = 0
    for block in blocks:
        if position < block.start:
            yield Block(position, block.start, "space", None)
        yield block
        position = block.end
    if position < length:
        yield Block(position, length, "space", None)
