"""`caifeng demo`: the whole line on the sample newspapers that come with the program."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.sample.papers import load_papers
from desk.collecting import update_library
from desk.command import config_for, library_option, say
from desk.publishing import serve_library

EXAMPLE = """\b
Example:
  caifeng demo --no-serve
"""


@click.command(epilog=EXAMPLE)
@click.option("--no-serve", is_flag=True, help="End after publishing.")
@library_option
def demo(no_serve: bool, library: Path | None) -> None:
    """Collect, read, index, publish and serve the sample newspapers (invented by us) on loopback."""
    config = config_for(library)
    papers = [paper.slug for paper in load_papers()]
    say(f"demo 演示: {len(papers)} sample newspapers (invented 内容均为虚构) → {config.library}")
    update_library(config, papers)
    if not no_serve:
        serve_library(config)
