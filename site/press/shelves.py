"""Sources as the pages show them: their issues, what of them may be shown, and how complete their cases are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from press.catalogue import Card, Catalogue
from press.links import hashed_name, safe_name

# What a case should have, by the name of the interface word. A researcher cites by these and maps by the place.
COMPLETE: tuple[tuple[str, Callable[[Card], object]], ...] = (
    ("has_day", lambda card: card.issued),
    ("has_page", lambda card: card.page_no is not None),
    ("has_author", lambda card: card.signed),
    ("has_place", lambda card: card.place),
    ("has_theme", lambda card: card.themes),
    ("has_model", lambda card: card.models),
    ("has_metric", lambda card: card.metrics),
)


@dataclass(frozen=True, slots=True)
class Issue:
    """The cases of one day of a source; ``issued`` None: those without a day."""

    issued: date | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A source with its cases, the latest first. ``title`` "" when the files name no source."""

    name: str
    title: str
    path: str
    publish: str
    cards: tuple[Card, ...]

    @property
    def days(self) -> list[date]:
        return [card.issued for card in self.cards if card.issued]

    @property
    def first(self) -> date | None:
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        return max(self.days, default=None)

    @property
    def issues(self) -> int:
        return len(set(self.days))

    @property
    def completeness(self) -> list[tuple[str, int]]:
        """(what, in how many of a hundred cases) for each thing that a case should have."""
        return [
            (name, round(100 * sum(bool(has(card)) for card in self.cards) / len(self.cards))) for name, has in COMPLETE
        ]


def shelves(catalogue: Catalogue) -> Iterator[Shelf]:
    """Every source that has cases, by name."""
    by_source: dict[str, list[Card]] = {}
    for card in catalogue.newest:
        by_source.setdefault(card.source, []).append(card)
    for name, cards in sorted(by_source.items()):
        source = catalogue.sources.get(name)
        title = (source.title if source else "") or next((card.paper for card in cards if card.paper), "") or name
        yield Shelf(name, title, source_path(name), source.publish if source else "full", tuple(cards))


def issues(cards: Sequence[Card]) -> tuple[Issue, ...]:
    """*cards* by day, in their order."""
    by_day: dict[date | None, list[Card]] = {}
    for card in cards:
        by_day.setdefault(card.issued, []).append(card)
    return tuple(Issue(day, tuple(of_day)) for day, of_day in by_day.items())


def source_path(name: str) -> str:
    """The page of a source; a name that is no plain file name, or would hide the list, is hashed."""
    return f"sources/{hashed_name(name) if name == 'index' else safe_name(name)}.html"
