"""Does a group of short lines open a new article, or only a new section of the one before?

Signs are weighed, since each of them fails alone: a headline may stand without byline, a section heading may be long.
The weights were set on the seeds and the open sample pages; START is met by any one strong sign, or several weak ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.bylines import find_tail
from nlp.pages import signs
from nlp.pages.roles import Piece

START = 3.0
START_BELOW_NOTHING = 0.5  # below text that has no headline: section headings of it weigh -1 to 0
STRONG, FAIR, WEAK = 4.0, 3.0, 1.0
OPENING = 200  # characters below a headline in which its place is named again
FULL_LENGTH, SHORT_LENGTH = 18, 10  # characters: headlines reach the first, many section headings stay under the second


@dataclass(frozen=True, slots=True)
class Head:
    """Consecutive headings, subheads and bylines, with what stands around them.

    ``usual_gap`` is the number of blank lines that paragraphs of this page have between them.
    """

    pieces: tuple[Piece, ...]
    before: Piece | None
    after: tuple[Piece, ...]
    usual_gap: int
    open_sections: tuple[str, ...] = ()
    has_article: bool = True
    article_text: str = ""

    @property
    def headings(self) -> tuple[Piece, ...]:
        """The lines that may be kicker or headline."""
        return tuple(p for p in self.pieces if p.role == "heading")

    def has(self, role: str) -> bool:
        """Whether a line of this role is among them."""
        return any(p.role == role for p in self.pieces)

    @property
    def following(self) -> str:
        """The text that follows, "" where none does."""
        return (
            self.after[0].text if self.after and self.after[0].role in ("body", "section", "photo", "caption") else ""
        )


def starts_article(head: Head) -> bool:
    """Whether *head* opens an article."""
    if not head.headings or not head.following:
        return False
    if not head.has_article and not head.article_text:
        return True
    return _weigh(head) >= (START if head.has_article else START_BELOW_NOTHING)


def _weigh(head: Head) -> float:
    return _own_weight(head) + _weight_before(head) + _weight_after(head)


def _own_weight(head: Head) -> float:
    """What the lines themselves say."""
    last = head.headings[-1].text
    weight = STRONG * (head.has("subhead") or head.has("byline"))
    weight += FAIR * (len(head.headings) > 1)
    weight += WEAK * (len(last) >= FULL_LENGTH) - WEAK * (len(last) <= SHORT_LENGTH)
    weight += WEAK * signs.heads_with_place(last)
    told = head.has("subhead") or head.has("byline")
    weight -= STRONG * (signs.is_numbered(last) or (not told and _is_like(last, head.open_sections)))
    return weight


def _weight_before(head: Head) -> float:
    """What ends above: an article that is signed or a picture; a broken sentence speaks for a section."""
    weight = FAIR * (head.pieces[0].gap >= head.usual_gap + 1)
    if head.before is None:
        return weight + STRONG
    if head.before.role in ("furniture", "photo", "byline"):
        return weight + STRONG
    if head.before.role == "body":
        weight += STRONG * ends_article(head.before.text) - WEAK * signs.is_open(head.before.text)
    return weight


def _weight_after(head: Head) -> float:
    """What begins below: a dateline or the first sentence of a report; a picture."""
    text = head.following
    if signs.find_dateline(text) or signs.is_salutation(text):
        return STRONG
    if head.after[0].role == "photo":
        ends = len(head.after) < 2 or head.after[1].role != "body"
        return STRONG + 2 * WEAK * ends
    lead = signs.has_lead(text) and (not head.open_sections or len(head.headings[-1].text) > SHORT_LENGTH)
    return FAIR * _names_new_place(head) + FAIR / 2 * lead + WEAK * signs.names_far_place(text)


def _names_new_place(head: Head) -> bool:
    """Whether the heading opens with a place that the text below is about and the article above never names."""
    place = signs.first_place(head.headings[-1].text)
    return bool(place) and place in head.following[:OPENING] and place not in head.article_text


def ends_article(text: str) -> bool:
    """Whether a paragraph is signed: nothing of its article comes after it.

    >>> ends_article("复制推广。 颜军 陈浩"), ends_article("复制推广。")
    (True, False)
    """
    tail = find_tail(text)
    return tail is not None and tail.kind != "credit"


def _is_like(line: str, sections: Sequence[str]) -> bool:
    """Whether *line* is built like a section heading before it: same length and punctuation, or same beginning."""
    shape = re.sub(r"[^\s,，:：“”]", "", line)
    return any(
        abs(len(line) - len(s)) <= 1 and re.sub(r"[^\s,，:：“”]", "", s) == shape and len(line) <= 2 * FULL_LENGTH
        for s in sections[-3:]
    )
