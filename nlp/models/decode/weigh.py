"""Which row spells a numeral out: what speaks for a row is counted, and the best one wins if enough speaks for it.

The count is no matter of weight: a row of another length is no candidate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.models.decode.lists import are_alike
from nlp.models.decode.rows import MARK, Row
from nlp.models.decode.spot import Spot
from nlp.models.numerals import Unit

_ANYTHING = re.compile(
    r"方面|环节|步骤|层级|板块|模块|内容|举措|任务|主体|力量|要素|程序|阶段|领域|维度|人员|类型|层面|部分|对象|角色|联动|主题|在内|共同"
)  # what can be counted in a list of anything; another noun behind the count says that the list is something else
_OF_ANYTHING = 2.2  # points of a count that may sum up any list
_SAME_SENTENCE = 0.8  # points of the least closeness in the sentence of the name
ENOUGH = 3.0  # points below which a row is left alone
# What each form shows by itself. A form that only stands where a name introduces it needs nothing more.
_FORMS = {
    "introduced": 6.0,
    "quoted": 5.0,
    "before": 2.5,
    "numbered": 3.0,
    "coloured": 3.0,
    "announced": 1.0,
    "short": 0.5,
}
_PAIR = 1.0  # two things side by side are common
_NUMERALS = "零一二三四五六七八九十"


def weigh(row: Row, unit: Unit, own: Sequence[Spot], near: Sequence[Spot]) -> float:
    """Points for *row* as the parts of *unit*: printed by itself at *own*, inside the longer name at *near*."""
    close = max([_near(row, spot) for spot in own] + [min(1.5, _near(row, spot)) for spot in near])
    total = _total(row, unit, (*own, *near)[0].text)
    points = _FORMS.get(row.form, 0.0) + _shared(row, unit) + close
    points += total if total > _OF_ANYTHING or close >= _SAME_SENTENCE else total / 3
    points += are_alike(row.items) * 0.7 + (len({len(item) for item in row.items}) == 1) * 0.5
    return points - (len(row.items) == 2) * _PAIR


def _shared(row: Row, unit: Unit) -> float:
    """The word that the numeral counts, in every item."""
    word = row.word or next((w for w in (unit.noun, unit.noun[-1:]) if w and all(w in item for item in row.items)), "")
    ends = all(item.startswith(word) or item.endswith(word) for item in row.items)
    if not word:
        return 0.0
    return (3.0 if len(word) > 1 else 2.2) if ends else 1.2


def _total(row: Row, unit: Unit, text: str) -> float:
    """A count before the list or behind it: 分为三步:A、B、C; A、B、C三支队伍."""
    ahead, behind = _counts(unit.count or 0)
    own = unit.noun[-1:]
    announced = ahead.search(text[max(0, row.start - 24) : row.start])
    if announced and (len(announced[1]) < 7 or (own and own in announced[1])):
        return 2.6
    found = behind.match(text[row.end : row.end + 10])
    if not found:
        return 0.0
    if own and own in found.group():
        return 3.0
    return _OF_ANYTHING if not found[1] or _ANYTHING.match(found[1]) else 0.3


@cache
def _counts(count: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How *count* is printed before a list, and behind one."""
    spelled = _NUMERALS[count] if count <= 10 else "百"
    number = f"(?:{spelled}|{count}|{'两' if count == 2 else spelled})"
    ahead = rf"{number}[个项类种大支条张件套级方步道]?([一-鿿”]{{0,16}}?)(?::|,即|,分别是|,就是|——)$"
    return re.compile(ahead), re.compile(rf"等?{number}[个项类种大支条张件套级方色道人]([一-鿿]{{0,6}})")


def _near(row: Row, spot: Spot) -> float:
    """How close the row stands to the name, and whether the words between lead from one to the other."""
    if row.start >= spot.end:
        return _behind(spot.text[spot.end : row.start])
    if row.end <= spot.start:
        between = spot.text[row.end : spot.start]
        return 0.2 if "\n" in between else 0.5 if "。" in between else 0.8
    return 1.0 if row.start <= spot.start else 0.0


def _behind(between: str) -> float:
    if MARK.fullmatch(between):
        return 4.0
    if re.fullmatch(r"[”’]?[^。;\n,“”]{0,12}[,:]", between):
        return 2.5
    if not re.search(r"[。!?\n]", between):
        return 1.5
    if "\n" not in between:
        return 1.0
    return 0.8 if between.count("\n") < 2 else 0.3
