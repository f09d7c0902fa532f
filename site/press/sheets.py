"""Which pages the site has, and what each shows: from the catalogue to the values that templates name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from index.privacy import mask
from index.records import Case, ModelEntry, Withdrawal
from nlp.records import Component
from press.case_view import Quote, quote, view_case
from press.catalogue import Card, Catalogue, ThemeShelf, count_by_month, newest_first
from press.charts import columns, rows
from press.exports import Exported
from press.links import case_path
from press.metas import json_ld, metas
from press.numbers import every_file
from press.paging import Leaf, leaves
from press.place_tree import PlaceNode, trail
from press.rights import Shown
from press.shelves import Shelf, issues, shelves, source_path
from press.similar import Likeness
from press.tables import TABLES, columns_of, dictionary
from press.tiles import tile_map
from press.timeline import NEW_MODELS_SHOWN, Month, years

NEWEST_SHOWN = 8
MODELS_SHOWN = 16
PROVINCES_SHOWN = 12
EXAMPLES_SHOWN = 3
MENTIONS_A_PAGE = 60  # each with its sentence
MODELS_A_PAGE = 400
UNITS_SHOWN = 40  # in the table of units; the list to choose from has all

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stock:
    """What pages are made from: the catalogue, the cases one by one, older versions of one, and what was exported."""

    catalogue: Catalogue
    case_of: Callable[[str], Shown]
    history_of: Callable[[str], tuple[Case, ...]]
    exported: Exported


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


def all_sheets(stock: Stock) -> Iterator[Sheet]:
    """Every page of the site, cases first."""
    catalogue = stock.catalogue
    likeness = Likeness(catalogue.cards)
    for card in catalogue.cards.values():
        yield Sheet(card.path, "case", partial(_case, card, stock, likeness))
    for withdrawal in catalogue.withdrawn:
        yield Sheet(case_path(withdrawal.id), "withdrawn", partial(_withdrawn, withdrawal))
    for entry in catalogue.models:
        yield from _model_sheets(entry, stock)
    yield from _lists(catalogue)
    yield from _fixed(stock)


def _lists(catalogue: Catalogue) -> Iterator[Sheet]:
    """The pages that list cards."""
    for node in (node for place in catalogue.places for node in place.all()):
        cards = newest_first(catalogue.cards[id] for id in node.cases())
        yield from _leaved(node.path, "place", cards, partial(_place, node, catalogue, cards))
    for theme in catalogue.themes:
        yield from _leaved(theme.path, "theme", theme.cards, partial(_theme, theme, catalogue))
    for month in (month for year in years(catalogue) for month in year.months):
        yield from _leaved(month.path, "month", month.cards, partial(_month, month))
    for shelf in shelves(catalogue):
        yield from _leaved(shelf.path, "source", shelf.cards, partial(_source, shelf))
    for leaf in leaves("models/index.html", catalogue.models, size=MODELS_A_PAGE):
        yield Sheet(leaf.path, "models", partial(dict, leaf=leaf))


def _fixed(stock: Stock) -> Iterator[Sheet]:
    """The pages that every site has once."""
    catalogue, exported = stock.catalogue, stock.exported
    kept = list(shelves(catalogue))
    yield Sheet("places/index.html", "places", partial(_places, catalogue))
    yield Sheet("themes/index.html", "themes", lambda: {"themes": catalogue.themes})
    yield Sheet("timeline/index.html", "timeline", partial(_timeline, catalogue))
    yield Sheet("sources/index.html", "sources", lambda: {"shelves": kept})
    yield Sheet("numbers/index.html", "numbers", partial(_numbers, exported))
    yield Sheet("compare.html", "compare", lambda: {"facts": exported.facts})
    yield Sheet("data/index.html", "data", partial(_data, exported))
    yield Sheet("about.html", "about", lambda: {"shelves": kept})
    yield Sheet("404.html", "missing", dict)
    yield Sheet("index.html", "home", partial(_home, stock))


def _leaved(path: str, template: str, cards: Sequence[Card], values: Callable[[Leaf], Values]) -> Iterator[Sheet]:
    for leaf in leaves(path, cards):
        yield Sheet(leaf.path, template, partial(values, leaf))


def _case(card: Card, stock: Stock, likeness: Likeness) -> Values:
    view = view_case(stock.case_of(card.id), stock.catalogue)
    alike = likeness.to(card)
    return {
        "view": view,
        "card": card,
        "issued": card.issued,
        "source_path": source_path(card.source),
        "cut_short": card.cut_short,
        "older": stock.history_of(card.id),
        "alike": alike,
        "entries": stock.catalogue.entries,
        "compared": ",".join([card.id, *(one.card.id for one in alike)]),
        "metas": metas(view.citation.reference, card, card.themes),
        "json_ld": json_ld(view.citation.reference, card, card.themes),
    }


def _withdrawn(withdrawal: Withdrawal) -> Values:
    return {"withdrawal": withdrawal, "why": mask(withdrawal.why)}


def _model_sheets(entry: ModelEntry, stock: Stock) -> Iterator[Sheet]:
    cards = newest_first(stock.catalogue.cards[id] for id in entry.cases)
    for leaf in leaves(f"models/{entry.slug}.html", cards, size=MENTIONS_A_PAGE):
        yield Sheet(leaf.path, "model", partial(_model, entry, stock, leaf))


def _model(entry: ModelEntry, stock: Stock, leaf: Leaf) -> Values:
    cards = [stock.catalogue.cards[id] for id in entry.cases]
    dated = [card for card in newest_first(cards) if card.issued]
    return {
        "entry": entry,
        "leaf": leaf,
        "cards": cards,
        "first": dated[-1] if dated else None,
        "last": dated[0] if dated else None,
        "mentions": [mention for card in leaf.items for mention in _mentions(card, entry, stock)],
        "decoded": _decoded(entry, stock) if leaf.first else (),
        "months": columns(count_by_month(cards)) if len(dated) > 1 else None,
        "provinces": rows(_by_province(cards)) if len(cards) > 1 else None,
    }


def _mentions(card: Card, entry: ModelEntry, stock: Stock) -> Iterator[Mention]:
    """The first mention of the model in a case."""
    shown = stock.case_of(card.id)
    named = [model for model in shown.article.models if stock.catalogue.entry(card.id, model.key) is entry]
    for model in named[:1]:
        yield Mention(card, quote(shown, model.evidence, kind="model"))


def _decoded(entry: ModelEntry, stock: Stock) -> tuple[Decoded, ...]:
    """The ways in which the cases decode the model, the commonest first."""
    found: dict[tuple[Component, ...], list[Card]] = {}
    for id in entry.cases:
        models = [m for m in stock.case_of(id).article.models if m.components]
        trees = [m.components for m in models if stock.catalogue.entry(id, m.key) is entry]
        for tree in dict.fromkeys(trees):
            found.setdefault(tree, []).append(stock.catalogue.cards[id])
    groups = (Decoded(tree, tuple(cards)) for tree, cards in found.items())
    return tuple(sorted(groups, key=lambda group: -len(group.cards)))


def _place(node: PlaceNode, catalogue: Catalogue, cards: Sequence[Card], leaf: Leaf) -> Values:
    return {
        "node": node,
        "above": trail(node, catalogue.places)[:-1],
        "leaf": leaf,
        "entries": _often_named(cards, catalogue),
        "themes": _often_told(cards, catalogue),
    }


def _theme(theme: ThemeShelf, catalogue: Catalogue, leaf: Leaf) -> Values:
    several = len(theme.cards) > 1
    return {
        "theme": theme,
        "leaf": leaf,
        "entries": _often_named(theme.cards, catalogue),
        "months": columns(count_by_month(theme.cards)) if several else None,
        "provinces": rows(_by_province(theme.cards)) if several else None,
    }


def _month(month: Month, leaf: Leaf) -> Values:
    return {"month": month, "leaf": leaf}


def _source(shelf: Shelf, leaf: Leaf) -> Values:
    return {"shelf": shelf, "leaf": leaf, "issues": issues(leaf.items)}


def _places(catalogue: Catalogue) -> Values:
    unplaced = [card for card in catalogue.newest if card.id not in catalogue.place_of]
    return {
        "places": catalogue.places,
        "tiles": tile_map(catalogue.places),
        "unplaced": unplaced[:NEWEST_SHOWN],
        "unplaced_count": len(unplaced),
        "by_theme": _places_by_theme(catalogue),
    }


def _places_by_theme(catalogue: Catalogue) -> list[tuple[PlaceNode, list[tuple[ThemeShelf, int]]]]:
    """The topmost places, each with its commonest themes and how many of its cases have them."""
    return [
        (node, _counted_themes([catalogue.cards[id] for id in node.cases()], catalogue)[:5])
        for node in catalogue.places
    ]


def _timeline(catalogue: Catalogue) -> Values:
    undated = sum(card.issued is None for card in catalogue.newest)
    drawn = columns(count_by_month(catalogue.newest))
    return {"years": years(catalogue), "months": drawn, "undated": undated, "new_shown": NEW_MODELS_SHOWN}


def _numbers(exported: Exported) -> Values:
    return {"units": exported.units, "every_file": " ".join(every_file(exported.units)), "units_shown": UNITS_SHOWN}


def _data(exported: Exported) -> Values:
    return {"downloads": exported.downloads, "dictionary": dictionary(), "tables": TABLES}


def _home(stock: Stock) -> Values:
    catalogue = stock.catalogue
    return {
        "examples": [entry.key for entry in catalogue.models[:EXAMPLES_SHOWN]],
        "figures": [
            ("cases", len(catalogue.cards), "timeline/index.html"),
            ("models_counted", len(catalogue.models), "models/index.html"),
            ("metrics_counted", catalogue.metrics, "numbers/index.html"),
            ("documents_counted", catalogue.counts.documents, "sources/index.html"),
        ],
        "newest": catalogue.newest[:NEWEST_SHOWN],
        "often": [m for m in catalogue.models if len(m.cases) > 1][:MODELS_SHOWN] or catalogue.models[:MODELS_SHOWN],
        "themes": catalogue.themes[:MODELS_SHOWN],
        "months": columns(count_by_month(catalogue.newest)),
        "provinces": rows(_by_province(catalogue.newest)),
        "facts": stock.exported.facts,
        "case_columns": columns_of("cases"),
        "source_titles": [(shelf.name, shelf.title) for shelf in shelves(catalogue)],
    }


def _often_named(cards: Iterable[Card], catalogue: Catalogue) -> list[ModelEntry]:
    slugs = Counter(slug for card in cards for slug in card.models)
    return [catalogue.entries[slug] for slug, _ in _commonest(slugs)[:MODELS_SHOWN]]


def _often_told(cards: Iterable[Card], catalogue: Catalogue) -> list[tuple[ThemeShelf, int]]:
    return _counted_themes(cards, catalogue)[:MODELS_SHOWN]


def _counted_themes(cards: Iterable[Card], catalogue: Catalogue) -> list[tuple[ThemeShelf, int]]:
    """The themes of *cards*, the commonest first, with their counts."""
    shelves_of = {shelf.name: shelf for shelf in catalogue.themes}
    counts = Counter(theme for card in cards for theme in card.themes)
    return [(shelves_of[name], count) for name, count in _commonest(counts)]


def _by_province(cards: Iterable[Card]) -> list[tuple[str, int]]:
    """Cases by province, the most first; a county without a certain province counts as itself."""
    return _commonest(Counter(next(filter(None, card.names)) for card in cards if card.place))[:PROVINCES_SHOWN]


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
