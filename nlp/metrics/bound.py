"""What the words around a figure say about it: at least, at most, about, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.numbers import Numeral

_REACH = 6  # characters before a numeral in which its bound word stands

# a bound word may be the end of another word: 预约120次, 附近5个村, 网上100人
_BEFORE = re.compile(
    r"""
      (?P<at_most>不超过|未超过|不多于|不高于|不足|不到|低于|少于|小于|至多|最多|未满|不满)了?$
    | (?P<at_least>至少|最少|起码|不少于|不低于|超过|超出|突破|大于|高于|多于|逾|(?<![高])超)了?$
    | (?P<some>(?<![网线以早晚路])上|(?<![通经走])过)(?=$)
    | (?P<approx>大约|约为|大概|将近|接近|(?<![预节签履邀合特违契公条制赴相])约|(?<![最附邻就临相亲靠贴切])近)$
    | (?P<exact>达到|高达|达)了?$
    """,
    re.VERBOSE,
)
_AT_BEST = re.compile(r"最[高多](?:可|能)[^,，。;；\d]{0,10}$")
_BEHIND = re.compile(
    r"[多余]?\x20?(?:(?P<at_least>以上|之上|及以上)|(?P<at_most>以下|以内|之内)|(?P<approx>左右|上下|上下浮动))"
    r"|(?P<more>[多余](?![样元种边头云]))"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One of BOUNDS, and the stretch of text from the first to the last word that says it, figure and unit within."""

    word: str
    start: int
    end: int


def find_bound(text: str, numeral: Numeral, *, end: int) -> Bound:
    """The bound of *numeral*, whose unit ends at *end*.

    余, 多 and 以上 win over 近 and 约 before the numeral (约30余名 is at least 30).
    """
    window = text[max(0, numeral.start - _REACH) : numeral.start]
    before = _BEFORE.search(window)
    if before and before.lastgroup == "some" and text[numeral.start] not in "百千万":
        before = None
    behind = _BEHIND.match(text, end)
    start = numeral.start - len(before[0]) if before else numeral.start
    stop = behind.end() if behind else end
    at_best = bool(_AT_BEST.search(text, max(0, numeral.start - 14), numeral.start))
    return Bound(_word(numeral, before, behind, at_best=at_best), start, stop)


def _word(numeral: Numeral, before: re.Match[str] | None, behind: re.Match[str] | None, *, at_best: bool) -> str:
    if numeral.high is not None:
        return "range"
    if behind and behind.lastgroup != "more":
        return str(behind.lastgroup)
    if numeral.more or behind:
        return "at_least"
    if at_best:
        return "at_most"
    if before:
        return {"some": "at_least"}.get(str(before.lastgroup), str(before.lastgroup))
    return "exact"
