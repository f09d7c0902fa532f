"""Records out of rows: the reverse of writing. What comes out equals what went in."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from index.library import coding
from index.records import Case, DocumentRecord, Edit, Withdrawal
from nlp.records import Article, Byline, Evidence, Formula, Metric, Model, Part, Place, Sentence, Theme, Unit

DOCUMENT_COLUMNS = """documents.id AS document, source, address, digest, record, fetched_at, paper, issued, page_no,
    page_name, territory, page, notes, coalesce(script, '') AS script, coalesce(readings.doubts, '[]') AS read_doubts"""


def load_document(row: sqlite3.Row) -> DocumentRecord:
    """A document from a row that has DOCUMENT_COLUMNS."""
    return DocumentRecord(
        id=row["document"],
        source=row["source"],
        address=row["address"],
        digest=row["digest"],
        record=row["record"],
        fetched_at=coding.load_time(row["fetched_at"]),
        paper=row["paper"],
        issued=coding.load_day(row["issued"]),
        page_no=row["page_no"],
        page_name=row["page_name"],
        script=row["script"],
        page=row["page"],
        notes=coding.load_strings(row["notes"]),
        territory=row["territory"],
        doubts=coding.load_strings(row["read_doubts"]),
    )


def load_case(connection: sqlite3.Connection, id: str, document: int) -> Case:
    """The case *id* as it stands in *document*."""
    row = connection.execute(
        f"SELECT {DOCUMENT_COLUMNS}, articles.id AS article, "  # noqa: S608
        "(SELECT publish FROM sources WHERE sources.name = source) AS publish, "
        "(SELECT why FROM withdrawn_cases WHERE withdrawn_cases.id = case_id) AS withdrawn "
        "FROM articles JOIN readings USING (document) JOIN documents ON documents.id = document "
        "WHERE case_id = ? AND document = ?",
        (id, document),
    ).fetchone()
    return Case(id, load_article(connection, row["article"]), load_document(row), row["publish"], row["withdrawn"])


def load_withdrawals(connection: sqlite3.Connection) -> tuple[Withdrawal, ...]:
    """What may not be shown now, by id."""
    rows = connection.execute("SELECT id, why, at, by FROM withdrawn_cases ORDER BY id").fetchall()
    return tuple([Withdrawal(r["id"], r["why"], datetime.fromisoformat(r["at"]), r["by"]) for r in rows])


def load_article(connection: sqlite3.Connection, article: int) -> Article:
    """The article in row *article* of the table of articles, with its parts and facts."""
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
    return Article(
        id=row["number"],
        kind=row["kind"],
        parts=tuple([_part(r) for r in _rows(connection, "parts", article)]),
        is_case=coding.load_flag(row["is_case"]),
        case_reasons=coding.load_strings(row["case_reasons"]),
        bylines=tuple([Byline(r["name"], r["role"], _evidence(r)) for r in _rows(connection, "bylines", article)]),
        published=coding.load_day(row["published"]),
        published_at=row["published_at"],
        missing_head=bool(row["missing_head"]),
        missing_tail=bool(row["missing_tail"]),
        place=_place(connection, row),
        models=tuple([_model(r) for r in _rows(connection, "models", article)]),
        metrics=tuple([_metric(r) for r in _rows(connection, "metrics", article)]),
        doubts=coding.load_strings(row["doubts"]),
        themes=tuple([_theme(r) for r in _rows(connection, "themes", article)]),
        summary=tuple([_sentence(r) for r in _rows(connection, "sentences", article)]),
        formulas=tuple([_formula(r) for r in _rows(connection, "formulas", article)]),
    )


def _rows(connection: sqlite3.Connection, table: str, article: int) -> list[sqlite3.Row]:
    return connection.execute(f"SELECT * FROM {table} WHERE article = ? ORDER BY seq", (article,)).fetchall()  # noqa: S608


def _evidence(row: sqlite3.Row) -> Evidence:
    return Evidence(row["part"], row["start"], row["end"])


def _part(row: sqlite3.Row) -> Part:
    original = row["text"] if row["original"] is None else row["original"]
    return Part(row["name"], row["text"], original, coding.load_runs(row["runs"]))


def _model(row: sqlite3.Row) -> Model:
    return Model(
        name=row["name"],
        key=row["key"],
        kind=row["kind"],
        components=coding.load_components(row["components"]),
        evidence=_evidence(row),
        rule=row["rule"],
        confidence=row["confidence"],
        doubts=coding.load_strings(row["doubts"]),
    )


def _theme(row: sqlite3.Row) -> Theme:
    return Theme(row["name"], coding.load_evidences(row["evidence"]), row["rule"], row["confidence"])


def _sentence(row: sqlite3.Row) -> Sentence:
    return Sentence(row["text"], _evidence(row), row["rule"], row["confidence"])


def _formula(row: sqlite3.Row) -> Formula:
    return Formula(row["name"], row["sort"], _evidence(row), row["rule"], row["confidence"])


def _metric(row: sqlite3.Row) -> Metric:
    return Metric(
        text=row["text"],
        value=row["value"],
        unit=row["unit"],
        object=row["object"],
        bound=row["bound"],
        high=row["high"],
        evidence=_evidence(row),
        rule=row["rule"],
        confidence=row["confidence"],
        qualifier=row["qualifier"],
        period=row["period"],
        doubts=coding.load_strings(row["doubts"]),
        since=coding.load_day(row["since"]),
        until=coding.load_day(row["until"]),
        check=row["check"],
    )


def _place(connection: sqlite3.Connection, row: sqlite3.Row) -> Place:
    units = [Unit(r["name"], _evidence(r)) for r in _rows(connection, "units", row["id"])]
    return Place(
        province=row["province"],
        city=row["city"],
        county=row["county"],
        code=row["place_code"],
        units=tuple(units),
        evidence=tuple([_evidence(r) for r in _rows(connection, "place_evidence", row["id"])]),
        rule=row["place_rule"],
        confidence=row["place_confidence"],
        doubts=coding.load_strings(row["place_doubts"]),
    )


def load_edits(connection: sqlite3.Connection, id: str) -> tuple[Edit, ...]:
    """The editors' decisions on a case, in the order in which they were made."""
    rows = connection.execute("SELECT * FROM edits WHERE case_id = ? ORDER BY id", (id,)).fetchall()
    return tuple(
        [Edit(id, r["field"], r["value"], r["editor"], datetime.fromisoformat(r["at"]), r["note"]) for r in rows]
    )
