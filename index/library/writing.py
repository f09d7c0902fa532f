"""Rows out of records: a document as received, and what was read from it. Called inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from crawler.items import Page
from index.library import coding
from index.records import Moved
from nlp.records import Article, Document, Evidence


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    """Inserts one row; table and column names are ours, never from outside. Returns its id."""
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    cursor = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
    return cursor.lastrowid or 0


def keep_document(connection: sqlite3.Connection, page: Page) -> int:
    """The id of the document that *page* is, which is kept as received when it is new."""
    # A user's own files may be shown whole; of what was fetched from others an extract, until its source says more.
    publish = "full" if page.address.startswith("file:") else "extract"
    connection.execute(
        "INSERT INTO sources (name, title, territory, publish) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (page.source, page.paper or page.source, page.territory, publish),
    )
    key = (page.source, page.address, page.digest, coding.digest_text(page.text))
    known = connection.execute(
        "SELECT id FROM documents WHERE source = ? AND address = ? AND digest = ? AND text_digest = ?", key
    ).fetchone()
    if known:
        _restate(connection, known["id"], page)
        return int(known["id"])
    at = coding.dump_time(page.fetched_at)
    row = dict(zip(("source", "address", "digest", "text_digest"), key, strict=True))
    first = {"page": page.text, "record": page.record, "fetched_at": at, "seen_at": at}
    return insert(connection, "documents", row | first | _statements(page))


def _statements(page: Page) -> dict[str, object]:
    return {
        "paper": page.paper,
        "issued": coding.dump_day(page.issued),
        "page_no": page.page_no,
        "page_name": page.page_name,
        "territory": page.territory,
        "stated": coding.dump_stated(page),
        "notes": coding.dump(list(page.notes)),
    }


def _restate(connection: sqlite3.Connection, document: int, page: Page) -> None:
    """What is stated of a document (its paper, day, page) may be put right later; the document itself stays."""
    row = _statements(page)
    columns = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*row.values(), document))  # noqa: S608


def keep_reading(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """The document-wide part of a reading; its strand is put right when ids are assigned."""
    connection.execute("DELETE FROM readings WHERE document = ?", (number,))
    row = {
        "document": number,
        "strand": number,
        "current": 0,
        "script": document.script,
        "blocks": coding.dump_blocks(document.blocks),
        "doubts": coding.dump(list(document.doubts)),
    }
    insert(connection, "readings", row)


def keep_articles(connection: sqlite3.Connection, number: int, articles: Sequence[tuple[str, str, Article]]) -> None:
    """All articles of a document, given as (case id, fingerprint, article)."""
    for case_id, fingerprint, article in articles:
        row = insert(connection, "articles", _article_row(number, case_id, article) | {"fingerprint": fingerprint})
        _keep_parts(connection, row, article)
        _keep_facts(connection, row, article)
        _keep_place(connection, row, article)
        _keep_subject(connection, row, article)


def _article_row(document: int, case_id: str, article: Article) -> dict[str, object]:
    place = article.place
    return {
        "document": document,
        "case_id": case_id,
        "number": article.id,
        "kind": article.kind,
        "is_case": article.is_case,
        "case_reasons": coding.dump(list(article.case_reasons)),
        "published": coding.dump_day(article.published),
        "published_at": article.published_at,
        "missing_head": article.missing_head,
        "missing_tail": article.missing_tail,
        "province": place.province,
        "city": place.city,
        "county": place.county,
        "place_code": place.code,
        "place_rule": place.rule,
        "place_confidence": place.confidence,
        "place_doubts": coding.dump(list(place.doubts)),
        "doubts": coding.dump(list(article.doubts)),
    }


def _keep_parts(connection: sqlite3.Connection, article_row: int, article: Article) -> None:
    for seq, part in enumerate(article.parts):
        original = None if part.original == part.text else part.original
        row: dict[str, object] = {
            "name": part.name,
            "text": part.text,
            "original": original,
            "runs": coding.dump_runs(part.runs),
        }
        insert(connection, "parts", row | {"article": article_row, "seq": seq})


def _at(evidence: Evidence) -> dict[str, object]:
    return {"part": evidence.part, "start": evidence.start, "end": evidence.end}


def _keep_facts(connection: sqlite3.Connection, article_row: int, article: Article) -> None:
    for seq, byline in enumerate(article.bylines):
        row: dict[str, object] = {"name": byline.name, "role": byline.role}
        insert(connection, "bylines", {"article": article_row, "seq": seq} | row | _at(byline.evidence))
    for seq, model in enumerate(article.models):
        row = {"name": model.name, "key": model.key, "kind": model.kind}
        row |= {"components": coding.dump_components(model.components)}
        row |= _judged(model.rule, model.confidence, model.doubts)
        insert(connection, "models", {"article": article_row, "seq": seq} | row | _at(model.evidence))
    for seq, metric in enumerate(article.metrics):
        row = {"text": metric.text, "value": metric.value, "unit": metric.unit, "object": metric.object}
        row |= {"bound": metric.bound, "high": metric.high, "qualifier": metric.qualifier, "period": metric.period}
        row |= {"since": coding.dump_day(metric.since), "until": coding.dump_day(metric.until), "check": metric.check}
        row |= _judged(metric.rule, metric.confidence, metric.doubts)
        insert(connection, "metrics", {"article": article_row, "seq": seq} | row | _at(metric.evidence))


def _judged(rule: str, confidence: float, doubts: Iterable[str]) -> dict[str, object]:
    return {"rule": rule, "confidence": confidence, "doubts": coding.dump(list(doubts))}


def _keep_place(connection: sqlite3.Connection, article_row: int, article: Article) -> None:
    for seq, unit in enumerate(article.place.units):
        insert(connection, "units", {"article": article_row, "seq": seq, "name": unit.name} | _at(unit.evidence))
    for seq, evidence in enumerate(article.place.evidence):
        insert(connection, "place_evidence", {"article": article_row, "seq": seq} | _at(evidence))


def _keep_subject(connection: sqlite3.Connection, article_row: int, article: Article) -> None:
    """What the article is about: its themes, its summary, the national formulas it names."""
    for seq, theme in enumerate(article.themes):
        row: dict[str, object] = {"article": article_row, "seq": seq, "name": theme.name}
        row |= {"evidence": coding.dump_evidences(theme.evidence), "rule": theme.rule, "confidence": theme.confidence}
        insert(connection, "themes", row)
    for seq, sentence in enumerate(article.summary):
        row = {"article": article_row, "seq": seq, "text": sentence.text} | _at(sentence.evidence)
        insert(connection, "sentences", row | {"rule": sentence.rule, "confidence": sentence.confidence})
    for seq, formula in enumerate(article.formulas):
        row = {"article": article_row, "seq": seq, "name": formula.name, "sort": formula.sort} | _at(formula.evidence)
        insert(connection, "formulas", row | {"rule": formula.rule, "confidence": formula.confidence})


def keep_moves(connection: sqlite3.Connection, moves: Iterable[Moved], living: Iterable[str]) -> None:
    """Pointers of cases that moved. A case that lives again needs none, unless pieces of it were split off."""
    connection.executemany("DELETE FROM moves WHERE id = ? AND kind <> 'split'", [(id,) for id in living])
    connection.executemany(
        "INSERT INTO moves (id, kind, targets) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, targets = excluded.targets",
        [(move.id, move.kind, coding.dump(list(move.to))) for move in moves],
    )
