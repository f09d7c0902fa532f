"""Which cases are like one another, and in what: models they share, themes they share, a city they share.

What few cases share says more than what many do. No text is compared: a reader must see why a case is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from press.catalogue import Card

SIMILAR_SHOWN = 5
ENOUGH = 3.0  # weight that makes two cases alike: one rare model, or two themes that one case in four has, and a city
CROWD = 200  # what more cases share finds no case by itself: it only adds weight to cases found otherwise
MODEL_WEIGHT, THEME_WEIGHT, PLACE_WEIGHT = 2.0, 1.0, 0.5

Trait = tuple[str, str]  # ("model", slug) ("theme", name) ("place", city) or two of them joined


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that is like another, with what they share: slugs of models, names of themes, the city or ""."""

    card: Card
    models: tuple[str, ...]
    themes: tuple[str, ...]
    place: str


class Likeness:
    """Knows of all cases what they share."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = cards
        self._holders: defaultdict[Trait, list[str]] = defaultdict(list)
        for card in cards.values():
            for trait in _all_traits(card):
                self._holders[trait].append(card.id)

    def to(self, card: Card) -> tuple[Alike, ...]:
        """The cases most like *card*, the most alike first; () when none is."""
        found = {id for trait in _all_traits(card) for id in self._few(trait)} - {card.id}
        weighed = [(self._weight(card, self._cards[id]), id) for id in found]
        best = sorted((-weight, id) for weight, id in weighed if weight >= ENOUGH)[:SIMILAR_SHOWN]
        return tuple(_alike(card, self._cards[id]) for _, id in best)

    def _few(self, trait: Trait) -> list[str]:
        holders = self._holders[trait]
        return holders if len(holders) <= CROWD else []

    def _weight(self, one: Card, other: Card) -> float:
        return sum(self._worth(trait) for trait in set(_traits(one)) & set(_traits(other)))

    def _worth(self, trait: Trait) -> float:
        rare = log((len(self._cards) + 1) / len(self._holders[trait])) + 1
        return {"model": MODEL_WEIGHT, "theme": THEME_WEIGHT}.get(trait[0], PLACE_WEIGHT) * rare


def _traits(card: Card) -> Iterator[Trait]:
    yield from (("model", slug) for slug in card.models)
    yield from (("theme", theme) for theme in card.themes)
    if _city(card):
        yield "place", _city(card)


def _all_traits(card: Card) -> Iterable[Trait]:
    """The traits, and each two themes and each theme and city joined: few share both where many share one."""
    themes = sorted(card.themes)
    pairs = [("pair", f"{a} {b}") for n, a in enumerate(themes) for b in themes[n + 1 :]]
    return [*_traits(card), *pairs, *(("pair", f"{theme} {_city(card)}") for theme in themes if _city(card))]


def _city(card: Card) -> str:
    return card.names[1] or card.names[2] or ""


def _alike(one: Card, other: Card) -> Alike:
    return Alike(
        other,
        models=tuple(slug for slug in one.models if slug in other.models),
        themes=tuple(theme for theme in one.themes if theme in other.themes),
        place=_city(one) if _city(one) == _city(other) else "",
    )
