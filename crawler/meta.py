"""meta.csv: what an editor says of the loose files beside it (columns file, source, paper, date, page, address)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from crawler.archive.records import FileFacts
from crawler.decode import decode
from crawler.errors import FileRefused

META_NAME = "meta.csv"
COLUMNS = ("file", "source", "paper", "date", "page", "address")
MAX_META_BYTES = 16 * 1024 * 1024  # some 100,000 rows


@dataclass(frozen=True, slots=True)
class Meta:
    """What a meta.csv says: facts by file name, the errors of its wrong rows, and by file name those that spoil a file.

    ``unusable`` is the error that spoils the whole table, None when there is none.
    """

    facts: Mapping[str, FileFacts] = field(default_factory=dict)
    errors: tuple[FileRefused, ...] = ()
    spoiled: Mapping[str, FileRefused] = field(default_factory=dict)
    unusable: FileRefused | None = None


def read_meta(folder: Path, *, known: FileFacts) -> Meta:
    """What the meta.csv of *folder* says, with *known* for what it leaves open. Never raises."""
    path = folder / META_NAME
    try:
        if not path.is_file():
            return Meta()
        body = path.read_bytes()
    except OSError as error:
        return _unusable("cannot read the table", error.strerror, path, "Mend its permissions")
    if len(body) > MAX_META_BYTES:
        return _unusable("the table is too large", f"{len(body)} bytes", path, "Split the folder")
    rows = csv.reader(io.StringIO(decode(body).text, newline=""))
    try:
        return _read_rows([(rows.line_num, row) for row in rows], path, known)
    except csv.Error as error:
        return _unusable("cannot read the table", str(error), path, "Save it again as CSV")


def _unusable(what: str, value: object, path: Path, advice: str) -> Meta:
    error = FileRefused(what, value=value, where=str(path), advice=advice)
    return Meta(errors=(error,), unusable=error)


def _read_rows(rows: list[tuple[int, list[str]]], path: Path, known: FileFacts) -> Meta:
    header = [name.strip().lower() for name in rows[0][1]] if rows else []
    wrong = next((name for name in header if name not in COLUMNS), None)
    if wrong is not None:
        guess = get_close_matches(wrong, COLUMNS, n=1)
        hint = f"Did you mean {guess[0]!r}?" if guess else f"Known columns: {', '.join(COLUMNS)}"
        return _unusable("the table has an unknown column", wrong, path, hint)
    if "file" not in header:
        return _unusable("the table has no column 'file'", ",".join(header), path, f"Begin it with {','.join(COLUMNS)}")
    facts: dict[str, FileFacts] = {}
    spoiled: dict[str, FileRefused] = {}
    errors: list[FileRefused] = []
    for line, cells in rows[1:]:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        if not any(row.values()):
            continue
        try:
            _check_row(row, facts, path, where=f"{path}, line {line}")
            facts[row["file"]] = _facts(row, known, where=f"{path}, line {line}")
        except FileRefused as error:
            errors.append(error)
            spoiled.setdefault(row["file"], error)
    for name in spoiled:
        facts.pop(name, None)
    return Meta(facts, tuple(errors), spoiled)


def _check_row(row: Mapping[str, str], facts: Mapping[str, FileFacts], path: Path, *, where: str) -> None:
    name = row["file"]
    if not name or "/" in name or "\\" in name:
        raise FileRefused("a row does not name a file beside it", value=name, where=where, advice="Write its bare name")
    if name in facts:
        raise FileRefused("a file has two rows", value=name, where=where, advice="Leave one of them")
    if not (path.parent / name).exists():
        raise FileRefused("a row names a file that is not there", value=name, where=where, advice="Check its spelling")


def _facts(row: Mapping[str, str], known: FileFacts, *, where: str) -> FileFacts:
    return FileFacts(
        source=row.get("source") or known.source,
        paper=row.get("paper") or known.paper,
        issued=_date(row["date"], where) if row.get("date") else known.issued,
        page_no=_number(row["page"], where) if row.get("page") else known.page_no,
        address=row.get("address") or known.address,
    )


def _date(printed: str, where: str) -> date:
    try:
        return date.fromisoformat(printed.replace("/", "-"))
    except ValueError:
        raise FileRefused("wrong date", value=printed, where=where, advice="Write it like 2024-05-16") from None


def _number(printed: str, where: str) -> int:
    if printed.isascii() and printed.isdigit() and int(printed) > 0:
        return int(printed)
    raise FileRefused("wrong page", value=printed, where=where, advice="Write its number, like 3")
