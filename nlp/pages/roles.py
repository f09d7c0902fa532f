"""The role of every printed line: what it is by itself, then what its neighbours make of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.bylines import find_tail, is_byline, is_credit
from nlp.pages import signs
from nlp.pages.lines import Line
from nlp.pages.mend import mend
from nlp.pages.strips import Strip

SHORTEST_PHOTO = (
    48  # characters below which a caption belongs to the article beside it; measured 14 to 40 against 61 up
)
QUOTED_SHARE = 0.6  # of a box's eight-character stretches that the body repeats, for it to be a pull quote
GRAM = 8
LONGEST_BOX = 200  # characters of a box under its label; measured: 38 to 160
LONGEST_PHOTO = 300  # characters of a picture's text; with more it is a report that names its photographer


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with its role: heading, subhead, byline, section, body, caption, photo, pull_quote, label or furniture."""

    strip: Strip
    gap: int
    role: str

    @property
    def text(self) -> str:
        return self.strip.text


def find_roles(lines: Sequence[Line]) -> list[Piece]:
    """The *lines* as pieces, each with its role."""
    pieces = [Piece(line.strip, line.gap, _own_role(line.text)) for line in lines]
    for settle in (
        _settle_mastheads,
        _settle_subheads,
        _settle_names,
        _settle_pull_quotes,
        _settle_torn,
        _settle_pictures,
    ):
        pieces = settle(pieces)
    return pieces


def _settle_torn(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs torn by what was dropped into them made whole, so that each is seen for what it is."""
    return mend(pieces, _is_dropped_in)


def _is_dropped_in(piece: Piece) -> bool:
    if piece.role in ("pull_quote", "furniture"):
        return True
    return is_credit(piece.text) or (piece.role in ("body", "heading") and _is_picture(piece.text, credited=False))


def _own_role(line: str) -> str:
    if signs.is_furniture(line) and not (signs.names_source(line) and is_byline(line)):
        return "furniture"
    if signs.is_pull_label(line):
        return "pull_quote"
    if re.match(r"[—─－-]{2}", line) and len(line) <= signs.LONGEST_HEADING and not signs.is_closed(line):
        return "subhead"
    if is_byline(line):
        return "byline" if _is_told(line) else "names"
    return _role_of_text(line)


def _role_of_text(line: str) -> str:
    if signs.is_letter_label(line):
        return "section"
    if signs.is_signature(line) or line.endswith((":", "：")):
        return "body"
    return "heading" if signs.looks_like_heading(line) else "body"


def _is_told(line: str) -> bool:
    """Whether a byline says itself that it is one, by a role or a mark."""
    return bool(re.search(r"记者|通讯员|评论员|作者|撰|摄|供稿|文[/图]|报道|整理|^[□■◎○●◇◆△▲※★☆（(]", line))


def _settle_mastheads(pieces: list[Piece]) -> list[Piece]:
    """The paper's name above its date or page number, and short lines that the page repeats, are furniture."""
    repeated = Counter(p.text for p in pieces if p.role in ("heading", "names"))
    settled = list(pieces)
    for n, piece in enumerate(pieces):
        if piece.role not in ("heading", "names") or len(piece.text) > 12:
            continue
        beside = pieces[n + 1].role if n + 1 < len(pieces) else None
        opens = all(p.role == "furniture" for p in settled[:n]) and len(piece.text) <= 8
        if (repeated[piece.text] > 1 and len(piece.text) <= 8) or (opens and beside == "furniture"):
            settled[n] = replace(piece, role="furniture")
    return _settle_names_of_papers(settled)


def _settle_subheads(pieces: list[Piece]) -> list[Piece]:
    """A line right below a heading that says what sort of report it is (某镇议事见闻) is a subhead without dash."""
    return [
        replace(p, role="subhead")
        if p.role == "heading" and _follows_heading(pieces, n) and signs.names_sort(p.text)
        else p
        for n, p in enumerate(pieces)
    ]


def _follows_heading(pieces: Sequence[Piece], n: int) -> bool:
    if n == 0 or not pieces[n - 1].role == pieces[n].role == "heading":
        return False
    return pieces[n].gap <= pieces[n - 1].gap


def _settle_names_of_papers(pieces: list[Piece]) -> list[Piece]:
    """A line that a date line also carries (沅畔先锋 2022年9月8日) is the paper's name."""
    dated = {
        word for p in pieces if p.role == "furniture" and signs.is_date_line(p.text) for word in p.text.split()[:1]
    }
    return [
        replace(p, role="furniture")
        if p.role in ("heading", "names") and (p.text in dated or signs.PAGE_NAME.match(p.text))
        else p
        for p in pieces
    ]


def _settle_names(pieces: list[Piece]) -> list[Piece]:
    """Bare names are a byline under a headline or behind an article; elsewhere they are a short heading."""
    return [replace(p, role=_role_of_names(pieces, n)) if p.role == "names" else p for n, p in enumerate(pieces)]


def _role_of_names(pieces: Sequence[Piece], n: int) -> str:
    before = pieces[n - 1].role if n else None
    after = pieces[n + 1] if n + 1 < len(pieces) else None
    if before in ("heading", "subhead", "byline"):
        return "byline"
    ends = after is None or after.role in ("heading", "furniture", "subhead")
    return "byline" if before == "body" and ends and signs.is_closed(pieces[n - 1].text) else "heading"


def _settle_pull_quotes(pieces: list[Piece]) -> list[Piece]:
    """Beside a label, the paragraph that the body repeats is a pull quote: it may stand above its label or below."""
    if not any(p.role == "pull_quote" for p in pieces):
        return pieces
    grams = Counter(gram for p in pieces if p.role == "body" for gram in set(_grams(p.text)))
    settled = list(pieces)
    for n, piece in enumerate(pieces):
        if piece.role == "pull_quote":
            for m in (n - 1, n + 1):
                if 0 <= m < len(pieces) and pieces[m].role == "body" and _is_repeated(pieces[m].text, grams):
                    settled[m] = replace(pieces[m], role="pull_quote")
            if _is_boxed(settled, n):
                settled[n + 1] = replace(pieces[n + 1], role="pull_quote")
    return settled


def _is_boxed(pieces: Sequence[Piece], label: int) -> bool:
    """Whether a whole paragraph stands right under the label, and no other one was found to be what it labels."""
    if (label and pieces[label - 1].role == "pull_quote") or label + 1 == len(pieces):
        return False
    below = pieces[label + 1]
    return below.role == "body" and not below.gap and len(below.text) <= LONGEST_BOX and signs.is_closed(below.text)


def _grams(text: str) -> list[str]:
    return [text[i : i + GRAM] for i in range(len(text) - GRAM + 1)]


def _is_repeated(text: str, grams: Counter[str]) -> bool:
    own = _grams(text)
    return bool(own) and sum(grams[gram] > 1 for gram in own) >= QUOTED_SHARE * len(own)


def _settle_pictures(pieces: list[Piece]) -> list[Piece]:
    """What stands under a picture: a photo of its own when it tells enough, else a caption of the article beside it."""
    credited = {n - 1 for n, p in enumerate(pieces) if n and p.role == "byline" and is_credit(p.text)}
    return [
        replace(p, role=_picture_role(p)) if p.role == "body" and _is_picture(p.text, credited=n in credited) else p
        for n, p in enumerate(pieces)
    ]


def _is_picture(text: str, *, credited: bool) -> bool:
    if len(text) > LONGEST_PHOTO or signs.opens_caption(text):
        return len(text) <= LONGEST_PHOTO
    tail = find_tail(text)
    told = re.search(r"[。）)]图[一二①②]?为|[。\s（(](?:资料|网络)(?:图片?|照片)[）)]?$", text)
    return credited or bool(tail and tail.kind == "credit") or bool(told)


def _picture_role(piece: Piece) -> str:
    tail = find_tail(piece.text)
    length = tail.start if tail else len(piece.text)
    return "caption" if signs.opens_caption(piece.text) or length < SHORTEST_PHOTO else "photo"
