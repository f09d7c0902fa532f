"""Records ↔ columns: the values inside a row that SQLite has no type for (dates, lists, trees)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from crawler.items import Page
from nlp.records import Block, Component, Evidence, Run


def dump(value: object) -> str:
    """JSON, always the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def load_strings(text: str) -> tuple[str, ...]:
    """A JSON list of strings, as the records hold it."""
    return tuple(json.loads(text))


def dump_time(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, so that text order is time order. A time without a zone is taken as UTC."""
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def load_time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def dump_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def load_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def load_flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def dump_components(components: Iterable[Component]) -> str:
    return dump([_branch(c) for c in components])


def _branch(component: Component) -> list[Any]:
    return [component.name, [_branch(c) for c in component.components]]


def load_components(text: str) -> tuple[Component, ...]:
    return tuple([_component(branch) for branch in json.loads(text)])


def _component(branch: list[Any]) -> Component:
    return Component(branch[0], tuple([_component(b) for b in branch[1]]))


def dump_evidences(evidences: Iterable[Evidence]) -> str:
    return dump([[e.part, e.start, e.end] for e in evidences])


def load_evidences(text: str) -> tuple[Evidence, ...]:
    return tuple([Evidence(*row) for row in json.loads(text)])


def dump_runs(runs: Iterable[Run]) -> str:
    return dump([[r.start, r.page_start, r.length] for r in runs])


def load_runs(text: str) -> tuple[Run, ...]:
    return tuple([Run(*row) for row in json.loads(text)])


def dump_blocks(blocks: Iterable[Block]) -> str:
    return dump([[b.start, b.end, b.role, b.article] for b in blocks])


def load_blocks(text: str) -> tuple[Block, ...]:
    return tuple([Block(*row) for row in json.loads(text)])


def dump_stated(page: Page) -> str:
    """Everything that was stated of a page besides its text: when it changes, the page is worth reading again."""
    facts = [page.paper, page.territory, dump_day(page.issued), page.page_no, page.page_name, page.single_article]
    stated = page.stated
    return dump([*facts, stated.headline, stated.kicker, stated.subhead, stated.byline])


def digest_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
