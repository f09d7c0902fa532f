"""Searching as a person does: typing, reading the count, opening a case; from a server and from a folder."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Open
from tests.press.shelf import GUIHUA, HANJIANG, YUNQI

pytestmark = pytest.mark.browser


def titles(page: Page) -> list[str]:
    page.locator("#status:not(:empty)").wait_for()
    expect(page.locator("#status")).not_to_contain_text("正在检索")
    return page.locator("#results > li > a").all_inner_texts()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_query_is_typed_and_a_case_is_opened(browse: Open, scheme: str) -> None:
    page = browse("index.html", scheme=scheme)
    page.keyboard.press("/")
    page.keyboard.type("社區合夥人")
    page.keyboard.press("Enter")
    assert titles(page) == [GUIHUA.headline]
    expect(page.locator("#status")).to_contain_text("找到 1 个案例")
    expect(page.locator("#advice")).to_contain_text("社区合伙人")
    expect(page.locator("#results mark").first).to_have_text("社区合伙人")
    page.locator("#results a").click()
    expect(page.locator("h1")).to_have_text(GUIHUA.headline)
    assert page.url.startswith("file://" if scheme == "file" else "http://127.0.0.1:")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_link_with_a_query_shows_its_results(browse: Open, scheme: str) -> None:
    page = browse("index.html#q=%22%E5%A4%A7%E4%BC%97%E8%AE%AE%E4%BA%8B%E5%9B%A2%22", scheme=scheme)
    assert titles(page) == [HANJIANG.headline]
    expect(page.locator("#q")).to_have_value('"大众议事团"')


def test_the_address_follows_the_query_and_back_leads_to_the_one_before(browse: Open) -> None:
    page = browse("index.html")
    page.fill("#q", "议事团")
    page.keyboard.press("Enter")
    assert titles(page) == [HANJIANG.headline]
    page.fill("#q", "1+6+X")
    page.keyboard.press("Enter")
    expect(page.locator("#results a")).to_have_text(YUNQI.headline)
    assert page.url.endswith("#q=1%2B6%2BX")
    page.go_back()
    expect(page.locator("#q")).to_have_value(re.compile("议事团"))
    expect(page.locator("#results a")).to_have_text(HANJIANG.headline)
    page.click("#clear")
    expect(page.locator("#front")).to_be_visible()
    expect(page.locator("#found")).to_be_hidden()


def test_the_unknown_word_is_named_and_left_out_on_request(browse: Open) -> None:
    page = browse("index.html#q=社区 火星")
    assert titles(page) == []
    expect(page.locator("#advice")).to_contain_text("库中任何案例都没有“火星”")
    page.click("#advice a")
    expect(page.locator("#status")).to_contain_text("3 cases found")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_box_on_a_case_page_leads_to_the_results(browse: Open, scheme: str) -> None:
    page = browse("about.html", scheme=scheme)
    page.fill(".quick input", "江城区")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("index.html#q="))
    assert titles(page) == [HANJIANG.headline]


def test_a_form_sent_without_our_script_is_understood(browse: Open) -> None:
    page = browse("index.html?q=积分", scheme="http")
    assert len(titles(page)) == 1
    assert "?" not in page.url


def test_hostile_queries_are_shown_as_text(browse: Open) -> None:
    for attack in ("<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>", "{{7*7}}", "%3Cscript%3E", "$&$`"):
        page = browse("index.html")
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.fill("#q", attack)
        page.keyboard.press("Enter")
        titles(page)
        assert page.locator("#found img, #found script").count() == 0


def test_the_count_is_announced(browse: Open) -> None:
    page = browse("index.html#q=社区")
    titles(page)
    assert page.get_attribute("#status", "aria-live") == "polite"
    assert page.get_attribute("#status", "role") == "status"


def test_without_scripts_the_lists_still_lead_everywhere(browse: Open) -> None:
    page = browse("index.html", java_script_enabled=False)
    page.click(f"text={GUIHUA.headline}")
    expect(page.locator("h1")).to_have_text(GUIHUA.headline)
