"""From a draft to an article record: parts in both scripts, bylines, kind, flags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nlp.bylines import find_bylines
from nlp.dates import PrintedDate
from nlp.pages import signs
from nlp.pages.articles import Draft
from nlp.pages.begins import begins_inside
from nlp.pages.kinds import find_kind
from nlp.pages.strips import Strip, make_part
from nlp.records import Article, Byline, Part
from nlp.script import Unified


def make_article(draft: Draft, unified: Unified, *, number: int, printed: PrintedDate | None) -> Article:
    """The record of *draft*, the *number*-th article of the page, which came out on the day *printed*."""
    parts = tuple(_parts(draft, unified))
    byline = next((p.text for p in parts if p.name == "byline"), "")
    text = next((p.text for p in parts if p.name == "text"), "")
    return Article(
        id=number,
        kind=_kind(draft, text),
        parts=parts,
        bylines=_unique(find_bylines(byline)),
        published=printed.day if printed else None,
        published_at=printed.minute if printed else None,
        missing_head=misses_head(draft),
        missing_tail=misses_tail(draft),
    )


def make_furniture(strips: Sequence[Strip], unified: Unified, *, number: int, day: date | None) -> Article:
    """One article of kind "furniture" for all lines that only serve the page."""
    ordered = sorted(strips, key=lambda strip: strip.start)
    return Article(number, "furniture", (make_part("text", ordered, unified),), is_case=False, published=day)


def _parts(draft: Draft, unified: Unified) -> list[Part]:
    strips = {
        "headline": (draft.headline, " "),
        "kicker": (draft.kicker, " "),
        "subhead": (draft.subhead, " "),
        "byline": (draft.bylines, " "),
        "dateline": (draft.dateline, " "),
        "text": ([p.strip for p in draft.paragraphs], "\n"),
    }
    return [make_part(name, found, unified, between=gap) for name, (found, gap) in strips.items() if found]


def _unique(bylines: Sequence[Byline]) -> tuple[Byline, ...]:
    return tuple({byline.name: byline for byline in reversed(bylines)}.values())[::-1]


def _kind(draft: Draft, text: str) -> str:
    notes = [strip.text for role, strip in draft.aside if role == "note"]
    head = "\n".join(s.text for s in (*draft.kicker, *draft.headline)) + " ".join(notes)
    return find_kind(text, head=head, dateline="".join(s.text for s in draft.dateline), photo=draft.photo)


def misses_head(draft: Draft) -> bool:
    """Whether the page lacks the beginning: no headline at all, or a first line that begins inside a sentence."""
    if draft.photo or not draft.paragraphs:
        return False
    return not draft.headline or begins_inside(draft.paragraphs[0].text)


def misses_tail(draft: Draft) -> bool:
    """Whether the page lacks the end: the last line breaks off inside a sentence."""
    if draft.photo or not draft.paragraphs:
        return False
    last = draft.paragraphs[-1]
    return not last.section and signs.is_open(last.text) and not draft.signed
