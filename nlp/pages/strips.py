"""Stretches of a page that are read as one, though they may stand apart: a paragraph cut by a column's end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.records import Part, Run
from nlp.script import Unified


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open offsets into the unified text of a page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Text in reading order and the spans of the page that it was put together from, in the same order."""

    text: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first span begins."""
        return self.spans[0].start if self.spans else 0

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1].end if self.spans else 0

    def __add__(self, other: Strip) -> Strip:
        return Strip(self.text + other.text, self.spans + other.spans)

    def cut(self, start: int, end: int | None = None) -> Strip:
        """The stretch of this strip between two offsets into its own text, without white space around it."""
        text = self.text[start:end]
        left = start + len(text) - len(text.lstrip())
        text = text.strip()
        return Strip(text, tuple(_clip(self.spans, left, left + len(text))))


def concatenate(strips: Iterable[Strip]) -> Strip:
    """All *strips* as one, nothing between them."""
    kept = list(strips)
    return Strip("".join(s.text for s in kept), tuple(span for s in kept for span in s.spans))


def _clip(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of *spans* between two offsets into their concatenation."""
    position = 0
    for span in spans:
        length = span.end - span.start
        low, high = max(start - position, 0), min(end - position, length)
        if low < high:
            yield Span(span.start + low, span.start + high)
        position += length


def make_part(name: str, strips: Sequence[Strip], unified: Unified, *, between: str = "\n") -> Part:
    """The part of an article that *strips* print, with *between* put between them, traceable to the page received.

    A strip without spans stands nowhere on the page: its text is its own original.
    """
    text = between.join(strip.text for strip in strips)
    originals = ("".join(unified.original[s.start : s.end] for s in strip.spans) or strip.text for strip in strips)
    return Part(name, text, between.join(originals), tuple(_runs(strips, unified.offsets, len(between))))


def _runs(strips: Sequence[Strip], offsets: Sequence[int], gap: int) -> Iterator[Run]:
    position = 0
    for strip in strips:
        for span in strip.spans:
            for unbroken in break_at_noise(span, offsets):
                length = unbroken.end - unbroken.start
                yield Run(position, offsets[unbroken.start], length)
                position += length
        position += gap + (0 if strip.spans else len(strip.text))


def break_at_noise(span: Span, offsets: Sequence[int]) -> Iterator[Span]:
    """*span* in stretches that stand unbroken on the page as received."""
    if isinstance(offsets, range):
        yield span
        return
    start = span.start
    for position in range(span.start + 1, span.end):
        if offsets[position] != offsets[position - 1] + 1:
            yield Span(start, position)
            start = position
    yield Span(start, span.end)
