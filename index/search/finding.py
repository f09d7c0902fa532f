"""A query and an index folder → ranked results with snippets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from index.folding import fold
from index.records import Heard, Hit, Results
from index.search.fields import squeeze
from index.search.occurrences import Occurrences
from index.search.parse import Query, Unit, parse_query
from index.search.ranking import Ranked, Ranking
from index.search.schema import reading
from index.search.snippets import Shown, make_snippet
from index.search.sounds import is_typed_sound, words_heard
from index.search.suggest import suggest

RESULTS = 20
OTHERS = 6  # words that the same letters may mean, told beside the one that is searched


@dataclass(frozen=True, slots=True)
class Filters:
    """What results must be: of a place (part of an official name), a year, a model (part of a name), a theme (its
    whole name), printed between two days, of a source (its short name) and a kind; ``has``: "metrics", "reviewed", or
    both. None: any."""

    place: str | None = None
    year: int | None = None
    model: str | None = None
    theme: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    kind: str | None = None
    has: Sequence[str] = ()


def search(  # noqa: PLR0913 - filters, each optional, are plainer than an object of them
    folder: Path,
    query: str,
    *,
    place: str | None = None,
    year: int | None = None,
    model: str | None = None,
    theme: str | None = None,
    since: date | None = None,
    until: date | None = None,
    source: str | None = None,
    kind: str | None = None,
    has: Sequence[str] = (),
    order: str = "relevance",
    limit: int = RESULTS,
) -> Results:
    """The cases in the index *folder* that hold everything *query* asks for, best first.

    Without words, all that pass the filters, newest first. *order*: "relevance",
    "newest", "oldest" or "place". Raises IndexMissing or IndexStale.
    """
    asked, filters = parse_query(query), Filters(place, year, model, theme, since, until, source, kind, has)
    with reading(folder) as reader:
        return _Search(reader).find(query, asked, filters, order=order, limit=limit)


class _Search:
    """One search in one reader."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._columns: dict[str, Any] = {}
        documents = frozenset(reader.all_doc_ids())
        self._occurrences = Occurrences(reader)
        self._ranking = Ranking(self._occurrences, documents, lambda document: int(self._column("size", document)))

    def find(self, typed: str, parsed: Query, filters: Filters, *, order: str, limit: int) -> Results:
        asked, heard = self.hear(parsed)
        matching = self._ranking.rank(asked)
        ranked = [one for one in matching if self._passes(one.document, filters)]
        ranked.sort(key=lambda one: (one.tier, -one.score, str(self._column("id", one.document))))
        self._arrange(ranked, order if asked.wanted or order != "relevance" else "newest")
        unknown = () if matching else self._ranking.unknown(asked)
        also = fold(typed)
        return Results(
            query=typed,
            total=len(ranked),
            hits=tuple([self._hit(one, asked) for one in ranked[:limit]]),
            also=also if also != typed.lower() else None,
            unknown=unknown,
            suggestions=tuple([word for one in unknown for word in self._suggest(one)]),
            filtered_out=0 if ranked else len(matching),
            heard=heard,
        )

    def _arrange(self, ranked: list[Ranked], order: str) -> None:
        """Puts what is ranked in another order; what is not known comes last, and the rank decides among equals."""
        if order in ("newest", "oldest"):
            ranked.sort(key=lambda one: str(self._column("day", one.document)) or "0000", reverse=order == "newest")
            ranked.sort(key=lambda one: not self._column("day", one.document))
        elif order == "place":
            ranked.sort(key=lambda one: self._place(one.document))
            ranked.sort(key=lambda one: not self._place(one.document))

    def _place(self, document: int) -> str:
        """The place as a path, down to where it is known."""
        names: list[str] = self._reader.stored_fields(document)["facets"]["place"]
        known = max((level for level, name in enumerate(names, start=1) if name), default=0)
        return "/".join(names[:known])

    def _suggest(self, word: str) -> list[str]:
        return suggest(word, self._occurrences.words_from(word[:2]))

    def hear(self, asked: Query) -> tuple[Query, tuple[Heard, ...]]:
        """The query with the words in place of their pinyin, and which these are."""
        heard = {unit: words for unit in asked.wanted if (words := self._words_heard(unit))}
        wanted = [replace(unit, text=heard[unit][0]) if unit in heard else unit for unit in asked.wanted]
        told = tuple([Heard(unit.text, words[0], tuple(words[1:OTHERS])) for unit, words in heard.items()])
        return Query(tuple(dict.fromkeys(wanted)), asked.unwanted), told

    def _words_heard(self, unit: Unit) -> list[str]:
        """What letters may mean that are no word of the library themselves."""
        if unit.phrase or unit.others or not is_typed_sound(unit.text) or self._occurrences.is_known(unit.text):
            return []
        return words_heard(unit.text, self._occurrences)

    def _column(self, name: str, document: int) -> Any:
        if name not in self._columns:
            self._columns[name] = self._reader.column_reader(name)
        return self._columns[name][document]

    def _passes(self, document: int, filters: Filters) -> bool:
        day = str(self._column("day", document))
        return (
            (filters.place is None or squeeze(filters.place) in str(self._column("place", document)))
            and (filters.model is None or squeeze(filters.model) in str(self._column("model", document)))
            and (filters.theme is None or squeeze(filters.theme) in str(self._column("theme", document)).split("\n"))
            and (filters.year is None or day[:4] == f"{filters.year:04}")
            and (filters.since is None or day >= str(filters.since))
            and (filters.until is None or "" < day <= str(filters.until))
            and self._has_marks(document, filters)
        )

    def _has_marks(self, document: int, filters: Filters) -> bool:
        wanted = {f"has={what}" for what in filters.has}
        wanted |= {f"source={filters.source}"} if filters.source else set()
        wanted |= {f"kind={filters.kind}"} if filters.kind else set()
        return not wanted or wanted.issubset(str(self._column("marks", document)).split("\n"))

    def _hit(self, one: Ranked, asked: Query) -> Hit:
        stored = self._reader.stored_fields(one.document)
        shown = stored["shown"]
        parts = [Shown(name, text, original or text) for name, text, original in shown["parts"]]
        return Hit(
            id=stored["id"],
            title=shown["title"],
            place=shown["place"],
            date=date.fromisoformat(shown["day"]) if shown["day"] else None,
            score=one.score,
            tier=one.tier,
            snippet=make_snippet(parts, self._to_mark(one, asked)),
        )

    def _to_mark(self, one: Ranked, asked: Query) -> list[str]:
        """What to look for in a case: the query as a whole, its units, or where they stand apart their pieces."""
        wanted = [each.text for unit in asked.wanted for each in (unit, *unit.others)]
        if one.tier == 0:
            return ["".join(wanted), *wanted]
        if one.tier == 1:
            return wanted
        pieces = [self._occurrences.pieces(unit.text) for unit in asked.wanted if not unit.phrase]
        return wanted + [piece for cut in pieces for piece in cut if len(piece) > 1]
