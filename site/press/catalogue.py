"""What every page may need to know of the whole library, in little room: a card for each case, and who names what.

Articles stay in the library and are asked for page by page; a card keeps what lists, charts and links show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from index.library import Library
from index.records import Case, Counts, ModelEntry, NamedIn, Source
from press.links import case_path
from press.place_tree import PlaceNode, place_tree


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

    @property
    def path(self) -> str:
        return case_path(self.id)

    @property
    def place(self) -> str:
        """The names of the place in one, "" when the case states none: 四川省德阳市什邡市."""
        return "".join(filter(None, self.names))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole library as the pages see it. ``cards`` are in the order of ids, ``newest`` by day.

    ``entries`` are the models by slug, ``slugs`` those of each case by the key that its article has.
    """

    cards: Mapping[str, Card]
    newest: tuple[Card, ...]
    models: tuple[ModelEntry, ...]
    entries: Mapping[str, ModelEntry]
    slugs: Mapping[NamedIn, str]
    places: tuple[PlaceNode, ...]
    place_of: Mapping[str, PlaceNode]
    sources: Mapping[str, Source]
    counts: Counts

    def entry(self, case: str, key: str) -> ModelEntry | None:
        """The model that *case* calls *key*, None when no listed case names it."""
        slug = self.slugs.get(NamedIn(case, key))
        return self.entries[slug] if slug else None


def read_catalogue(library: Library) -> Catalogue:
    """Goes through the listed cases of *library* once."""
    sources = {source.name: source for source in library.sources()}
    models = library.models()
    slugs = {named: entry.slug for entry in models for named in entry.named_in}
    cards = {case.id: _card(case, sources, slugs) for case in library.cases(only_cases=True)}
    places = place_tree((card.id, card.names, card.code) for card in cards.values())
    return Catalogue(
        cards=MappingProxyType(cards),
        newest=newest_first(cards.values()),
        models=models,
        entries=MappingProxyType({entry.slug: entry for entry in models}),
        slugs=MappingProxyType(slugs),
        places=places,
        place_of=MappingProxyType({id: node for place in places for node in place.all() for id in node.own}),
        sources=MappingProxyType(sources),
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


def _card(case: Case, sources: Mapping[str, Source], slugs: Mapping[NamedIn, str]) -> Card:
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
    )
