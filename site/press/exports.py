"""Everything that carries the library to scripts and other programs, in one walk through its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from press.catalogue import Card, Catalogue
from press.cite import cite
from press.errors import QuoteError
from press.facts import Facts, facts_version
from press.numbers import Figures, UnitFigures
from press.rights import Shown
from press.shards import shard
from press.tables import TABLES, case_record, cells, csv_file, json_line, metric_records, model_records

Write = Callable[[str, bytes], object]


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the data: its path, its table, and its length."""

    path: str
    table: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What pages need to know of the files written: the units with their shards, the shards of facts, the downloads."""

    units: tuple[UnitFigures, ...]
    facts: str
    downloads: tuple[Download, ...]


@dataclass(slots=True)
class _Ledger:
    """The rows of the tables so far. ``lines``: JSON Lines; ``rows``: cells of the CSV files, by table."""

    figures: Figures = field(default_factory=Figures)
    facts: Facts = field(default_factory=Facts)
    cases: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, list[bytes]] = field(default_factory=lambda: {table: [] for table in TABLES})
    rows: dict[str, list[list[str]]] = field(default_factory=lambda: {table: [] for table in TABLES})


def export(catalogue: Catalogue, cases: Callable[[str], Shown], write: Write) -> Exported:
    """Writes shards and downloads; a case whose evidence is out of bounds is left out: its page says why."""
    ledger = _Ledger()
    for card in catalogue.cards.values():
        shown = cases(card.id)
        write(f"cases/{card.id}.js", shard(f"text-{card.id}", [[part.name, part.text] for part in shown.parts()]))
        try:
            _note(ledger, shown, card, catalogue)
        except QuoteError:
            continue
    return _close(ledger, write)


def _note(ledger: _Ledger, shown: Shown, card: Card, catalogue: Catalogue) -> None:
    citation = cite(shown.case, paper=card.paper)
    entries = {model.key: catalogue.entry(card.id, model.key) for model in shown.article.models}
    slugs = {key: entry.slug for key, entry in entries.items() if entry}
    record = case_record(shown, card, citation)
    tables = {"cases": [record], "models": list(model_records(shown, slugs)), "metrics": list(metric_records(shown))}
    for table, records in tables.items():
        ledger.rows[table] += [cells(one) for one in records]
        ledger.lines[table] += [json_line(one) for one in records]
    ledger.cases[card.id] = cells(record)
    ledger.facts.add(shown, card, citation=citation, slugs=slugs)
    ledger.figures.add(shown, card)


def _close(ledger: _Ledger, write: Write) -> Exported:
    figures = ledger.figures.files()
    facts = ledger.facts.files(ledger.cases)
    downloads = list(_downloads(ledger))
    contents = {path: content for path, (content, _) in figures.items()} | facts
    for path, content in (*contents.items(), *((one.path, content) for one, content in downloads)):
        write(path, content)
    return Exported(ledger.figures.units(figures), facts_version(facts), tuple(one for one, _ in downloads))


def _downloads(ledger: _Ledger) -> Iterator[tuple[Download, bytes]]:
    for table in TABLES:
        rows = len(ledger.rows[table])
        for ending, content in (("csv", csv_file(table, ledger.rows[table])), ("jsonl", _join(ledger.lines[table]))):
            yield Download(f"data/{table}.{ending}", table, rows, len(content)), content


def _join(lines: Iterable[bytes]) -> bytes:
    return b"".join(lines)
