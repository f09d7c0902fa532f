"""When a page came out, as the page itself prints it. None rather than a guess: a day without a year is no date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"""
    (?<![0-9])
    (?P<year> (?:19|20)[0-9]{2} ) \s* [年\-./]
    \s* (?P<month> 1[0-2] | 0?[1-9] ) \s* [月\-./]
    \s* (?P<day> 3[01] | [12][0-9] | 0?[1-9] ) (?![0-9]) \s* 日?
    """,
    re.VERBOSE,
)
_CHINESE = re.compile(
    r"(?P<year>[一二][〇零○九一二三四五六七八]{3})年(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_MINUTE = re.compile(r"\s*T?\s*(?P<hour>[01]?[0-9]|2[0-3])[:：时](?P<minute>[0-5][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date in a line, and the minute where one is printed behind it (``YYYY-MM-DDTHH:MM``, Asia/Shanghai)."""

    day: date
    minute: str | None
    start: int
    end: int


def find_date(text: str) -> PrintedDate | None:
    """The first full date in *text*, or None. Never raises.

    >>> find_date("2021年12月23日 星期四").day
    datetime.date(2021, 12, 23)
    >>> find_date("发布时间：2024-03-06 09:30").minute
    '2024-03-06T09:30'
    >>> find_date("二〇二三年五月十八日").day, find_date("6月29日"), find_date("2021年2月30日")
    (datetime.date(2023, 5, 18), None, None)
    """
    for found in _DATE.finditer(text):
        if day := _day(int(found["year"]), int(found["month"]), int(found["day"])):
            return _with_minute(text, day, found)
    for found in _CHINESE.finditer(text):
        if day := _day(_year(found["year"]), _number(found["month"]), _number(found["day"])):
            return _with_minute(text, day, found)
    return None


def _with_minute(text: str, day: date, found: re.Match[str]) -> PrintedDate:
    clock = _MINUTE.match(text, found.end())
    if not clock:
        return PrintedDate(day, None, found.start(), found.end())
    minute = f"{day.isoformat()}T{int(clock['hour']):02d}:{clock['minute']}"
    return PrintedDate(day, minute, found.start(), clock.end())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_ORDINALS = "零一二三四五六七八九"


def _year(printed: str) -> int:
    return int("".join(str(max(_ORDINALS.find(c), 0)) for c in printed))


def _number(printed: str) -> int:
    """A number below a hundred: 十二, 二十, 三十一, 九."""
    tens, ten, ones = printed.rpartition("十")
    unit = max(_ORDINALS.find(ones), 0) if ones else 0
    return unit + (10 * (_ORDINALS.find(tens) if tens else 1) if ten else 0)
