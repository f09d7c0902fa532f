"""Which paragraph goes on where another breaks off: every break of a page weighed against every paragraph near it.

What the text says at the break (joins.py), what both sides are about (topics.py) and where they stand are added up and
the assignment with the greatest sum is taken. (Weighing again with the topics of what was joined made it no better.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.pages import signs
from nlp.pages.articles import Draft, Paragraph
from nlp.pages.begins import WITHIN, lean_inside
from nlp.pages.joins import TEXT_WEIGHTS, look_up, text_signs
from nlp.pages.matching import match_pairs
from nlp.pages.topics import Pairs, Topics, pairs_of, union

WINDOW = 60  # paragraphs on either side in which the rest of a broken one is looked for: a page has 20 to 60
MOSTLY_BROKEN, NARROW_WINDOW = 0.6, 6  # share of broken paragraphs from which they are lines: the rest is near then
LONGEST_RUN = 30  # paragraphs of a run that are asked for its topic
SHORT = 15  # characters: a paragraph this short is seldom whole

# As TEXT_WEIGHTS, of where both sides stand; "topic" for what they share (Topics.weigh).
PLACE_WEIGHTS = {
    "next": 2.3,  # it is the next paragraph
    "same": 0.1,  # it is another paragraph of the same article
    "opens": -4.4,  # it opens another article, right below its head
    "under heading": -4.5,
    "follows well": -2.1,  # what stands before it is whole
    "misplaced": 0.9,  # … but it begins as no paragraph does (begins.lean_inside)
    "short": 1.2,  # it is the end of a sentence and no more
    "topic": 1.3,  # they share more than the break does with other paragraphs: the logarithm of how many times more
}
WEIGHTS = TEXT_WEIGHTS | PLACE_WEIGHTS
LEAST_LEANING = -2.0  # below, it makes no difference how well a paragraph begins
LEAST_SHARED = 0.01  # added to what two sides share, so that little is not infinitely more than nothing


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph with its article (an index of the sheet's drafts) and its rank in it."""

    paragraph: Paragraph
    draft: int
    rank: int

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def start(self) -> int:
        return self.paragraph.strip.start

    @property
    def breaks_off(self) -> bool:
        """Whether it stops inside a sentence."""
        return not self.paragraph.section and signs.is_open(self.text) and not _stands_alone(self.text)


def _stands_alone(text: str) -> bool:
    """Whether a line without a full stop is whole all the same: a signature, a salutation."""
    return signs.is_signature(text) or (len(text) <= SHORT and text.endswith((":", "：")))


def find_places(drafts: Sequence[Draft]) -> list[Place]:
    """The paragraphs of *drafts* as the page prints them, without those of pictures."""
    places = (
        Place(paragraph, number, rank)
        for number, draft in enumerate(drafts)
        if not draft.photo
        for rank, paragraph in enumerate(draft.paragraphs)
    )
    return sorted(places, key=lambda place: place.start)


class Linking:
    """The breaks of one page and what they may be joined to; *page* is its whole text."""

    def __init__(self, places: Sequence[Place], drafts: Sequence[Draft], page: str) -> None:
        self._places = places
        self._headed = [bool(draft.headline) for draft in drafts]
        self.tails = [n for n, place in enumerate(places) if place.breaks_off]
        self._window = WINDOW if len(self.tails) <= MOSTLY_BROKEN * len(places) else NARROW_WINDOW
        joins = ((places[t].text, places[h].text) for t in self.tails for h in self.candidates(t))
        self._seen = look_up(page, joins)
        self._runs = _Runs(places, drafts) if self.tails else None

    def candidates(self, tail: int) -> Iterator[int]:
        """The places near *tail* that may go on there."""
        for n in range(max(tail - self._window, 0), min(tail + self._window, len(self._places))):
            place = self._places[n]
            if n != tail and not place.paragraph.section and not _stands_alone(place.text):
                yield n

    def solve(self) -> dict[int, int]:
        """The place of each break → the place that goes on there, for those that find one."""
        weights = [self._weigh_all(tail) for tail in self.tails]
        return {self.tails[t]: head for t, head in match_pairs(weights).items()}

    def _weigh_all(self, tail: int) -> dict[int, float]:
        weighed = {head: sum(WEIGHTS[n] * v for n, v in found.items()) for head, found in self.signs(tail)}
        return {head: weight for head, weight in weighed.items() if weight > 0}

    def signs(self, tail: int) -> Iterator[tuple[int, dict[str, float]]]:
        """Every candidate with the signs of its join, by their names."""
        heads = list(self.candidates(tail))
        shared = {head: self._runs.weigh(tail, head) + LEAST_SHARED for head in heads} if self._runs else {}
        usual = sum(shared.values()) / max(len(shared), 1)
        for head in heads:
            text = text_signs(self._places[tail].text, self._places[head].text, self._seen)
            yield head, text | self._place_signs(tail, head) | {"topic": math.log(shared[head] / usual)}

    def _place_signs(self, tail: int, head: int) -> dict[str, float]:
        """What of PLACE_WEIGHTS is there in a join, and how much of it."""
        one, other = self._places[tail], self._places[head]
        following, before = head == tail + 1, self._places[head - 1] if head else None
        stands_well = bool(before and not following and before.draft == other.draft and not before.breaks_off)
        under = stands_well and before is not None and before.paragraph.section
        return {
            "next": float(following and one.draft == other.draft),
            "same": float(not following and one.draft == other.draft),
            "opens": float(other.rank == 0 and self._headed[other.draft]),
            "under heading": float(under),
            "follows well": float(stands_well and not under),
            "misplaced": max(lean_inside(other.text[:WITHIN]), LEAST_LEANING) if stands_well and not under else 0.0,
            "short": float(signs.is_closed(other.text) and len(other.text) < SHORT),
        }


class _Runs:
    """The page in runs from break to break, and what any two of them share."""

    def __init__(self, places: Sequence[Place], drafts: Sequence[Draft]) -> None:
        self._pairs = [pairs_of(place.text) for place in places]
        self._first, self._last = _find_runs(places)
        heads = [pairs_of(" ".join(s.text for s in (*d.headline, *d.kicker, *d.subhead))) for d in drafts]
        self._opening = {n: heads[place.draft] for n, place in enumerate(places) if place.rank == 0}
        firsts = sorted(set(self._first))
        self._topics = Topics(self._between(first, self._last[first]) for first in firsts)
        self._before: dict[int, Pairs] = {}
        self._after: dict[int, Pairs] = {}

    def weigh(self, tail: int, head: int) -> float:
        """What the run up to *tail*, with the headline above it, shares with the run from *head* on."""
        if self._first[tail] == self._first[head]:
            rest = [self._pairs[n] for n in range(self._first[tail], tail + 1) if n != head]
            return self._topics.weigh(union([*rest, self._title(tail)]), self._pairs[head])
        if tail not in self._before:
            self._before[tail] = union([self._between(self._first[tail], tail), self._title(tail)])
        if head not in self._after:
            self._after[head] = self._between(head, self._last[head])
        return self._topics.weigh(self._before[tail], self._after[head])

    def _title(self, tail: int) -> Pairs:
        return self._opening.get(self._first[tail], frozenset())

    def _between(self, first: int, last: int) -> Pairs:
        return union(self._pairs[first : min(last, first + LONGEST_RUN) + 1])


def _find_runs(places: Sequence[Place]) -> tuple[list[int], list[int]]:
    """For every place the first and the last of its run: paragraphs of one article up to a break."""
    firsts: list[int] = []
    for n, place in enumerate(places):
        goes_on = n > 0 and places[n - 1].draft == place.draft and not places[n - 1].breaks_off
        firsts.append(firsts[-1] if goes_on else n)
    lasts = {first: n for n, first in enumerate(firsts)}
    return firsts, [lasts[first] for first in firsts]
