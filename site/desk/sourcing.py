"""The verb about sources: which are there, whether one still works, and a new one made from an address."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from crawler.errors import CrawlerError
from crawler.sample.serve import reachable
from crawler.sources import Source, load_sources, read_source
from crawler.sources.writing import source_to_toml
from crawler.survey import Survey, check_source, survey_url
from desk.command import AskedWrongly, CouldNot, config_for, library_option, say

BEIJING = timezone(timedelta(hours=8))
REMARKS = (
    "Made by `caifeng sources new`. Look it over: title, publisher, and the division code of the paper's own area",
    '(territory = "370700"), without which 我县 and 我市 are not resolved. See docs/add-a-source.md.',
)
EXAMPLE = """\b
Examples:
  caifeng sources                                           all sources, shipped and your own
  caifeng sources check qinglan-ribao                       is its newest page still recognised?
  caifeng sources new http://epaper.example.com/ --name my-paper
"""


@click.group(epilog=EXAMPLE, invoke_without_command=True)
@library_option
@click.pass_context
def sources(context: click.Context, library: Path | None) -> None:
    """List the sources; check one, or make a new one from an address."""
    if library is not None:
        (context.find_root().obj or {})["library"] = library
    if context.invoked_subcommand is None:
        list_sources(library)


def list_sources(library: Path | None) -> None:
    """Prints a line for each source: name, title, territory, family, and whether it was ever tried live."""
    known = load_sources(config_for(library).sources)
    for source in known:
        click.echo("\t".join((source.name, source.title, source.territory or "-", source.family, _standing(source))))
    for name, problem in known.broken.items():
        say(f"caifeng: {name}: {problem}")
    if known.broken:
        raise CouldNot(f"{len(known.broken)} source files cannot be used (see above)")


def _standing(source: Source) -> str:
    if source.sample:
        return "sample"
    return "tried live" if source.tried_live else "not tried live"


@sources.command("check", epilog="\b\nExample:\n  caifeng sources check qinglan-ribao\n")
@click.argument("name")
@library_option
def check(name: str, library: Path | None) -> None:
    """Fetch the newest page of a source and one article, and say what was recognised."""
    config = config_for(library)
    try:
        wanted = load_sources(config.sources).get(name)
    except CrawlerError as problem:
        raise AskedWrongly(str(problem)) from problem
    with reachable([wanted]) as (source,):
        survey = check_source(source, today=datetime.now(BEIJING).date(), settings=config.values)
    _print(survey)
    if not survey.is_good:
        raise CouldNot(f"{name} is not recognised as its file says (see above)")


@sources.command("new", epilog="\b\nExample:\n  caifeng sources new http://epaper.example.com/ --name my-paper\n")
@click.argument("url")
@click.option("--name", help="The name of the source and of its file: a-z, 0-9 and hyphens.")
@click.option("--allow-loopback", is_flag=True, help="The site lies on this machine or in a private network.")
@library_option
def new(url: str, name: str | None, allow_loopback: bool, library: Path | None) -> None:
    """Recognise the family of the site at URL and write a source file into the library."""
    config = config_for(library)
    survey = survey_url(url, name=name, settings=config.values, allow_loopback=allow_loopback)
    path = config.sources / f"{survey.source.name}.toml"
    if path.exists():
        raise AskedWrongly(f"there is a source file already: {path}. Choose another --name, or remove it")
    _write(path, survey.source)
    _print(survey)
    click.echo(path)
    if not survey.is_good:
        raise CouldNot(f"the file is written, but no article could be read with it; mend it: {path}")


def _write(path: Path, source: Source) -> None:
    """Write a source's file, unless what is written could not be read again: then nothing is left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source_to_toml(source, remarks=REMARKS), encoding="utf-8")
    try:
        read_source(path)
    except CrawlerError:
        path.unlink()
        raise


def _print(survey: Survey) -> None:
    for finding in survey.findings:
        click.echo(finding)
