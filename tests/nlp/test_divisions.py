"""The table of divisions: what stands, what ended, what it became, and how divisions are called."""

from __future__ import annotations

import pytest

from nlp.divisions import find_code, find_divisions, find_path, names


@pytest.mark.parametrize(
    ("called", "code"),
    [
        ("北京市", "110000"),
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("恩施州", "422800"),
        ("黔东南州", "522600"),
        ("东乡县", "622926"),
        ("松桃县", "520628"),
        ("什邡", "510682"),
        ("神农架", "429021"),
        ("石河子市", "659001"),
        ("科尔沁右翼前旗", "152221"),
    ],
)
def test_a_division_is_found_under_each_of_its_names(called: str, code: str) -> None:
    assert code in {division.code for division in find_divisions(called)}


@pytest.mark.parametrize(
    ("old", "name", "until", "new"),
    [
        ("370882", "兖州市", "2013", "兖州区"),
        ("370802", "市中区", "2013", "任城区"),
        ("110104", "宣武区", "2010", "西城区"),
        ("371200", "莱芜市", "2019-2020", "莱芜区"),
        ("320684", "海门市", "2019-2020", "海门区"),
        ("441723", "阳东县", "2014", "阳东区"),
    ],
)
def test_an_ended_division_names_its_successor(old: str, name: str, until: str, new: str) -> None:
    ended = find_code(old)
    assert ended is not None
    assert (ended.name, ended.until) == (name, until)
    assert (successor := find_code(ended.successor or "")) is not None
    assert successor.name == new


def test_every_successor_stands_today() -> None:
    ended = [d for name in names().values() for d in name.divisions if d.successor]
    assert ended
    assert all((successor := find_code(d.successor or "")) and successor.until is None for d in ended)


def test_every_level_has_the_official_number_of_divisions() -> None:
    # 34 provinces; 333 cities; counties of mid-2026 without those of Taiwan, Hong Kong and Macau
    standing = {d for name in names().values() for d in name.divisions if d.until is None}
    coded = [d for d in standing if d.code[:2] not in ("71", "81", "82") or d.level == "province"]
    assert len([d for d in coded if d.level == "province"]) == 34
    assert len([d for d in coded if d.level == "city"]) == 333
    assert 2840 <= len([d for d in coded if d.level == "county"]) <= 2850


def test_counties_under_a_province_or_municipality_have_no_city() -> None:
    assert find_divisions("仙桃市")[0].city is None
    assert find_divisions("浦东新区")[0].city is None


def test_a_path_leads_to_the_city_not_to_a_county_of_its_name() -> None:
    assert (city := find_path("吉林省", "吉林市")) is not None
    assert city.code == "220200"
    assert find_path("四川省", "济宁市") is None
