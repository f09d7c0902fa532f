"""Tables for docs/benchmarks.md, written between markers: one command refreshes them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
Cell = str | float | int
Row = Sequence[Cell]


def table(head: Sequence[str], rows: Iterable[Row]) -> str:
    """A Markdown table: the first column to the left, all others to the right; ratios with three decimals.

    >>> print(table(["kind", "order"], [["rows", 0.98765]]))
    | kind | order |
    |---|--:|
    | rows | 0.988 |
    """
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *([_cell(value) for value in row] for row in rows)]
    return "\n".join("|---|" + "|".join(line[1:]) + "|" if line[0] == "---" else _line(line) for line in lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: Cell) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def put_in_page(name: str, text: str, *, page: Path = PAGE) -> None:
    """Writes *text* between the markers ``<!-- name -->`` and ``<!-- /name -->`` of *page*.

    Raises LookupError when the page has no such markers.
    """
    old = page.read_text("utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(old):
        raise LookupError(f"no place for the table {name!r} in {str(page)!r}. Add its two markers there.")
    page.write_text(pattern.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", old), "utf-8")
