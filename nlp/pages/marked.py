"""A page whose layout is known: size and place of its lines tell heads, captions and boxes; text tells the rest.

What a PDF's geometry or a Word file's styles say wins over what a line looks like; datelines, authors, pictures and
sections inside an article are read from the text as on any page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.pages.articles import Draft, Paragraph, Sheet, add_body_piece
from nlp.pages.roles import Piece
from nlp.pages.strips import Span
from nlp.records import Mark

HEAD_MARKS = ("kicker", "headline", "subhead")
ASIDE = {"caption": "caption", "box": "pull_quote"}


def as_marked(pieces: Sequence[Piece], marks: Sequence[Mark], offsets: Sequence[int]) -> Sheet:
    """*pieces* as the articles that *marks* set apart; *offsets* lead from unified characters to those of the marks.

    Text before the first headline, or behind an "end", is an article of its own unless all of it is furniture.
    """
    layout = _Layout(marks, offsets)
    sheet = Sheet()
    current: Draft | None = None
    in_head = False
    for piece in (part for whole in pieces for part in _unlike_parts(whole, layout)):
        role = layout.role(piece.strip.spans[0])
        if layout.has_ended(piece.strip.spans[0]):
            current = None
        if role in HEAD_MARKS and not (in_head and _has_place_for(current, role)):
            current = Draft()
            sheet.drafts.append(current)
        in_head = role in HEAD_MARKS
        current = _add(sheet, current, piece, role)
    return sheet


class _Layout:
    """The marks, to ask for what stands where."""

    def __init__(self, marks: Sequence[Mark], offsets: Sequence[int]) -> None:
        self._marks = sorted((m for m in marks if m.end > m.start), key=lambda m: m.start)
        self._starts = [m.start for m in self._marks]
        self._ends = sorted(m.start for m in marks if m.role == "end")
        self._offsets = offsets

    def role(self, span: Span) -> str:
        """The mark that the first character of *span* carries, "" for none."""
        place = self._offsets[span.start]
        n = bisect_right(self._starts, place) - 1
        return self._marks[n].role if n >= 0 and place < self._marks[n].end else ""

    def has_ended(self, span: Span) -> bool:
        """Whether an article ends between the last span asked for and this one."""
        place = self._offsets[span.start]
        passed = bisect_right(self._ends, place)
        ended, self._ends = passed > 0, self._ends[passed:]
        return ended


def _unlike_parts(piece: Piece, layout: _Layout) -> Iterator[Piece]:
    """*piece* in parts of one mark each: what text alone would join, a box to a sentence, the layout knows apart."""
    start = position = 0
    spans = piece.strip.spans
    for before, span in pairwise(spans):
        position += before.end - before.start
        if layout.role(before) != layout.role(span):
            yield replace(piece, strip=piece.strip.cut(start, position))
            start = position
    yield replace(piece, strip=piece.strip.cut(start)) if start else piece


def _has_place_for(draft: Draft | None, role: str) -> bool:
    """Whether a head line of this role still belongs to the head being read."""
    if draft is None or draft.paragraphs:
        return False
    return role == "subhead" or (role == "headline" and not draft.headline)


def _add(sheet: Sheet, current: Draft | None, piece: Piece, role: str) -> Draft | None:
    """Puts *piece* where it belongs; returns the draft that further lines belong to."""
    if role in HEAD_MARKS and current is not None:
        _add_head_line(current, piece, role)
        return current
    if role == "furniture" or (not role and piece.role == "furniture"):
        sheet.furniture.append(piece.strip)
        return current
    if role in ASIDE and current is not None:
        current.aside.append((ASIDE[role], piece.strip))
        return current
    return _add_text(sheet, current, piece, role)


def _add_head_line(draft: Draft, piece: Piece, role: str) -> None:
    if role == "subhead" and piece.role == "byline":
        draft.bylines.append(piece.strip)
    else:
        {"kicker": draft.kicker, "headline": draft.headline, "subhead": draft.subhead}[role].append(piece.strip)


def _add_text(sheet: Sheet, current: Draft | None, piece: Piece, role: str) -> Draft | None:
    if current is None and piece.role in ("heading", "subhead", "byline", "names") and not role:
        sheet.furniture.append(piece.strip)
        return None
    if current is None:
        current = Draft()
        sheet.drafts.append(current)
    if piece.role == "photo" and not current.paragraphs:
        current.photo = True
    if role == "section":
        current.paragraphs.append(Paragraph(piece.strip, section=True))
    elif piece.role == "byline":
        current.bylines.append(piece.strip)
    elif piece.role == "subhead" and not current.paragraphs and not role:
        current.subhead.append(piece.strip)
    else:
        add_body_piece(current, piece)
    return current
