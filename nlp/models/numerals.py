"""The numerals and letters that a coined name is made of: 一会两社, 1+5+N, 423, 四联."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_VALUES = {ch: value for value, ch in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2, "百": 100}
_HAN = "一二三四五六七八九十两双"
_UNIT = re.compile(rf"([{_HAN}]+)([^{_HAN}\W\d_]+)")
_PLUS = re.compile(r"^[0-9NXnx]+(?:\+[0-9NXnx]+)+(?![0-9])")
_DIGITS = re.compile(r"^\d{3,6}(?!\d|年|号|届|路|级|天|元|人|余|周年|%)")
_TROUBLES = ("难", "难题", "问题", "乱", "害", "怕", "病")  # counts of things gone wrong, not of ways of working
_PLURAL = re.compile(r"^(?:19|20)\d\d$|^1[12]\d$|^12345$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One numeral of a name and what it counts: (4, "转", "四转"). ``count`` None: the letter N or X."""

    count: int | None
    noun: str
    surface: str


def value(numeral: str) -> int | None:
    """The number spelled by 一 … 九十九 or by digits; None for a letter.

    >>> value("十二"), value("两"), value("30"), value("N")
    (12, 2, 30, None)
    """
    if numeral.isdigit():
        return int(numeral)
    if len(numeral) == 1 or "十" not in numeral:
        return _VALUES.get(numeral[-1])
    tens, ones = numeral.split("十")[:2]
    return (_VALUES.get(tens, 1) if tens else 1) * 10 + (_VALUES.get(ones, 0) if ones else 0)


@lru_cache(maxsize=1024)
def units(core: str) -> tuple[Unit, ...]:
    """What the numerals of *core* count, in order; empty when it holds none.

    >>> [u.surface for u in units("四转两融三留")]
    ['四转', '两融', '三留']
    >>> [(u.count, u.noun) for u in units("1+5+N")]
    [(1, ''), (5, ''), (None, '')]
    """
    if re.fullmatch("[十百千万]{2,4}", core):
        return ()
    if each := re.match(rf"([{_HAN}])个(一[^{_HAN}]*)", core):
        return (Unit(value(each[1]), each[2], each[0]),)
    if plus := _PLUS.match(core):
        return tuple(Unit(value(n), "", n) for n in plus.group().split("+"))
    if _DIGITS.match(core):
        return tuple(Unit(int(n), "", n) for n in re.findall(r"\d", core.split("+", maxsplit=1)[0]))
    if re.fullmatch(rf"[{_HAN}]{{2,4}}", core):
        return tuple(Unit(_VALUES[n], "", n) for n in core)
    return tuple(Unit(value(m[1]), m[2], m[0]) for m in _UNIT.finditer(core) if value(m[1]) is not None)


@lru_cache(maxsize=1024)
def is_number_formula(core: str) -> bool:
    """Whether *core* is a formula of digits and letters: 1+5+N, 423, 4×8, 3+N治理.

    >>> is_number_formula("1+5+N"), is_number_formula("4×8"), is_number_formula("2035")
    (True, True, False)
    """
    if _PLURAL.match(core):
        return False
    return bool(_PLUS.match(core) or _DIGITS.match(core) or re.match(r"^\d+[×xX*]\d+$", core))


def is_word_formula(core: str) -> bool:
    """Whether *core* joins words with plus signs: 党员+网格员+商户, 红色+.

    >>> is_word_formula("党员+网格员"), is_word_formula("1+5+N"), is_word_formula("C++")
    (True, False, False)
    """
    return "++" not in core and "+" in core and not _PLUS.match(core) and bool(re.search(r"[一-鿿]\+|\+[一-鿿]", core))


@lru_cache(maxsize=1024)
def is_numeral_coinage(core: str) -> bool:
    """Whether *core* is a short coinage whose numerals count something: 一会两社, 八必访, 三个聚焦, 积分三兑.

    A single 一 does not make one (一张表), nor does a numeral in a longer phrase.

    >>> is_numeral_coinage("一会两社"), is_numeral_coinage("积分三兑"), is_numeral_coinage("一张表")
    (True, True, False)
    """
    found = units(core)
    if not found or len(core) > 4 + 5 * len(found) or re.search(r"[,、。;:!?+]", core):
        return False
    if core.find(found[0].surface) == 1 or found[-1].noun.endswith(_TROUBLES):
        return False
    return any((unit.count or 0) > 1 for unit in found)
