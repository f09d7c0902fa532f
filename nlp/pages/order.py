"""Reading order: text that breaks off inside a sentence is joined to the text that completes it, wherever it stands.

The page is solved as a whole: every break is weighed against every beginning near it, and the assignment with the
greatest sum is taken, so that a fragment goes where it fits best and not to the first that would have it. What finds no
partner is left alone and marked as lacking its head or tail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.pages import signs
from nlp.pages.articles import Draft, Paragraph, Sheet
from nlp.pages.fields import begins_inside
from nlp.pages.joins import Seen, look_up, match_pairs, weigh_join

WINDOW = (
    40  # paragraphs on either side in which the rest of a broken one is looked for: a page of the genre has 20 to 60
)
MOSTLY_BROKEN, NARROW_WINDOW = 0.6, 6  # share of broken paragraphs from which they are lines: the rest is near then
NEXT, SAME_ARTICLE, ORPHAN = 2.0, 1.0, 1.0
NEEDED_INSIDE, NEEDED_ACROSS = 0.5, 2.0  # evidence that a join needs in the same article, and from another
OPENS_ARTICLE, UNDER_HEADING, FOLLOWS_WELL = -4.0, -3.0, -1.0
GRAM, CONTEXT = 4, 2  # characters of a stretch that tells a topic, and paragraphs before a break that are asked
UNTOLD = 0.0  # weight up to which a shared topic alone joins nothing
POINTS_PER_GRAM, MOST_FOR_TOPIC = 0.25, 1.5
SHORT = 15  # characters: a paragraph this short is seldom whole


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph with its article and its rank in it."""

    paragraph: Paragraph
    draft: int
    rank: int

    @property
    def text(self) -> str:
        return self.paragraph.text


def restore_order(sheet: Sheet, page: str) -> Sheet:
    """*sheet* with broken paragraphs joined; *page* is the unified text that it was read from.

    Lines that follow a fragment taken from another article's place come along, up to the next headline.
    """
    places = sorted(_places(sheet.drafts), key=lambda place: place.paragraph.strip.start)
    links = _link(places, page)
    if links:
        _rebuild(sheet, places, links)
    sheet.drafts = [d for d in sheet.drafts if d.paragraphs or d.headline]
    return sheet


def _places(drafts: Sequence[Draft]) -> Iterator[_Place]:
    for number, draft in enumerate(drafts):
        if not draft.photo:
            for rank, paragraph in enumerate(draft.paragraphs):
                yield _Place(paragraph, number, rank)


def _link(places: Sequence[_Place], page: str) -> dict[int, int]:
    """Which place goes on where: the index of each broken one → the index of its rest."""
    tails = [n for n, p in enumerate(places) if _breaks_off(p)]
    window = WINDOW if len(tails) <= MOSTLY_BROKEN * len(places) else NARROW_WINDOW
    options = [_candidates(places, n, window) for n in tails]
    pairs = ((places[t].text, places[h].text) for t, heads in zip(tails, options, strict=True) for h in heads)
    scale = _Scale(places, look_up(page, pairs), Topics(places))
    weights = [
        {h: w for h, w in ((h, scale.weigh(t, h)) for h in heads) if w > 0}
        for t, heads in zip(tails, options, strict=True)
    ]
    return _without_circles({tails[t]: head for t, head in match_pairs(weights).items()})


class Topics:
    """What paragraphs share that few others of the page have: names of people, places and ways of working."""

    def __init__(self, places: Sequence[_Place]) -> None:
        self._places = places
        self._grams: dict[int, frozenset[str]] = {}

    def weigh(self, tail: int, head: int) -> float:
        """Points for rare stretches that the paragraph at *head* shares with the one at *tail* and those before it."""
        near = [n for n in range(max(tail - CONTEXT, 0), tail + 1) if self._places[n].draft == self._places[tail].draft]
        shared = len(set[str]().union(*(self.grams(n) for n in near)) & self.grams(head)) if near else 0
        return min(shared * POINTS_PER_GRAM, MOST_FOR_TOPIC)

    def grams(self, number: int) -> frozenset[str]:
        """The stretches of GRAM characters of a paragraph."""
        if number not in self._grams:
            text = self._places[number].text
            self._grams[number] = frozenset(text[i : i + GRAM] for i in range(len(text) - GRAM + 1))
        return self._grams[number]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the joins of a page are weighed with."""

    places: Sequence[_Place]
    seen: Seen
    topics: Topics

    def weigh(self, tail: int, head: int) -> float:
        """All evidence that the place at *head* goes on where the one at *tail* breaks off."""
        text = weigh_join(self.places[tail].text, self.places[head].text, self.seen)
        weight = text + _weigh_place(self.places, tail, head)
        return weight + self.topics.weigh(tail, head) if weight > UNTOLD else 0.0


def _candidates(places: Sequence[_Place], tail: int, window: int) -> list[int]:
    near = range(max(tail - window, 0), min(tail + window, len(places)))
    return [n for n in near if n != tail and not places[n].paragraph.section and not _stands_alone(places[n].text)]


def _breaks_off(place: _Place) -> bool:
    return not place.paragraph.section and signs.is_open(place.text) and not _stands_alone(place.text)


def _stands_alone(text: str) -> bool:
    """Whether a line without a full stop is whole all the same: a signature, a salutation."""
    return signs.is_signature(text) or (len(text) <= SHORT and text.endswith((":", "：")))


def _weigh_place(places: Sequence[_Place], tail: int, head: int) -> float:
    """What the places of both say: the next paragraph is likely, the opening of another article is not."""
    one, other = places[tail], places[head]
    same = one.draft == other.draft
    weight = SAME_ARTICLE - NEEDED_INSIDE if same else -NEEDED_ACROSS
    weight += NEXT * (same and head == tail + 1)
    if other.rank == 0:
        weight += OPENS_ARTICLE
    elif head != tail + 1:
        weight += _follows_well(places, head)
    return weight + ORPHAN * (begins_inside(other.text) or (signs.is_closed(other.text) and len(other.text) < SHORT))


def _follows_well(places: Sequence[_Place], head: int) -> float:
    """What speaks against a move since the paragraph stands well where it is: under a heading, or after a whole one."""
    before = places[head - 1]
    if before.draft != places[head].draft or _breaks_off(before):
        return 0.0
    return UNDER_HEADING if before.paragraph.section else FOLLOWS_WELL


def _without_circles(links: dict[int, int]) -> dict[int, int]:
    """*links* without the one that would close a circle."""
    kept: dict[int, int] = {}
    for tail, head in links.items():
        end = head
        while end in kept and end != tail:
            end = kept[end]
        if end != tail:
            kept[tail] = head
    return kept


def _rebuild(sheet: Sheet, places: Sequence[_Place], links: dict[int, int]) -> None:
    """Puts the paragraphs of every article together again along the *links*."""
    taken = set(links.values())
    carried = _carry(places, links)
    read: dict[int, list[Paragraph]] = {n: [] for n, d in enumerate(sheet.drafts) if not d.photo}
    moved = {n for group in carried.values() for n in group}
    for number in range(len(places)):
        if number not in taken and number not in moved:
            for paragraph in _read_from(places, number, links, carried):
                read[places[number].draft].append(paragraph)
    for number, paragraphs in read.items():
        sheet.drafts[number].paragraphs = paragraphs


def _carry(places: Sequence[_Place], links: dict[int, int]) -> dict[int, list[int]]:
    """For a fragment that another article takes: the places behind it that come along."""
    taken = set(links.values())
    carried: dict[int, list[int]] = {}
    for tail, head in links.items():
        if places[tail].draft == places[head].draft or not _is_page_turned(places, links, tail, head):
            continue
        group = []
        for n in range(head + 1, len(places)):
            if places[n].draft != places[head].draft or n in taken:
                break
            group.append(n)
        carried[head] = group
    return carried


def _is_page_turned(places: Sequence[_Place], links: dict[int, int], tail: int, head: int) -> bool:
    """Whether an article really goes on at *head*: it had come to its end, and what stands before *head* breaks off."""
    ended = all(place.draft != places[tail].draft for place in places[tail + 1 :])
    before = head - 1
    return ended and (places[head].rank == 0 or (_breaks_off(places[before]) and before not in links))


def _read_from(
    places: Sequence[_Place], number: int, links: dict[int, int], carried: dict[int, list[int]]
) -> Iterator[Paragraph]:
    """The paragraph that begins at *number* with its rest, and what comes along with that."""
    strip = places[number].paragraph.strip
    section = places[number].paragraph.section
    along: list[int] = []
    while number in links:
        number = links[number]
        strip = strip + places[number].paragraph.strip
        along += carried.get(number, [])
    yield Paragraph(strip, section)
    for follower in along:
        yield from _read_from(places, follower, links, carried)
