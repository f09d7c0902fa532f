"""Text with the evidence of its facts marked: paragraphs cut where a fact begins or ends. Knows no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.records import Part

SENTENCE_END = re.compile(r"[。！？!?；;\n]+[”’』」）)]*")
HEADING_LENGTH = 30  # characters; a line of its own that is shorter and ends without a stop is a heading
NO_HEADING = tuple("。！？；：，、…!?;:,.）)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its evidence in one part. ``name``: its anchor; ``kind``: "model", "metric" or "place"."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong to the same facts. ``begins``: the facts whose evidence starts here."""

    text: str
    original: str
    facts: tuple[Fact, ...]
    begins: tuple[Fact, ...]

    @property
    def names(self) -> str:
        return " ".join(fact.name for fact in self.facts)

    @property
    def kinds(self) -> str:
        return " ".join(dict.fromkeys(fact.kind for fact in self.facts))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the part. ``heading``: a heading inside the article, by its look."""

    pieces: tuple[Piece, ...]
    heading: bool


def paragraphs(part: Part, facts: Sequence[Fact]) -> tuple[Paragraph, ...]:
    """The lines of *part* with *facts* marked; lines of white space are left out."""
    lines, cutter = list(_lines(part.text)), _Cutter(part, facts)
    return tuple(
        Paragraph(cutter.cut(start, end), heading=_looks_like_heading(part.text[start:end], last=n == len(lines)))
        for n, (start, end) in enumerate(lines, start=1)
    )


def pieces(part: Part, facts: Sequence[Fact]) -> tuple[Piece, ...]:
    """The whole of *part*, line ends and all, with *facts* marked."""
    return _Cutter(part, facts).cut(0, len(part.text))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or of the sentences, that ``text[start:end]`` stands in; never beyond its line.

    >>> sentence_around("街道有人。村里设三个站。完", 8, 10)
    (5, 12)
    """
    before = max((m.end() for m in SENTENCE_END.finditer(text, 0, start)), default=0)
    after = SENTENCE_END.search(text, max(end - 1, start))
    stop = after.end() if after else len(text)
    while stop > end and text[stop - 1] == "\n":
        stop -= 1
    while before < start and text[before].isspace():
        before += 1
    return before, stop


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _looks_like_heading(line: str, *, last: bool) -> bool:
    return not last and len(line) <= HEADING_LENGTH and not line.rstrip("”’ ").endswith(NO_HEADING)


class _Cutter:
    """Cuts a part from its beginning on; knows which facts have begun, for a fact may begin in a line left out."""

    def __init__(self, part: Part, facts: Sequence[Fact]) -> None:
        self._part = part
        self._facts = facts
        self._begun: set[Fact] = set()

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        here = [fact for fact in self._facts if fact.start < end and fact.end > start]
        inner = {edge for fact in here for edge in (fact.start, fact.end) if start < edge < end}
        edges = [start, *sorted(inner), end]
        return tuple(self._piece(here, a, b) for a, b in pairwise(edges))

    def _piece(self, here: Sequence[Fact], start: int, end: int) -> Piece:
        facts = tuple(fact for fact in here if fact.start <= start and fact.end >= end)
        begins = tuple(fact for fact in facts if fact not in self._begun)
        self._begun.update(begins)
        return Piece(self._part.text[start:end], self._part.original[start:end], facts, begins)
