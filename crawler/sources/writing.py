"""A source as its TOML file: only what differs from the defaults, in the order in which an editor reads it."""

from __future__ import annotations

import json
from dataclasses import fields

from crawler.sources.source import Source

UNWRITTEN = {"name", "through", "sample", "markup", "versions", "tried_live"}


def source_to_toml(source: Source, *, remarks: tuple[str, ...] = ()) -> str:
    """The text of a source's file, with remarks as comments above it."""
    lines = [f"# {remark}" for remark in remarks]
    for field in fields(Source):
        value = getattr(source, field.name)
        if field.name not in UNWRITTEN and (value != field.default or field.name == "family"):
            lines.append(f"{field.name} = {_written(value)}")
    lines.append(f"tried_live = {_written(source.tried_live)}")
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML writes it; strings are escaped as in JSON, which TOML's basic strings understand."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
