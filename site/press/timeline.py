"""The library over time: years and months, with the models first met in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from index.records import ModelEntry
from press.catalogue import Card, Catalogue

NEW_MODELS_SHOWN = 6  # of a month


@dataclass(frozen=True, slots=True)
class Month:
    """A month ("2024-05") with its cases, the newest first, and the models that the library meets there first."""

    name: str
    cards: tuple[Card, ...]
    models: tuple[ModelEntry, ...]

    @property
    def path(self) -> str:
        return f"timeline/{self.name}.html"

    @property
    def number(self) -> int:
        return int(self.name[5:])


@dataclass(frozen=True, slots=True)
class Year:
    """A year with those of its months that have cases, January first."""

    name: str
    months: tuple[Month, ...]

    @property
    def total(self) -> int:
        return sum(len(month.cards) for month in self.months)


def years(catalogue: Catalogue) -> tuple[Year, ...]:
    """The latest year first. Cases without a day are in none."""
    new = _first_met(catalogue)
    by_month: defaultdict[str, list[Card]] = defaultdict(list)
    for card in catalogue.newest:
        if card.issued:
            by_month[f"{card.issued:%Y-%m}"].append(card)
    by_year: defaultdict[str, list[Month]] = defaultdict(list)
    for name, cards in sorted(by_month.items()):
        by_year[name[:4]].append(Month(name, tuple(cards), tuple(new[name])))
    return tuple(Year(name, tuple(months)) for name, months in sorted(by_year.items(), reverse=True))


def _first_met(catalogue: Catalogue) -> defaultdict[str, list[ModelEntry]]:
    """Month → the models whose earliest case is of that month, those of most cases first."""
    new: defaultdict[str, list[ModelEntry]] = defaultdict(list)
    for entry in catalogue.models:
        days = [day for id in entry.cases if (day := catalogue.cards[id].issued)]
        if days:
            new[f"{min(days):%Y-%m}"].append(entry)
    return new
