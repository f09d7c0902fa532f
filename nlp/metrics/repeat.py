"""One fact, one entry: the same figure of the same thing told again in the article is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.records import Metric

_QUOTES = str.maketrans("", "", '“”‘’「」『』"')


def drop_repeats(found: Sequence[Metric]) -> tuple[Metric, ...]:
    """*found* without repeats. Of two the better known one stays, at the place of the first."""
    kept: list[Metric] = []
    for metric in found:
        place = next((i for i, earlier in enumerate(kept) if _same(earlier, metric)), None)
        if place is None:
            kept.append(metric)
        elif _prefers(metric, kept[place]):
            kept[place] = metric
    return tuple(kept)


def _prefers(later: Metric, earlier: Metric) -> bool:
    return earlier.evidence.part != "text" or (earlier.object is None and later.object is not None)


def _same(one: Metric, other: Metric) -> bool:
    if (one.value, one.high, one.unit) != (other.value, other.high, other.unit):
        return False
    if one.evidence.part != other.evidence.part:
        return True
    return one.bound == other.bound and _same_thing(one.object, other.object)


def _same_thing(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    first, second = one.translate(_QUOTES), other.translate(_QUOTES)
    return first in second or second in first
