"""Opening a library: versions, permissions, two writers, a full disk: each a clear error, nothing lost."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryDamaged, LibraryFull, LibraryMissing, LibraryNewer, LibraryUnwritable
from index.library import Library
from index.library.connection import migrate, transaction
from index.library.migrations import MACHINE_LAYER, MIGRATIONS
from tests.index.making import Draft, make_page, read

DRAFT = Draft("社区合伙人", "江城区推行制度。")


def add(library: Library, name: str, text: str = "江城区推行制度。") -> None:
    draft = Draft(f"社区合伙人{name}", text)
    page = make_page(draft, address=f"file:{name}")
    library.add_reading(page, read(page, draft))


def test_a_folder_without_a_library_is_refused_unless_asked_to_make_one(tmp_path: Path):
    with pytest.raises(LibraryMissing, match="caifeng ingest"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    Library.open(tmp_path / "none", create=True).close()
    Library.open(tmp_path / "none", create=False).close()


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path):
    Library.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / "library.sqlite").read_bytes()
    with pytest.raises(LibraryNewer, match="version 99"):
        Library.open(tmp_path, create=True)
    assert (tmp_path / "library.sqlite").read_bytes() == before


def test_a_library_of_the_first_version_is_brought_up_with_its_rows(tmp_path: Path):
    path = tmp_path / "library.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection, path, [MACHINE_LAYER])
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.execute("INSERT INTO sources (name, title) VALUES ('a', '甲报')")
    connection.close()
    with Library.open(tmp_path, create=False) as library:
        assert [source.title for source in library.sources()] == ["甲报"]
        assert library.counts().edits == 0


def test_a_step_that_fails_leaves_the_library_at_the_version_it_had(tmp_path: Path):
    Library.open(tmp_path, create=True).close()
    path = tmp_path / "library.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, path, [*MIGRATIONS, "CREATE TABLE good (a INTEGER) STRICT;\nCREATE TABLE bad (;"])
    assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'good'").fetchall()
    connection.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path):
    (tmp_path / "library.sqlite").write_bytes(b"not a database, " * 100)
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path, create=True)


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path):
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute("CREATE TABLE bookmarks (a)")
    connection.close()
    before = (tmp_path / "library.sqlite").read_bytes()
    with pytest.raises(LibraryDamaged, match="other program"):
        Library.open(tmp_path, create=True)
    assert (tmp_path / "library.sqlite").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryUnwritable, match="permissions"):
        Library.open(tmp_path / "file" / "library", create=True)


def test_a_library_that_may_only_be_read_can_be_read_but_not_written(tmp_path: Path):
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    with Library.open(tmp_path, create=True) as library:
        add(library, "1")
    (tmp_path / "library.sqlite").chmod(0o444)
    with Library.open(tmp_path, create=False) as library:
        assert library.counts().cases == 1
        with pytest.raises(LibraryUnwritable):
            add(library, "2")


def test_a_writer_that_waits_too_long_gets_a_clear_error_and_loses_nothing(tmp_path: Path):
    with Library.open(tmp_path, create=True) as library:
        add(library, "1")
    holder = sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Library.open(tmp_path, create=False, wait_seconds=0.1) as library:
        with pytest.raises(LibraryBusy, match="another command"):
            add(library, "2")
        assert library.counts().cases == 1  # readers never wait
        holder.execute("ROLLBACK")
        add(library, "2")
        assert library.counts().cases == 2
    holder.close()


def write_many(folder: Path, name: str, start: multiprocessing.synchronize.Barrier) -> None:
    start.wait()
    with Library.open(folder, create=True) as library:
        for number in range(20):
            add(library, f"{name}{number}")


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    writers = [context.Process(target=write_many, args=(tmp_path, name, barrier)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with Library.open(tmp_path, create=False) as library:
        assert library.counts().cases == 40
        assert library.check() == []


def test_a_full_disk_is_a_clear_error_and_takes_back_what_was_begun(tmp_path: Path):
    with Library.open(tmp_path, create=True) as library:
        add(library, "1")
        pages = library._connection.execute("PRAGMA page_count").fetchone()[0]
        library._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(LibraryFull, match="disk is full"):
            add(library, "2", "江城区推行制度，" * 20_000)
        assert library.counts().documents == 1
        assert library.check() == []
        library._connection.execute(f"PRAGMA max_page_count = {pages + 4000}")
        add(library, "2", "江城区推行制度，" * 20_000)
        assert library.counts().documents == 2


def test_ctrl_c_in_the_middle_of_a_page_takes_the_page_back(tmp_path: Path):
    with Library.open(tmp_path, create=True) as library:
        with suppress(KeyboardInterrupt), transaction(library._connection, tmp_path):
            library._connection.execute("INSERT INTO sources (name, title) VALUES ('a', 'b')")
            raise KeyboardInterrupt
        assert library.sources() == ()
