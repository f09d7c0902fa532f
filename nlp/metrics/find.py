"""From the parts of an article to its counted facts, each once, in the order of printing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.metrics.change import Change, changed_noun, find_changes
from nlp.metrics.check import check_rates
from nlp.metrics.filters import SMALL, refusal
from nlp.metrics.money import money_noun
from nlp.metrics.noun import (
    Noun,
    act_behind,
    is_person,
    modified_noun,
    noun_before,
    noun_behind,
    running_noun,
    segment_before,
)
from nlp.metrics.period import Days, resolve_period
from nlp.metrics.printed import Printed, read_part
from nlp.metrics.qualifier import find_period, find_qualifier
from nlp.metrics.rate import rate_noun
from nlp.metrics.repeat import drop_repeats
from nlp.metrics.scan import Count, find_counts
from nlp.records import Evidence, Metric, Part

PARTS = ("kicker", "headline", "subhead", "text")  # in the order of printing; bylines and datelines count nothing

REMEMBERED = 100  # figures back that a noun may be taken from
LOOK_BACK = 3000  # characters back in which the people are sought whom a bare 人 or 户 counts

# how often a fact found by the rule was right (value, unit, bound and object) on the open sample articles and the seeds
CONFIDENCE = {
    "behind": 0.97,
    "behind-of": 0.92,
    "behind-clause": 0.8,
    "behind-verb": 0.8,
    "behind-span": 0.8,
    "behind-act": 0.7,
    "before": 0.87,
    "before-verb": 0.95,
    "before-act": 0.8,
    "before-subject": 0.88,
    "changed": 0.93,
    "rate": 0.92,
    "rate-share": 0.8,
    "money-for": 0.7,
    "money-earned": 0.85,
    "inherited": 0.85,
    "nearest-person": 0.6,
    "unnamed": 0.4,
}

_RESIDENTS = re.compile("村民|居民|群众|住户")
_PEOPLE = re.compile(
    "党员|志愿者|学生|老人|干部|队员|职工|会员|员工|农户|商户|业主|儿童|青年|妇女|网格员|骑手|司机|游客|成员"
)


_SHARES = frozenset({"占比", "比例", "比重"})
_WORTH = re.compile("[,，总共计涉及]*(?:价值|金额|折合|价款|货值)[^,，。]{0,3}$")
_AVERAGES = frozenset({"村均", "户均", "人均", "平均", "月均", "日均", "年均", "最高", "最低"})


@dataclass(frozen=True, slots=True)
class _Found:
    """One count with its noun, as far as known. ``named`` is the noun as words; it may come from another clause."""

    count: Count
    noun: Noun | None
    named: str | None
    rule: str
    direction: str | None = None
    floor: int = 0


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


def _part_metrics(part: Part, published: date | None) -> Iterator[Metric]:
    printed = read_part(part.text)
    counts = [count for count in find_counts(printed) if not printed.in_name(count.number)]
    for found in _find_nouns(printed, counts):
        if part.name == "text" or not found.count.spelled:
            yield _metric(part, printed, found, published)


def _find_nouns(printed: Printed, counts: list[Count]) -> list[_Found]:
    changes = find_changes(printed, counts)
    changed = {id(count): change for change in changes for count in (change.old, change.new)}
    known: list[_Found] = []
    for place, count in enumerate(counts):
        change = changed.get(id(count))
        if change is None and refusal(printed, count):
            continue
        floor = _noun_end(known[-1], count) if known else 0
        floor = max(floor, counts[place - 1].end if place else 0)
        limit = counts[place + 1].start if place + 1 < len(counts) else len(printed.plain)
        found = _with_noun(printed, count, _Around(floor, limit, change, tuple(known[-REMEMBERED:])))
        found = replace(found, floor=counts[place - 1].end if place else 0)
        if found.named or not count.spelled or count.value > SMALL:  # 组成两队: a small figure of nothing is rhetoric
            known.append(found)
    return known


def _noun_end(found: _Found, count: Count) -> int:
    """Where the noun of the figure before ends, when it is used up as *count* looks for its own; else 0."""
    if found.noun is None or found.rule == "money-for" or found.noun.end > count.start:
        return 0
    return found.noun.end


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a count: the neighbours' ends, the change it is part of, and what was found before it."""

    floor: int
    limit: int
    change: Change | None
    known: tuple[_Found, ...]


def _with_noun(printed: Printed, count: Count, around: _Around) -> _Found:
    if around.change:
        noun = changed_noun(printed, around.change)
        return _named(printed, count, noun, around, direction=_direction(around.change, count))
    if count.kind == "rate":
        return _rate(printed, count, around)
    if count.kind == "span":
        return _named(printed, count, running_noun(printed, count), around)
    if count.kind == "money":
        noun = money_noun(printed, count, floor=around.floor, limit=around.limit)
        return _named(printed, count, noun, around)
    noun = (
        noun_behind(printed, count, limit=around.limit)
        or noun_before(printed, count, floor=around.floor)
        or modified_noun(printed, count, limit=around.limit)
        or act_behind(printed, count, limit=around.limit)
    )
    return _named(printed, count, noun, around)


def _direction(change: Change, count: Count) -> str:
    return "由" if count is change.old else change.direction


def _rate(printed: Printed, count: Count, around: _Around) -> _Found:
    rate = rate_noun(printed, count, floor=around.floor, limit=around.limit)
    if rate.noun is None:
        earlier = _earlier(printed, count, around)
        name = earlier and (earlier if earlier.endswith(rate.change) else earlier + rate.change)
        return _Found(count, None, name, "inherited" if name else "unnamed")
    name = printed.text[rate.noun.start : rate.noun.end] + rate.change
    if name in _SHARES:
        name = (_earlier(printed, count, around) or "") + name
    return _Found(count, rate.noun, name, rate.noun.rule)


def _named(
    printed: Printed, count: Count, noun: Noun | None, around: _Around, *, direction: str | None = None
) -> _Found:
    said = printed.text[noun.start : noun.end] if noun else ""
    if _is_worth(printed, count, around) and (thing := around.known[-1].named):
        return _Found(count, None, thing, "inherited", direction)
    if noun and said not in _AVERAGES:
        return _Found(count, noun, said, noun.rule, direction)
    if subject := _subject_counted_before(printed, count, around):
        return _Found(count, None, subject, "before-subject", direction)
    if earlier := _earlier(printed, count, around):
        return _Found(count, None, said + earlier, "inherited", direction)
    if count.kind in {"person", "house"} and (person := _nearest_person(printed, count)):
        return _Found(count, None, person, "nearest-person", direction)
    return _Found(count, None, None, "unnamed", direction)


def _is_worth(printed: Printed, count: Count, around: _Around) -> bool:
    """价值6万余元, 涉及金额17.6万元 after a figure: what that figure counted is worth it."""
    clause = printed.plain[max(printed.clause_start(count.start), around.floor) : count.start]
    return bool(around.known) and bool(_WORTH.match(clause))


def _subject_counted_before(printed: Printed, count: Count, around: _Around) -> str | None:
    """11个村集体总收入达1260万元, 65公里岸线划成29段: the noun of the figure before is the subject of this one."""
    last = around.known[-1] if around.known else None
    if not (last and last.noun and last.rule.startswith("behind") and last.noun.end <= count.start):
        return None
    between = printed.plain[last.noun.end : count.start]
    if any(mark in between for mark in ",，。；;:：、\n") or len(between) > 6:
        return None
    measured = count.kind in {"money", "area", "weight", "volume", "length"} or (last.named or "").endswith("数")
    fits = measured or between.endswith(("成", "为"))
    return last.named if fits else None


def _earlier(printed: Printed, count: Count, around: _Around) -> str | None:
    """The noun of the nearest earlier figure in the paragraph that *count* may go on counting."""
    paragraph = printed.plain.rfind("\n", max(0, count.start - LOOK_BACK), count.start) + 1
    near = [f for f in reversed(around.known) if f.named and f.count.start >= paragraph]
    same = [f for f in near if f.count.unit == count.unit or _goes_on(f, count)]
    far = [f for f in reversed(around.known) if f.named and f.count.unit == count.unit and count.kind == "thing"]
    return next((f.named for f in [*same, *far]), None)


def _goes_on(earlier: _Found, count: Count) -> bool:
    if count.kind in {"person", "house"}:
        return earlier.count.kind in {"person", "house"} or is_person(earlier.named or "")
    if count.kind == "rate":
        return True
    return earlier.count.kind == count.kind


def _nearest_person(printed: Printed, count: Count) -> str | None:
    first = max(0, count.start - LOOK_BACK)
    residents = _RESIDENTS.findall(printed.plain, first, count.start)
    people = residents or _PEOPLE.findall(printed.plain, first, count.start)
    return str(people[-1]) if people else None


def _metric(part: Part, printed: Printed, found: _Found, published: date | None) -> Metric:
    count = found.count
    start, end = _phrase(printed, found)
    period = find_period(printed, count, floor=found.floor)
    days = resolve_period(period, published=published) if period else Days()
    return Metric(
        text=part.text[start:end],
        value=count.value,
        unit=count.unit,
        object=found.named,
        bound=count.bound,
        high=count.high,
        evidence=Evidence(part.name, start, end),
        rule=found.rule,
        confidence=CONFIDENCE[found.rule],
        qualifier=found.direction or find_qualifier(printed, count),
        period=period,
        since=days.since,
        until=days.until,
        doubts=() if found.named else ("the noun counted is not printed near the figure",),
    )


def _phrase(printed: Printed, found: _Found) -> tuple[int, int]:
    """Where the fact is printed: from its verb or subject to its noun."""
    start, _ = segment_before(printed, found.count, floor=0)
    noun = found.noun
    start = min(start, found.count.start, noun.start if noun else found.count.start)
    start = max(start, printed.clause_start(found.count.start))
    end = max(found.count.end, noun.end if noun else 0)
    unclosed = printed.text[start] == "“" and "”" not in printed.text[start:end]
    return start + unclosed, end
