"""A web page or file that holds one article: what markup says of it wins over what its lines look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.pages.articles import Draft, Sheet, add_body_piece, find_articles
from nlp.pages.roles import Piece
from nlp.pages.strips import Strip
from nlp.records import Hints
from nlp.script import simplify

PICTURE_ROLES = ("photo", "caption", "furniture")  # a page of nothing else, under no headline, is a picture's text


def as_single_article(pieces: Sequence[Piece], hints: Hints) -> Sheet:
    """All *pieces* as one article under the head that *hints* state; furniture and captions are still set apart."""
    sheet, draft = Sheet(), Draft()
    sheet.drafts.append(draft)
    rest = _take_stated(list(pieces), draft, hints)
    if not draft.headline:
        rest = _take_printed_head(rest, sheet, draft)
    for piece in rest:
        if piece.role == "furniture":
            sheet.furniture.append(piece.strip)
        elif piece.role == "byline":
            draft.bylines.append(piece.strip)
        else:
            add_body_piece(draft, piece)
    draft.photo = not draft.headline and bool(rest) and all(piece.role in PICTURE_ROLES for piece in rest)
    return sheet


def _take_stated(pieces: list[Piece], draft: Draft, hints: Hints) -> list[Piece]:
    """Moves the lines that print what *hints* state to their fields; gives back the others.

    What no line prints (a headline known from markup only) is kept all the same, as text without a place on the page.
    """
    stated = (
        (hints.headline, draft.headline),
        (hints.kicker, draft.kicker),
        (hints.subhead, draft.subhead),
        (hints.byline, draft.bylines),
    )
    for words, field in stated:
        found = _find(pieces, words)
        if found is not None:
            field.append(pieces.pop(found).strip)
        elif words and words.strip():
            field.append(Strip(simplify(words.strip()), ()))
    return pieces


def _find(pieces: Sequence[Piece], words: str | None) -> int | None:
    """Which of the first lines prints *words*, blanks and script aside; None when none does."""
    wanted = _bare(simplify(words)) if words else ""
    return next((n for n, p in enumerate(pieces[:40]) if wanted and _bare(p.text) == wanted), None)


def _bare(text: str) -> str:
    return re.sub(r"\s|[(（][^()（）\u4e00-\u9fff]{1,7}[)）]", "", text)  # readings stand in what markup states only


def _take_printed_head(pieces: list[Piece], sheet: Sheet, draft: Draft) -> list[Piece]:
    """Without a stated headline, the head is read as on a page, from the lines above the first paragraph."""
    first = next((n for n, p in enumerate(pieces) if p.role not in ("heading", "subhead", "byline", "furniture")), None)
    if first is None:
        return pieces
    head = find_articles(pieces[: first + 1])
    printed = next((d for d in head.drafts if d.headline), None)
    if printed is None:
        return pieces
    draft.headline, draft.kicker, draft.subhead = printed.headline, printed.kicker, printed.subhead
    draft.bylines = [p.strip for p in pieces[:first] if p.role == "byline"]
    sheet.furniture.extend(head.furniture)
    return pieces[first:]
