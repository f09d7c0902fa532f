"""Words that point at a place without naming it (我县, 全市, 该区, 市气象台), read by what the paper covers.

A word of another level than the paper's own (全县 in a paper of a whole province) stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.divisions import Division, find_path
from nlp.records import Part

_POINTING = re.compile(
    r"""
    (?:我|全|本|该|我们)(?P<own>[省市县区旗州])(?![场民面长])
    | (?:^|(?<=[\s，。；：、“（(据由在]))(?P<office>[省市县区州])
      (?:委|政府|人大|政协|纪委|直|级|气象[台局部]|文明办|妇联|总工会|团委|公安局|法院|检察院
      |\w{2,8}局)
    """,
    re.VERBOSE,
)
_COUNTY_SUFFIX = {"县": "县旗", "区": "区", "市": "市", "旗": "旗"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointing word as printed, ``text[start:end]`` of its part, and what it points at (one of 省市县区旗州)."""

    part: str
    start: int
    end: int
    kind: str


def find_deixis(parts: Sequence[Part]) -> tuple[Pointer, ...]:
    """The pointing words of *parts* in order.

    >>> text = "据市气象台预报，我市有小雨"
    >>> [text[p.start:p.end] for p in find_deixis([Part("text", text, text)])]
    ['市气象台', '我市']
    """
    return tuple(
        Pointer(part.name, found.start(), found.end(), found["own"] or found["office"])
        for part in parts
        for found in _POINTING.finditer(part.text)
    )


def resolve_deixis(kind: str, territory: Division) -> Division | None:
    """What 我省, 我市, 我县 … means in a paper of *territory*, None where its level tells nothing.

    >>> from nlp.divisions import find_code
    >>> resolve_deixis("市", find_code("370700")).name, resolve_deixis("市", find_code("370705")).name
    ('潍坊市', '潍坊市')
    >>> resolve_deixis("省", find_code("370883")).name, resolve_deixis("市", find_code("370883")).name
    ('山东省', '邹城市')
    >>> resolve_deixis("县", find_code("430000")) is None
    True
    """
    province = find_path(territory.province)
    if kind == "省" or (kind == "区" and territory.level == "province" and territory.name.endswith("自治区")):
        return province
    if territory.level == "county" and territory.name[-1] in _COUNTY_SUFFIX.get(kind, ""):
        return territory
    if kind not in "市州":
        return None
    if territory.city or territory.level == "city":
        return find_path(territory.province, territory.path[1])
    return province if province and province.name.endswith("市") else None
