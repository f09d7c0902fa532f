"""The tables of nlp.metrics, read once: measure words, word lists, set phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word. ``not_before`` holds the characters behind which it would be part of a longer word."""

    name: str
    kind: str
    not_before: str


@cache
def units() -> dict[str, Unit]:
    """Every measure word by name.

    >>> units()["人次"].kind, units()["亩"].kind
    ('occasion', 'area')
    """
    rows = (row for row in _rows("units.tsv"))
    return {row[0]: Unit(row[0], row[1], "" if row[2] == "-" else row[2]) for row in rows}


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one list of metric_words.tsv, longest first.

    >>> "开展" in words("verb"), "居民" in words("person")
    (True, True)
    """
    return _longest_first(row[1] for row in _rows("metric_words.tsv") if row[0] == kind)


@cache
def common_verbs() -> tuple[str, ...]:
    """Verbs of two characters beside those of metric_words.tsv, in table order.

    >>> "协调" in common_verbs(), "排水" in common_verbs()
    (True, False)
    """
    return tuple(row[0] for row in _rows("common_verbs.tsv"))


@cache
def set_phrases() -> tuple[str, ...]:
    """Idioms, formulas and names whose numerals count nothing, longest first.

    >>> "千家万户" in set_phrases()
    True
    """
    return _longest_first(row[0] for row in _rows("fixed_numerals.tsv"))


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _rows(name: str) -> list[list[str]]:
    table = files("nlp.tables").joinpath(name).read_text("utf-8")
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
