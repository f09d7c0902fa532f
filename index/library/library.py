"""The library: one SQLite file in a folder, and the only way in and out of it. Frozen records, never rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from crawler.items import Page
from index.errors import CaseUnknown, ReadingRefused
from index.library import coding, health, keeping, linking, reading, summaries, writing
from index.library.connection import FILE_NAME, connect, spoken_errors, transaction
from index.quotes import faults
from index.records import (
    Case,
    Counts,
    DocumentRecord,
    Edit,
    Failure,
    ModelEntry,
    Moved,
    PlaceEntry,
    Reading,
    Source,
    Withdrawal,
)
from nlp.records import Document

WAIT_SECONDS = 5.0  # for another writer: one page is kept in some 10 ms, so who waits longer waits for something stuck


class Library:
    """Open with ``Library.open``. Every method raises a LibraryError (index.errors) when the file cannot be used."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, folder: Path, *, create: bool, wait_seconds: float = WAIT_SECONDS) -> Library:
        """The library in *folder*, brought to the present shape; *create* makes it when there is none.

        Raises LibraryMissing, LibraryNewer (a newer version wrote it), LibraryBusy, LibraryUnwritable, LibraryDamaged.
        """
        return cls(connect(folder, create=create, wait_seconds=wait_seconds), folder / FILE_NAME)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- writing ---------------------------------------------------------------------------------------------------

    def add_reading(self, page: Page, document: Document) -> Reading:
        """Keeps *page* as received and what was read from it, in one commit; the same again changes no row.

        Raises ReadingRefused when a quotation does not stand in the page: see add_failure.
        """
        wrong = faults(document, received=page.text)
        if wrong:
            raise ReadingRefused("; ".join(wrong[:3]) + (f" (and {len(wrong) - 3} more)" if wrong[3:] else ""))
        with self._transaction():
            known = keeping.find_same(self._connection, page, document)
            return known or keeping.keep(self._connection, page, document)

    def add_failure(self, page: Page, reason: str) -> bool:
        """Keeps *page* as received with the reason why it could not be read. False when both were known."""
        with self._transaction():
            number = writing.keep_document(self._connection, page)
            changed = self._connection.execute(
                "INSERT INTO failures (document, reason) VALUES (?, ?) ON CONFLICT (document) "
                "DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason",
                (number, reason),
            )
            return changed.rowcount > 0

    def add_source(self, source: Source) -> None:
        """Keeps what is known of a source and how much of it may be shown, or puts it right."""
        with self._transaction():
            self._connection.execute(
                "INSERT INTO sources (name, title, territory, publish) VALUES (?1, ?2, ?3, ?4) "
                "ON CONFLICT (name) DO UPDATE SET title = ?2, territory = ?3, publish = ?4 "
                "WHERE title <> ?2 OR territory IS NOT ?3 OR publish <> ?4",
                (source.name, source.title, source.territory, source.publish),
            )

    def withdraw(self, id: str, *, why: str, at: datetime) -> bool:
        """Takes a case out of what may be shown, with what is split from it or holds it later; *why* is printed.

        False when it was withdrawn for that reason already. Raises CaseUnknown when the library never had the case.
        """
        return self._note_withdrawal(id, withdrawn=True, why=why, at=at)

    def show_again(self, id: str, *, why: str, at: datetime) -> bool:
        """Takes a withdrawal back. False when the case itself is not withdrawn. Raises CaseUnknown."""
        return self._note_withdrawal(id, withdrawn=False, why=why, at=at)

    def see_again(self, page: Page) -> bool:
        """Notes that a document that was read before was met again at its address, at ``page.fetched_at``.

        True when another version was shown there in the meantime, and this one is shown again from now on.
        """
        at = coding.dump_time(page.fetched_at)
        if at is None:
            return False
        with self._transaction():
            return keeping.see_again(self._connection, keeping.Seen(page.source, page.address, page.digest, at))

    def mark_looked_at(self, records: Mapping[str, datetime]) -> None:
        """Notes that ingest is done with these WARC records and when their payloads were last met.

        The next ingest need open neither them nor the revisits of that time and before.
        """
        with self._transaction():
            self._connection.executemany(
                "INSERT INTO looked_at (record, last_met) VALUES (?, ?) "
                "ON CONFLICT (record) DO UPDATE SET last_met = max(last_met, excluded.last_met)",
                [(record, coding.dump_time(met)) for record, met in records.items()],
            )

    # --- reading ---------------------------------------------------------------------------------------------------

    def has_read(self, page: Page) -> bool:
        """Whether this document, with these bytes and with what is stated of them now, was read without error.

        People correct themselves: the same file under another day or paper counts as unread.
        """
        row = self._one(
            "SELECT stated FROM documents JOIN readings ON document = id "
            "WHERE source = ? AND address = ? AND digest = ? ORDER BY id DESC",
            (page.source, page.address, page.digest),
        )
        return row is not None and row["stated"] == coding.dump_stated(page)

    def looked_at(self) -> dict[str, datetime]:
        """The WARC records that ingest is done with, and when their payloads were last met (UTC)."""
        rows = self._all("SELECT record, last_met FROM looked_at")
        return {row["record"]: datetime.fromisoformat(row["last_met"]) for row in rows}

    def cases(self, *, only_cases: bool = False) -> Iterator[Case]:
        """Every case by id, as the machine read it last; *only_cases* leaves out what is not listed (Case.listed)."""
        for id, document in self._case_ids(only_cases=only_cases):
            with self._speaking():
                case = reading.load_case(self._connection, id, document)
            yield case

    def case(self, id: str) -> Case | None:
        """The case *id*, or None when it is unknown or moved (``moved`` tells which)."""
        versions = self._versions(id)
        current = [document for document, shown in versions if shown]
        with self._speaking():
            return reading.load_case(self._connection, id, current[0]) if current else None

    def history(self, id: str) -> tuple[Case, ...]:
        """The case as it stood in other versions of its page, oldest first; () when it never changed."""
        with self._speaking():
            others = [document for document, shown in self._versions(id) if not shown]
            return tuple([reading.load_case(self._connection, id, document) for document in others])

    def moved(self, id: str) -> Moved | None:
        """Where the case went, or what was split from it; None when nothing happened to it."""
        row = self._one("SELECT kind, targets FROM moves WHERE id = ?", (id,))
        return Moved(id, row["kind"], coding.load_strings(row["targets"])) if row else None

    def edits(self, id: str) -> tuple[Edit, ...]:
        """The editors' decisions on a case, oldest first. Reading documents again never touches them."""
        with self._speaking():
            return reading.load_edits(self._connection, id)

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, every version, in the order in which they came."""
        rows = self._all(
            f"SELECT {reading.DOCUMENT_COLUMNS} FROM documents LEFT JOIN readings "  # noqa: S608
            "ON document = documents.id ORDER BY documents.id"
        )
        yield from map(reading.load_document, rows)

    def sources(self) -> tuple[Source, ...]:
        rows = self._all("SELECT name, title, territory, publish FROM sources ORDER BY name")
        return tuple([Source(*row) for row in rows])

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """The cases that may not be shown now, by id: those withdrawn, and those that hold their text since."""
        with self._speaking():
            return reading.load_withdrawals(self._connection)

    def models(self) -> tuple[ModelEntry, ...]:
        """The models of the listed cases, those of most cases first; each says why its names are one model."""
        with self._speaking():
            return linking.models(self._connection)

    def places(self) -> tuple[PlaceEntry, ...]:
        """The places of the listed cases, by province, city, county."""
        with self._speaking():
            return summaries.places(self._connection)

    def counts(self) -> Counts:
        with self._speaking():
            return summaries.counts(self._connection)

    def failures(self) -> tuple[Failure, ...]:
        """The documents that could not be read, and why."""
        with self._speaking():
            return summaries.failures(self._connection)

    def fingerprints(self, *, only_cases: bool = False) -> dict[str, str]:
        """Case id → a string that changes when anything changes that a case shows; by id."""
        with self._speaking():
            return summaries.fingerprints(self._connection, only_cases=only_cases)

    def check(self) -> list[str]:
        """What is wrong with the library, in words; [] when it is sound. Reads everything."""
        with self._speaking():
            return health.problems(self._connection)

    # --- inside ----------------------------------------------------------------------------------------------------

    def _transaction(self) -> AbstractContextManager[None]:
        return transaction(self._connection, self._path)

    def _speaking(self) -> AbstractContextManager[None]:
        return spoken_errors(self._path)

    def _note_withdrawal(self, id: str, *, withdrawn: bool, why: str, at: datetime) -> bool:
        with self._transaction():
            if not self._one("SELECT 1 FROM cases WHERE id = ?", (id,)):
                raise CaseUnknown(
                    f"The library has no case {id!r}. Its number is on its page and in the results of `caifeng search`."
                )
            last = self._one("SELECT withdrawn, why FROM withdrawals WHERE case_id = ? ORDER BY id DESC", (id,))
            stands = last["why"] if last and last["withdrawn"] else None
            if stands == (why if withdrawn else None):
                return False
            row = {"case_id": id, "withdrawn": withdrawn, "why": why, "at": coding.dump_time(at)}
            writing.insert(self._connection, "withdrawals", row)
            return True

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        with self._speaking():
            return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, values: tuple[object, ...]) -> sqlite3.Row | None:
        rows = self._all(query, values)
        return rows[0] if rows else None

    def _case_ids(self, *, only_cases: bool) -> list[tuple[str, int]]:
        with self._speaking():
            return summaries.case_ids(self._connection, only_cases=only_cases)

    def _versions(self, id: str) -> list[tuple[int, bool]]:
        """(document, whether it is the one shown) of every version that holds the case, as fetched."""
        rows = self._all(
            "SELECT DISTINCT document, current FROM articles JOIN readings USING (document) "  # noqa: S608
            f"JOIN documents ON documents.id = document WHERE case_id = ? ORDER BY {keeping.FETCH_ORDER}",
            (id,),
        )
        return [(row["document"], bool(row["current"])) for row in rows]
