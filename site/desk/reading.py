"""`caifeng read`: files in, one JSON line per document out. Touches no library."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from nlp.read import read_page as read_text

from crawler.errors import CrawlerError
from crawler.files import LooseFile, find_files, read_page
from desk.command import Bar, CouldNot, config_for, library_option, say
from index.ingest import hints_of
from nlp.output import as_json

EXAMPLE = """\b
Example:
  caifeng read page-03.txt dumps/ > read.jsonl
"""


@click.command(epilog=EXAMPLE)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--format", "shape", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@library_option
def read(files: tuple[Path, ...], shape: str, library: Path | None) -> None:
    """Read newspaper pages (.txt, .html, folders) and print what they yield: one JSON line per document."""
    config = config_for(library)
    found = find_files(files)
    refused = [str(problem) for problem in found.refused]
    for message in refused:
        say(f"caifeng: {message}")
    with Bar("read 读取") as bar:
        for file in found.files:
            try:
                print_line(read_file(file, max_bytes=config["MAX_FILE_BYTES"]))
            except CrawlerError as problem:
                refused.append(str(problem))
                say(f"caifeng: {problem}")
            bar.step(file.name, total=len(found.files))
    if refused:
        raise CouldNot(f"{len(refused)} of {len(found.refused) + len(found.files)} could not be read (see above)")


def read_file(file: LooseFile, *, max_bytes: int) -> dict[str, Any]:
    """What one file yields, in the shape of the answer keys. Raises CrawlerError when it cannot be read."""
    page = read_page(file.path, max_bytes=max_bytes, name=file.name, facts=file.facts)
    told = as_json(read_text(page.text, hints=hints_of(page)), source=file.path.name)
    return told | ({"notes": list(page.notes)} if page.notes else {})


def print_line(told: dict[str, Any]) -> None:
    """One document on stdout. Lone surrogates, which UTF-8 cannot carry, are printed as JSON escapes."""
    line = json.dumps(told, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(told, ensure_ascii=True)
    sys.stdout.write(line + "\n")
