"""Does a stated rate follow from the stated counts? 办理262件 of 收集299条 is 办结率87.6%.

Only where both are printed shortly before the rate: the part, whose phrase names what the rate is of (整改率:
整改228处), and the whole before it. Everything else is left unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.records import Metric

REACH = 120  # characters between a rate and the counts it may follow from; farther off they are another matter
REMEMBERED = 20  # figures before a rate that are looked at
TOLERANCE = 0.06  # percentage points beyond half of the last printed digit, for rates that were cut instead of rounded

_RATE = re.compile(r"(?P<act>[一-鿿]{2})(?:完成|成功)?率$")
_SAME_ACT = {"办结": ("办结", "办理", "办成"), "办理": ("办理", "办结"), "化解": ("化解", "调处")}
_NO_PARTS = frozenset(
    {"%", "成", "个百分点", "倍", "番", "小时", "个小时", "分钟", "天", "个工作日", "元", "年", "个月"}
)


def check_rates(metrics: Sequence[Metric]) -> tuple[Metric, ...]:
    """*metrics* with every rate that follows from printed counts marked, and every one that contradicts them doubted.

    >>> from nlp.metrics.find import find_metrics
    >>> from nlp.records import Part
    >>> text = "排查隐患731处，整改702处，整改率为96%。"
    >>> find_metrics([Part("text", text, text)])[-1].check
    '702/731 = 96.0 %'
    """
    return tuple(_checked(metric, metrics[max(0, place - REMEMBERED) : place]) for place, metric in enumerate(metrics))


def _checked(metric: Metric, earlier: Sequence[Metric]) -> Metric:
    found = _RATE.search(metric.object or "")
    if metric.unit != "%" or metric.bound != "exact" or not found:
        return metric
    counts = [other for other in earlier if _is_near(other, metric)]
    part = next((i for i in range(len(counts) - 1, 0, -1) if _names(counts[i], found["act"])), None)
    whole = _whole(counts, part) if part is not None else None
    if part is None or whole is None:
        return metric
    return _compared(metric, counts[part], whole)


def _is_near(other: Metric, rate: Metric) -> bool:
    same_part = other.evidence.part == rate.evidence.part
    near = 0 <= rate.evidence.start - other.evidence.end <= REACH
    return same_part and near and other.unit not in _NO_PARTS and other.rule != "changed"


def _names(count: Metric, act: str) -> bool:
    return any(word in count.text for word in _SAME_ACT.get(act, (act, act + "的")))


def _whole(counts: Sequence[Metric], part: int) -> Metric | None:
    """The count that the part is a part of: the nearest before it that counts the same thing, or in the same unit."""
    for other in reversed(counts[:part]):
        same = other.unit == counts[part].unit or other.object == counts[part].object
        if same and other.value >= counts[part].value > 0:
            return other
    return None


def _compared(rate: Metric, part: Metric, whole: Metric) -> Metric:
    if part.bound != "exact" or whole.bound != "exact":
        return rate
    follows = 100 * part.value / whole.value
    decimals = len(f"{rate.value:g}".partition(".")[2])
    said = f"{part.value:.12g}/{whole.value:.12g} = {follows:.{max(1, decimals)}f} %"
    if abs(follows - rate.value) <= 0.5 * 10**-decimals + TOLERANCE:
        return replace(rate, check=said)
    return replace(rate, doubts=(*rate.doubts, f"the stated {rate.value:g} % does not follow from the counts: {said}"))
