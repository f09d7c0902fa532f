"""The pages of forms/ with the articles of articles.toml in them, and what a perfect reader gets out of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Expected:
    """What a page of a form states: the day always, the minute and the names where the form prints them."""

    form: str
    article: str
    headline: str
    published: str
    published_at: str | None
    bylines: tuple[str, ...]
    paragraphs: tuple[str, ...]


@cache
def articles() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def render(form: str, article: str) -> str:
    """The page of *form* with *article* on it."""
    facts = articles()[article]
    moment = datetime.fromisoformat(facts["published_at"])
    page = _environment().get_template(f"{form}.html")
    epoch = int((moment.replace(tzinfo=UTC) - timedelta(hours=8)).timestamp())
    return page.render(**facts, at=moment.strftime, epoch=epoch, utc=(moment - timedelta(hours=8)).strftime)


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(HERE / "forms"), undefined=StrictUndefined, autoescape=False)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return environment


def expected(row: tuple[str, ...], article: str | None = None) -> Expected:
    """What the page of *row* (form, article, how far the time goes, whose names) states, or with another *article*."""
    form, own, precision, names = row
    facts = articles()[article or own]
    minute = facts["published_at"]
    return Expected(
        form=form,
        article=article or own,
        headline=facts["headline"],
        published="" if precision == "none" else minute[:10],
        published_at=minute if precision == "minute" else None,
        bylines=_names(facts, names),
        paragraphs=tuple(facts["paragraphs"]),
    )


def _names(facts: dict[str, Any], names: str) -> tuple[str, ...]:
    found = re.fullmatch(r"(reporters|editors)(\d*)", names)
    if not found:
        return ()
    people = facts[found[1]]
    return tuple(people[: int(found[2])] if found[2] else people)
