"""Numerals of Chinese prose as numbers: digits, full-width digits, separators, 万 and 亿, spelled numerals, ranges.

Only the numeral: what it counts, and whether it counts at all (dates, telephones, names), is nlp.metrics' business.
Not cn2an or a number recogniser: they drop 余 and 多, read 队伍 as five, and lose where the numeral stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGIT_OF = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALE_OF = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_HALF_WIDTH = str.maketrans("０１２３４５６７８９％．＋－～", "0123456789%.+-~")
_WIDE_SEPARATOR = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

_SPELLED = "[零〇一二两三四五六七八九十百千万亿]"
_MORE = "[余多来几]"
# 千 and 百 are also the first characters of units and words: 3千米, 5千克, 百分
_SCALES = "(?:万亿|千亿|百亿|亿|千万|百万|万|千(?![米克瓦伏卡])|百(?![分货姓]))"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_AMOUNT = rf"""(?:
      {_DIGITS} \x20? (?:{_MORE}(?={_SCALES}))? (?:{_SCALES} (?:\d+千)?)? (?:{_MORE}(?![到自源年]))?
    | {_SPELLED}+ (?:{_MORE}{_SPELLED}*)?
)"""

_NUMERAL = re.compile(
    rf"""
      百分之(?P<rate>{_AMOUNT})
    | (?P<low>{_AMOUNT}) (?P<low_unit>%|[^\d\s,，。、]{{1,3}})?? (?:[-—–~至到]|——|--)
      (?P<high>{_AMOUNT} (?=(?P<high_unit>.{{0,3}})))
    | (?P<one>{_AMOUNT})
    """,
    re.VERBOSE | re.DOTALL,
)
_MORE_OR_MARK = re.compile("[余多来几, ]")
# 百 and 千 alone are numbers only where something says about how many: 近百, 上千, 逾万
_BARE_SCALES = re.compile("[百千万亿]+")
_ABOUT = frozenset("近上逾超约过破达")
_RISE_FROM = re.compile("[由从][^,，。；;、]{0,8}$")
_NEIGHBOURS = re.compile(r"[二三四五六七八九两一][二三四五六七八九]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """``text[start:end]`` says *value*, or *value* to *high*.

    ``more`` marks 余, 多, 来 or 几 inside or behind it (十余, 2.3万余); ``spelled`` is true for Chinese numerals;
    ``rate`` for 百分之….
    """

    start: int
    end: int
    value: float
    high: float | None = None
    more: bool = False
    spelled: bool = False
    rate: bool = False


def fold_digits(text: str) -> str:
    """*text* with full-width digits and signs made narrow, character for character.

    >>> fold_digits("１，２００户，占８５．５％")
    '1,200户，占85.5%'
    """
    return _WIDE_SEPARATOR.sub(",", text).translate(_HALF_WIDTH)


def parse_number(numeral: str) -> float | None:
    """The number that *numeral* says, or None when it says none (a year spelled digit by digit, 三五).

    余, 多, 来 and 几 are passed over: 十余 is 10.

    >>> parse_number("2.3万余"), parse_number("三百六十"), parse_number("１，２００")
    (23000.0, 360.0, 1200.0)
    >>> parse_number("50余万"), parse_number("一亿二千万"), parse_number("两百五")
    (500000.0, 120000000.0, 250.0)
    >>> parse_number("二〇二一") is None
    True
    """
    return _parse_folded(fold_digits(numeral))


def _parse_folded(numeral: str) -> float | None:
    plain = _MORE_OR_MARK.sub("", numeral)
    return _parse_digits(plain) if plain[:1].isdigit() else _parse_spelled(plain)


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of *text* from left to right, ranges as one.

    A range stands when both sides are numbers, the second is greater, and what stands between them is a dash, 至 or
    到, at most with one and the same unit on both sides (5%-8%, 2万元至3万元).

    >>> [(n.value, n.high) for n in find_numerals("划分为3-5个网格，设2至3处，共三四十户")]
    [(3.0, 5.0), (2.0, 3.0), (30.0, 40.0)]
    >>> [(n.value, n.more) for n in find_numerals("十余个省市，1.8万余分")]
    [(10.0, True), (18000.0, True)]
    """
    folded = fold_digits(text)
    place = 0
    while found := _NUMERAL.search(folded, place):
        numeral = _read(found)
        if numeral is None and found["low"]:
            numeral = _single(found["low"], found.start("low"), rate=False)
            place = found.end("low")
        else:
            place = found.end()
        if numeral and not _is_bare(folded, numeral):
            yield numeral


def _is_bare(folded: str, numeral: Numeral) -> bool:
    before = folded[numeral.start - 1 : numeral.start]
    return bool(_BARE_SCALES.fullmatch(folded, numeral.start, numeral.end)) and before not in _ABOUT


def _read(found: re.Match[str]) -> Numeral | None:
    if found["rate"]:
        inner = _single(found["rate"], found.start(), rate=True)
        return inner and Numeral(inner.start, found.end(), inner.value, inner.high, inner.more, True, True)
    if found["one"]:
        return _single(found["one"], found.start("one"), rate=False)
    return _range(found)


def _single(numeral: str, start: int, *, rate: bool) -> Numeral | None:
    spelled = not numeral[0].isdigit()
    end = start + len(numeral.rstrip(" "))
    more = bool(re.search(_MORE, numeral))
    if spelled and (pair := _spelled_pair(numeral)):
        return Numeral(start, end, pair[0], pair[1], more, True, rate)
    value = _parse_folded(numeral)
    return None if value is None else Numeral(start, end, value, None, more, spelled, rate)


def _range(found: re.Match[str]) -> Numeral | None:
    low_text, high_text, low_unit = found["low"], found["high"], found["low_unit"] or ""
    if low_unit and (not _same_unit(low_unit, found["high_unit"]) or _rises(found)):
        return None
    low, high = _parse_folded(low_text), _parse_folded(high_text)
    if low is None or high is None:
        return None
    low = _share_scale(
        low, high, bare=not low_unit and low_text.strip().replace(".", "").isdigit(), high_text=high_text
    )
    if low >= high:
        return None
    more = bool(re.search(_MORE, low_text + high_text))
    return Numeral(found.start("low"), found.end("high"), low, high, more, not low_text[0].isdigit())


def _rises(found: re.Match[str]) -> bool:
    """从3个到10个 is a change with two values, not a range."""
    return bool(_RISE_FROM.search(found.string[max(0, found.start() - 9) : found.start()]))


def _same_unit(low_unit: str, behind: str) -> bool:
    return behind.startswith(low_unit) or behind.startswith(low_unit.lstrip("万亿千百"))


def _share_scale(low: float, high: float, *, bare: bool, high_text: str) -> float:
    """2-3万 means 2万 to 3万, 8000至1万 does not mean 8000万."""
    scale = re.search(_SCALES, high_text)
    if not (bare and scale):
        return low
    unscaled = _parse_folded(high_text[: scale.start()]) or high
    return low * (high / unscaled) if low < unscaled else low


def _parse_digits(plain: str) -> float | None:
    found = re.fullmatch(rf"(\d+(?:\.\d+)?)({_SCALES})?(?:(\d+)千)?", plain)
    if not found:
        return None
    value = float(found[1])
    for scale in found[2] or "":
        value *= SCALE_OF[scale]
    return round(value, 6) + (int(found[3]) * 1000 if found[3] else 0)


def _parse_spelled(plain: str) -> float | None:
    if len(plain) > 1 and not re.search("[十百千万亿]", plain):
        return None
    for scale in "亿万":
        if scale in plain:
            head, _, tail = plain.rpartition(scale)
            left = (_parse_spelled(head) or 0.0) if head else 1.0
            rest = (_parse_spelled(tail) or 0.0) if tail else 0.0
            # 三万五 is 35,000
            return left * SCALE_OF[scale] + rest * (SCALE_OF[scale] // 10 if tail and tail in DIGIT_OF else 1)
    return float(_below_ten_thousand(plain))


def _below_ten_thousand(plain: str) -> int:
    """三百六十 as 360, 两百五 as 250, 十五 as 15."""
    section, digit, last_scale = 0, 0, 1
    for character in plain:
        if character in DIGIT_OF:
            digit, last_scale = DIGIT_OF[character], 1 if character in "零〇" else last_scale
        else:
            last_scale = SCALE_OF[character]
            section, digit = section + (digit or 1) * last_scale, 0
    return section + digit * (last_scale // 10 if last_scale > 10 else 1)


def _spelled_pair(numeral: str) -> tuple[float, float] | None:
    """三四十 as (30, 40), 五六 as (5, 6), 十七八 as (17, 18); None when no two neighbouring digits stand together."""
    found = _NEIGHBOURS.search(numeral)
    if not found or len(_NEIGHBOURS.findall(numeral)) != 1:
        return None
    first, second = (DIGIT_OF[digit] for digit in found[0])
    if second != first + 1 or re.search(r"[零〇一二两三四五六七八九]{3}", numeral):
        return None
    before, behind = numeral[: found.start()], numeral[found.end() :]
    low, high = (_parse_folded(before + digit + behind) for digit in found[0])
    return (low, high) if low is not None and high is not None else None
