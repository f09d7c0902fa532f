"""Hostile pages end within bounds of time and memory, and never in an exception."""

from __future__ import annotations

import resource
import time

import pytest

from crawler.webpage import read_webpage

SECONDS = 5
MEGABYTES = 500
PARAGRAPH = "<p>社区网格员走访群众，推行“一格三员”工作法，办结率达到97.6%，群众都说好。</p>"
BODY = PARAGRAPH * 5
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
ATTACKS = {
    "a megabyte without a line break": "<body>" + "某县推行工作法，" * 45_000,
    "50,000 nested divs": "<body>" + "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "nested lists": "<body>" + "<blockquote><ul><li>" * 20_000 + BODY,
    "an entity bomb": f"<!DOCTYPE a [{ENTITIES}]><body>{BODY}&e11;",
    "a hundred thousand attributes": "<body><p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">" + BODY,
    "a hundred thousand links": "<body>" + "<a href=x>链接在这里</a>" * 100_000 + BODY,
    "line breaks without end": "<body><p>某地。" + "\n" * 150_000 + "<p>某地。" + "<br>" * 100_000 + BODY,
    "deep JSON": "<body><script>var a = " + '{"a":' * 100_000 + "</script>" + BODY,
    "many JSON articles": '<script>var a={"list":[' + ",".join(['{"content":"' + PARAGRAPH * 3 + '"}'] * 2_000) + "]}",
    "a title of separators": "<title>" + "新闻网_" * 200_000 + "</title><body>" + BODY,
    "dates and roles without end": "<body>" + BODY + "<p>" + "2020-01-" * 60_000 + "<p>" + "作者 " * 60_000,
    "deep and long": "<body>" + "<div>" * 240 + PARAGRAPH * 10_000,
    "tables in tables": "<body>" + "<table><tr><td>" * 5_000 + BODY,
    "open comments": "<body>" + BODY + "<!--" * 300_000,
    "surrogates and NULs": BODY + "\ud800\0" * 1_000,
    "nothing": "",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_time_within_memory(name: str) -> None:
    start = time.perf_counter()
    page = read_webpage(ATTACKS[name])
    assert time.perf_counter() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MEGABYTES * 1024
    assert "\0" not in "".join(page.lines)


@pytest.mark.parametrize(
    "name", ["50,000 nested divs", "nested lists", "an entity bomb", "a hundred thousand attributes"]
)
def test_the_text_inside_an_attack_is_still_read(name: str) -> None:
    assert any("一格三员" in line for line in read_webpage(ATTACKS[name]).lines)


def test_pages_are_read_at_ten_a_second_or_more() -> None:
    lists = "<ul>" + "<li><a href=x>另一篇文章的标题</a></li>" * 300 + "</ul>"
    page = f"<title>某县推行新办法</title>{lists}<h1>某县推行新办法</h1><div>{PARAGRAPH * 40}</div>{lists}"
    page += "<script>" + "var a = 1;" * 10_000 + "</script>"
    start = time.perf_counter()
    for _ in range(5):
        assert len(read_webpage(page).lines) == 40
    assert 5 / (time.perf_counter() - start) >= 10
