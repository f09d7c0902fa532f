"""The piece of a case that shows the query best, and what to mark in it. Offsets fit both scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.folding import fold
from index.records import Snippet, Span
from index.search.fields import is_space

SNIPPET_CHARACTERS = 72  # about two lines of a phone
LEAD_CHARACTERS = 12  # shown before the first mark
# The headline is shown anyway; so it comes last.
_PART_ORDER = ("text", "subhead", "kicker", "dateline", "byline", "headline")


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of a case as the index keeps it."""

    name: str
    text: str
    original: str


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    wanted: int  # which of the wanted strings


def make_snippet(parts: Sequence[Shown], wanted: Sequence[str]) -> Snippet:
    """The window with most of the *wanted* strings (squeezed), earliest first; the beginning when it holds none."""
    ordered = sorted([p for p in parts if p.name in _PART_ORDER], key=lambda p: _PART_ORDER.index(p.name))
    for part in ordered:
        marks = find_marks(part.text, wanted)
        if marks:
            return _window(part, marks)
    return _window(ordered[0], []) if ordered else Snippet("", "", "text")


def find_marks(text: str, wanted: Iterable[str]) -> list[_Mark]:
    """Every place of *text* where a wanted string stands, white space between its characters allowed; by start."""
    folded = fold(text)
    kept = [offset for offset, character in enumerate(folded) if not is_space(character)]
    plain = "".join([folded[offset] for offset in kept])
    marks = []
    for number, string in enumerate(wanted):
        at = plain.find(string)
        while at >= 0:
            start, end = kept[at], kept[at + len(string) - 1] + 1
            if "\n" not in text[start:end]:  # a phrase stands within one paragraph
                marks.append(_Mark(start, end, number))
            at = plain.find(string, at + 1)
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _window(part: Shown, marks: Sequence[_Mark]) -> Snippet:
    first = max(marks, key=lambda mark: (_variety(mark, marks), -mark.start), default=_Mark(0, 0, 0))
    start = max(0, first.start - LEAD_CHARACTERS)
    end = min(len(part.text), max(start + SNIPPET_CHARACTERS, first.end))
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    return Snippet(
        text=part.text[start:end].replace("\n", " "),
        original=part.original[start:end].replace("\n", " "),
        part=part.name,
        spans=_join([Span(mark.start - start, mark.end - start) for mark in inside]),
        cut_before=start > 0,
        cut_after=end < len(part.text),
    )


def _variety(first: _Mark, marks: Iterable[_Mark]) -> int:
    """How many different wanted strings a window beginning with this mark shows."""
    end = max(first.start - LEAD_CHARACTERS, 0) + SNIPPET_CHARACTERS
    return len({mark.wanted for mark in marks if first.start <= mark.start and mark.end <= end})


def _join(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Overlapping spans as one, so that a mark is never opened inside a mark."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
