"""From A to B: two figures of one thing (由12件降至3件, 从71%提高到97%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.metrics.behind import noun_behind
from nlp.metrics.noun import Noun, trimmed_front
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count

_FROM = re.compile(r"(?:由|从)[^,，。；;、由从]{0,14}$")
_TO = re.compile(
    r"""^[^,，。；;\n]{0,6}[,，]?[^,，。；;\n]{0,10}?
        (?P<verb>降|升|增|提升|提高|提|扩|拓|缩|压|减|涨|跃|攀|发展|变|优化|延长|下降|改|壮大|精简|整合|合并|调整|下调|上调|上升|回落|翻)
        [^,，。；;\n]{0,4}?(?:至|到|为|成)[^,，。；;\n]{0,8}$""",
    re.VERBOSE,
)
_DOWN = frozenset(["降", "缩", "压", "减", "下降", "精简"])


@dataclass(frozen=True, slots=True)
class Change:
    """Two figures of one thing; ``begin`` is where 由 or 从 stands, ``direction`` is 降至, 增至 or 变为."""

    old: Count
    new: Count
    begin: int
    direction: str


def find_changes(printed: Printed, counts: Sequence[Count]) -> list[Change]:
    """Every pair of neighbouring figures with one unit between 由/从 and …至/到.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("纠纷由12件降至3件")
    >>> [(c.old.value, c.new.value, c.direction) for c in find_changes(text, list(find_counts(text)))]
    [(12.0, 3.0, '降至')]
    """
    pairs = pairwise(counts)
    return [change for old, new in pairs if old.unit == new.unit and (change := _change(printed, old, new))]


def changed_noun(printed: Printed, change: Change) -> Noun | None:
    """What changed: the noun before 由 or 从, else the one behind the second figure."""
    start = printed.clause_start(change.begin)
    return trimmed_front(printed, start, change.begin, rule="changed") or noun_behind(
        printed, change.new, limit=len(printed.plain)
    )


def _change(printed: Printed, old: Count, new: Count) -> Change | None:
    before = _FROM.search(printed.plain, max(0, old.start - 16), old.start)
    between = _TO.match(printed.plain[old.end : new.start])
    if not (before and between) or printed.in_name(old.number) or printed.plain[old.number - 1] == "第":
        return None
    return Change(old, new, before.start(), _direction(between["verb"], old, new))


def _direction(verb: str, old: Count, new: Count) -> str:
    if verb in _DOWN or new.value < old.value:
        return "降至"
    return "增至" if new.value > old.value else "变为"
