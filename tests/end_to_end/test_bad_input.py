"""Bad input gets a clear message and an exit code, and the rest of the batch goes on."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

import pytest

from crawler.archive import Archive, FileFacts
from desk.cli import caifeng
from index.library import Library
from tests.end_to_end.conftest import PAGE, Ask

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")


def read_lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def broken(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.txt"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "binary":
        path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20)
    elif kind == "large":
        path.write_bytes(PAGE.encode() * 200_000)
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [("missing", "missing.txt"), ("empty", "empty"), ("binary", "binary"), ("large", "CAIFENG_MAX_FILE_BYTES")],
)
@pytest.mark.parametrize("verb", ["read", "ingest"])
def test_a_file_that_cannot_be_taken_is_named_and_the_others_are_read(  # noqa: PLR0917 - rows and fixtures
    verb: str, kind: str, said: str, ask: Ask, library: Path, page: Path, tmp_path: Path
) -> None:
    told = ask("--library", library, verb, broken(kind, tmp_path), page)
    assert told.code == 1
    assert f"{kind}.txt" in told.err
    assert said in told.err
    if verb == "read":
        assert [line["source"] for line in read_lines(told.out)] == ["page.txt"]
    else:
        with Library.open(library, create=False) as kept:
            assert kept.counts().documents == 1


def test_a_larger_file_is_read_when_the_setting_allows_it(
    ask: Ask, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAIFENG_MAX_FILE_BYTES", "100")
    assert ask("read", page).code == 1
    monkeypatch.setenv("CAIFENG_MAX_FILE_BYTES", "100000")
    assert ask("read", page).code == 0


def test_broken_utf8_is_read_and_its_doubt_is_named(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(PAGE.encode()[:400] + b"\xe4\xb8" + PAGE.encode()[400:])
    told = ask("read", path)
    assert told.code == 0
    assert "utf-8" in json.dumps(read_lines(told.out)[0]["notes"]).lower()


def test_gbk_text_is_read_and_noted(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes(PAGE.encode("gbk"))
    told = ask("read", path)
    assert told.code == 0
    (line,) = read_lines(told.out)
    assert "gb18030" in json.dumps(line["notes"]).lower()
    assert "“一核三联”工作法" in json.dumps(line["articles"], ensure_ascii=False)


@as_root
def test_a_file_that_may_not_be_read_is_named(ask: Ask, page: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text(PAGE, "utf-8")
    locked.chmod(0)
    told = ask("read", locked, page)
    assert told.code == 1
    assert "locked.txt" in told.err
    assert len(read_lines(told.out)) == 1


def test_a_library_from_a_newer_version_is_refused_and_left_alone(ask: Ask, page: Path, library: Path) -> None:
    ask("--library", library, "ingest", page)
    with connect(library / "library.sqlite") as base:
        base.execute("PRAGMA user_version = 9999")
    base.close()
    told = ask("--library", library, "ingest", page)
    assert told.code == 1
    assert "newer" in told.err


def test_a_second_writer_is_told_to_wait(ask: Ask, page: Path, library: Path) -> None:
    ask("--library", library, "ingest", page)
    other = page.with_name("other.txt")
    other.write_text(PAGE.replace("126", "127"), "utf-8")
    with Archive(library / "archive") as archive:
        archive.append_file("x.txt", b"x", facts=FileFacts(), kept_at=datetime(2024, 1, 1, tzinfo=UTC))
        told = ask("--library", library, "ingest", other)
    assert told.code == 1
    assert "another" in told.err
    assert ask("--library", library, "ingest", other).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("serach", "社区"), "Did you mean"),
        (("search",), "QUERY"),
        (("search", "社区", "--limt", "3"), "--limit"),
        (("crawl", "qinglan"), "Did you mean"),
        (("ingest", "--page", "3"), "FILE"),
        (("publish", "--base-url", "cases.example"), "https://"),
        (("crawl", "qinglan-ribao", "--since", "yesterday"), "--since"),
    ],
)
def test_what_cannot_be_meant_ends_with_2_and_says_what_was_wrong(
    arguments: tuple[str, ...], said: str, ask: Ask, library: Path
) -> None:
    told = ask("--library", library, *arguments)
    assert told.code == 2
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize("verb", ["index", "publish", "search", "serve"])
def test_a_verb_without_a_library_says_what_to_do_first(verb: str, ask: Ask, library: Path) -> None:
    told = ask("--library", library, verb, *(["社区"] if verb == "search" else []))
    assert told.code == 1
    assert "caifeng " in told.err
    assert not library.exists()


def test_the_library_may_be_named_before_or_after_the_verb(ask: Ask, page: Path, library: Path) -> None:
    assert ask("--library", library, "ingest", page).code == 0
    assert ask("index", "--library", library).code == 0


def test_every_help_ends_with_an_example(ask: Ask) -> None:
    for verb in caifeng.commands:
        told = ask(verb, "--help")
        assert told.code == 0
        assert "  caifeng " in told.out.rsplit("Example", 1)[1]
