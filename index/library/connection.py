"""One SQLite connection of the library: opened, brought up to date, and its errors said in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryMissing,
    LibraryNewer,
    LibraryUnwritable,
)
from index.library.migrations import APPLICATION_ID, MIGRATIONS

FILE_NAME = "library.sqlite"

# SQLite's primary result code → our error, and what to do about it.
_MEANINGS: dict[int, tuple[type[LibraryError], str, str]] = {
    sqlite3.SQLITE_FULL: (LibraryFull, "the disk is full", "Make room and run the command again; nothing was lost."),
    sqlite3.SQLITE_BUSY: (
        LibraryBusy,
        "another command is writing to it",
        "Wait until it is done, then run this again.",
    ),
    sqlite3.SQLITE_READONLY: (LibraryUnwritable, "it may only be read", "Check the permissions of the folder."),
    sqlite3.SQLITE_CANTOPEN: (LibraryUnwritable, "it cannot be opened", "Check the permissions of the folder."),
    sqlite3.SQLITE_PERM: (LibraryUnwritable, "permission is denied", "Check the permissions of the folder."),
    sqlite3.SQLITE_IOERR: (LibraryUnwritable, "the disk does not answer", "Check the disk and its free space."),
    sqlite3.SQLITE_NOTADB: (LibraryDamaged, "it is not a library", "Name another folder with --library."),
    sqlite3.SQLITE_CORRUPT: (LibraryDamaged, "it is damaged", "Move it away and ingest again: the archive holds all."),
}


def connect(folder: Path, *, create: bool, wait_seconds: float) -> sqlite3.Connection:
    """The library's connection, its shape brought up to date; raises a LibraryError that says what to do."""
    path = folder / FILE_NAME
    with spoken_errors(path):
        _prepare_folder(path, create=create)
        connection = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)
        try:
            _set_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare_folder(path: Path, *, create: bool) -> None:
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.is_file():
        raise LibraryMissing(
            f"There is no library to open: {str(path.parent)!r} has no {FILE_NAME}. "
            "Run `caifeng ingest` there first, or name another folder with --library."
        )


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection) != len(MIGRATIONS):
        migrate(connection, path, MIGRATIONS)
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Write-ahead log, so that readers and the writer do not wait for each other; it lasts, so it is set once."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    with suppress(sqlite3.OperationalError):  # another command has just opened the new library: it sets the same
        connection.execute("PRAGMA journal_mode = WAL")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Takes the *steps* that the library has not taken, all or none."""
    with transaction(connection, path):
        version = _version(connection)  # asked under the lock: two commands may open a new library at once
        if version > len(steps):
            raise LibraryNewer(
                f"The library was written by a newer Caifeng: {str(path)!r} has version {version}, this one knows "
                f"{len(steps)}. Update Caifeng, or name another folder with --library."
            )
        if version == 0:
            _refuse_foreign(connection, path)
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise LibraryDamaged(
            f"This is some other program's database, not a library: {str(path)!r}. Name another folder with --library."
        )


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration one by one: executescript would commit our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of the block or nothing of it, whatever stops it: an error, a full disk, Ctrl-C."""
    with spoken_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk may have rolled back already
                connection.execute("ROLLBACK")
            raise


@contextmanager
def spoken_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as LibraryErrors with what, where and what to do."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a mistake of ours, not of the world
    except (sqlite3.DatabaseError, OSError) as error:
        spoken = _spoken(error, path)
        if spoken is None:
            raise
        raise spoken from error


def _spoken(error: sqlite3.DatabaseError | OSError, path: Path) -> LibraryError | None:
    """The error in our words; None when it is none of the world's doing."""
    if isinstance(error, OSError):
        return LibraryUnwritable(
            f"The library's folder cannot be used: {str(path.parent)!r}: {error.strerror}. "
            "Check its permissions and the room left on the disk."
        )
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    if code not in _MEANINGS:
        return None
    kind, what, advice = _MEANINGS[code]
    return kind(f"The library cannot be used: {what} ({str(path)!r}). {advice}")
