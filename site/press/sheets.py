"""Which pages the site has, and what each shows: from the catalogue to the values that templates name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from index.records import Case, ModelEntry
from nlp.records import Component
from press.case_view import Quote, quote, view_case
from press.catalogue import Card, Catalogue, count_by_month, newest_first
from press.charts import columns, rows
from press.links import hashed_name, safe_name
from press.place_tree import PlaceNode, trail

NEWEST_SHOWN = 8
MODELS_SHOWN = 16
PROVINCES_SHOWN = 12
EXAMPLES_SHOWN = 3

Values = dict[str, Any]
CaseOf = Callable[[str], Case]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to print: its path, its template, and what makes the values when its turn comes."""

    path: str
    template: str
    values: Callable[[], Values]


@dataclass(frozen=True, slots=True)
class Mention:
    """A case that names a model, with the sentence that does."""

    card: Card
    quote: Quote


@dataclass(frozen=True, slots=True)
class Decoded:
    """One way in which cases spell a model out."""

    components: tuple[Component, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """The cases of one day of a source; ``issued`` None: those without a day."""

    issued: date | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A source with its issues, the latest first. ``title`` "" when the files name no source."""

    title: str
    path: str
    issues: tuple[Issue, ...]

    @property
    def total(self) -> int:
        return sum(len(issue.cards) for issue in self.issues)

    @property
    def days(self) -> list[date]:
        return [issue.issued for issue in self.issues if issue.issued]

    @property
    def first(self) -> date | None:
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        return max(self.days, default=None)


def all_sheets(catalogue: Catalogue, case_of: CaseOf) -> Iterator[Sheet]:
    """Every page of the site, cases first."""
    shelves = list(_shelves(catalogue))
    for card in catalogue.cards.values():
        yield Sheet(card.path, "case", partial(_case, card, catalogue, case_of))
    for entry in catalogue.models:
        yield Sheet(f"models/{entry.slug}.html", "model", partial(_model, entry, catalogue, case_of))
    for node in (node for place in catalogue.places for node in place.all()):
        yield Sheet(node.path, "place", partial(_place, node, catalogue))
    for shelf in shelves:
        yield Sheet(shelf.path, "source", partial(dict, shelf=shelf))
    yield Sheet("models/index.html", "models", lambda: {"entries": catalogue.models})
    yield Sheet("places/index.html", "places", partial(_places, catalogue))
    yield Sheet("sources/index.html", "sources", lambda: {"shelves": shelves})
    yield Sheet("about.html", "about", lambda: {"shelves": shelves})
    yield Sheet("404.html", "missing", dict)
    yield Sheet("index.html", "home", partial(_home, catalogue))


def source_path(name: str) -> str:
    """The page of a source; a name that is no plain file name, or would hide the list, is hashed."""
    return f"sources/{hashed_name(name) if name == 'index' else safe_name(name)}.html"


def _case(card: Card, catalogue: Catalogue, case_of: CaseOf) -> Values:
    view = view_case(case_of(card.id), catalogue)
    return {"view": view, "issued": card.issued, "source_path": source_path(card.source), "cut_short": card.cut_short}


def _model(entry: ModelEntry, catalogue: Catalogue, case_of: CaseOf) -> Values:
    cards = [catalogue.cards[id] for id in entry.cases]
    dated = [card for card in newest_first(cards) if card.issued]
    mentions = [mention for card in newest_first(cards) for mention in _mentions(card, entry, catalogue, case_of)]
    return {
        "entry": entry,
        "cards": cards,
        "first": dated[-1] if dated else None,
        "mentions": mentions,
        "decoded": _decoded(entry, catalogue, case_of),
        "months": columns(count_by_month(cards)) if len(dated) > 1 else None,
        "provinces": rows(_by_province(cards)) if len(cards) > 1 else None,
    }


def _mentions(card: Card, entry: ModelEntry, catalogue: Catalogue, case_of: CaseOf) -> Iterator[Mention]:
    """The first mention of the model in a case."""
    case = case_of(card.id)
    named = [model for model in case.article.models if catalogue.entry(case.id, model.key) is entry]
    for model in named[:1]:
        yield Mention(card, quote(case, model.evidence, kind="model"))


def _decoded(entry: ModelEntry, catalogue: Catalogue, case_of: CaseOf) -> tuple[Decoded, ...]:
    """The ways in which the cases decode the model, the commonest first."""
    found: dict[tuple[Component, ...], list[Card]] = {}
    for id in entry.cases:
        models = [m for m in case_of(id).article.models if m.components]
        trees = [m.components for m in models if catalogue.entry(id, m.key) is entry]
        for tree in dict.fromkeys(trees):
            found.setdefault(tree, []).append(catalogue.cards[id])
    groups = (Decoded(tree, tuple(cards)) for tree, cards in found.items())
    return tuple(sorted(groups, key=lambda group: -len(group.cards)))


def _place(node: PlaceNode, catalogue: Catalogue) -> Values:
    cards = newest_first(catalogue.cards[id] for id in node.cases())
    slugs = Counter(slug for card in cards for slug in card.models)
    entries = [catalogue.entries[slug] for slug, _ in _commonest(slugs)[:MODELS_SHOWN]]
    return {"node": node, "above": trail(node, catalogue.places)[:-1], "cards": cards, "entries": entries}


def _places(catalogue: Catalogue) -> Values:
    unplaced = [card for card in catalogue.newest if card.id not in catalogue.place_of]
    return {"places": catalogue.places, "unplaced": unplaced}


def _shelves(catalogue: Catalogue) -> Iterator[Shelf]:
    by_source: dict[str, list[Card]] = {}
    for card in catalogue.newest:
        by_source.setdefault(card.source, []).append(card)
    for name, cards in sorted(by_source.items()):
        source = catalogue.sources.get(name)
        title = (source.title if source else "") or next((card.paper for card in cards if card.paper), "") or name
        yield Shelf(title, source_path(name), tuple(_issues(cards)))


def _issues(cards: Sequence[Card]) -> Iterator[Issue]:
    by_day: dict[date | None, list[Card]] = {}
    for card in cards:
        by_day.setdefault(card.issued, []).append(card)
    for day, of_day in by_day.items():
        yield Issue(day, tuple(of_day))


def _home(catalogue: Catalogue) -> Values:
    counts = catalogue.counts
    return {
        "examples": [entry.key for entry in catalogue.models[:EXAMPLES_SHOWN]],
        "figures": [
            ("cases", len(catalogue.cards), "sources/index.html"),
            ("models_counted", counts.models, "models/index.html"),
            ("metrics_counted", counts.metrics, None),
            ("documents_counted", counts.documents, None),
        ],
        "newest": catalogue.newest[:NEWEST_SHOWN],
        "often": [m for m in catalogue.models if len(m.cases) > 1][:MODELS_SHOWN] or catalogue.models[:MODELS_SHOWN],
        "months": columns(count_by_month(catalogue.newest)),
        "provinces": rows(_by_province(catalogue.newest)),
    }


def _by_province(cards: Iterable[Card]) -> list[tuple[str, int]]:
    """Cases by province, the most first; a county without a certain province counts as itself."""
    return _commonest(Counter(next(filter(None, card.names)) for card in cards if card.place))[:PROVINCES_SHOWN]


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
