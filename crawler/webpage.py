"""The article of a web page of no known family: its body, and what the page states and prints of it.

Readers: crawler.web.body (ours), readability, trafilatura; whom to believe is crawler.web.agreement's part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawler.items import Stated
from crawler.web.agreement import Known, Witness, judge
from crawler.web.body import Body, bare, cut_out, find_body, texts
from crawler.web.credits import find_credits, without_credits
from crawler.web.embedded import Embedded, find_embedded, scripts_of
from crawler.web.headline import Headline, find_headline, strip_site
from crawler.web.place import Place, find_place, first_line
from crawler.web.sheet import Element, Line, Sheet, lay_out, parse_page
from crawler.web.stated import Statements, find_statements
from crawler.web.times import Time, find_times, read_time

SHORTEST_BODY = 60  # characters; with less on show, what scripts hide or carry is looked at
TITLE_ONLY = "the headline is the title of the web page"
CARRIED_MORE = 1.5  # times the body on show that one carried in a script must be to win


@dataclass(frozen=True, slots=True)
class WebPage:
    """An article: ``stated`` head, ``lines`` of the body, ``published_at`` as YYYY-MM-DDTHH:MM (China's time).

    ``single_article`` is False when no headline or no body was found: then ``lines`` are all that is visible.
    """

    stated: Stated
    lines: tuple[str, ...]
    single_article: bool
    notes: tuple[str, ...] = ()
    published: date | None = None
    published_at: str | None = None


def read_webpage(markup: str) -> WebPage:
    """The article of a page. Never raises; a page without text has no lines."""
    tree = parse_page(markup)
    if tree is None:
        return WebPage(Stated(), (), False)
    statements = find_statements(tree)
    sheet, body = _sheet_and_body(tree, statements.title)
    scripts = scripts_of(tree)
    embedded = find_embedded(tree, scripts)
    if embedded and _length(embedded.lines) > CARRIED_MORE * _length(body.lines):
        return _embedded_page(embedded, statements, scripts)
    if not body.lines:
        return _plain_page(sheet, statements)
    return _visible_page(_Reading(tree, sheet, body, statements, scripts, embedded))


def _sheet_and_body(tree: Element, title: str) -> tuple[Sheet, Body]:
    """The sheet of a page and its body; where hardly any is found, of all that scripts would show or names slander."""
    sheet = lay_out(tree)
    body = find_body(sheet, title)
    if _length(body.lines) >= SHORTEST_BODY:
        return sheet, body
    for whole in (lay_out(tree, hidden=True), lay_out(tree, hidden=True, named=False)):
        other = find_body(whole, title)
        if _length(other.lines) > 2 * _length(body.lines):
            sheet, body = whole, other
    return sheet, body


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _plain_page(sheet: Sheet, statements: Statements) -> WebPage:
    """A page without a paragraph: whatever it shows beside navigation, under its one <h1> or its title."""
    heads = [line for line in sheet.lines if line.heading == 1]
    if len(heads) == 1:
        rest = tuple(line for line in sheet.lines if not line.noise and line is not heads[0])
        return WebPage(Stated(headline=heads[0].text), texts(rest), bool(rest))
    title = strip_site(statements.title)
    return WebPage(Stated(headline=title or None), texts(sheet.lines), False, (TITLE_ONLY,) if title else ())


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page whose article is on show."""

    tree: Element
    sheet: Sheet
    body: Body
    statements: Statements
    scripts: tuple[str, ...]
    embedded: Embedded | None


def _visible_page(reading: _Reading) -> WebPage:
    lines, body = reading.sheet.lines, reading.body
    headline = find_headline(lines, first_line(lines, body), reading.statements)
    above = lines[: headline.line] if headline and headline.line is not None else ()
    known = Known(reading.statements.title, frozenset(line.text for line in above))
    verdict = judge(Witness("ours", body.lines), reading.tree, known)
    kept = _kept(verdict.witness.lines, headline)
    place = find_place(lines, body, headline.line if headline else None)
    times = find_times(place, reading.statements, reading.scripts)
    found = find_credits((*place.head, *kept[-2:], *place.below), kept, reading.statements)
    kept = without_credits(kept, found)
    byline = found.byline or _carried_byline(reading.embedded)
    shown = (TITLE_ONLY,) if headline and headline.line is None else ()
    return _page(headline, kept, (*shown, *verdict.doubts, *times.doubts), time=times.chosen, byline=byline)


def _kept(lines: Sequence[Line], headline: Headline | None) -> tuple[Line, ...]:
    """The lines of a reading without the headline."""
    words = bare(headline.words) if headline else None
    return tuple(line for line in lines if bare(line.text) != words)


def _carried_byline(embedded: Embedded | None) -> str | None:
    if embedded is None:
        return None
    return embedded.author or (f"责任编辑：{embedded.editor}" if embedded.editor else None)


def _embedded_page(embedded: Embedded, statements: Statements, scripts: tuple[str, ...]) -> WebPage:
    headline = Headline(embedded.title, None) if embedded.title else find_headline((), 0, statements)
    carried = read_time(embedded.time, of="script") if embedded.time else None
    times = find_times(Place(), statements, scripts)
    kept = _kept(cut_out(embedded.lines), headline)
    found = find_credits(embedded.lines[-3:], kept, statements)
    kept = without_credits(kept, found)
    byline = found.byline or _carried_byline(embedded)
    return _page(headline, kept, times.doubts, time=carried or times.chosen, byline=byline)


def _page(
    headline: Headline | None, kept: Sequence[Line], doubts: tuple[str, ...], *, time: Time | None, byline: str | None
) -> WebPage:
    stated = Stated(headline=headline.words if headline else None, byline=byline)
    return WebPage(
        stated,
        texts(kept),
        bool(headline and kept),
        doubts,
        published=time.day if time else None,
        published_at=time.minute if time else None,
    )
