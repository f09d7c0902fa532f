"""Figures of one kind in one unit, so that they can be compared and sorted: 亩 in square metres, 斤 in kilograms.

The printed form stays in the metric; this is derived from it whenever it is wanted, by a published table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from nlp.records import Metric

DIGITS = 9  # significant ones that are kept: 亩 makes endless fractions of a metre
MOST_DOUBLINGS = 60  # beyond it the figure is a slip of the pen, and 2^n no number for a table


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in the base unit of its kind; ``high`` only for ranges."""

    value: float
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What one unit is worth in its base unit; ``times`` None: it counts doublings."""

    base: str
    times: Fraction | None


def normalise(metric: Metric) -> Amount | None:
    """The figure of *metric* in the unit by which its kind is compared, None where its unit has no other.

    >>> from nlp.records import Evidence
    >>> rest = dict(object=None, bound="exact", high=None, evidence=Evidence("text", 0, 1), rule="", confidence=1.0)
    >>> normalise(Metric("1.5亩", 1.5, "亩", **rest))
    Amount(value=1000.0, high=None, unit='平方米')
    >>> normalise(Metric("54位", 54.0, "位", **rest)) is None
    True
    """
    worth = worths().get(metric.unit)
    if worth is None:
        return None
    high = None if metric.high is None else _convert(metric.high, worth)
    return Amount(_convert(metric.value, worth), high, worth.base)


def convert(value: float, unit: str) -> float | None:
    """*value* of *unit* in the base of the unit's kind; None for a unit that has none.

    >>> convert(3, "公里"), convert(9, "成"), convert(2, "番"), convert(5, "名")
    (3000.0, 90.0, 300.0, None)
    """
    worth = worths().get(unit)
    return _convert(value, worth) if worth else None


def _convert(value: float, worth: Worth) -> float:
    if worth.times is None:
        return (math.pow(2.0, min(value, MOST_DOUBLINGS)) - 1) * 100
    if worth.times == 1:
        return value
    return float(f"{float(Fraction(repr(value)) * worth.times):.{DIGITS}g}")


@cache
def worths() -> Mapping[str, Worth]:
    """Every unit that can be compared with others → what it is worth."""
    table = files("nlp.tables").joinpath("measures.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {unit: Worth(base, None if worth == "doubling" else Fraction(worth)) for unit, base, worth, _ in rows}
