"""Numerals with a measure word: where a counted fact may stand. Whether it is one, nlp.metrics.filters decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.metrics.bound import find_bound
from nlp.metrics.printed import Printed
from nlp.metrics.tables import Unit, units
from nlp.numbers import Numeral, find_numerals


@dataclass(frozen=True, slots=True)
class Count:
    """``text[start:end]`` is a figure with its unit and the words of its bound (近60支, 3处以上).

    ``number`` is where the numeral itself begins, ``unit_start`` where the unit does.
    """

    start: int
    number: int
    unit_start: int
    end: int
    value: float
    high: float | None
    unit: str
    kind: str
    bound: str
    spelled: bool


def find_counts(printed: Printed) -> Iterator[Count]:
    """Every numeral of *printed* that has a measure word, left to right.

    >>> from nlp.metrics.printed import read_part
    >>> [(c.value, c.unit, c.bound) for c in find_counts(read_part("打造近60支队伍，3处以上“示范校”"))]
    [(60.0, '支', 'approx'), (3.0, '处', 'at_least')]
    """
    for numeral in find_numerals(printed.folded):
        unit_start = _skip_space(printed.folded, numeral.end)
        unit = _RATE if numeral.rate else _unit_at(printed.folded, unit_start)
        if unit:
            yield _count(printed, numeral, unit, unit_start)


_RATE = Unit("%", "rate", "")
_OTHER_UNIT = re.compile(r"[(（][次套个件条户辆批组支人场期处]{1,2}[)）]")


def _count(printed: Printed, numeral: Numeral, unit: Unit, unit_start: int) -> Count:
    end = unit_start + (0 if numeral.rate else len(unit.name))
    if bracket := _OTHER_UNIT.match(printed.folded, end):
        end = bracket.end()
    bound = find_bound(printed.folded, numeral, end=end)
    return Count(
        bound.start,
        numeral.start,
        unit_start,
        bound.end,
        numeral.value,
        numeral.high,
        unit.name,
        unit.kind,
        bound.word,
        numeral.spelled,
    )


def _skip_space(text: str, place: int) -> int:
    return place + 1 if text[place : place + 1] in {" ", "\u3000", "\xa0"} else place


def _unit_at(text: str, place: int) -> Unit | None:
    found = _unit_pattern().match(text, place)
    while found:
        unit = units()[found[0]]
        if text[found.end() : found.end() + 1] not in unit.not_before or found.end() == len(text):
            return unit
        shorter = _unit_pattern().match(text, place, found.end() - 1)
        found = shorter if shorter and shorter.end() > place else None
    return None


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(units(), key=len, reverse=True))))
