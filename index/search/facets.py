"""What results can be narrowed to: where a case is, what it is about, when and where it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from index.records import Case

Facets = Mapping[str, list[str]]  # name of the facet → the values of one case; plain, for it is stored in the index


def facets_of(case: Case, *, reviewed: bool) -> Facets:
    """Every facet of a case. ``place`` is the path from the province down; ``has`` are metrics and reviewed."""
    place = case.article.place
    return {
        "place": [place.province or "", place.city or "", place.county or ""],
        "theme": [theme.name for theme in case.article.themes],
        "day": [str(day_of(case) or "")],
        "source": [case.document.source],
        "kind": [case.article.kind],
        "model": sorted({model.key for model in case.article.models}),
        "has": ["metrics"] * bool(case.article.metrics) + ["reviewed"] * reviewed,
    }


def marks_of(facets: Facets) -> Iterator[str]:
    """What the terminal's filters ask for beside place, day, model and theme, each a line of its own."""
    for name in ("source", "kind", "has"):
        yield from (f"{name}={value}" for value in facets[name])


def day_of(case: Case) -> date | None:
    """The day a case belongs to: as its page prints it, else the issue it stood in."""
    return case.article.published or case.document.issued
