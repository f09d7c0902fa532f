"""Pages that work by script: figures by unit, cases side by side; from a server and from a folder."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Open
from tests.press.shelf import GUIHUA, HANJIANG, YUNQI, Site

pytestmark = pytest.mark.browser


def amounts(page: Page) -> list[str]:
    page.locator("#status:not(:empty)").wait_for()
    expect(page.locator("#status")).not_to_contain_text("正在检索")
    return page.locator("#figures tbody td.amount").all_inner_texts()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_figures_are_chosen_by_unit_and_noun_and_lead_to_their_sentence(browse: Open, scheme: str) -> None:
    page = browse("numbers/index.html", scheme=scheme)
    page.select_option("#unit", "个")
    assert amounts(page) == ["86 个", "9 个"]
    page.select_option("#sort", "least")
    assert amounts(page) == ["9 个", "86 个"]
    page.fill("#noun", "难题")
    expect(page.locator("#status")).to_contain_text("1 条数字")
    assert amounts(page) == ["86 个"]
    assert "unit=%E4%B8%AA" in page.url
    page.click("#figures a.to-sentence")
    expect(page).to_have_title(re.compile(HANJIANG.headline))
    expect(page.locator("#e-k2")).to_be_in_viewport()


def test_a_link_with_a_unit_shows_its_figures(browse: Open) -> None:
    page = browse("numbers/index.html#unit=*&noun=社区合伙人&sort=newest")
    assert amounts(page) == ["35 名"]
    page.evaluate("location.hash = '#unit=没有这个单位'")
    expect(page.locator("#figures tbody tr").first).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cases_stand_side_by_side_with_figures_of_one_unit_in_a_row(browse: Open, site: Site, scheme: str) -> None:
    ids = [re.sub(r"cases/|\.html", "", site.case_page(told.headline)) for told in (YUNQI, HANJIANG, GUIHUA)]
    page = browse(f"compare.html#ids={','.join(ids)}", scheme=scheme)
    expect(page.locator("#compared thead th")).to_have_count(3)
    row = page.locator("#compared tbody tr").filter(has_text="数字（个）")
    assert row.locator("td").all_inner_texts() == ["9 个 村", "86 个 难题", "文中未写明 Not stated"]
    assert "组织联建" in page.locator("#compared").inner_text()
    page.locator("#compared .leave").first.click()
    expect(page.locator("#compared thead th")).to_have_count(2)
    assert ids[0] not in page.url


def test_a_case_that_is_not_there_is_named(browse: Open, site: Site) -> None:
    known = re.sub(r"cases/|\.html", "", site.case_page(YUNQI.headline))
    page = browse(f"compare.html#ids={known},aaaaaaaaaa,<img src=x>,__proto__")
    expect(page.locator("#compared thead th")).to_have_count(1)
    expect(page.locator("#status p")).to_have_count(3)
    expect(page.locator("#status")).to_contain_text("没有这个案例：<img src=x>")


def test_comparing_nothing_says_how_to_come_here(browse: Open) -> None:
    page = browse("compare.html")
    expect(page.locator("#status")).to_contain_text("还没有选案例")


def test_similar_cases_lead_to_their_comparison(browse: Open, site: Site) -> None:
    page = browse(site.case_page(GUIHUA.headline))
    page.click("text=与这些案例对照")
    expect(page.locator("#compared thead th").first).to_contain_text(GUIHUA.headline)


def test_a_withdrawn_case_says_so(browse: Open, site: Site) -> None:
    page = browse(f"cases/{site.library.withdrawals()[0].id}.html")
    expect(page.locator("h1")).to_contain_text("已经撤下")
