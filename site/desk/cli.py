"""The command `caifeng`: its verbs in the order of the line, from the world to the reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from crawler.errors import CrawlerError
from desk.collecting import crawl, ingest, update
from desk.command import Verbs, library_option, say
from desk.demo import demo
from desk.doctor import doctor
from desk.finding import index, search
from desk.publishing import publish, serve
from desk.reading import read
from desk.sourcing import sources
from desk.withdrawing import withdraw
from index.errors import CaifengIndexError
from press import PressError

EXAMPLE = """\b
Example:
  caifeng demo                        a library of the sample newspapers, served on loopback
  caifeng read page.txt               what one page yields, as JSON
"""


@click.group(cls=Verbs, epilog=EXAMPLE)
@click.version_option(package_name="caifeng")
@library_option
@click.pass_context
def caifeng(context: click.Context, library: Path | None) -> None:
    """Caifeng 采风: from Chinese local news bulletins to a searchable library of governance cases."""
    context.obj = {"library": library}


for verb in (sources, crawl, read, ingest, index, search, withdraw, publish, serve, update, demo, doctor):
    caifeng.add_command(verb)


def main() -> None:
    """The installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs the command line; its exit code: 0 done, 1 could not, 2 asked wrongly, 130 interrupted."""
    try:
        caifeng.main(list(arguments), prog_name="caifeng", standalone_mode=False)
    except click.exceptions.Abort:
        say("interrupted 已中断")
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (CrawlerError, CaifengIndexError, PressError) as error:
        say(f"caifeng: {error}")
        return 1
    except BrokenPipeError:
        # The reader of our output went away, as `head` does. Python would complain once more when it flushes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
