"""Which row spells a numeral out: what speaks for a row is counted, and the best one wins if enough speaks for it.

The count is no matter of weight: a row of another length is no candidate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.models.decode.lists import are_alike
from nlp.models.decode.rows import MARK, Row
from nlp.models.decode.spot import Spot
from nlp.models.numerals import Unit

_ANYTHING = re.compile(
    r"方面|环节|步骤|层级|板块|模块|内容|举措|任务|主体|力量|要素|程序|阶段|领域|维度|人员|类型|层面|部分|对象|角色|联动|主题|在内|共同"
)  # what can be counted in a list of anything; another noun behind the count says that the list is something else
ENOUGH = 3.0  # points below which a row is left alone
# What each form shows by itself. A form that only stands where a name introduces it needs nothing more.
_FORMS = {"introduced": 6.0, "quoted": 5.0, "before": 2.5, "numbered": 3.0, "coloured": 3.0, "announced": 1.0, "short": 0.5}
_PAIR = 1.0  # two things side by side are common
_NUMERALS = "零一二三四五六七八九十"


def weigh(row: Row, unit: Unit, own: Sequence[Spot], near: Sequence[Spot]) -> float:
    """Points for *row* as the parts of *unit*, printed by itself at *own*, in the longer name that holds it at *near*."""
    close = max([_near(row, spot) for spot in own] + [min(1.5, _near(row, spot)) for spot in near])
    total = _total(row, unit, (*own, *near)[0].text)
    points = _FORMS.get(row.form, 0.0) + _shared(row, unit) + close + (total if total > 2.5 or close >= 0.8 else total / 3)
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
    """A count behind the list: 宣讲、调解、救护三支队伍."""
    spelled = _NUMERALS[unit.count or 0] if (unit.count or 0) <= 10 else "百"
    tail = text[row.end : row.end + 8]
    number = rf"(?:{spelled}|{unit.count}){'|两' if unit.count == 2 else ''}"
    if re.search(rf"{number}[个项类种大支条张件套级方步道]?[一-鿿]{{0,6}}?(?::|,即|,分别是|,就是|——)$", text[: row.start][-16:]):
        return 2.6
    found = re.match(rf"等?{number}[个项类种大支条张件套级方色道人]([一-鿿]{{0,6}})", tail)
    if not found:
        return 0.0
    if unit.noun and unit.noun[-1] in found.group():
        return 3.0
    return 2.2 if not found[1] or _ANYTHING.match(found[1]) else 0.3


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
