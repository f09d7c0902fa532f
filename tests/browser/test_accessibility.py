"""Every page type, light and dark: nothing that axe-core objects to, nothing cut off on a narrow screen."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.press.shelf import HANJIANG, YUNQI, Site

pytestmark = pytest.mark.browser
SCHEMES_OF_COLOUR = ("light", "dark")
PAGE_TYPES = (
    "home",
    "results",
    "no results",
    "case",
    "traditional case",
    "model",
    "models",
    "place",
    "places",
    "source",
    "sources",
    "about",
    "missing",
    "numbers",
    "themes",
    "theme",
    "timeline",
    "month",
    "compare",
    "data",
    "withdrawn",
)


def path_of(kind: str, site: Site) -> str:
    fixed = {
        "home": "index.html",
        "results": "index.html#q=社区",
        "no results": "index.html#q=社区 火星",
        "models": "models/index.html",
        "place": "places/510000.html",
        "places": "places/index.html",
        "source": "sources/ceshi-ribao.html",
        "sources": "sources/index.html",
        "about": "about.html",
        "missing": "404.html",
        "numbers": "numbers/index.html",
        "themes": "themes/index.html",
        "timeline": "timeline/index.html",
        "month": "timeline/2024-05.html",
        "data": "data/index.html",
    }
    if kind in fixed:
        return fixed[kind]
    if kind == "theme":
        return min(path for path in site.pages() if path.startswith("themes/") and path != "themes/index.html")
    if kind == "compare":
        return f"compare.html#ids={','.join(site.library.fingerprints(only_cases=True))}"
    if kind == "withdrawn":
        return f"cases/{site.library.withdrawals()[0].id}.html"
    if kind == "model":
        return f"models/{site.library.models()[0].slug}.html"
    return site.case_page(HANJIANG.headline if kind == "traditional case" else YUNQI.headline)


def settle(page: Page) -> None:
    if "#q=" in page.url:
        page.locator("#status:has-text('case')").wait_for()
    if "#ids=" in page.url:
        page.locator("#compared thead th").first.wait_for()
    if "numbers/" in page.url:
        page.locator("#figures tbody tr").first.wait_for()


@pytest.mark.parametrize("colours", SCHEMES_OF_COLOUR)
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_axe_objects_to_nothing(browse: Open, site: Site, kind: str, colours: str) -> None:
    page = browse(path_of(kind, site), color_scheme=colours)
    settle(page)
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {preload: false})")
    told = [(v["id"], [node["target"] for node in v["nodes"]][:5]) for v in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 10


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_nothing_sticks_out_of_the_window(browse: Open, site: Site, kind: str, width: int) -> None:
    page = browse(path_of(kind, site), viewport={"width": width, "height": 700})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(e => {
          const box = e.getBoundingClientRect();
          return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1);
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_lines_of_chinese_text_are_26_to_40_characters_on_a_wide_screen(browse: Open, site: Site) -> None:
    page = browse(path_of("case", site), viewport={"width": 1280, "height": 800})
    measured = page.evaluate(
        """() => {
          const p = document.querySelector(".body p");
          const style = getComputedStyle(p), size = parseFloat(style.fontSize);
          return [p.clientWidth / size, parseFloat(style.lineHeight) / size];
        }"""
    )
    characters, lines = measured
    assert 26 <= characters <= 40
    assert lines >= 1.7


def test_the_focus_can_be_seen_and_reaches_the_content_first(browse: Open) -> None:
    page = browse("about.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
