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
        if unit is None and _is_bare(printed, numeral):
            unit = _BARE
        if unit:
            yield _count(printed, numeral, unit, unit_start)


_RATE = Unit("%", "rate", "")
_BARE = Unit("人", "person", "")  # figures of people go without a measure word
_LEAST_BARE = 1000  # smaller ones are numbers of rooms, roads and pages
_COUNTED_BARE = re.compile(
    "(?:人口|用户|粉丝|会员|居民|村民|老人|党员|职工|工人|学生|人数|白领|骑手|群众|从业人员|务工人员|志愿者)"
    "(?:已|有|共|达|约|近|超|逾|过|突破|超过|达到|共有|为|的|不足|多达)*$"
)
_BARE_END = re.compile("[多余]?[,，。；;、)）]")
_OTHER_UNIT = re.compile(r"[(（][次套个件条户辆批组支人场期处只头台本份幢栋名位项家张块间所座例起盏只株棵]{1,2}[)）]")


def _is_bare(printed: Printed, numeral: Numeral) -> bool:
    """常住人口9.6万: a large figure right behind what it counts, at the end of its clause."""
    if numeral.value < _LEAST_BARE or not _BARE_END.match(printed.folded, numeral.end):
        return False
    return bool(_COUNTED_BARE.search(printed.plain, max(0, numeral.start - 12), numeral.start))


def _count(printed: Printed, numeral: Numeral, unit: Unit, unit_start: int) -> Count:
    end = unit_start + (0 if numeral.rate or unit is _BARE else len(unit.name))
    if bracket := _OTHER_UNIT.match(printed.folded, end):
        end = bracket.end()
    name = printed.text[unit_start:end] if bracket else unit.name
    bound = find_bound(printed.folded, numeral, end=end)
    return Count(
        bound.start,
        numeral.start,
        unit_start,
        bound.end,
        numeral.value,
        numeral.high,
        name,
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
