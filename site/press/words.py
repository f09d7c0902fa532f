"""Every word of the interface, Chinese first and English second. Templates and page.js take theirs from here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase in both languages."""

    zh: str
    en: str


def _read_table() -> Mapping[str, Word]:
    lines = files("press").joinpath("words.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({name: Word(zh, en) for name, zh, en in rows})


WORDS = _read_table()
