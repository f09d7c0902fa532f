"""Pieces in page order put together to articles: which head opens one, and what belongs to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from nlp.bylines import find_tail, is_byline, is_credit
from nlp.pages import signs
from nlp.pages.heads import Head, starts_article
from nlp.pages.roles import Piece
from nlp.pages.strips import Strip

HEAD_ROLES = ("heading", "subhead", "byline")
LONGEST_LABEL = 3  # characters: 心路, 强基 name a column or a page, not an article


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text; ``section`` marks a heading inside it."""

    strip: Strip
    section: bool = False

    @property
    def text(self) -> str:
        return self.strip.text


@dataclass(slots=True)
class Draft:
    """An article while it is put together. ``whole`` is False for text without a head of its own."""

    headline: list[Strip] = field(default_factory=list)
    kicker: list[Strip] = field(default_factory=list)
    subhead: list[Strip] = field(default_factory=list)
    bylines: list[Strip] = field(default_factory=list)
    dateline: list[Strip] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    aside: list[tuple[str, Strip]] = field(default_factory=list)  # role and text: captions, notes, pull quotes
    photo: bool = False
    signed: bool = False

    @property
    def has_head(self) -> bool:
        return bool(self.headline)

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(p.text for p in self.paragraphs if p.section)


@dataclass(slots=True)
class Sheet:
    """All drafts of a page, in the order of their first line, and the furniture around them."""

    drafts: list[Draft] = field(default_factory=list)
    furniture: list[Strip] = field(default_factory=list)


def find_articles(pieces: Sequence[Piece]) -> Sheet:
    """The articles that *pieces* print, each with its text in page order."""
    sheet, usual_gap = Sheet(), _usual_gap(pieces)
    current: Draft | None = None
    position = 0
    while position < len(pieces):
        end = _head_end(pieces, position)
        if end == position:
            current = _add_piece(sheet, current, pieces[position])
            position += 1
            continue
        head = _make_head(pieces, position, end, usual_gap, current)
        current = _add_head(sheet, current, head)
        position = end
    return sheet


def _usual_gap(pieces: Sequence[Piece]) -> int:
    """The blank lines that most paragraphs have before them."""
    gaps = Counter(p.gap for p in pieces if p.role == "body")
    return gaps.most_common(1)[0][0] if gaps else 0


def _head_end(pieces: Sequence[Piece], start: int) -> int:
    """Where the run of head lines from *start* ends; a byline alone is one only under a heading."""
    end = start
    while end < len(pieces) and pieces[end].role in HEAD_ROLES:
        if end > start and pieces[end].role == "heading" and pieces[end - 1].role == "byline":
            break
        end += 1
    return end


def _make_head(pieces: Sequence[Piece], start: int, end: int, usual_gap: int, current: Draft | None) -> Head:
    return Head(
        tuple(pieces[start:end]),
        pieces[start - 1] if start else None,
        tuple(pieces[end : end + 2]),
        usual_gap,
        current.sections if current and not current.photo else (),
        current is not None and current.has_head and not current.photo,
        "\n".join(p.text for p in current.paragraphs) if current else "",
    )


def _add_piece(sheet: Sheet, current: Draft | None, piece: Piece) -> Draft | None:
    """Adds a line that is no head; returns the draft that further lines belong to."""
    if piece.role == "furniture":
        sheet.furniture.append(piece.strip)
        return current
    if piece.role == "photo":
        return _add_photo(sheet, current, piece.strip)
    if current is None:
        current = Draft()
        sheet.drafts.append(current)
    add_body_piece(current, piece)
    return current


def add_body_piece(draft: Draft, piece: Piece) -> None:
    """Adds a line below the head: a paragraph, a section heading, or what stands beside the text."""
    if piece.role in ("caption", "pull_quote"):
        draft.aside.append((piece.role, piece.strip))
    elif piece.role in (*HEAD_ROLES, "section"):
        draft.paragraphs.append(Paragraph(piece.strip, section=True))
    else:
        _add_body(draft, piece.strip)


def _add_photo(sheet: Sheet, current: Draft | None, strip: Strip) -> Draft | None:
    """A picture's text: the article under its own headline, else one by itself that the text around it ignores."""
    if current and current.has_head and not current.paragraphs:
        current.photo = True
        _add_body(current, strip)
        return current
    photo = Draft(photo=True)
    sheet.drafts.append(photo)
    _add_body(photo, strip)
    return current


def _add_body(draft: Draft, strip: Strip) -> None:
    """A paragraph, without the dateline and byline before it and the authors behind it."""
    if not draft.paragraphs:
        strip = _take_dateline(draft, strip)
    tail = find_tail(strip.text)
    if tail and (tail.kind != "note" or len(strip.text) - tail.start < len(strip.text) / 2):
        rest = strip.cut(tail.start)
        if tail.kind == "note":
            draft.aside.append(("note", rest))
        else:
            draft.bylines.append(rest)
        strip = strip.cut(0, tail.start)
        draft.signed = True
    if strip.text:
        draft.paragraphs.append(Paragraph(strip))


_TOLD = re.compile(r"\s*(?:(?:\S*记者|\S*通讯员)\s+\S{1,4}(?:\s\S{1,2})?\s+)+")
_BRACKETED = re.compile(r"\s*[（(]([^（()）]{1,80})[)）]\s*")


def _take_dateline(draft: Draft, strip: Strip) -> Strip:
    """*strip* without 本报讯 and the names in parentheses behind it, which go to their fields."""
    end = signs.find_dateline(strip.text)
    if end:
        draft.dateline.append(strip.cut(0, end))
        strip = strip.cut(end)
    found = _BRACKETED.match(strip.text)
    if found and is_byline(found[1]):
        draft.bylines.append(strip.cut(found.start(), found.end()))
        strip = strip.cut(found.end())
    elif end and (told := _TOLD.match(strip.text)) and is_byline(told[0]):
        draft.bylines.append(strip.cut(0, told.end()))
        strip = strip.cut(told.end())
    return strip


def _add_head(sheet: Sheet, current: Draft | None, head: Head) -> Draft | None:
    head = _without_labels(sheet, head)
    if starts_article(head):
        draft = Draft()
        sheet.drafts.append(draft)
        _fill_head(sheet, draft, head)
        return draft
    for piece in head.pieces:
        current = _add_inner(sheet, current, piece, head)
    return current


def _without_labels(sheet: Sheet, head: Head) -> Head:
    """*head* without names of columns and pages above it, which belong to the page."""
    pieces = list(head.pieces)
    while len(pieces) > 1 and len(pieces[0].text) <= LONGEST_LABEL and pieces[1].role == "heading":
        sheet.furniture.append(pieces.pop(0).strip)
    return replace(head, pieces=tuple(pieces))


def _add_inner(sheet: Sheet, current: Draft | None, piece: Piece, head: Head) -> Draft | None:
    """A head line that opens no article: section heading, caption, late byline, or a slogan of the page."""
    last = sheet.drafts[-1] if sheet.drafts else None
    if piece.role == "byline" and last:
        _target_of_byline(current, last, piece).bylines.append(piece.strip)
    elif current is None or piece.role == "byline" or not head.following:
        sheet.furniture.append(piece.strip)
    elif len(head.pieces) == 1 and signs.tells_a_scene(piece.text):
        current.aside.append(("caption", piece.strip))
    else:
        current.paragraphs.append(Paragraph(piece.strip, section=True))
    return current


def _target_of_byline(current: Draft | None, last: Draft, piece: Piece) -> Draft:
    """A credit belongs to the picture just before it, other names to the article being read."""
    return last if (last.photo and is_credit(piece.text)) or current is None else current


def _fill_head(sheet: Sheet, draft: Draft, head: Head) -> None:
    headings = [p.strip for p in head.headings]
    draft.subhead = [p.strip for p in head.pieces if p.role == "subhead"]
    draft.bylines = [p.strip for p in head.pieces if p.role == "byline"]
    kicker, headline = _split_kicker(headings[-1])
    draft.headline = [headline]
    draft.kicker = [kicker] if kicker else headings[-2:-1]
    sheet.furniture.extend(headings[: -2 if not kicker else -1])


def _split_kicker(headline: Strip) -> tuple[Strip | None, Strip]:
    """A column's name printed on the headline's own line, before whom it is about: 乡村振兴先锋 某县: …"""
    found = re.match(r"(\S{4,8})\s+(?=\S{2,16}[:：]\s)", headline.text)
    if found and not signs.heads_with_place(found[1] + " "):
        return headline.cut(0, found.end()), headline.cut(found.end())
    return None, headline


def find_photos(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts that are pictures with a text of their own."""
    return (draft for draft in drafts if draft.photo)
