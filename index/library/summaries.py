"""What the library says as a whole: models and places over all cases, counts, the list of what is listed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from index.identity import short_hash
from index.library.linking import models
from index.library.listed import CURRENT, LISTED
from index.records import Counts, Failure, PlaceEntry


def case_ids(connection: sqlite3.Connection, *, only_cases: bool) -> list[tuple[str, int]]:
    """(case id, document) of every case, by id."""
    where = LISTED if only_cases else CURRENT
    rows = connection.execute(f"SELECT case_id, document FROM {where} ORDER BY case_id").fetchall()  # noqa: S608
    return [(row["case_id"], row["document"]) for row in rows]


def fingerprints(connection: sqlite3.Connection, *, only_cases: bool) -> dict[str, str]:
    """Case id → what changes when anything changes that is shown of the case: its reading, its document, its edits."""
    where = LISTED if only_cases else CURRENT
    rows = connection.execute(
        "SELECT case_id, fingerprint, stated, digest, record, seen_at, publish, "  # noqa: S608
        "(SELECT count(*) FROM edits WHERE edits.case_id = listed.case_id) AS edits, "
        "(SELECT count(*) FROM readings WHERE readings.strand = listed.strand) AS versions "
        f"FROM (SELECT * FROM {where}) AS listed JOIN documents ON documents.id = document "
        "JOIN sources ON sources.name = source ORDER BY case_id"
    ).fetchall()
    return {row["case_id"]: short_hash(*[str(value) for value in row]) for row in rows}


def places(connection: sqlite3.Connection) -> tuple[PlaceEntry, ...]:
    rows = connection.execute(
        f"SELECT case_id, province, city, county, place_code FROM {LISTED} "  # noqa: S608
        "AND coalesce(province, city, county) IS NOT NULL ORDER BY case_id"
    ).fetchall()
    groups: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        key = (row["province"] or "", row["city"] or "", row["county"] or "", row["place_code"] or "")
        groups[key].append(row["case_id"])
    return tuple([_place_entry(key, cases) for key, cases in sorted(groups.items())])


def _place_entry(key: tuple[str, str, str, str], cases: list[str]) -> PlaceEntry:
    province, city, county, code = [value or None for value in key]
    return PlaceEntry(province, city, county, code, short_hash("place", *key), tuple(cases))


def counts(connection: sqlite3.Connection) -> Counts:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    facts = f"(SELECT articles.id AS row FROM {LISTED}) ON row = article"  # noqa: S608
    return Counts(
        sources=number("SELECT count(*) FROM sources"),
        documents=number("SELECT count(*) FROM documents"),
        articles=number(f"SELECT count(*) FROM {CURRENT}"),  # noqa: S608
        cases=number(f"SELECT count(*) FROM {LISTED}"),  # noqa: S608
        models=len(models(connection)),
        metrics=number(f"SELECT count(*) FROM metrics JOIN {facts}"),  # noqa: S608
        failures=number("SELECT count(*) FROM failures"),
        edits=number("SELECT count(*) FROM edits"),
    )


def failures(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    rows = connection.execute(
        "SELECT source, address, digest, reason FROM failures JOIN documents ON documents.id = document "
        "ORDER BY source, address, digest"
    ).fetchall()
    return tuple([Failure(*row) for row in rows])
