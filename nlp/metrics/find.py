"""From the parts of an article to its counted facts, each once, in the order of printing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.metrics.change import Change, find_changes
from nlp.metrics.check import check_rates
from nlp.metrics.filters import SMALL, refusal
from nlp.metrics.naming import name_count, used_up
from nlp.metrics.noun import segment_before
from nlp.metrics.period import Days, resolve_period
from nlp.metrics.printed import Printed, read_part
from nlp.metrics.qualifier import find_period, find_qualifier
from nlp.metrics.repeat import drop_repeats
from nlp.metrics.scan import Count, find_counts
from nlp.metrics.sight import Found, Sight
from nlp.records import Evidence, Metric, Part

PARTS = ("kicker", "headline", "subhead", "text")  # in the order of printing; bylines and datelines count nothing

REMEMBERED = 100  # figures back that a noun may be taken from

# How sure a fact found by the rule is to be right (value, unit, bound and object); beside it, how often it was on the
# open sample articles and the seeds. The table of the held-out ones is in docs/benchmarks.md.
CONFIDENCE = {
    "behind": 0.97,  # 216 of 217
    "behind-of": 0.85,  # 8 of 9
    "behind-clause": 0.8,  # 1 of 1
    "behind-verb": 0.85,  # 3 of 3
    "behind-span": 0.8,  # 3 of 4
    "behind-act": 0.3,  # 0 of 4
    "before-fit": 0.95,  # 59 of 61
    "before": 0.85,  # 39 of 43
    "before-verb": 0.95,  # 215 of 217
    "before-act": 0.5,  # 8 of 13
    "before-subject": 0.85,  # 15 of 17
    "changed": 0.93,  # 34 of 36
    "rate": 0.93,  # 55 of 57
    "rate-share": 0.85,  # 3 of 3
    "money-for": 0.7,  # 12 of 15
    "money-earned": 0.88,  # 14 of 16
    "inherited-thing": 0.92,  # 21 of 21
    "inherited": 0.75,  # 21 of 28
    "nearest-person": 0.6,  # 6 of 8
    "topic": 0.6,  # none met
    "scope": 0.6,  # 1 of 1
    "unnamed": 0.1,  # 0 of 5: a key always knows the noun
}

FEW = 0.75  # a small spelled figure is as often part of a slogan (三级书记, 两张网)


def find_metrics(parts: Sequence[Part], *, published: date | None = None) -> tuple[Metric, ...]:
    """The counted facts of one article, in the order of printing; a fact told twice is listed once.

    *parts* are in unified script; *published*, the day of the page, is what periods are counted from. Never raises;
    what counts nothing is left out, and a figure whose noun is not printed has ``object`` None and a doubt.

    >>> text = "累计服务54位农村空巢老人，收集意见299条，目前已办理262件。"
    >>> [(m.value, m.unit, m.object) for m in find_metrics([Part("text", text, text)])]
    [(54.0, '位', '农村空巢老人'), (299.0, '条', '意见'), (262.0, '件', '意见')]
    >>> find_metrics([Part("text", "一方面，队伍联系五保户，走进千家万户。", "一方面，队伍联系五保户，走进千家万户。")])
    ()
    """
    named = {part.name: part for part in parts}
    found = [metric for name in PARTS if name in named for metric in _part_metrics(named[name], published)]
    return check_rates(drop_repeats(found))


@dataclass(frozen=True, slots=True)
class _Read:
    """A part and how it was read: its text made ready and the day of its page."""

    part: Part
    printed: Printed
    published: date | None


def _part_metrics(part: Part, published: date | None) -> Iterator[Metric]:
    read = _Read(part, read_part(part.text), published)
    counts = [count for count in find_counts(read.printed) if not read.printed.in_name(count.number)]
    for sight, found in _kept(read.printed, counts):
        # a spelled figure of a headline is a label (五张清单解民忧)
        if part.name == "text" or not sight.count.spelled:
            yield _metric(read, sight, found)


def _kept(printed: Printed, counts: list[Count]) -> list[tuple[Sight, Found]]:
    """The counts that count something, each with what stands around it and what it counts."""
    changed = {id(count): change for change in find_changes(printed, counts) for count in (change.old, change.new)}
    kept: list[tuple[Sight, Found]] = []
    telling = [id(count) in changed or not refusal(printed, count) for count in counts]
    limit = len(printed.plain)
    limits = []
    for count, tells in zip(reversed(counts), reversed(telling), strict=True):
        limits.append(limit)
        limit = count.start if tells else limit
    limits.reverse()
    for place, count in enumerate(counts):
        change = changed.get(id(count))
        if not telling[place]:
            continue
        known = tuple(found for _, found in kept[-REMEMBERED:])
        floor = max(used_up(known[-1] if known else None, count), counts[place - 1].end if place else 0)
        sight = Sight(printed, count, floor, limits[place], change, known)
        found = name_count(sight)
        if found.named or not count.spelled or count.value > SMALL:  # 组成两队: a small figure of nothing is rhetoric
            kept.append((sight, found))
    return _shared(kept)


def _shared(kept: list[tuple[Sight, Found]]) -> list[tuple[Sight, Found]]:
    """17批次、800多人次前来参观: what the second figure counts is what the first one counts."""
    for place in range(len(kept) - 2, -1, -1):
        (sight, found), (_, after) = kept[place], kept[place + 1]
        between = sight.printed.plain[found.count.end : after.count.start]
        if found.rule == "unnamed" and after.named and between in {"", "、"}:
            kept[place] = (sight, replace(found, named=after.named, rule="inherited"))
    return kept


def _metric(read: _Read, sight: Sight, found: Found) -> Metric:
    count = found.count
    start, end = _phrase(read.printed, found)
    few = count.spelled and count.value <= SMALL and count.bound == "exact"
    period = find_period(read.printed, count, floor=sight.floor)
    days = resolve_period(period, published=read.published) if period else Days()
    return Metric(
        text=read.part.text[start:end],
        value=count.value,
        unit=count.unit,
        object=found.named,
        bound=count.bound,
        high=count.high,
        evidence=Evidence(read.part.name, start, end),
        rule=found.rule,
        confidence=min(CONFIDENCE[found.rule], FEW if few else 1),
        qualifier=_direction(sight.change, count) if sight.change else find_qualifier(read.printed, count),
        period=period,
        since=days.since,
        until=days.until,
        doubts=() if found.named else ("the noun counted is not printed near the figure",),
    )


def _direction(change: Change, count: Count) -> str:
    return "由" if count is change.old else change.direction


def _phrase(printed: Printed, found: Found) -> tuple[int, int]:
    """Where the fact is printed: from its verb or subject to its noun."""
    start, _ = segment_before(printed, found.count, floor=0)
    noun = found.noun
    start = min(start, found.count.start, noun.start if noun else found.count.start)
    start = max(start, printed.clause_start(found.count.start))
    end = max(found.count.end, noun.end if noun else 0)
    unclosed = printed.text[start] == "“" and "”" not in printed.text[start:end]
    return start + unclosed, end
