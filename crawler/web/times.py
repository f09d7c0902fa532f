"""When a web page says its article came out: none rather than a comment's, a footer's or another article's time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.web.marks import COMMENT, FOOTER
from crawler.web.place import Place
from crawler.web.sheet import Line
from crawler.web.stated import TIME_NAMES, Statements

CHINA = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1995, 2099  # before, no site had articles; after, a typing error
LINKED_TIMES = ("datePublished", "pubDate", "publishDate", "uploadDate", "dateCreated")
LONGEST_LABEL = 12  # characters before a time that are a source or a channel, not an entry of a list
LONGEST_TIMED = 200  # characters of a line that tells the time of an article

_STAMP = re.compile(
    r"""
    (?<![\d.])
    (?P<year> (?:19|20)\d\d ) \s* (?: 年 | [-/.] | \s ) \s*
    (?P<month> 1[0-2] | 0?[1-9] ) \s* (?: 月 | [-/.] ) \s*
    (?P<day> 3[01] | [12]\d | 0?[1-9] ) (?!\d) \s* 日?
    (?: [\sT,，|·（(-]* (?:星期.|周.)? [\s)）,，]* (?P<half>上午|下午|晚上|凌晨)? \s*
        (?P<hour> [01]?\d | 2[0-3] ) \s* [:：时] \s* (?P<minute> [0-5]\d ) (?!\d)
        (?: \s*[:：分] \s* (?P<second> [0-5]\d ) (?:\.\d+)? )? \s* (?P<zone> Z | [+-]\d\d:?\d\d )? )?
    """,
    re.VERBOSE,
)
_CHINESE = re.compile(
    r"(?P<y>[一二][〇零○Ｏ九一二三四五六七八]{3})年(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>三?十?[一二三四五六七八九十]{1,2})日"
)
_LABELLED = re.compile(
    r"(?:发布|发表|刊发|发稿|更新|录入|添加|创建|编辑|成文|上传|公开)?(?:时间|日期)\s*[：:]|发布于|发表于|published",
    re.IGNORECASE,
)
_LABEL = re.compile(r"来源|作者|记者|编辑|发布|时间|日期|稿源|浏览|点击|阅读")
_WEEKDAY = re.compile(
    r"星期[一二三四五六日天]|周[一二三四五六日]"
)  # with a day only: the site's clock, or a paper's head
_TODAY = re.compile(r"今天是|欢迎您|现在时间|农历|天气|截止|截至|有效期|报名时间|活动时间|会议时间")
_PAPER = re.compile(r"《[^《》]{2,20}》\s*[（(]\s*.{8,20}第?\s*[A-Z]?\d{1,3}\s*版")
_ADDRESS_DAY = re.compile(
    r"/(?:t)?(?P<y>20\d\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?:[/_.]|\D|$)"
)
_UNIX = re.compile(
    r"""(?:\bvar\s+ct|\bcreateTimestamp|\boriCreateTime|publish_?time|pub_?time|create_time)["']?\s*[=:]\s*["']?(1\d{9})(\d{3})?\b""",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"""
    \b (?: publish_?time | publish_?date | pub_?time | pub_?date | news_?time | create_?time | display_?time
       | ptime | source ["']?\s*:\s*["'][^"']*["']\s*,\s*["']?time )
    ["']? \s* [=:] \s* ["'] ( (?:19|20)\d\d[-/年.] [^"']{3,24} ) ["']
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A day and, where stated, the minute of it (``YYYY-MM-DDTHH:MM``, China's time); ``of`` says where it stood."""

    day: date
    minute: str | None
    of: str


@dataclass(frozen=True, slots=True)
class Times:
    """The time chosen, None for none, and what was in doubt about it."""

    chosen: Time | None
    doubts: tuple[str, ...] = ()


def find_times(place: Place, statements: Statements, scripts: Sequence[str]) -> Times:
    """The article's time, from what is printed beside it, what the page states, and its scripts.

    What is printed wins over what is only stated: a meta may be that of the template. Where the page prints a day only,
    a stated minute of the same day is taken.
    """
    shown = [*_shown(place)]
    stated = [*_stated(statements)]
    scripted = [*_scripted(scripts)] if not any(time.minute for time in stated) else []
    found = [*shown, *stated, *scripted, *_addressed(statements.address)]
    if not found:
        return Times(None)
    chosen = _with_minute(found[0], found)
    other = next((time for time in stated if time.day != chosen.day), None)
    doubt = f"the page prints {chosen.day}, its {other.of} states {other.day}" if shown and other else None
    return Times(chosen, (doubt,) if doubt else ())


def _with_minute(chosen: Time, found: Sequence[Time]) -> Time:
    if chosen.minute:
        return chosen
    minute = next((time.minute for time in found if time.day == chosen.day and time.minute), None)
    return replace(chosen, minute=minute)


def _shown(place: Place) -> Iterator[Time]:
    """The times printed beside the article, likeliest first: labelled, to the minute, in its head."""
    found = [*_ranked(place.head, 0), *_ranked(place.above, 1), *_ranked(place.below, 2)]
    return (time for _, time in sorted(found, key=lambda pair: pair[0]))


def _ranked(lines: Sequence[Line], rank: int) -> Iterator[tuple[int, Time]]:
    for line in lines:
        time = None if _is_elsewhere(line) else read_time(line.text, of="head")
        labelled = bool(_LABELLED.search(line.text))
        told = labelled or (rank < 2 and _stands_alone(line.text))
        if time and told and (rank != 1 or labelled or time.minute or "版" in line.text):  # else: the site's clock
            yield rank + 2 * (not labelled) + (time.minute is None), time


def _stands_alone(text: str) -> bool:
    """Whether the time in *text* is a line's matter, and not the tail of an entry in a list."""
    found = _STAMP.search(text)
    before = text[: found.start()] if found else ""
    return len(before.strip()) <= LONGEST_LABEL or bool(_LABEL.search(before))


def _is_elsewhere(line: Line) -> bool:
    """Whether a time in this line is not the article's: a link's, a footer's, a comment's, today's."""
    if line.is_link or line.noise or len(line.text) > LONGEST_TIMED:
        return True
    text = line.text
    comment = COMMENT.search(text) and "发表于" not in text
    clock = _WEEKDAY.search(text) and not re.search(r"\d[：:]\d|版", text)
    return bool(clock or comment or FOOTER.search(text) or _TODAY.search(text))


def _stated(statements: Statements) -> Iterator[Time]:
    metas = ((f"meta {name}", value) for name in TIME_NAMES for value in statements.metas.get(name, ()))
    linked = ((f"JSON-LD {key}", node.get(key)) for key in LINKED_TIMES for node in statements.linked)
    for of, value in (*metas, *linked):
        if isinstance(value, str) and (time := read_time(value, of=of)):
            yield _without_midnight(time)


def _without_midnight(time: Time) -> Time:
    """A machine that knows the day only writes midnight."""
    return replace(time, minute=None) if time.minute and time.minute.endswith("T00:00") else time


def _scripted(scripts: Sequence[str]) -> Iterator[Time]:
    for script in scripts:
        for seconds in _UNIX.finditer(script):
            yield _moment(int(seconds[1]), "script")
        for words in _SCRIPTED.finditer(script):
            if time := read_time(words[1], of="script"):
                yield _without_midnight(time)


def _addressed(address: str | None) -> Iterator[Time]:
    found = _ADDRESS_DAY.search(address or "")
    day = _day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    if day:
        yield Time(day, None, "address")


def read_time(text: str, *, of: str) -> Time | None:
    """The first full date in *text* with its minute, or None. A zone is reckoned to China's time.

    >>> read_time("2023年05月18日 10:21 来源：某报", of="head").minute
    '2023-05-18T10:21'
    >>> read_time("2023-05-17T18:21:05Z", of="meta").minute, read_time("05-18 10:21", of="head")
    ('2023-05-18T02:21', None)
    """
    found = _STAMP.search(text)
    if not found:
        return _counted_time(text, of) or _chinese_time(text, of)
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if not day or found["hour"] is None:
        return Time(day, None, of) if day else None
    hour = int(found["hour"]) + (12 if found["half"] in ("下午", "晚上") and int(found["hour"]) < 12 else 0)
    moment = datetime(day.year, day.month, day.day, hour, int(found["minute"]), tzinfo=_zone(found["zone"]))
    moment = moment.astimezone(CHINA)
    return Time(moment.date(), moment.strftime("%Y-%m-%dT%H:%M"), of)


def _counted_time(text: str, of: str) -> Time | None:
    """A time told as the seconds or milliseconds since 1970, and nothing else."""
    found = re.fullmatch(r"\s*(1\d{9})(?:\d{3})?\s*", text)
    return _moment(int(found[1]), of) if found else None


def _moment(seconds: int, of: str) -> Time:
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(CHINA)
    return Time(moment.date(), moment.strftime("%Y-%m-%dT%H:%M"), of)


def _zone(printed: str | None) -> timezone:
    if not printed:
        return CHINA
    if printed == "Z":
        return UTC
    hours, minutes = int(printed[1:3]), int(printed[-2:])
    sign = -1 if printed[0] == "-" else 1
    return timezone(sign * timedelta(hours=min(hours, 23), minutes=min(minutes, 59)))


def _chinese_time(text: str, of: str) -> Time | None:
    found = _CHINESE.search(text)
    if not found:
        return None
    digits: dict[str, int] = {"〇": 0, "零": 0, "○": 0, "Ｏ": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
    year = int("".join(str(digits[c]) for c in found["y"]))
    day = _day(year, _number(found["m"], digits), _number(found["d"], digits))
    return Time(day, None, of) if day else None


def _number(printed: str, digits: dict[str, int]) -> int:
    tens, ten, ones = printed.rpartition("十")
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
