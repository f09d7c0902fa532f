"""A query and an index folder → ranked results with snippets."""

from __future__ import annotations

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

RESULTS = 20
OTHERS = 6  # words that the same letters may mean, told beside the one that is searched


@dataclass(frozen=True, slots=True)
class Filters:
    """What results must be: of a place (part of an official name), a year, a model (part of a name), a theme (its
    whole name). None: any."""

    place: str | None = None
    year: int | None = None
    model: str | None = None
    theme: str | None = None


def search(  # noqa: PLR0913 - filters, each optional, are plainer than an object of them
    folder: Path,
    query: str,
    *,
    place: str | None = None,
    year: int | None = None,
    model: str | None = None,
    theme: str | None = None,
    limit: int = RESULTS,
) -> Results:
    """The cases in the index *folder* that hold everything *query* asks for, best first.

    Without words, all that pass the filters, newest first. Raises IndexMissing or IndexStale.
    """
    asked, filters = parse_query(query), Filters(place, year, model, theme)
    with reading(folder) as reader:
        return _Search(reader).find(query, asked, filters, limit)


class _Search:
    """One search in one reader."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._columns: dict[str, Any] = {}
        documents = frozenset(reader.all_doc_ids())
        self._occurrences = Occurrences(reader)
        self._ranking = Ranking(self._occurrences, documents, lambda document: int(self._column("size", document)))

    def find(self, typed: str, parsed: Query, filters: Filters, limit: int) -> Results:
        asked, heard = self.hear(parsed)
        ranked = [one for one in self._ranking.rank(asked) if self._passes(one.document, filters)]
        ranked.sort(key=lambda one: (one.tier, -one.score, str(self._column("id", one.document))))
        if not asked.wanted:  # newest first; the order of ids stays among cases of one day
            ranked.sort(key=lambda one: str(self._column("day", one.document)), reverse=True)
        also = fold(typed)
        return Results(
            query=typed,
            total=len(ranked),
            hits=tuple([self._hit(one, asked) for one in ranked[:limit]]),
            also=also if also != typed.lower() else None,
            unknown=() if ranked else self._ranking.unknown(asked),
            heard=heard,
        )

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
        return (
            (filters.place is None or squeeze(filters.place) in str(self._column("place", document)))
            and (filters.model is None or squeeze(filters.model) in str(self._column("model", document)))
            and (filters.theme is None or squeeze(filters.theme) in str(self._column("theme", document)).split("\n"))
            and (filters.year is None or str(self._column("day", document))[:4] == f"{filters.year:04}")
        )

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
