"""Reading order: text that breaks off inside a sentence is joined to the text that completes it, wherever it stands.

The page falls into fragments where it breaks off and where something is joined to a break elsewhere. Every article is
its own first fragment and what is joined to it; what finds no partner stays where it is printed and is marked as
lacking its head or tail, and what begins inside a sentence that nobody broke off is an article of its own, headless.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.pages.articles import Paragraph, Sheet
from nlp.pages.headless import part_headless
from nlp.pages.linking import Linking, Place, find_places


@dataclass(slots=True)
class _Order:
    """The places of a page in fragments, and which fragment goes on in which."""

    places: Sequence[Place]
    links: Mapping[int, int]
    tails: Mapping[int, int]  # the links, the other way round

    def firsts(self) -> Iterator[int]:
        """Where each fragment begins, in page order."""
        n = 0
        while n < len(self.places):
            yield n
            n = self.fragment(n)[-1] + 1

    def fragment(self, first: int) -> list[int]:
        """The places read in one go from *first*, without those that are read after another."""
        held = [first]
        while not self._ends(held):
            held.append(held[-1] + 1)
        return held

    def _ends(self, held: Sequence[int]) -> bool:
        last, following = held[-1], held[-1] + 1
        if following == len(self.places) or self.places[following].draft != self.places[last].draft:
            return True
        if self.links.get(last) == following:
            return False
        if last in self.links or following in self.tails:
            return True
        return self._is_back(held[0], following)

    def _is_back(self, first: int, following: int) -> bool:
        """Whether a fragment that was moved within its article is over.

        The next section belongs where it stands, and so does the sentence that *first* completes.
        """
        tail = self.tails.get(first)
        if tail is None or self.places[tail].draft != self.places[first].draft:
            return False
        leads_back = tail >= following and not any(self.places[n].breaks_off for n in range(following, tail))
        return leads_back or self.places[following].paragraph.section


def restore_order(sheet: Sheet, page: str) -> Sheet:
    """*sheet* with broken paragraphs joined; *page* is the unified text that it was read from.

    Lines that follow a fragment taken from another article's place come along, up to the next break.
    """
    places = find_places(sheet.drafts)
    links = _without_circles(Linking(places, sheet.drafts, page).solve())
    if links:
        _rebuild(sheet, _Order(places, links, {head: tail for tail, head in links.items()}))
    sheet.drafts = [d for d in sheet.drafts if d.paragraphs or d.headline]
    return part_headless(sheet)


def _without_circles(links: Mapping[int, int]) -> dict[int, int]:
    """*links* without the one that would close a circle."""
    kept: dict[int, int] = {}
    for tail, head in links.items():
        end = head
        while end in kept and end != tail:
            end = kept[end]
        if end != tail:
            kept[tail] = head
    return kept


def _rebuild(sheet: Sheet, order: _Order) -> None:
    """Puts the paragraphs of every article together again along the links."""
    read = set[int]()
    paragraphs: dict[int, list[Paragraph]] = {n: [] for n, d in enumerate(sheet.drafts) if not d.photo}
    firsts = list(order.firsts())
    for first in (*(n for n in firsts if n not in order.tails), *firsts):
        if first not in read:
            chain = list(_chain(order, first, read))
            paragraphs[order.places[first].draft] += _join(order, chain)
    for number, held in paragraphs.items():
        sheet.drafts[number].paragraphs = held


def _chain(order: _Order, first: int, read: set[int]) -> Iterator[int]:
    """The places read from *first* on, fragment by fragment; none of those *read* before."""
    current: int | None = first
    while current is not None and current not in read:
        fragment = [n for n in order.fragment(current) if n not in read]
        read.update(fragment)
        yield from fragment
        current = order.links.get(fragment[-1])


def _join(order: _Order, chain: Sequence[int]) -> Iterator[Paragraph]:
    """The paragraphs of a chain, those put together that a break had parted."""
    held: Paragraph | None = None
    for position, n in enumerate(chain):
        paragraph = order.places[n].paragraph
        if held is not None and order.links.get(chain[position - 1]) == n:
            held = Paragraph(held.strip + paragraph.strip, held.section)
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held
