"""Newspaper pages printed by Chromium come back whole and in order, compared on raw strings, not on folded ones."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from crawler.files import read_page
from index.ingest import hints_of
from nlp.output import as_json
from nlp.read import split_page
from tests.crawler.newspaper_pdf import Layout, Printed, newspaper_page, open_articles, print_pages
from tests.scoring import score

pytestmark = pytest.mark.browser

ARTICLES = 8
LAYOUTS = {
    "five columns": Layout(5),
    "five columns in one stream": Layout(5, flow=True),
    "three columns": Layout(3),
    "four columns, ragged": Layout(4, rules=False, justified=False),
    "six columns, ragged": Layout(6, rules=False, justified=False),
    "three columns in one stream": Layout(3, flow=True, rules=False),
    "four columns in one stream": Layout(4, flow=True, justified=False),
    "five columns, centred headlines": Layout(5, centred=True),
    "six narrow columns": Layout(6, gutter=13),
    "six columns in one stream": Layout(6, flow=True, rules=False),
}
GB2312 = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
Printing = dict[str, tuple[list[Printed], bytes]]


def articles_for(number: int) -> list[Printed]:
    known = open_articles()
    return (known + known)[5 * number % len(known) :][:ARTICLES]


@pytest.fixture(scope="module")
def printed(browser: Browser) -> Printing:
    """For each layout what was printed, and the PDF."""
    chosen = {name: articles_for(number) for number, name in enumerate(LAYOUTS)}
    pages = [newspaper_page(chosen[name], layout) for name, layout in LAYOUTS.items()]
    pages.append(f"<p style='font-family: Noto Serif CJK SC'>{''.join(GB2312)}")
    pages.append(f"<p style='font-family: Noto Sans CJK SC'>{''.join(GB2312)}")
    bodies = print_pages(browser, pages)
    keyed = {name: (chosen[name], body) for name, body in zip(LAYOUTS, bodies, strict=False)}
    return keyed | {"serif": ([], bodies[-2]), "sans": ([], bodies[-1])}


def read(body: bytes, folder: Path) -> dict[str, Any]:
    path = folder / "page.pdf"
    path.write_bytes(body)
    page = read_page(path, max_bytes=20 * 1024 * 1024)
    return as_json(split_page(page.text, hints=hints_of(page)), source="page.pdf")


def in_raw_order(wanted: str, told: str) -> float:
    one, other = "".join(wanted.split()), "".join(told.split())
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_every_article_of_a_page_comes_back_whole(name: str, printed: Printing, tmp_path: Path) -> None:
    articles, body = printed[name]
    told = read(body, tmp_path)
    key = {"articles": [{**article.key, "id": n} for n, article in enumerate(articles)]}
    figures = score({"page": key}, {"page": told})
    assert figures["segment"].f1 == 1.0
    for wanted in (article.key for article in articles):
        found = max(told["articles"], key=lambda a: in_raw_order(wanted["headline"], a["headline"]))
        assert (found["headline"], found["kicker"]) == (found["headline"], wanted["kicker"])
        assert in_raw_order(wanted["headline"], found["headline"]) == 1.0
        assert in_raw_order(wanted["text"], found["text"]) >= 0.99
    assert min(figures[name].f1 for name in ("headline", "kicker", "subhead", "dateline")) == 1.0
    assert figures["byline"].f1 >= 0.85


@pytest.mark.parametrize("name", ["five columns", "four columns in one stream"])
def test_captions_and_boxes_are_kept_out_of_the_text_and_in_the_blocks(
    name: str, printed: Printing, tmp_path: Path
) -> None:
    _, body = printed[name]
    told = read(body, tmp_path)
    assert "服务点了解居民近期的需求" not in "".join(a["text"] for a in told["articles"] if a["kind"] != "furniture")
    assert {"caption", "pull_quote", "furniture"} <= {block["role"] for block in told["blocks"]}


@pytest.mark.parametrize("font", ["serif", "sans"])
def test_every_character_of_gb2312_comes_back_as_itself(font: str, printed: Printing, tmp_path: Path) -> None:
    told = read(printed[font][1], tmp_path)
    text = "".join(article["text"] + article["headline"] for article in told["articles"])
    assert "".join(text.split()) == "".join(GB2312)


def test_no_radical_stays_in_what_is_read(printed: Printing, tmp_path: Path) -> None:
    told = read(printed["five columns"][1], tmp_path)
    text = "".join(article["text"] for article in told["articles"])
    assert not [c for c in text if "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufad9"]
    assert not any("RADICAL" in unicodedata.name(c, "") for c in text)
