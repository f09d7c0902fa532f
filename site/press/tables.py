"""The library as tables for other programs: cases, models, metrics, one record a row. Columns: see dictionary.tsv.

CSV has a byte-order mark, so that Excel reads Chinese, and no cell that a spreadsheet would run as a formula. Not
Parquet: every writer of it for Python brings some 50 to 150 MB of libraries, more than all else that we depend on.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.records import Component
from press.case_view import quote
from press.catalogue import Card
from press.cite import Citation
from press.links import web_address
from press.rights import Shown
from press.words import Word

TABLES = ("cases", "models", "metrics")
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
EXACT = 1e15  # beyond this a float is written as it is kept
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the data dictionary explains it; ``sort``: text, number, day, time, flag, list or tree."""

    table: str
    name: str
    sort: str
    meaning: Word


@cache
def dictionary() -> tuple[Column, ...]:
    """Every column of every table, in order."""
    lines = files("press").joinpath("dictionary.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Column(table, name, sort, Word(zh, en)) for table, name, sort, zh, en in rows)


def columns_of(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in dictionary() if column.table == table)


def case_record(shown: Shown, card: Card, citation: Citation) -> Record:
    """The row of a case. None and "": not known, or not to be shown."""
    case, article, document = shown.case, shown.article, shown.case.document
    return {
        "id": card.id,
        "title": card.title + card.cut_short,
        "kind": article.kind,
        "is_case": article.is_case,
        "province": card.names[0],
        "city": card.names[1],
        "county": card.names[2],
        "place_code": card.code,
        "units": [unit.name for unit in article.place.units],
        "themes": list(card.themes),
        "summary": [sentence.text for sentence in article.summary],
        "models": [model.name for model in article.models],
        "formulas": [formula.name for formula in article.formulas],
        "metrics": len(article.metrics),
        "paper": card.paper,
        "issued": card.issued.isoformat() if card.issued else None,
        "page_no": document.page_no,
        "page_name": document.page_name,
        "authors": list(citation.reference.authors),
        "address": web_address(document.address),
        "fetched_at": document.fetched_at.isoformat(timespec="seconds") if document.fetched_at else None,
        "digest": document.digest,
        "record": document.record,
        "script": document.script,
        "doubts": [*document.notes, *document.doubts, *article.doubts, *article.place.doubts],
        "publish": case.publish,
        "citation": citation.text,
        "page": card.path,
    }


def model_records(shown: Shown, slugs: Mapping[str, str]) -> Iterator[Record]:
    """A row for each model of a case; *slugs*: key → the model of the library that it is."""
    for model in shown.article.models:
        yield {
            "case": shown.case.id,
            "model": slugs.get(model.key),
            "name": model.name,
            "key": model.key,
            "kind": model.kind,
            "components": [tree(component) for component in model.components],
            "sentence": _sentence(shown, model),
            "rule": model.rule,
            "confidence": model.confidence,
            "doubts": list(model.doubts),
        }


def metric_records(shown: Shown) -> Iterator[Record]:
    """A row for each figure of a case."""
    for number, metric in enumerate(shown.article.metrics, start=1):
        yield {
            "case": shown.case.id,
            "number": number,
            "text": metric.text,
            "value": metric.value,
            "high": metric.high,
            "unit": metric.unit,
            "object": metric.object,
            "bound": metric.bound,
            "qualifier": metric.qualifier,
            "period": metric.period,
            "since": metric.since.isoformat() if metric.since else None,
            "until": metric.until.isoformat() if metric.until else None,
            "check": metric.check,
            "sentence": _sentence(shown, metric),
            "rule": metric.rule,
            "confidence": metric.confidence,
            "doubts": list(metric.doubts),
        }


def tree(component: Component) -> Record:
    """What a numeral stands for, with its parts when it has any."""
    below = [tree(part) for part in component.components]
    return {"name": component.name, "components": below} if below else {"name": component.name}


def cells(record: Record) -> list[str]:
    """A record as the cells of a spreadsheet."""
    return [_cell(value) for value in record.values()]


def csv_file(table: str, rows: Sequence[Sequence[str]]) -> bytes:
    """*rows* of cells under the names of the columns."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([columns_of(table), *rows])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def json_line(record: Record) -> bytes:
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", errors="replace")


def _sentence(shown: Shown, fact: Any) -> str:
    """The printed sentence, or what of it may be shown."""
    return "".join(piece.text for piece in quote(shown, fact.evidence).pieces)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() and abs(value) < EXACT else repr(value)
    text = value if isinstance(value, str) else _list(value)
    return disarmed(text)


def _list(value: Any) -> str:
    if all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def disarmed(text: str) -> str:
    """*text* so that no spreadsheet runs it.

    >>> disarmed("=1+1"), disarmed("党员+网格员")
    ("'=1+1", '党员+网格员')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
