"""Keeping one reading: its rows, the ids of its articles, and the pointers of cases that moved. Inside a transaction.

All versions of the address are settled together, because a version that comes late may be an early one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.items import Page
from index import identity
from index.identity import Assigned, Pairs, Sighting, Version
from index.library import coding, reading, writing
from index.records import Reading
from nlp.records import Article, Document

# The order of versions: as fetched; those that were never fetched (loose files) before, as they came.
FETCH_ORDER = "fetched_at IS NOT NULL, fetched_at, documents.id"
SHOWN_ORDER = "seen_at IS NOT NULL, seen_at, documents.id"


@dataclass(frozen=True, slots=True)
class Seen:
    """A document met at its address: its digest, and when (ISO 8601, UTC)."""

    source: str
    address: str
    digest: str
    at: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where versions of a document lie: one address of one source."""

    source: str
    address: str


def find_same(connection: sqlite3.Connection, page: Page, document: Document) -> Reading | None:
    """What the library holds when it is exactly this reading of exactly this page, else None."""
    row = connection.execute(
        "SELECT id, stated, script, blocks, readings.doubts AS doubts FROM documents "
        "JOIN readings ON document = documents.id "
        "WHERE source = ? AND address = ? AND digest = ? AND text_digest = ?",
        (page.source, page.address, page.digest, coding.digest_text(page.text)),
    ).fetchone()
    if row is None or row["stated"] != coding.dump_stated(page):
        return None
    known = (row["script"], row["blocks"], coding.load_strings(row["doubts"]))
    if known != (document.script, coding.dump_blocks(document.blocks), tuple(document.doubts)):
        return None
    articles = _articles_of(connection, row["id"])
    return Reading(row["id"], tuple(articles), changed=False) if tuple(articles.values()) == document.articles else None


def keep(connection: sqlite3.Connection, page: Page, document: Document) -> Reading:
    """Keeps *document*, read from *page*; what the editors' layer holds is not touched."""
    spot = _Spot(page.source, page.address)
    before = _present(connection, spot)
    number = writing.keep_document(connection, page)
    old = _sightings(connection, number)
    new = _first_sight(document.articles, old)
    versions = [_version(connection, spot, row, (number, new)) for row in _documents_of(connection, spot, number)]
    assigned = identity.assign_ids(versions, lambda id: _is_elsewhere(connection, spot, id))
    writing.keep_reading(connection, number, document)
    for version in assigned:
        _settle(connection, spot, version, document.articles if version.document == number else None)
    _show_latest(connection, spot)
    return _close(connection, spot, before, next(a for a in assigned if a.document == number))


def _articles_of(connection: sqlite3.Connection, document: int) -> dict[str, Article]:
    """Case id → article, in the order of the document."""
    rows = connection.execute("SELECT id, case_id FROM articles WHERE document = ? ORDER BY id", (document,)).fetchall()
    return {row["case_id"]: reading.load_article(connection, row["id"]) for row in rows}


def _documents_of(connection: sqlite3.Connection, spot: _Spot, number: int) -> list[sqlite3.Row]:
    """The documents at the address that were read, *number* among them, as fetched."""
    return connection.execute(
        "SELECT documents.id, digest FROM documents LEFT JOIN readings ON document = documents.id "  # noqa: S608
        "WHERE source = ? AND address = ? AND (document IS NOT NULL OR documents.id = ?) "
        f"ORDER BY {FETCH_ORDER}",
        (spot.source, spot.address, number),
    ).fetchall()


def _version(
    connection: sqlite3.Connection, spot: _Spot, row: sqlite3.Row, new: tuple[int, tuple[Sighting, ...]]
) -> Version:
    sightings = new[1] if row["id"] == new[0] else _sightings(connection, row["id"])
    return Version(row["id"], identity.short_hash(spot.source, spot.address, row["digest"]), sightings)


def _sightings(connection: sqlite3.Connection, document: int) -> tuple[Sighting, ...]:
    """The articles of a document as the library holds them, under the ids they have."""
    rows = connection.execute(
        "SELECT case_id, coalesce(head.text, '') AS headline, coalesce(body.text, '') AS text FROM articles "
        "LEFT JOIN parts AS head ON head.article = articles.id AND head.name = 'headline' "
        "LEFT JOIN parts AS body ON body.article = articles.id AND body.name = 'text' "
        "WHERE document = ? ORDER BY articles.id",
        (document,),
    ).fetchall()
    names = identity.anchors([(row["headline"], row["text"]) for row in rows])
    return tuple(
        [
            Sighting(anchor, identity.pairs_of(row["headline"] + row["text"]), row["case_id"])
            for anchor, row in zip(names, rows, strict=True)
        ]
    )


def _first_sight(articles: Sequence[Article], old: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The articles of a new reading, under the ids of those that the old reading of the same document had."""
    names = identity.anchors([(a.headline, a.text) for a in articles])
    pairs = {n: identity.pairs_of(a.headline + a.text) for n, a in enumerate(articles)}
    given = identity.match({s.given: s.pairs for s in old if s.given}, pairs)
    return tuple([Sighting(anchor, pairs[n], given.get(n)) for n, anchor in enumerate(names)])


def _present(connection: sqlite3.Connection, spot: _Spot) -> dict[str, Pairs]:
    """The cases that stand at the address now, with what they say."""
    rows = connection.execute(
        "SELECT document FROM readings JOIN documents ON documents.id = document "
        "WHERE source = ? AND address = ? AND current = 1",
        (spot.source, spot.address),
    ).fetchall()
    found = [sighting for row in rows for sighting in _sightings(connection, row["document"])]
    return {sighting.given: sighting.pairs for sighting in found if sighting.given}


def _ever(connection: sqlite3.Connection, spot: _Spot) -> dict[str, Pairs]:
    """Every case that some version at the address holds, with what it said last."""
    documents = _documents_of(connection, spot, 0)
    found = [sighting for row in documents for sighting in _sightings(connection, row["id"])]
    return {sighting.given: sighting.pairs for sighting in found if sighting.given}


def _is_elsewhere(connection: sqlite3.Connection, spot: _Spot, id: str) -> bool:
    row = connection.execute("SELECT source, address FROM cases WHERE id = ?", (id,)).fetchone()
    return row is not None and (row["source"], row["address"]) != (spot.source, spot.address)


def _settle(
    connection: sqlite3.Connection, spot: _Spot, assigned: Assigned, articles: tuple[Article, ...] | None
) -> None:
    """Writes what was assigned to one version; *articles* are those of the new reading, None for the other versions."""
    connection.executemany(
        "INSERT INTO cases (id, source, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(id, spot.source, spot.address) for id in assigned.ids],
    )
    connection.execute(
        "UPDATE readings SET strand = ? WHERE document = ? AND strand <> ?",
        (assigned.strand, assigned.document, assigned.strand),
    )
    if articles is None:
        _rename(connection, assigned)
        return
    rows = [(id, _fingerprint(article), article) for id, article in zip(assigned.ids, articles, strict=True)]
    writing.keep_articles(connection, assigned.document, rows)


def _rename(connection: sqlite3.Connection, assigned: Assigned) -> None:
    rows = connection.execute("SELECT id FROM articles WHERE document = ? ORDER BY id", (assigned.document,)).fetchall()
    connection.executemany(
        "UPDATE articles SET case_id = ?1 WHERE id = ?2 AND case_id <> ?1",
        [(id, row["id"]) for id, row in zip(assigned.ids, rows, strict=True)],
    )


def _fingerprint(article: Article) -> str:
    return hashlib.sha256(repr(article).encode("utf-8", "surrogatepass")).hexdigest()


def _show_latest(connection: sqlite3.Connection, spot: _Spot) -> None:
    """Of each strand the version that was seen last is the one whose articles are the cases."""
    rows = connection.execute(
        "SELECT document, strand, current FROM readings JOIN documents ON documents.id = document "  # noqa: S608
        f"WHERE source = ? AND address = ? ORDER BY {SHOWN_ORDER}",
        (spot.source, spot.address),
    ).fetchall()
    latest = {row["strand"]: row["document"] for row in rows}
    changed = [row for row in rows if bool(row["current"]) != (latest[row["strand"]] == row["document"])]
    connection.executemany(
        "UPDATE readings SET current = 1 - current WHERE document = ?", [(row["document"],) for row in changed]
    )


def _close(connection: sqlite3.Connection, spot: _Spot, before: dict[str, Pairs], assigned: Assigned) -> Reading:
    after = _present(connection, spot)
    if before != after:  # a version that came late may hold cases that were never shown: they need a pointer, too
        moves = identity.find_moves(_ever(connection, spot) | before, after)
        writing.keep_moves(connection, moves, after)
    connection.execute("DELETE FROM failures WHERE document = ?", (assigned.document,))
    born = tuple([id for id in after if id not in before])
    gone = tuple([id for id in before if id not in after])
    return Reading(assigned.document, assigned.ids, changed=True, born=born, gone=gone)


def see_again(connection: sqlite3.Connection, seen: Seen) -> bool:
    """Notes that a known document was met again after another one had stood at its address: A, then B, then A again.

    False when it is the one shown anyway, or is not known.
    """
    spot = _Spot(seen.source, seen.address)
    rows = connection.execute(
        f"SELECT id, digest, seen_at FROM documents WHERE source = ? AND address = ? ORDER BY {SHOWN_ORDER}",  # noqa: S608
        (spot.source, spot.address),
    ).fetchall()
    known = [row["id"] for row in rows if row["digest"] == seen.digest]
    if not known or known[-1] == rows[-1]["id"] or seen.at <= (rows[-1]["seen_at"] or ""):
        return False
    before = _present(connection, spot)
    connection.execute("UPDATE documents SET seen_at = ? WHERE id = ?", (seen.at, known[-1]))
    _show_latest(connection, spot)
    after = _present(connection, spot)
    writing.keep_moves(connection, identity.find_moves(before, after), after)
    return True
