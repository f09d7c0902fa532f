"""Hostile pages end within bounds of time and memory, and never in an exception."""

from __future__ import annotations

import pytest

from crawler.webpage import read_webpage
from tests.alone import alone

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

READ_ONE = """
import sys
from crawler.webpage import read_webpage
from tests.crawler.web.test_attacks import ATTACKS
told = "NULs" if "\\0" in "".join(read_webpage(ATTACKS[sys.argv[1]]).lines) else "clean"
"""


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_time_within_memory(name: str) -> None:
    cost = alone(READ_ONE, name)
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES
    assert cost.told == "clean"


@pytest.mark.parametrize(
    "name", ["50,000 nested divs", "nested lists", "an entity bomb", "a hundred thousand attributes"]
)
def test_the_text_inside_an_attack_is_still_read(name: str) -> None:
    assert any("一格三员" in line for line in read_webpage(ATTACKS[name]).lines)
