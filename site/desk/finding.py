"""`caifeng index` and `search`: the Whoosh index, and asking it from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import click

from desk.command import Bar, config_for, library_option, say
from desk.config import Config
from index.library import Library
from index.records import Hit, Results, Snippet
from index.search import build_index
from index.search import search as search_index

INDEX_EXAMPLE = """\b
Example:
  caifeng index
"""
SEARCH_EXAMPLE = """\b
Examples:
  caifeng search 议事协商 --place 潍坊市 --year 2023
  caifeng search '"1+6+X" -物业' --json
"""


@click.command(epilog=INDEX_EXAMPLE)
@library_option
def index(library: Path | None) -> None:
    """Bring the search index up to date with the library: only what changed is indexed."""
    index_library(config_for(library))


@click.command(epilog=SEARCH_EXAMPLE)
@click.argument("query")
@click.option("--place", help="Only cases of this province, city or county (name or GB/T 2260 code).")
@click.option("--year", type=click.IntRange(1900, 2200), help="Only cases printed in this year.")
@click.option("--model", help="Only cases with this governance model.")
@click.option("--limit", type=click.IntRange(min=1), help="How many results to print.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of text.")
@library_option
def search(  # noqa: PLR0913, PLR0917 - one argument an option of the verb
    query: str,
    place: str | None,
    year: int | None,
    model: str | None,
    limit: int | None,
    as_json: bool,
    library: Path | None,
) -> None:
    """Find cases: words (all must match), "exact phrases", -without, in either script. Ranked."""
    config = config_for(library)
    wanted = limit or config["SEARCH_LIMIT"]
    results = search_index(config.index, query, place=place, year=year, model=model, limit=wanted)
    if as_json:
        click.echo(json.dumps([hit_json(hit) for hit in results.hits], ensure_ascii=False, indent=1))
        return
    for number, hit in enumerate(results.hits, start=1):
        click.echo(hit_text(number, hit))
    say(summary(results))


def index_library(config: Config) -> None:
    """Brings the index of the library up to date and says what changed."""
    with Library.open(config.library, create=False) as library, Bar("index 索引") as bar:
        total = library.counts().cases
        report = build_index(library, config.index, progress=lambda case: bar.step(case, total=total))
    say(
        f"index 索引: {report.added} added, {report.changed} changed, {report.removed} removed, "
        f"{report.unchanged} unchanged"
    )


def summary(results: Results) -> str:
    """One line for stderr: how many were found, what else was searched, and why there is nothing."""
    also = f"; also searched: {results.also}" if results.also else ""
    unknown = f"; in no case of the library: {'、'.join(results.unknown)}" if results.unknown else ""
    return f"{results.total} found 条结果{also}{unknown}"


def hit_json(hit: Hit) -> dict[str, object]:
    """A hit as data: offsets of the marks are code points into the snippet, in either script."""
    return {
        "id": hit.id,
        "title": hit.title,
        "place": hit.place,
        "date": hit.date.isoformat() if hit.date else None,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
        "original": hit.snippet.original,
        "marks": [[span.start, span.end] for span in hit.snippet.spans],
    }


def hit_text(number: int, hit: Hit) -> str:
    """A hit for the terminal: title, place and day, the passage with what matched in colour (in a pipe: plain)."""
    facts = " · ".join(str(fact) for fact in (hit.place, hit.date, hit.id) if fact)
    return f"{number:>2}. {click.style(plain(hit.title), bold=True)}\n    {facts}\n    {_marked(hit.snippet)}\n"


def _marked(snippet: Snippet) -> str:
    pieces, last = [], 0
    for span in snippet.spans:
        pieces.append(plain(snippet.text[last : span.start]))
        pieces.append(click.style(plain(snippet.text[span.start : span.end]), fg="red", bold=True))
        last = span.end
    return "…" * snippet.cut_before + "".join(pieces) + plain(snippet.text[last:]) + "…" * snippet.cut_after


def plain(text: str) -> str:
    """*text* on one line and without control characters, which would steer the terminal."""
    return "".join(" " if char in "\n\t" else char for char in text if char.isprintable() or char in "\n\t")
