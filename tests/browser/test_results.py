"""Results narrowed, ordered, selected, compared and exported, over both schemes; a link brings all of it back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Open
from tests.press.shelf import GUIHUA, HANJIANG, UNSIGNED, YUNQI, Site

pytestmark = pytest.mark.browser
OPENING = UNSIGNED.text[:24]


def titles(page: Page) -> list[str]:
    page.locator("#status:not(:empty)").wait_for()
    expect(page.locator("#status")).not_to_contain_text("正在检索")
    return page.locator("#results > li > a").all_inner_texts()


def facet(page: Page, name: str, value: str) -> None:
    """Ticks a value of a facet, unfolding what is folded."""
    group = page.locator("#facets details").filter(has=page.locator("summary", has_text=name))
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    group.locator("label", has_text=value).locator("input").click()


def save(page: Page, form: str) -> bytes:
    with page.expect_download() as download:
        page.click(f"#export button[data-form={form}]")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_facets_narrow_the_results_and_their_counts_follow_the_query(browse: Open, scheme: str) -> None:
    page = browse("index.html#q=社区", scheme=scheme)
    assert len(titles(page)) == 3
    province = page.locator("#facets details").filter(has=page.locator("summary", has_text="省级"))
    assert [words.strip() for words in province.locator("label").all_inner_texts()] == ["四川省 2"]
    facet(page, "省级", "四川省")
    expect(page.locator("#status")).to_contain_text("找到 2 个案例")
    expect(page.locator("#status")).to_contain_text("共 3 个中的")
    facet(page, "主题", "议事协商")
    expect(page.locator("#status")).to_contain_text("找到 1 个案例")
    assert titles(page) == [YUNQI.headline]
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.go_back()
    expect(page.locator("#status")).to_contain_text("找到 2 个案例")


def test_a_link_brings_back_query_filters_order_and_selection(browse: Open, site: Site) -> None:
    id = site.case_page(YUNQI.headline)[6:-5]
    page = browse(f"index.html#q=社区&province={quote('四川省')}&order=oldest&sel={id}")
    assert set(titles(page)) == {YUNQI.headline, GUIHUA.headline}
    expect(page.locator("#order")).to_have_value("oldest")
    expect(page.locator("#selected")).to_contain_text("已选 1 个")
    expect(page.locator("input.tick:checked")).to_have_count(1)


def test_results_are_ordered_by_day_and_the_undated_come_last(browse: Open) -> None:
    page = browse("index.html#q=社区 OR 议事团")
    titles(page)
    page.select_option("#order", "oldest")
    expect(page.locator("#results > li > a").first).to_have_text(HANJIANG.headline)
    assert titles(page)[-1].startswith(OPENING[:10])


def test_a_filter_that_empties_the_results_is_named_and_dropped(browse: Open) -> None:
    page = browse("index.html#q=社区&from=2030-01-01")
    expect(page.locator("#status")).to_contain_text("筛选之后没有案例；不筛选有 3 个")
    expect(page.locator("#advice")).to_contain_text("日期")
    page.click("#advice button")
    expect(page.locator("#status")).to_contain_text("找到 3 个案例")
    assert "from" not in page.url


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_ticked_is_compared(browse: Open, scheme: str) -> None:
    page = browse("index.html#q=社区", scheme=scheme)
    titles(page)
    expect(page.locator("#compare-selected")).to_be_hidden()
    for title in (YUNQI.headline, GUIHUA.headline):
        page.locator("#results > li").filter(has_text=title).locator("input.tick").check()
    page.click("#compare-selected")
    expect(page.locator("#compared thead th")).to_have_count(2)
    page.go_back()
    titles(page)
    expect(page.locator("input.tick:checked")).to_have_count(2)
    page.click("#clear-selected")
    expect(page.locator("input.tick:checked")).to_have_count(0)
    assert "sel=" not in page.url


@pytest.mark.parametrize("scheme", SCHEMES)
def test_exactly_the_results_are_exported(browse: Open, site: Site, scheme: str) -> None:
    page = browse(f"index.html#q=社区&province={quote('四川省')}", scheme=scheme)
    found = set(titles(page))
    content = save(page, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["title"] for row in rows} == found
    site_rows = csv.DictReader(io.StringIO((site.folder / "data/cases.csv").read_text("utf-8-sig")))
    assert sorted(rows, key=str) == sorted((row for row in site_rows if row["title"] in found), key=str)
    assert {one["title"] for one in json.loads(save(page, "json"))} == found


def test_citations_are_exported_in_the_order_of_the_results(browse: Open) -> None:
    page = browse("index.html#q=社区&order=newest")
    found = titles(page)
    lines = save(page, "gbt").decode().splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["[1]", "[2]", "[3]"]
    assert [found[n] in line for n, line in enumerate(lines)][:2] == [True, True]
    assert len(bibtexparser.parse_string(save(page, "bibtex").decode()).entries) == 3
    assert [record["type_of_reference"] for record in rispy.loads(save(page, "ris").decode())].count("NEWS") == 2


def test_only_what_is_ticked_is_exported_when_something_is(browse: Open) -> None:
    page = browse("index.html#q=社区")
    titles(page)
    page.locator("#results > li").filter(has_text=GUIHUA.headline).locator("input.tick").check()
    expect(page.locator("#export-status")).to_contain_text("导出所选")
    assert [one["title"] for one in json.loads(save(page, "json"))] == [GUIHUA.headline]
    expect(page.locator("#export-status")).to_contain_text("已导出 1 个案例")


def test_pinyin_is_heard_and_said(browse: Open) -> None:
    page = browse("index.html#q=shequ")
    assert titles(page)
    expect(page.locator("#advice")).to_contain_text("“shequ”按拼音检索：社区")


def test_nonsense_in_the_address_does_no_harm(browse: Open) -> None:
    page = browse("index.html#q=社区&order=__proto__&from=x&sel=<b>,aaaaaaaaaa&theme=<img src=x>&n=1e9&constructor=1")
    titles(page)
    expect(page.locator("#facets")).to_contain_text("<img src=x>")
    assert page.locator("#found img").count() == 0
