"""docs/cli.md, made from the commands themselves: `python -m desk.reference docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from desk.cli import caifeng

HEADER = """# The command line

Made by `make docs` from the commands themselves; a test fails when it is out of date.

Data goes to stdout, talk and a progress bar to stderr. Exit codes: 0 done, 1 could not,
2 asked wrongly, 130 interrupted. Every command may be run again safely.
"""
WIDTH = 100  # columns of the help texts


def reference() -> str:
    """The whole reference as Markdown."""
    return HEADER + "".join(f"\n## {name}\n\n```\n{text}```\n" for name, text in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    root = click.Context(caifeng, info_name="caifeng", max_content_width=WIDTH, terminal_width=WIDTH)
    yield "caifeng", caifeng.get_help(root) + "\n"
    for name, verb in caifeng.commands.items():
        yield from _help(f"caifeng {name}", verb, root)


def _help(name: str, verb: click.Command, parent: click.Context) -> Iterator[tuple[str, str]]:
    context = click.Context(verb, info_name=name.rsplit(maxsplit=1)[-1], parent=parent)
    yield name, verb.get_help(context) + "\n"
    if isinstance(verb, click.Group):
        for below, child in verb.commands.items():
            yield from _help(f"{name} {below}", child, context)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), "utf-8")
