"""Reading a page: what is printed comes back as articles, and every character of the page is accounted for."""

from __future__ import annotations

import importlib.util
import json
import time
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.output import as_json
from nlp.pages.read import split_page
from nlp.read import read_page
from nlp.records import Article, Document, Hints

PAGE = """柳江时报
2022年9月8日 星期四
第2版 基层

家门口的事

柳溪镇：院坝会解开邻里结

——白塔县推进乡村治理走笔

本报记者 王  观 通讯员李明

入秋的柳溪镇，院坝里坐满了人。今年以来，白塔县柳溪镇推行“院坝五步”工作法，把矛盾化解在家门口。

把话说开

镇里在12个村设立院坝会，干部到场听，村民当面讲，讲完了就议，议完了就办，一件一件记在本子上。

“有话说在院坝里，心里就不堵了。”村民老周说。

图为院坝会现场。 李明 摄


我县举办秋收安全培训

本报讯（通讯员 赵一鸣）9月6日，白塔县举办秋收安全培训，120名农机手参加。

责任编辑：钱多 电话：0999-5550100
"""


def articles_of(document: Document) -> list[Article]:
    return [article for article in document.articles if article.kind != "furniture"]


def assert_accounted_for(document: Document) -> None:
    """Blocks cover the page once and in order, and every run of a part is what the page prints there."""
    assert "".join(document.page[b.start : b.end] for b in document.blocks) == document.page
    for article in document.articles:
        for part in article.parts:
            for run in part.runs:
                printed = document.page[run.page_start : run.page_start + run.length]
                assert part.original[run.start : run.start + run.length] == printed


def test_a_page_comes_back_as_its_articles_with_their_fields() -> None:
    report, brief = articles_of(split_page(PAGE))
    assert (report.kind, report.words("kicker"), report.headline) == (
        "report",
        "家门口的事",
        "柳溪镇：院坝会解开邻里结",
    )
    assert report.words("subhead") == "——白塔县推进乡村治理走笔"
    assert [(b.name, b.role) for b in report.bylines] == [("王观", "记者"), ("李明", "通讯员")]
    assert (brief.kind, brief.words("dateline"), brief.published) == ("brief", "本报讯", date(2022, 9, 8))
    assert brief.text == "9月6日，白塔县举办秋收安全培训，120名农机手参加。"


def test_section_headings_stay_in_the_text_and_captions_do_not() -> None:
    report = articles_of(split_page(PAGE))[0]
    assert "\n把话说开\n" in report.text
    assert "图为" not in report.text


def test_every_character_of_the_page_is_in_one_block_with_its_role() -> None:
    document = split_page(PAGE)
    assert_accounted_for(document)
    roles = {document.page[b.start : b.end].strip(): b.role for b in document.blocks}
    assert (roles["柳江时报"], roles["图为院坝会现场。 李明 摄"]) == ("furniture", "caption")


def test_reading_the_same_page_twice_gives_the_same() -> None:
    assert read_page(PAGE) == read_page(PAGE)


def test_a_sentence_broken_by_a_box_is_joined_around_it() -> None:
    broken = PAGE.replace("讲完了就议，议完", "讲完了就议，议\n\n阅读提示\n\n完")
    assert "讲完了就议，议完了就办" in articles_of(split_page(broken))[0].text


def test_a_fragment_printed_before_its_beginning_is_put_behind_it() -> None:
    first, rest = "镇里在12个村设立院坝会，干部到场听，村民当面讲，一件一件都记在民情", "台账上，办完一件划去一件。"
    page = f"柳溪镇办起院坝会\n\n王观\n\n今年以来，柳溪镇推行院坝会。\n\n{rest}\n\n{first}\n\n民情台账每月公开。\n"
    assert f"{first}{rest}" in articles_of(split_page(page))[0].text


def test_a_break_that_nothing_on_the_page_completes_is_marked_and_left_alone() -> None:
    page = "柳溪镇办起院坝会\n\n王观\n\n今年以来，柳溪镇推行院坝会。\n\n下一步，镇里将把院坝会的做法推\n"
    article = articles_of(split_page(page))[0]
    assert article.missing_tail
    assert article.text.endswith("做法推")


def test_what_markup_states_wins_and_the_page_is_one_article() -> None:
    page = "柳溪镇办起院坝会\n本报讯（通讯员 赵一鸣）近日，柳溪镇办起院坝会。\n第二段标题\n村民都说好。\n"
    hints = Hints(headline="柳溪鎮辦起院壩會", published=date(2020, 1, 2), single_article=True)
    article = split_page(page, hints=hints).articles[0]
    assert (article.headline, article.words("dateline"), article.published) == (
        "柳溪镇办起院坝会",
        "本报讯",
        date(2020, 1, 2),
    )
    assert article.text == "近日，柳溪镇办起院坝会。\n第二段标题\n村民都说好。"


def test_a_headline_that_only_markup_knows_is_kept() -> None:
    document = split_page("近日，柳溪镇办起院坝会。", hints=Hints(headline="院坝会来了", single_article=True))
    assert document.articles[0].headline == "院坝会来了"
    assert_accounted_for(document)


HOSTILE = {
    "nothing": "",
    "a megabyte without a line break": "社区治理" * 250_000,
    "a hundred thousand blank lines": "\n" * 100_000,
    "fifty thousand open parentheses": "（" * 50_000,
    "quotation marks nested ten thousand deep": "“" * 10_000 + "”" * 10_000,
    "NULs": "\x00社区\x00\n" * 1000,
    "lone surrogates": "\ud800社区\udfff\n治理。" * 1000,
    "marks of direction": "\u202e社区\u202c\n" * 1000,
    "emoji": "😀👍🏽\n" * 2000,
    "private use": "\ue000\ue001社区\n" * 2000,
    "a table": "12\t34\t5.6%\n" * 5000,
    "a long number": "1" * 200_000,
    "an English page": "The quick brown fox jumps over the lazy dog. " * 2000,
    "headlines only": "".join(f"某县推进{n}号工程建设\n" for n in range(2000)),
    "broken lines only": "".join(f"第{n}个社区的居民在小区里组织了各种各样的活动大家都很\n" for n in range(1500)),
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_read_within_five_seconds_and_lose_nothing(page: str) -> None:
    begun = time.perf_counter()
    document = split_page(page)
    assert time.perf_counter() - begun < 5
    assert_accounted_for(document)


CHARACTERS = st.one_of(
    st.sampled_from("社区治理本报讯记者王李图为摄“”（）()《》，。、：？！…—\n\n\n 　\r1234年月日版第□/"),
    st.characters(),
    st.characters(categories=["Cs"]),
)


@given(st.text(CHARACTERS, max_size=300))
def test_no_text_makes_it_raise_or_lose_a_character(page: str) -> None:
    assert_accounted_for(split_page(page))


@given(st.text(CHARACTERS, max_size=120), st.text(CHARACTERS, max_size=20))
def test_no_hint_makes_it_raise_or_lose_a_character(page: str, headline: str) -> None:
    assert_accounted_for(split_page(page, hints=Hints(headline=headline, byline=headline, single_article=True)))


def evaluator(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", shared / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BARS = {
    "segment": 0.97,
    "order": 0.985,
    "headline": 0.95,
    "kicker": 0.9,
    "subhead": 0.9,
    "dateline": 0.9,
    "published": 1.0,
    "byline": 0.97,
    "flags": 0.75,
    "kind": 0.93,
}


@pytest.mark.needs_seeds
def test_the_seeds_are_read_as_their_answer_key_says(shared: Path) -> None:
    gold = {p.stem: json.loads(p.read_text("utf-8")) for p in (shared / "gold").glob("*.json")}
    read = {
        p.stem: as_json(split_page(p.read_bytes().decode("utf-8")), source=p.name)
        for p in (shared / "seeds").glob("*.txt")
    }
    figures = evaluator(shared).score(gold, read)
    missed = {name: figures[name].f1 for name, bar in BARS.items() if figures[name].f1 < bar}
    assert not missed
