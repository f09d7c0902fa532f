"""Figures that were looked at and not told, each with the reason: what ``caifeng read --explain`` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.metrics.filters import refusal
from nlp.metrics.find import PARTS
from nlp.metrics.printed import Printed, read_part
from nlp.metrics.scan import Count, find_counts
from nlp.records import Evidence, Metric, Part

# The reasons of filters.REFUSALS in words, and three more that hold between figures.
MEANINGS = {
    "name": "part of a name, a title or a set phrase",
    "formula": "part of a formula, a code or a sum",
    "ordinal": "a rank or place in an order",
    "numbered": "which of several, not how many",
    "share": "half of a fraction, told as a rate",
    "sort": "counts kinds, levels or aspects",
    "one": "一 as an article",
    "idea": "counts ideas, not things",
    "frequency": "how often, not how many",
    "duty": "how many it shall be each time",
    "clock": "a time of day",
    "duration": "a span or deadline",
    "address": "the number of a building",
    "distance": "how far, not how long",
    "price": "the price of one",
    "zone": "the size of a service area",
    "scale": "how large a unit is",
    "place": "part of a place's name",
    "errand": "one errand, a promise",
    "label": "a spelled figure in a heading is a label",
    "told": "told already, of the same thing",
    "rhetoric": "a small spelled figure of nothing that is named",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A figure that is no metric: where it stands, and why it is none (a key of MEANINGS)."""

    text: str
    evidence: Evidence
    reason: str


def refused_counts(parts: Sequence[Part], metrics: Sequence[Metric]) -> tuple[Refused, ...]:
    """Every figure with a measure word in *parts* that is not among *metrics*, which were read from them.

    >>> from nlp.metrics import find_metrics
    >>> parts = [Part("text", text := "每周开展2次活动，居全省第2位，建成3个服务站", text)]
    >>> [(one.text, one.reason) for one in refused_counts(parts, find_metrics(parts))]
    [('2次', 'frequency'), ('2位', 'ordinal')]
    """
    named = {part.name: part for part in parts}
    return tuple(one for name in PARTS if name in named for one in _in_part(named[name], metrics))


def _in_part(part: Part, metrics: Sequence[Metric]) -> Iterator[Refused]:
    printed = read_part(part.text)
    told = [metric for metric in metrics if metric.evidence.part == part.name]
    for count in find_counts(printed):
        if not any(_tells(metric, count) for metric in told):
            evidence = Evidence(part.name, count.start, count.end)
            yield Refused(part.text[count.start : count.end], evidence, _reason(printed, count, part))


def _tells(metric: Metric, count: Count) -> bool:
    within = metric.evidence.start <= count.start and count.end <= metric.evidence.end
    return within and (metric.value, metric.unit) == (count.value, count.unit)


def _reason(printed: Printed, count: Count, part: Part) -> str:
    refused = refusal(printed, count)
    if refused:
        return refused
    if count.spelled and part.name != "text":
        return "label"
    return "rhetoric" if count.spelled and count.value <= 10 else "told"
