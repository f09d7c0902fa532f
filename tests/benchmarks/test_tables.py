"""The tables of the benchmarks stand in the docs between markers, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import BENCHMARKS, main
from tests.benchmarks.tables import PAGE, put_in_page, table


def test_ratios_have_three_decimals_and_counts_none() -> None:
    assert table(["kind", "order", "wanted"], [["rows", 0.98765, 12]]).split("\n")[-1] == "| rows | 0.988 | 12 |"


def test_a_table_replaces_the_old_one_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter <!-- b -->\n", "utf-8")
    put_in_page("a", "new \\1", page=page)
    once = page.read_text("utf-8")
    put_in_page("a", "new \\1", page=page)
    assert once == page.read_text("utf-8") == "before\n<!-- a -->\n\nnew \\1\n\n<!-- /a -->\nafter <!-- b -->\n"


def test_a_table_without_its_markers_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing", "utf-8")
    with pytest.raises(LookupError, match="no place for the table 'a'"):
        put_in_page("a", "new", page=page)


def test_the_page_in_the_docs_has_a_filled_place_for_every_table() -> None:
    text = PAGE.read_text("utf-8")
    places = [line[5:-4] for line in text.split("\n") if line.startswith("<!-- ") and not line.startswith("<!-- /")]
    assert {name.split("-")[0] for name in places} == set(BENCHMARKS)
    for name in places:
        assert text.index(f"<!-- /{name} -->") - text.index(f"<!-- {name} -->") > 100


def test_an_unknown_benchmark_is_asked_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["damages"]) == 2
    assert "Did you mean 'damage'?" in capsys.readouterr().err
