"""`caifeng read --explain` prints a listing for people, and treats bad files as `read` does."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.conftest import PAGE, Ask


def test_a_page_is_explained_instead_of_printed_as_json(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    told = ask("read", "--explain", tmp_path / "page.txt")
    assert told.code == 0
    assert told.out.startswith("page.txt · simplified · ")
    assert "“一核三联”工作法 · key 一核三联" in told.out


def test_a_file_that_cannot_be_read_is_named_and_the_rest_explained(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    told = ask("read", "--explain", tmp_path / "page.txt", tmp_path / "missing.txt")
    assert told.code == 1
    assert "missing.txt" in told.err
    assert "page.txt · " in told.out
