"""`caifeng read`: files in, one JSON line per document out. Touches no library."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from crawler.errors import CrawlerError
from crawler.files import LooseFile, find_files, read_page
from crawler.items import Page
from desk.command import Bar, CouldNot, config_for, library_option, say
from desk.finding import plain
from index.ingest import hints_of
from nlp.explain import explain
from nlp.output import as_json
from nlp.read import read_page as read_text

EXAMPLE = """\b
Examples:
  caifeng read page-03.txt dumps/ > read.jsonl
  caifeng read --explain page-03.txt  which rule found what, and what was refused
"""


@click.command(epilog=EXAMPLE)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--format", "shape", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--explain", "explained", is_flag=True, help="Print a listing for people instead of JSON.")
@library_option
def read(files: tuple[Path, ...], shape: str, explained: bool, library: Path | None) -> None:
    """Read newspaper pages (.txt .html .pdf .docx, folders) and print what they yield: one JSON line per document."""
    config = config_for(library)
    tell = print_explained if explained else print_read
    found = find_files(files)
    refused = [str(problem) for problem in found.refused]
    for message in refused:
        say(f"caifeng: {message}")
    with Bar("read 读取") as bar:
        for file in found.files:
            try:
                tell(file, max_bytes=config["MAX_FILE_BYTES"])
            except CrawlerError as problem:
                refused.append(str(problem))
                say(f"caifeng: {problem}")
            bar.step(file.name, total=len(found.files))
    if refused:
        raise CouldNot(f"{len(refused)} of {len(found.refused) + len(found.files)} could not be read (see above)")


def print_read(file: LooseFile, *, max_bytes: int) -> None:
    """What one file yields, in the shape of the answer keys. Raises CrawlerError when it cannot be read."""
    page = open_page(file, max_bytes=max_bytes)
    told = as_json(read_text(page.text, hints=hints_of(page)), source=file.path.name)
    print_line(told | ({"notes": list(page.notes)} if page.notes else {}))


def print_explained(file: LooseFile, *, max_bytes: int) -> None:
    """Which rule found what in one file. Raises CrawlerError when it cannot be read."""
    page = open_page(file, max_bytes=max_bytes)
    for line in explain(read_text(page.text, hints=hints_of(page)), source=plain(file.path.name)):
        click.echo(line.encode("utf-8", "replace").decode("utf-8"))
    for note in page.notes:
        click.echo(f"  note       {note}")


def open_page(file: LooseFile, *, max_bytes: int) -> Page:
    return read_page(file.path, max_bytes=max_bytes, name=file.name, facts=file.facts)


def print_line(told: dict[str, Any]) -> None:
    """One document on stdout. Lone surrogates, which UTF-8 cannot carry, are printed as JSON escapes."""
    line = json.dumps(told, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(told, ensure_ascii=True)
    sys.stdout.write(line + "\n")
