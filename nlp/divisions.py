"""China's administrative divisions by GB/T 2260 code: what stands, what ended, and by which names papers call them.

Knows the table and nothing of articles. Names are official ones; short names (什邡 for 什邡市, 恩施州 for the
autonomous prefecture) are derived by rule, never listed, so that every division is treated alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LEVELS = ("province", "city", "county")

# Divisions that ended before this year count only where no division of today bears the name. Papers online start here.
OLD_YEAR = 2010

_PEOPLES = (
    "土家|苗|侗|布依|藏|羌|彝|哈尼|壮|傣|白|傈僳|景颇|朝鲜|回|蒙古|哈萨克|柯尔克孜|瑶|仫佬|毛南|黎|畲|满|土|撒拉|东乡"
    "|保安|裕固|仡佬|佤|纳西|拉祜|布朗|独龙|怒|普米|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|各|维吾尔"
)
_AUTONOMOUS = re.compile(rf"^(?P<stem>..+?)(?:(?:{_PEOPLES})族?)+(?:自治)?(?P<kind>[州县旗区])$")
_OF_ONE_PEOPLE = re.compile(r"^(?P<stem>..+?)族?自治(?P<kind>[县旗])$")  # 东乡族自治县: named after its people alone
_PLAIN = re.compile(r"^(?P<stem>..+?)(?:特别行政区|自治区|新区|林区|矿区|特区|地区|省|市|县|区|盟)$")


@dataclass(frozen=True, slots=True)
class Division:
    """A division under its official name. ``city`` is None at the top and straight under a province or municipality.

    ``until``: the year (or "2012-2013") in which it ended, None while it stands; ``successor``: the code it became.
    """

    code: str
    name: str
    level: str
    province: str
    city: str | None = None
    until: str | None = None
    successor: str | None = None

    @property
    def ended(self) -> int | None:
        """The last year in which it may have stood, None while it stands."""
        return int(self.until[-4:]) if self.until else None

    @property
    def path(self) -> tuple[str, str | None, str | None]:
        """Province, city and county; None below its own level, and for the city that a county does without."""
        city = self.name if self.level == "city" else self.city
        return self.province, city, self.name if self.level == "county" else None

    def lies_in(self, other: Division) -> bool:
        """Whether *other* is its province or city.

        >>> find_divisions("什邡市")[0].lies_in(find_divisions("四川省")[0])
        True
        """
        if other.level == "province":
            return self.level != "province" and self.province == other.name
        return other.level == "city" and (self.province, self.city) == (other.province, other.name)


@dataclass(frozen=True, slots=True)
class Name:
    """A way to call divisions. ``full``: the official name or one as good (恩施州, 松桃县); else a short one."""

    text: str
    full: bool
    divisions: tuple[Division, ...]


def find_divisions(name: str) -> tuple[Division, ...]:
    """All divisions called *name*, those of today first; empty when nothing is called so.

    >>> [(d.province, d.city, d.code) for d in find_divisions("什邡")]
    [('四川省', '德阳市', '510682')]
    >>> [d.city for d in find_divisions("鼓楼区")]
    ['南京市', '徐州市', '福州市', '开封市']
    >>> find_divisions("北京路")
    ()
    """
    found = names().get(name)
    return found.divisions if found else ()


def find_code(code: str) -> Division | None:
    """The division of today with this GB/T 2260 code, else the one that bore it last, else None.

    >>> old = find_code("370882")
    >>> old.name, old.until, find_code(old.successor).name
    ('兖州市', '2013', '兖州区')
    """
    return _by_code().get(code)


def find_path(province: str, city: str | None = None) -> Division | None:
    """The division that these official names lead to, None when there is none.

    >>> find_path("四川省", "德阳市").code
    '510600'
    """
    found = find_divisions(city or province)
    return next((d for d in found if d.level != "county" and d.province == province), None)


@cache
def names() -> Mapping[str, Name]:
    """Every name and short name → what it may mean. A full name shadows an equal short one."""
    full: dict[str, list[Division]] = {}
    short: dict[str, list[Division]] = {}
    for division in _divisions():
        for name in _full_names(division):
            full.setdefault(name, []).append(division)
        stem = _short_name(division)
        if stem:
            short.setdefault(stem, []).append(division)
    found = {name: Name(name, False, _prefer_standing(meant)) for name, meant in short.items()}
    return found | {name: Name(name, True, _prefer_standing(meant)) for name, meant in full.items()}


@cache
def names_by_start() -> Mapping[str, tuple[Name, ...]]:
    """The names by their first two characters, longest first: what a scan over a text looks up at each character."""
    found: dict[str, list[Name]] = {}
    for name in sorted(names().values(), key=lambda name: -len(name.text)):
        found.setdefault(name.text[:2], []).append(name)
    return {start: tuple(called) for start, called in found.items()}


def _prefer_standing(meant: Iterable[Division]) -> tuple[Division, ...]:
    """Those that stand or ended lately; the long gone only where there is no other."""
    ranked = sorted(meant, key=lambda division: (division.until is not None, division.code))
    lately = tuple(d for d in ranked if d.ended is None or d.ended >= OLD_YEAR)
    return lately or tuple(ranked)


def _full_names(division: Division) -> Iterator[str]:
    yield division.name
    found = _match_autonomous(division.name)
    if found and division.level != "province":
        yield found["stem"] + found["kind"]


def _match_autonomous(name: str) -> re.Match[str] | None:
    return _AUTONOMOUS.match(name) or _OF_ONE_PEOPLE.match(name)


def _short_name(division: Division) -> str | None:
    """什邡市 → 什邡, 恩施土家族苗族自治州 → 恩施; None where one character would be left."""
    found = _match_autonomous(division.name) or _PLAIN.match(division.name)
    return found["stem"] if found else None


@cache
def _divisions() -> tuple[Division, ...]:
    table = files("nlp.tables").joinpath("divisions.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    tops = {code[:2]: name for code, name, until, _ in rows if code.endswith("0000") and "/" not in name and not until}
    cities = {code[:4]: name for code, name, until, _ in sorted(rows, key=lambda row: not row[2]) if code[4:] == "00"}
    return tuple(
        _beyond(code, name, tops[code[:2]])
        if "/" in name
        else Division(code, name, _level(code), tops[code[:2]], _city(code, cities), until or None, successor or None)
        for code, name, until, successor in rows
    )


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _city(code: str, cities: Mapping[str, str]) -> str | None:
    """The city of a county; a city's own name stands in ``name`` alone."""
    return None if code.endswith("00") else cities.get(code[:4])


def _beyond(code: str, path: str, province: str) -> Division:
    """A division of Hong Kong, Macau or Taiwan: "台北市/" is a city, "台北市/大安区" and "/北区" are counties."""
    city, county = path.split("/")
    return Division(code, county or city, "county" if county else "city", province, (city or None) if county else None)


@cache
def _by_code() -> Mapping[str, Division]:
    ranked = sorted(_divisions(), key=lambda d: (d.until is None, d.level == "province"))
    return {division.code: division for division in ranked}
