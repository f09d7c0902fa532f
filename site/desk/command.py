"""How every verb of the command line behaves: --library on either side, errors and exit codes, the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from desk.config import Config, ConfigError, load_config


class CouldNot(click.ClickException):
    """The command could not do what was asked: exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(f"caifeng: {self.format_message()}", err=True)


class AskedWrongly(click.UsageError):
    """What was asked cannot be meant: exit code 2."""


class Verbs(click.Group):
    """A group that lists its verbs in the order of the pipeline, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def library_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--library DIR, which may stand before or after the verb (after wins)."""
    return click.option(
        "--library",
        "library",
        type=click.Path(file_okay=False, path_type=Path),
        help="The library's folder (default: ./caifeng-library, or CAIFENG_LIBRARY_DIR).",
    )(function)


def config_for(library: Path | None) -> Config:
    """The settings in force for this call. A setting that cannot be used ends the command with exit code 2."""
    context = click.get_current_context()
    before = (context.find_root().obj or {}).get("library")
    try:
        return load_config(library or before)
    except ConfigError as error:
        raise AskedWrongly(str(error)) from error


def say(message: str) -> None:
    """Talk goes to stderr; stdout is for data."""
    click.echo(message, err=True)


class Bar:
    """A progress bar on stderr that learns its length as the work goes on. Silent when stderr is no terminal."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(
            length=1, label=label, file=sys.stderr, item_show_func=lambda item: item, hidden=not sys.stderr.isatty()
        )

    def __enter__(self) -> Bar:
        self._bar.render_progress()
        return self

    def step(self, what: object, *, total: int) -> None:
        """One more of *total* steps is finished: *what*."""
        self(min(self._bar.pos + 1, total), total, str(what))

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """*done* of *total* steps are finished; *what* is being worked on."""
        self._bar.length = max(total, 1)
        self._bar.pos = done
        self._bar.update(0, what[-40:])

    def __exit__(self, *error: object) -> None:
        self._bar.render_finish()
