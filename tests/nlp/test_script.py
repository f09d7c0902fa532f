"""Script: every variant of traditional text comes back as the simplified text it was made from, offsets unmoved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from nlp.radicals import RADICALS
from nlp.script import recognize_script, simplify, unify

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)

OVER_CONVERTED = [
    ("誌願服務", "志愿服务"),
    ("製定方案", "制定方案"),
    ("全麵鋪開", "全面铺开"),
    ("服務係統", "服务系统"),
    ("鄰裏關係", "邻里关系"),
    ("怎麽議", "怎么议"),
    ("著力為民", "着力为民"),
    ("拍手稱讚", "拍手称赞"),
    ("為瞭解決難題", "为了解决难题"),
    ("一台飲水機", "一台饮水机"),
]

BY_THE_COMPANY_IT_KEEPS = [
    ("著名作家的著作顯著", "著名作家的著作显著"),
    ("沿著河邊走著", "沿着河边走着"),
    ("執著信念", "执着信念"),
    ("乾隆年間", "乾隆年间"),
    ("幹部曬乾衣服", "干部晒干衣服"),
    ("瞭望塔上瞭解情況", "瞭望塔上了解情况"),
    ("後來皇后發現頭髮", "后来皇后发现头发"),
    ("反覆答覆覆蓋", "反复答复覆盖"),
    ("憑藉慰藉", "凭借慰藉"),
    ("黃揹包擡高", "黄背包抬高"),
]

LEFT_ALONE = ["乾隆年间的著作", "瞭望塔", "显著成效", "毕昇", "於潜镇", "心里有数,面条", "一台机器", "茶馆后院"]


@pytest.mark.parametrize(("printed", "wanted"), OVER_CONVERTED + BY_THE_COMPANY_IT_KEEPS)
def test_a_character_is_simplified_by_the_company_it_keeps(printed: str, wanted: str) -> None:
    assert simplify(printed) == wanted


@pytest.mark.parametrize("printed", LEFT_ALONE)
def test_simplified_text_is_left_alone(printed: str) -> None:
    assert unify(printed).text == printed


def test_words_of_taiwan_stay_words() -> None:
    assert simplify("軟體與網路資訊") == "软体与网路资讯"


@pytest.mark.needs_seeds
@pytest.mark.parametrize("variant", ["s2t", "s2hk", "s2tw"])
def test_converted_pages_come_back_exactly(shared: Path, variant: str) -> None:
    documents = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("*.json"))]
    clean = "\n".join(article["text"] for document in documents for article in document["articles"])
    assert unify(OpenCC(variant).convert(clean)).text == clean


@pytest.mark.parametrize(
    ("variant", "name"),
    [("s2t", "traditional-opencc"), ("s2hk", "traditional-hongkong"), ("s2tw", "traditional-taiwan")],
)
def test_the_variant_is_recognized(variant: str, name: str) -> None:
    clean = "为了群众的诉求，社区沿着小巷里的台阶设立卫生站，干部说着家常，众人围着看。"
    assert recognize_script(OpenCC(variant).convert(clean)) == name


def test_an_over_converted_copy_is_recognized() -> None:
    assert recognize_script("誌願服務係統全麵鋪開") == "traditional-mainland"


def test_one_traditional_line_does_not_change_the_simplified_ones() -> None:
    printed = "瞭望塔边的著作展。" * 30 + "\n為進一步發揮黨員幹部作用，組織開展學習。"
    read = unify(printed)
    assert read.script == "mixed"
    assert read.text == "瞭望塔边的著作展。" * 30 + "\n为进一步发挥党员干部作用，组织开展学习。"


def test_radicals_of_pdf_fonts_become_characters() -> None:
    assert unify("⼀⽹统管⽤⼼为⺠，⻔前⻋位").text == "一网统管用心为民，门前车位"
    assert all(len(character) == 1 for character in RADICALS.values())


@given(ANY_TEXT)
def test_every_character_can_be_traced_to_the_page(page: str) -> None:
    read = unify(page)
    assert len(read.text) == len(read.original) == len(read.offsets)
    assert all(read.original[i] == page[offset] for i, offset in enumerate(read.offsets))


@given(st.lists(st.sampled_from("誌願著力瞭解乾隆為裏麵的（）社区(qū)陽(yáng)臺。\n"), max_size=60).map("".join))
def test_kept_and_dropped_make_up_the_page(page: str) -> None:
    read = unify(page)
    dropped = {i for start, end in read.noise for i in range(start, end)}
    assert sorted([*read.offsets, *dropped]) == list(range(len(page)))


@given(ANY_TEXT)
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(ANY_TEXT)
def test_reading_twice_gives_the_same(page: str) -> None:
    once = unify(page).text
    assert unify(page).text == once
    assert simplify(simplify(page)) == simplify(page)
