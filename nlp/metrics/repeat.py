"""One fact, one entry: the same figure of the same thing told again in the article is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.records import Metric

COMPARED = 20  # earlier figures of the same number and unit that a figure is compared with
_QUOTES = str.maketrans("", "", '“”‘’「」『』"')


def drop_repeats(found: Sequence[Metric]) -> tuple[Metric, ...]:
    """*found* without repeats. Of two the better known one stays, at the place of the first."""
    kept: list[Metric] = []
    places: dict[tuple[float, float | None, str], list[int]] = {}
    for metric in found:
        alike = places.setdefault((metric.value, metric.high, metric.unit), [])
        place = next((i for i in alike[-COMPARED:] if _same(kept[i], metric)), None)
        if place is None:
            alike.append(len(kept))
            kept.append(metric)
        elif _prefers(metric, kept[place]):
            kept[place] = metric
    return tuple(kept)


def _prefers(later: Metric, earlier: Metric) -> bool:
    return earlier.evidence.part != "text" or (earlier.object is None and later.object is not None)


def _same(one: Metric, other: Metric) -> bool:
    if one.evidence.part != other.evidence.part:
        return True
    return one.bound == other.bound and _same_thing(one.object, other.object)


def _same_thing(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    first, second = one.translate(_QUOTES), other.translate(_QUOTES)
    return first in second or second in first
