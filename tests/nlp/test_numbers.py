"""Rows of numerals: what is printed, and the number it says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import find_numerals, fold_digits, parse_number

SAID = [
    ("0", 0),
    ("54", 54),
    ("16814", 16814),
    ("1,236", 1236),
    ("12,345,678", 12345678),
    ("１２３", 123),
    ("１，２００", 1200),
    ("87.6", 87.6),
    ("３．６", 3.6),
    ("2.3万", 23000),
    ("2.3万余", 23000),
    ("50余万", 500000),
    ("20多万", 200000),
    ("1万5千", 15000),
    ("3千", 3000),
    ("1.36亿", 136000000),
    ("300百万", 300000000),
    ("十", 10),
    ("十五", 15),
    ("二十", 20),
    ("二十八", 28),
    ("一百零八", 108),
    ("一百二", 120),
    ("两百五", 250),
    ("三百六十", 360),
    ("一千零五", 1005),
    ("一千二百三十", 1230),
    ("三万五", 35000),
    ("一万二千三百", 12300),
    ("一亿二千万", 120000000),
    ("十余", 10),
    ("百余", 100),
    ("三十多", 30),
    ("两千余", 2000),
    ("三百余万", 3000000),
    ("百万", 1000000),
]
NOT_SAID = ["二〇二一", "三五", "一九四九", "五四"]
# text, and the numerals found in it: (printed, low, high or None)
FOUND = [
    ("划分为3-5个网格", [("3-5", 3, 5)]),
    ("设立2至3处", [("2至3", 2, 3)]),
    ("30到50户", [("30到50", 30, 50)]),
    ("2—4名", [("2—4", 2, 4)]),
    ("三至五名", [("三至五", 3, 5)]),
    ("三四十户", [("三四十", 30, 40)]),
    ("五六个", [("五六", 5, 6)]),
    ("十七八人", [("十七八", 17, 18)]),
    ("两三百人", [("两三百", 200, 300)]),
    ("2-3万元", [("2-3万", 20000, 30000)]),
    ("8000至1万元", [("8000至1万", 8000, 10000)]),
    ("2万元至3万元", [("2万元至3万", 20000, 30000)]),
    ("5%-8%", [("5%-8", 5, 8)]),
    ("3个至5个村", [("3个至5", 3, 5)]),
    ("从3个到10个村", [("3", 3, None), ("10", 10, None)]),
    ("由12件降至3件", [("12", 12, None), ("3", 3, None)]),
    ("近百名", [("百", 100, None)]),
    ("上千户", [("千", 1000, None)]),
    ("逾万人", [("万", 10000, None)]),
    ("百花齐放", []),
    ("千家万户", []),
    ("百分之九十八", [("百分之九十八", 98, None)]),
    ("3千米", [("3", 3, None)]),
    ("20来户", [("20来", 20, None)]),
    ("十几个", [("十几", 10, None)]),
    ("25户100人至今", [("25", 25, None), ("100", 100, None)]),
]


@pytest.mark.parametrize(("printed", "number"), SAID)
def test_a_numeral_says_its_number(printed: str, number: float) -> None:
    assert parse_number(printed) == pytest.approx(number)


@pytest.mark.parametrize("printed", NOT_SAID)
def test_a_year_or_a_pair_of_digits_says_no_number(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(("text", "numerals"), FOUND)
def test_numerals_are_found_with_their_range(text: str, numerals: list[tuple[str, float, float | None]]) -> None:
    assert [(text[n.start : n.end], n.value, n.high) for n in find_numerals(text)] == numerals


@given(st.integers(min_value=1, max_value=99_999_999))
def test_digits_with_and_without_separators_say_the_same(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == number


@given(st.integers(min_value=1, max_value=9999))
def test_a_spelled_number_says_what_was_spelled(number: int) -> None:
    assert parse_number(_spell(number)) == number


@given(st.text(alphabet="0123456789０１，,.。万亿千百十零一二三九余多几-至到%个名 "))
def test_numerals_lie_in_the_text_in_order_and_ranges_rise(text: str) -> None:
    found = list(find_numerals(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= n.start < n.end <= len(text) and (n.high is None or n.high > n.value) for n in found)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold_digits(text)) == len(text)


def _spell(number: int) -> str:
    """*number* below 10,000 in full Chinese spelling."""
    digits = "零一二三四五六七八九"
    spelled = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            spelled += digits[digit] + name
        elif spelled and not spelled.endswith("零") and number % scale:
            spelled += "零"
    return spelled
