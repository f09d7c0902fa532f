"""Wraps: lines that a fixed width broke come back whole; pages that were not wrapped stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pages.lines import split_lines
from nlp.pages.wraps import rejoin

PARAGRAPHS = [
    "入夏以来，柳溪镇组织党员骨干走进田间地头，和农户一起清理沟渠、加固堤坝，把防汛物资送到家门口，让大家心里有底。",
    "“以前下雨就睡不着，现在有人半夜巡堤。”住在河边的郑大伯说，镇里还给每户发了一张明白卡，写着电话和路线。",
    "截至目前，全镇疏通沟渠21公里，储备沙袋4300只，转移安置低洼处居民86户，没有发生一起险情，得到群众好评。",
]


def wrap(paragraph: str, width: int) -> str:
    return "\n".join(paragraph[i : i + width] for i in range(0, len(paragraph), width))


def read(page: str) -> list[str]:
    return [line.text for line in rejoin(split_lines(page), page)]


@pytest.mark.parametrize("width", [12, 16, 20, 24, 32, 40])
def test_a_wrapped_page_comes_back_whole(width: int) -> None:
    page = "\n\n".join(["筑牢汛期安全堤", *(wrap(p, width) for p in PARAGRAPHS)])
    assert read(page) == ["筑牢汛期安全堤", *PARAGRAPHS]


@pytest.mark.parametrize("width", [16, 24, 40])
def test_without_blank_lines_the_indent_tells_the_paragraphs_apart(width: int) -> None:
    page = "\n".join(wrap("　　" + p, width) for p in PARAGRAPHS)
    assert read(page) == PARAGRAPHS


def test_a_dateline_begins_anew_behind_a_full_line() -> None:
    page = wrap(PARAGRAPHS[0][:48], 24) + "\n" + wrap("本报讯（记者 郑宁）" + PARAGRAPHS[1], 24)
    assert read(page)[-1].startswith("本报讯")


def test_a_page_of_headlines_stays_a_page_of_headlines() -> None:
    page = "柳溪镇夏夜讲堂开到村口\n河湾村老人有了新食堂啦\n石桥社区组建夜间巡逻队\n三里店村修通了致富路口"
    assert read(page) == page.split("\n")


def test_a_page_that_is_not_wrapped_stays_as_it_is() -> None:
    page = "\n\n".join(PARAGRAPHS)
    assert read(page) == PARAGRAPHS


def test_english_prose_is_left_to_its_lines() -> None:
    page = textwrap.fill("The town sent its volunteers to the river and " * 20, 50)
    assert "".join(read(page)).replace(" ", "") == page.replace("\n", "").replace(" ", "")


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_no_character_is_lost(page: str) -> None:
    lines = split_lines(page)
    assert "".join(line.text for line in rejoin(lines, page)) == "".join(line.text for line in lines)
