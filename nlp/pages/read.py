"""From the text of a page to a read document: articles with their parts, every character in one block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from nlp.dates import PrintedDate, find_date
from nlp.pages.articles import Draft, Sheet, find_articles
from nlp.pages.blocks import Placed, make_blocks
from nlp.pages.fields import make_article, make_furniture
from nlp.pages.lines import split_lines
from nlp.pages.marked import as_marked
from nlp.pages.order import restore_order
from nlp.pages.roles import Piece, find_roles
from nlp.pages.single import as_single_article
from nlp.pages.unwrap import unwrap
from nlp.pages.wraps import rejoin
from nlp.records import Article, Document, Hints
from nlp.script import Unified, unify
from nlp.understand import understand_page


def read_page(text: str, *, hints: Hints | None = None) -> Document:
    """The articles of a page (or, with ``hints.single_article``, the one of a web page), understood.

    What *hints* state wins over what the text seems to say. Never raises: what cannot be read is kept as furniture or
    as an article with its doubt named.

    >>> document = read_page("某县：推行“三问”\\n\\n本报讯（记者 王观）近日，某县推行“三问”工作法。")
    >>> [(a.headline, a.kind, [b.name for b in a.bylines], a.words("dateline")) for a in document.articles]
    [('某县：推行“三问”', 'brief', ['王观'], '本报讯')]
    >>> read_page("").articles
    ()
    """
    hints = hints or Hints()
    document = split_page(text, hints=hints)
    articles = understand_page(document.articles, territory=hints.territory)
    return replace(document, articles=articles)


def split_page(text: str, *, hints: Hints | None = None) -> Document:
    """Like ``read_page``, without looking for models, metrics, places and cases in what is read."""
    hints = hints or Hints()
    unified = unify(text)
    pieces = find_roles(unwrap(rejoin(split_lines(unified.text), unified.text)))
    sheet = _make_sheet(pieces, unified, hints)
    dates = _Dates(pieces, hints)
    articles: list[Article] = []
    placed: list[Placed] = []
    for draft in sheet.drafts:
        number = len(articles) + 1
        articles.append(make_article(draft, unified, number=number, printed=dates.of(draft)))
        placed.extend(_place(draft, number))
    if sheet.furniture:
        number = len(articles) + 1
        articles.append(make_furniture(sheet.furniture, unified, number=number, day=dates.any_day))
        placed.extend(Placed(span, "furniture", number) for strip in sheet.furniture for span in strip.spans)
    blocks = make_blocks(placed, unified, length=len(text))
    return Document(text, unified.script, tuple(articles), blocks, unified.doubts)


def _make_sheet(pieces: Sequence[Piece], unified: Unified, hints: Hints) -> Sheet:
    """The articles of a page, by the best that is known of it."""
    if hints.single_article:
        return as_single_article(pieces, hints)
    if hints.marks:
        return as_marked(pieces, hints.marks, unified.offsets)
    return restore_order(find_articles(pieces), unified.text)


def _place(draft: Draft, number: int) -> Iterator[Placed]:
    """Every span of *draft* with its role."""
    fields = (
        ("headline", draft.headline),
        ("kicker", draft.kicker),
        ("subhead", draft.subhead),
        ("byline", draft.bylines),
        ("dateline", draft.dateline),
    )
    strips = [(role, strip) for role, held in fields for strip in held]
    strips += [("section" if p.section else "body", p.strip) for p in draft.paragraphs]
    for role, strip in (*strips, *draft.aside):
        for span in strip.spans:
            yield Placed(span, role, number)


class _Dates:
    """The days that the page prints, and which of them an article came out on."""

    def __init__(self, pieces: Sequence[Piece], hints: Hints) -> None:
        self._stated = PrintedDate(hints.published, hints.published_at, 0, 0) if hints.published else None
        found = ((p.strip.start, find_date(p.text)) for p in pieces if p.role == "furniture")
        self._printed = [(start, day) for start, day in found if day]

    @property
    def any_day(self) -> date | None:
        """The day of the page when it prints one only."""
        days = {day.day for _, day in self._printed}
        if self._stated:
            return self._stated.day
        return days.pop() if len(days) == 1 else None

    def of(self, draft: Draft) -> PrintedDate | None:
        """The day of *draft*: as stated, or the only one of the page, or of several the last one above."""
        if self._stated or not self._printed:
            return self._stated
        start = _first_character(draft)
        above = [day for position, day in self._printed if position <= start]
        return above[-1] if above else self._printed[0][1]


def _first_character(draft: Draft) -> int:
    return min((placed.span.start for placed in _place(draft, 0)), default=0)
