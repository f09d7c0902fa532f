"""What single pages say: facts, what they stand for, what is not stated, and how to cite."""

from __future__ import annotations

import doctest
import importlib
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Case
from nlp.records import Byline, Evidence, Part
from press.charts import columns, rows
from press.cite import cite
from press.doubts import say_doubt
from press.marks import Fact, paragraphs, pieces, sentence_around
from press.place_tree import place_tree, trail
from press.words import WORDS
from tests.press.shelf import GUIHUA, HANJIANG, UNSIGNED, YUNQI, Site

DOCUMENTED = ("case_view", "charts", "doubts", "links", "marks", "render")


@pytest.mark.parametrize("module", DOCUMENTED)
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"press.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def case_of(site: Site, title: str) -> Case:
    return next(case for case in site.library.cases() if case.title == title)


def test_a_model_is_decoded_as_a_tree(site: Site) -> None:
    said = words_of(site.read(site.case_page(YUNQI.headline)))
    assert "一核 镇党委 三联 组织联建 资源联享 服务联办" in said


def test_a_numeral_model_that_the_text_does_not_decode_says_so(site: Site) -> None:
    html = site.read(site.case_page(YUNQI.headline))
    item = html[html.index('data-fact="m2"') :].partition("</li>")[0]
    assert "文中没有说明它指什么" in item
    item = html[html.index('data-fact="m1"') :].partition('data-fact="m2"')[0]
    assert "文中没有说明它指什么" not in item


def test_figures_are_written_for_people(site: Site) -> None:
    said = words_of(site.read(site.case_page(YUNQI.headline)))
    assert "≥ 12,000 件 群众诉求" in said
    assert "98.5 % 办结率" in said


def test_people_are_grouped_by_their_printed_role(site: Site) -> None:
    said = words_of(site.read(site.case_page(YUNQI.headline)))
    assert "记者 林小满" in said
    assert "通讯员 周 牧" in said


def test_provenance_names_address_time_digest_and_record(site: Site) -> None:
    case = case_of(site, YUNQI.headline)
    html = site.read(f"cases/{case.id}.html")
    for told in (case.document.address, case.document.digest, "2024-05-20 03:04", case.id, "urn:uuid:1"):
        assert told in html
    assert f'<a href="{case.document.address}" rel="external noopener noreferrer">' in html


def test_what_is_not_stated_stays_empty_and_is_said(site: Site) -> None:
    case = next(case for case in site.library.cases(only_cases=True) if not case.article.headline)
    said = words_of(site.read(f"cases/{case.id}.html"))
    assert "文中未写明" in said
    assert "编者可取可舍" in said
    assert "缺标题 the headline is missing" in said
    assert "版面上没有标题" in said
    assert case.title == UNSIGNED.text[:24]


def test_a_traditional_case_shows_both_scripts_with_their_language(site: Site) -> None:
    html = site.read(site.case_page(HANJIANG.headline))
    assert 'lang="zh-Hant"' in html
    assert "議事團成員" in html
    assert 'id="glyphs-printed"' in html
    assert 'id="glyphs-printed"' not in site.read(site.case_page(YUNQI.headline))


def test_a_model_page_lists_every_case_and_what_each_says(site: Site) -> None:
    entry = next(entry for entry in site.library.models() if entry.key == "一核三联")
    said = words_of(site.read(f"models/{entry.slug}.html"))
    assert len(entry.cases) == 2
    for told in (YUNQI.headline, GUIHUA.headline, "2024年5月16日", "镇党委", "推行 “一核三联”工作法 ，建起时间银行。"):
        assert told in said


def test_a_place_page_has_the_cases_below_it(site: Site) -> None:
    said = words_of(site.read("places/510000.html"))
    assert YUNQI.headline in said
    assert GUIHUA.headline in said
    assert HANJIANG.headline not in said
    assert "德阳市" in words_of(site.read("places/510682.html"))


def test_a_source_page_lists_issues_and_pages(site: Site) -> None:
    said = words_of(site.read("sources/ceshi-ribao.html"))
    assert said.index("2024年5月16日") < said.index("2024年3月6日")
    assert "第 3 版 综合" in said


def test_a_doubt_keeps_its_words_in_chinese_and_in_any_order_of_slots() -> None:
    for line in files("press").joinpath("doubts.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            english, chinese = line.split("\t")
            assert english.count("{}") == chinese.count("{}"), english
    assert say_doubt("“三联” counts 3, the article spells out 2: 1 missing").zh == "“三联”应有3项，文中写出2项，缺1项"


def test_every_interface_word_has_both_languages() -> None:
    assert [name for name, word in WORDS.items() if not word.zh or not word.en] == []
    assert all(word.zh.count("{") == word.en.count("{") for word in WORDS.values())


# --- citation ---------------------------------------------------------------------------------------------------------


def test_a_newspaper_article_is_cited_after_gb_t_7714(site: Site) -> None:
    citation = cite(case_of(site, YUNQI.headline), paper="测试日报")
    assert citation.text == (
        "林小满, 周牧. 云栖镇：“一核三联”工作法让烦心事有人管: 什邡市基层议事见闻[N/OL]. "
        "测试日报, 2024-05-16(3)[2024-05-20]. http://paper.example/1.htm."
    )
    assert citation.unknown == ()


def test_a_citation_keeps_the_printed_glyphs(site: Site) -> None:
    assert "大眾議事團：街坊的事街坊議[N/OL]" in cite(case_of(site, HANJIANG.headline), paper="测试日报").text


def test_what_is_unknown_is_left_out_of_a_citation_and_named(site: Site) -> None:
    case = next(case for case in site.library.cases(only_cases=True) if not case.article.headline)
    citation = cite(case, paper=None)
    assert citation.unknown == ("authors", "headline", "paper", "date", "page_no")
    assert "None" not in citation.text
    assert "file:" not in citation.text


def test_more_than_three_authors_are_cut_and_photographers_are_none(site: Site) -> None:
    case = case_of(site, YUNQI.headline)
    people = [(name, None) for name in "甲乙丙丁"] + [("戊", "摄影"), ("己", "责任编辑")]
    bylines = tuple(Byline(name, role, Evidence("page", 0, 1)) for name, role in people)
    crowded = replace(case, article=replace(case.article, bylines=bylines))
    assert cite(crowded, paper="报").text.startswith("甲, 乙, 丙, 等. ")


# --- marks ------------------------------------------------------------------------------------------------------------


def test_overlapping_facts_share_their_pieces_and_lose_no_character() -> None:
    part = Part("text", "甲乙丙丁戊", "甲乙丙丁戊")
    cut = pieces(part, [Fact("m1", "model", 0, 3), Fact("k1", "metric", 2, 5)])
    assert [(piece.text, piece.names) for piece in cut] == [("甲乙", "m1"), ("丙", "m1 k1"), ("丁戊", "k1")]
    assert [fact.name for piece in cut for fact in piece.begins] == ["m1", "k1"]


def test_a_fact_over_a_line_end_is_marked_in_both_paragraphs() -> None:
    part = Part("text", "甲乙\n丙丁。", "甲乙\n丙丁。")
    lines = paragraphs(part, [Fact("m1", "model", 1, 4)])
    assert [[piece.names for piece in line.pieces] for line in lines] == [["", "m1"], ["m1", ""]]


def test_a_short_line_without_a_stop_is_a_heading_but_never_the_last() -> None:
    text = "导语，说明。\n议事亭里说事\n正文。\n结尾没有句号"
    assert [line.heading for line in paragraphs(Part("text", text, text), [])] == [False, True, False, False]


@given(
    text=st.text(alphabet="甲乙丙。，\n “”", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=6),
)
def test_marks_lose_no_character_and_every_fact_begins_once(text: str, spans: list[tuple[int, int]]) -> None:
    part = Part("text", text, text)
    facts = [
        Fact(f"m{n}", "model", a, min(a + length, len(text))) for n, (a, length) in enumerate(spans) if a < len(text)
    ]
    assert "".join(piece.text for piece in pieces(part, facts)) == text
    lines = paragraphs(part, facts)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [
        s for s in text.split("\n") if s.strip()
    ]
    begun = [fact.name for line in lines for piece in line.pieces for fact in piece.begins]
    assert len(begun) == len(set(begun))
    shown = [fact for fact in facts if text[fact.start : fact.end].strip()]
    assert {fact.name for fact in shown} <= set(begun)


@pytest.mark.parametrize(
    ("text", "fact", "sentence"),
    [
        ("甲。乙丙！丁", "乙", "乙丙！"),
        ("他说：“好。”乙丙", "乙", "乙丙"),
        ("甲\n 乙丙\n丁", "乙", "乙丙"),
        ("甲。乙丙", "丙", "乙丙"),
        ("甲。乙。丙", "甲。乙", "甲。乙。"),
    ],
)
def test_a_sentence_is_found_around_a_fact(text: str, fact: str, sentence: str) -> None:
    start = text.index(fact)
    found = sentence_around(text, start, start + len(fact))
    assert text[slice(*found)] == sentence


# --- places and charts ------------------------------------------------------------------------------------------------


def test_places_make_a_tree_with_the_codes_of_each_level() -> None:
    tree = place_tree(
        [
            ("a", ("北京市", None, "朝阳区"), "110105"),
            ("b", ("四川省", "德阳市", "什邡市"), "510682"),
            ("c", ("四川省", None, None), "510000"),
            ("d", (None, None, "某县"), None),
            ("e", (None, None, None), None),
        ]
    )
    assert [(node.name, node.slug[:6], node.total) for node in tree[:2]] == [
        ("北京市", "110000", 1),
        ("四川省", "510000", 2),
    ]
    county = tree[1].children[0].children[0]
    assert [node.code for node in trail(county, tree)] == ["510000", "510600", "510682"]
    assert (tree[2].name, tree[2].level, tree[2].total) == ("某县", "county", 1)


def test_two_places_never_share_a_page() -> None:
    tree = place_tree([("a", ("甲省", None, "旧县"), "110101"), ("b", ("甲省", None, "新区"), "110101")])
    slugs = [node.slug for node in tree[0].all()]
    assert len(set(slugs)) == 3


def test_months_without_a_case_are_drawn_and_many_months_become_years() -> None:
    few = columns({"2023-11": 1, "2024-01": 4})
    many = columns({"2019-11": 1, "2024-01": 4})
    assert few is not None
    assert many is not None
    assert [bar.count for bar in few.bars] == [1, 0, 4]
    assert [bar.label for bar in many.bars] == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert columns({}) is None
    assert rows([]) is None


def test_a_day_of_the_article_itself_wins_over_that_of_the_issue(site: Site) -> None:
    case = case_of(site, GUIHUA.headline)
    dated = replace(case, article=replace(case.article, published=date(2020, 1, 2)))
    assert "2020-01-02(3)" in cite(dated, paper="报").text
