"""Facets as columns: for every case its values, packed, so that counts can follow a query in the browser.

One file a facet, loaded when the page shows it. Keep in step with search.js.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from index.export.bits import gamma, pack, rice_parameter, rices
from index.search.facets import Facets

DAY_ZERO = date(1900, 1, 1)

# Name of the facet → its values in a case. A place is told level by level, each with those above it, so that a tree can
# be unfolded; what many readers never unfold is not in the file that all of them load.
COLUMNS: dict[str, Callable[[Facets], list[str]]] = {
    "province": lambda facets: _path(facets, 1),
    "theme": lambda facets: facets["theme"],
    "year": lambda facets: [facets["day"][0][:4]],
    "source": lambda facets: facets["source"],
    "kind": lambda facets: facets["kind"],
    "has": lambda facets: facets["has"],
    "city": lambda facets: _path(facets, 2),
    "county": lambda facets: _path(facets, 3),
    "model": lambda facets: facets["model"],
}


def columns(cases: Sequence[Facets]) -> Iterator[tuple[str, object]]:
    """(name of the column, its value) for every facet, and the days.

    A column of one value a case at most is ``[values, width, bits]``: in *width* bits the number of the value, from 1,
    or 0 for none. Another one is ``[values, 0, bits]``: for each value how many cases have it, less one, and the gaps.
    """
    for name, read in COLUMNS.items():
        rows = [[value for value in read(facets) if value] for facets in cases]
        values = sorted({value for row in rows for value in row})
        yield name, _column(rows, values)
    yield "day", _days([facets["day"][0] for facets in cases])


def _path(facets: Facets, levels: int) -> list[str]:
    """The place down to a level, "" when it is not known so far down."""
    names = facets["place"][:levels]
    return ["/".join(names)] if names[-1] else []


def _column(rows: Sequence[Sequence[str]], values: Sequence[str]) -> list[object]:
    number = {value: at for at, value in enumerate(values)}
    if all(len(row) <= 1 for row in rows):
        width = len(values).bit_length()
        return [values, width, _fixed([number[row[0]] + 1 if row else 0 for row in rows], width)]
    holders: list[list[int]] = [[] for _ in values]
    for case, row in enumerate(rows):
        for value in row:
            holders[number[value]].append(case)
    return [values, 0, pack("".join([_gaps(some, len(rows)) for some in holders]))]


def _fixed(numbers: Sequence[int], width: int) -> str:
    return pack("".join([f"{number:0{width}b}" for number in numbers])) if width else ""


def _gaps(cases: Sequence[int], room: int) -> str:
    gaps = [case - before - 1 for case, before in zip(cases, [-1, *cases], strict=False)]
    return gamma(len(cases)) + "".join(rices(gaps, rice_parameter(room, len(cases))))


def _days(days: Sequence[str]) -> list[object]:
    """``[first day, width, bits]``: days since the one before the first, 0 where the day is not known."""
    numbers = [(date.fromisoformat(day) - DAY_ZERO).days + 1 if day else 0 for day in days]
    first = min((number for number in numbers if number), default=1)
    numbers = [number and number - first + 1 for number in numbers]
    width = max(numbers, default=0).bit_length()
    return [first - 1, width, _fixed(numbers, width)]
