"""The days that a printed period covers, counted from the date of the page: 今年以来, 2019年以来, 上半年, 截至目前."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from nlp.numbers import parse_number

_YEAR = re.compile(r"(?P<year>[12]\d{3})年|(?P<this>今年|当年|年内)|(?P<last>去年|上年)")
_MONTHS = re.compile(
    r"(?P<first>\d{1,2})月?[-—至到](?P<last>\d{1,2})月|(?P<only>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
    r"|前(?P<many>\d{1,2}|[一二三四五六七八九十]+)个月"
)
_AGO = re.compile(r"(?:近)?(?P<many>[一二两三四五六七八九十\d]+)多?(?P<unit>年|个月)[^以]{0,3}来?$")
_SINCE = re.compile("以来$|来$")
_UNTIL = re.compile("^截[至止]|^目前|^至今|^迄今")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of a period; None where it has no such end or the words do not tell."""

    since: date | None = None
    until: date | None = None


def resolve_period(words: str, *, published: date | None) -> Days:
    """The days that *words* cover, seen from *published*, the date of the page; empty when that cannot be known.

    >>> resolve_period("今年以来", published=date(2023, 5, 18))
    Days(since=datetime.date(2023, 1, 1), until=datetime.date(2023, 5, 18))
    >>> resolve_period("2022年", published=None)
    Days(since=datetime.date(2022, 1, 1), until=datetime.date(2022, 12, 31))
    >>> resolve_period("近年来", published=date(2023, 5, 18))
    Days(since=None, until=None)
    """
    year = _year(words, published)
    span = _ago(words, published) if year is None else _in_year(words, year)
    span = _not_after(span, published)
    if _UNTIL.match(words):
        return Days(None, span.until or published)
    if _SINCE.search(words) and span.since:
        return Days(span.since, published)
    return span


def _not_after(span: Days, published: date | None) -> Days:
    """A page can tell of no day after its own."""
    if published and span.until and span.until > published and (span.since is None or span.since <= published):
        return Days(span.since, published)
    return span


def _year(words: str, published: date | None) -> int | None:
    found = _YEAR.search(words)
    if found and found["year"]:
        return int(found["year"])
    if published is None or "近年" in words:
        return None
    if found and found["last"]:
        return published.year - 1
    return published.year if found or _MONTHS.search(words) or words in _HALVES else None


def _in_year(words: str, year: int) -> Days:
    first, last = next((months for word, months in _HALVES.items() if word in words), (1, 12))
    found = _MONTHS.search(words)
    if found:
        last = int(found["last"] or found["only"] or parse_number(found["many"]) or 12)
        first = int(found["first"] or found["only"] or 1)
    if not 1 <= first <= last <= 12:
        return Days()
    month_end = monthrange(year, last)[1]
    day = int(found["day"]) if found and found["day"] else month_end
    return Days(date(year, first, 1), date(year, last, min(max(day, 1), month_end)))


def _ago(words: str, published: date | None) -> Days:
    """三年来, 近5年, 两个月来: back from the day of the page."""
    found = _AGO.search(words)
    number = parse_number(found["many"]) if found else None
    if found is None or published is None or not number:
        return Days()
    months = published.year * 12 + published.month - 1 - int(number) * (12 if found["unit"] == "年" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return Days()
    return Days(date(year, month + 1, min(published.day, monthrange(year, month + 1)[1])), published)
