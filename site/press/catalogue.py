"""What every page may need to know of the whole library, in little room: a card for each case, and who names what.

Articles stay in the library and are asked for page by page; a card keeps what lists, charts and links show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from index.library import Library
from index.records import Case, Counts, ModelEntry, NamedIn, Source, Withdrawal
from nlp.themes import definitions
from press.links import case_path, hashed_name
from press.place_tree import PlaceNode, place_tree
from press.rights import Shown, show


@dataclass(frozen=True, slots=True)
class Card:
    """A case as lists show it. ``cut_short`` ends the title when it is the beginning of a longer text, else ""."""

    id: str
    title: str
    cut_short: str
    kind: str
    names: tuple[str | None, str | None, str | None]
    code: str | None
    issued: date | None
    source: str
    paper: str | None
    page_no: int | None
    page_name: str | None
    models: tuple[str, ...]
    metrics: int
    themes: tuple[str, ...] = ()
    publish: str = "full"
    signed: bool = False

    @property
    def path(self) -> str:
        return case_path(self.id)

    @property
    def place(self) -> str:
        """The names of the place in one, "" when the case states none: 四川省德阳市什邡市."""
        return "".join(filter(None, self.names))


@dataclass(frozen=True, slots=True)
class ThemeShelf:
    """A theme of the published scheme, what belongs there ("": it left the scheme), and its cases, newest first."""

    name: str
    meaning: str
    cards: tuple[Card, ...]

    @property
    def slug(self) -> str:
        return hashed_name(self.name)

    @property
    def path(self) -> str:
        return f"themes/{self.slug}.html"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole library as the pages see it. ``cards`` are in the order of ids, ``newest`` by day.

    ``entries`` are the models by slug, ``slugs`` those of each case by the key that its article has. ``themes`` are
    those that some case has, the fullest first.
    """

    cards: Mapping[str, Card]
    newest: tuple[Card, ...]
    models: tuple[ModelEntry, ...]
    entries: Mapping[str, ModelEntry]
    slugs: Mapping[NamedIn, str]
    places: tuple[PlaceNode, ...]
    place_of: Mapping[str, PlaceNode]
    themes: tuple[ThemeShelf, ...]
    sources: Mapping[str, Source]
    withdrawn: tuple[Withdrawal, ...]
    counts: Counts

    @property
    def metrics(self) -> int:
        """How many figures the pages show."""
        return sum(card.metrics for card in self.cards.values())

    def entry(self, case: str, key: str) -> ModelEntry | None:
        """The model that *case* calls *key*, None when no listed case names it."""
        slug = self.slugs.get(NamedIn(case, key))
        return self.entries[slug] if slug else None


def read_catalogue(library: Library) -> Catalogue:
    """Goes through the listed cases of *library* once."""
    sources = {source.name: source for source in library.sources()}
    known = library.models()
    slugs = {named: entry.slug for entry in known for named in entry.named_in}
    cards = {case.id: make_card(show(case), sources, slugs) for case in library.cases(only_cases=True)}
    models = _shown_models(known, cards)
    newest = newest_first(cards.values())
    places = place_tree((card.id, card.names, card.code) for card in cards.values())
    return Catalogue(
        cards=MappingProxyType(cards),
        newest=newest,
        models=models,
        entries=MappingProxyType({entry.slug: entry for entry in models}),
        slugs=MappingProxyType(slugs),
        places=places,
        place_of=MappingProxyType({id: node for place in places for node in place.all() for id in node.own}),
        themes=_theme_shelves(newest),
        sources=MappingProxyType(sources),
        withdrawn=library.withdrawals(),
        counts=library.counts(),
    )


def newest_first(cards: Iterable[Card]) -> tuple[Card, ...]:
    """By day, the latest first; those without a day last; of one day by page and id."""
    by_id = sorted(cards, key=lambda card: (card.page_no or 0, card.id))
    return tuple(sorted(by_id, key=lambda card: card.issued or date.min, reverse=True))


def paper_title(case: Case, sources: Mapping[str, Source]) -> str | None:
    """What the newspaper is called, or None when nobody says."""
    source = sources.get(case.document.source)
    return case.document.paper or (source.title if source and source.title else None)


def count_by_month(cards: Iterable[Card]) -> Counter[str]:
    """How many cases each month has ("2023-05"); those without a day are not counted."""
    return Counter(f"{card.issued:%Y-%m}" for card in cards if card.issued)


def _shown_models(entries: Iterable[ModelEntry], cards: Mapping[str, Card]) -> tuple[ModelEntry, ...]:
    """The models with the cases that may show them; without those that no case may, also where others point to them."""
    kept = {slug for card in cards.values() for slug in card.models}
    return tuple(_only_shown(entry, cards, kept) for entry in entries if entry.slug in kept)


def _only_shown(entry: ModelEntry, cards: Mapping[str, Card], kept: set[str]) -> ModelEntry:
    cases = tuple(id for id in entry.cases if entry.slug in cards[id].models)
    named_in = tuple(named for named in entry.named_in if named.case in cases)
    return replace(entry, cases=cases, named_in=named_in, related=tuple(r for r in entry.related if r.slug in kept))


def _theme_shelves(newest: Iterable[Card]) -> tuple[ThemeShelf, ...]:
    meanings = definitions()
    by_theme: dict[str, list[Card]] = {}
    for card in newest:
        for theme in card.themes:
            by_theme.setdefault(theme, []).append(card)
    shelves = [ThemeShelf(name, meanings.get(name, ""), tuple(cards)) for name, cards in by_theme.items()]
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.cards), shelf.name)))


def make_card(shown: Shown, sources: Mapping[str, Source], slugs: Mapping[NamedIn, str]) -> Card:
    """The card of a case; *slugs* tell which model a case means by a key."""
    case = shown.case
    article, document = case.article, case.document
    place = article.place
    named_in = [NamedIn(case.id, model.key) for model in article.models]
    return Card(
        id=case.id,
        title=case.title,
        cut_short="" if article.headline or case.title == article.text or case.title.endswith("。") else "……",
        kind=article.kind,
        names=(place.province, place.city, place.county),
        code=place.code,
        issued=article.published or document.issued,
        source=document.source,
        paper=paper_title(case, sources),
        page_no=document.page_no,
        page_name=document.page_name,
        models=tuple(dict.fromkeys(slugs[named] for named in named_in if named in slugs)),
        metrics=len(article.metrics),
        themes=tuple(theme.name for theme in article.themes),
        publish=case.publish,
        signed=bool(article.bylines),
    )
