"""Every figure of the library in shards by unit, so that 50,000 of them are not one page.

A unit with many figures has shards of its own, cut by case; the others share some. Figures of different units are never
compared, so a reader who filters by unit loads its shards alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from press.case_view import amount
from press.catalogue import Card
from press.links import hashed_name
from press.rights import Shown
from press.shards import bucket, buckets_for, shard, version

ROWS_A_SHARD = 800  # some 110 bytes each: a shard of 90 kB
OWN_SHARD = 200  # figures that a unit needs to have shards of its own

Row = list[object]


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit, how many figures it has in how many cases, and the files with their rows. Values are in that unit."""

    unit: str
    count: int
    cases: int
    lowest: float
    highest: float
    files: tuple[str, ...]


@dataclass(slots=True)
class Figures:
    """Collects the figures of all cases; ``rows`` by unit: [case id, …] as page.js reads them."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[str, Card] = field(default_factory=dict)

    def add(self, shown: Shown, card: Card) -> None:
        """Takes the figures of one case."""
        for number, metric in enumerate(shown.article.metrics, start=1):
            row: Row = [card.id, number, amount(metric), metric.value, metric.object or "", metric.qualifier or ""]
            self.rows[metric.unit].append([*row, metric.period or "", metric.text])
            self.cards[card.id] = card

    def files(self) -> dict[str, tuple[bytes, list[str]]]:
        """Path → (content, the units whose rows it holds)."""
        sorted_out: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        names = _shard_names({unit: len(rows) for unit, rows in self.rows.items()})
        for unit, rows in self.rows.items():
            for row in rows:
                sorted_out[names[unit].of(str(row[0]))][unit].append(row)
        return {f"numbers/{name}.js": (shard(name, self._value(held)), list(held)) for name, held in sorted_out.items()}

    def units(self, files: Mapping[str, tuple[bytes, list[str]]]) -> tuple[UnitFigures, ...]:
        """The units, the commonest first, with the *files* that hold their rows."""
        of_unit: defaultdict[str, list[str]] = defaultdict(list)
        for path, (content, units) in sorted(files.items()):
            for unit in units:
                of_unit[unit].append(f"{path}?{version(content)}")
        known = [_unit_figures(unit, rows, of_unit[unit]) for unit, rows in self.rows.items()]
        return tuple(sorted(known, key=lambda figures: (-figures.count, figures.unit)))

    def _value(self, held: Mapping[str, Sequence[Row]]) -> dict[str, object]:
        ids = sorted({str(row[0]) for rows in held.values() for row in rows})
        numbers = {id: number for number, id in enumerate(ids)}
        cards = [self.cards[id] for id in ids]
        return {
            "cases": [[c.id, c.title + c.cut_short, c.place, c.issued.isoformat() if c.issued else ""] for c in cards],
            "units": {unit: [[numbers[str(row[0])], *row[1:]] for row in rows] for unit, rows in sorted(held.items())},
        }


@dataclass(frozen=True, slots=True)
class _Shards:
    """The shards of a unit: ``count`` of them, told apart by ``key`` (None: by case)."""

    stem: str
    count: int
    key: str | None = None

    def of(self, case: str) -> str:
        return f"{self.stem}-{bucket(self.key if self.key is not None else case, self.count)}"


def _shard_names(counts: Mapping[str, int]) -> dict[str, _Shards]:
    few = sum(count for count in counts.values() if count < OWN_SHARD)
    shared = buckets_for(few, ROWS_A_SHARD)
    return {
        unit: _Shards(f"unit-{hashed_name(unit)}", buckets_for(count, ROWS_A_SHARD))
        if count >= OWN_SHARD
        else _Shards("mixed", shared, unit)
        for unit, count in counts.items()
    }


def _unit_figures(unit: str, rows: Sequence[Row], files: Sequence[str]) -> UnitFigures:
    values = [float(str(row[3])) for row in rows]
    return UnitFigures(unit, len(rows), len({row[0] for row in rows}), min(values), max(values), tuple(files))


def every_file(units: Sequence[UnitFigures]) -> Iterator[str]:
    """The files of all *units*, each once."""
    return iter(dict.fromkeys(file for unit in units for file in unit.files))
