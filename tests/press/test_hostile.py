"""Strings that want to be markup, links, paths or scripts are shown as text, wherever they come from."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nlp.records import Component
from press.links import safe_name, web_address
from press.shards import shard
from tests.press.shelf import Site, Told, document, site_of

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</title><script>alert(1)</script>",
    "</template><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;amp;",
    "]]><x>",
    "\u202e倒写",
    "<style>body{display:none}</style>",
    "../../../etc/passwd",
)
ALL = "；".join(ATTACKS)


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    told = Told(
        kicker=ATTACKS[2],
        headline=ALL,
        subhead=ATTACKS[3],
        byline=ATTACKS[4],
        names=[(ATTACKS[4], ATTACKS[0])],
        text=f"{ALL}。\n数到3个{ATTACKS[0]}。",
        models=[(attack, attack, attack, [Component(attack, (Component(attack),))]) for attack in ATTACKS],
        metrics=[(f"3个{ATTACKS[0]}", 3.0, ATTACKS[0], ATTACKS[1], ATTACKS[2])],
        place=(ATTACKS[0], "../..", ATTACKS[2], "<i>000"),
        units=[ATTACKS[5]],
        doubts=(ATTACKS[7],),
    )
    facts: dict[str, object] = {"paper": ATTACKS[1], "page_name": ATTACKS[3], "source": "../../<b>", "notes": ATTACKS}
    pages = [
        (document(told), {**facts, "address": address}) for address in ("javascript:alert(1)", 'http://x.example/"><b>')
    ]
    return site_of(tmp_path_factory.mktemp("hostile"), *pages)


def test_no_page_has_an_element_that_we_did_not_write(hostile: Site, site: Site) -> None:
    ours = {tag for path in site.pages() for tag in Tags(site.read(path)).tags}
    for path in hostile.pages():
        page = Tags(hostile.read(path))
        assert set(page.tags) <= ours | {"details", "summary", "table"}, path
        assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"], path
        assert "49" not in re.findall(r"\d+", hostile.read(path).partition("<title>")[2].partition("</title>")[0])


def test_hostile_words_are_shown_as_they_are_printed(hostile: Site) -> None:
    case = next(iter(hostile.library.cases()))
    html = hostile.read(f"cases/{case.id}.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{ 7*7 }}{% raw %}" in html


def test_no_link_runs_a_script_or_leaves_the_site_by_a_trick(hostile: Site) -> None:
    for path in hostile.pages():
        for name, value in Tags(hostile.read(path)).attributes:
            if name in ("href", "src", "action"):
                assert re.match(r"(?:\.\./)*[\w./?-]*(?:#[\w.%=+,-]*)?\Z|#", value or ""), (path, value)


def test_no_file_is_named_by_a_hostile_string(hostile: Site) -> None:
    names = [file.relative_to(hostile.folder).as_posix() for file in hostile.folder.rglob("*") if file.is_file()]
    assert [name for name in names if not re.fullmatch(r"[\w./-]+", name)] == []
    assert [name for name in names if ".." in name] == []


def test_the_scripts_that_carry_text_cannot_be_ended_by_it() -> None:
    written = shard("text-a", ["</script><!--", "\u2028", '"'])
    assert b"<" not in written
    assert json.loads(written[len('caifengShard("text-a",') : -3]) == ["</script><!--", "\u2028", '"']


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "http:evil",
        "http://",
        "http://[::1",
        "http://user:pass@bank.example/",
        "http://x.example/\u202egpj.exe",
        'http://x.example/"onclick=alert(1)',
        "http://x.example/a b",
        "http://x.example\\@evil.example/",
        "",
    ],
)
def test_an_address_that_is_no_plain_web_address_is_no_link(address: str) -> None:
    assert web_address(address) is None


def test_a_plain_web_address_is_a_link() -> None:
    for address in ("http://paper.example/2023/a_1.htm?x=1&y=2#z", "https://报.example/路", "http://127.0.0.1:8000/x"):
        assert web_address(address) == address


def test_a_name_that_is_no_plain_file_name_is_hashed() -> None:
    for name in ("", "..", "a/b", "CON<", "名", "A", "-x", "x" * 99, "a.b"):
        assert re.fullmatch(r"[a-z2-7]{10}", safe_name(name)), name
    assert safe_name("qinglan-ribao") == "qinglan-ribao"


def test_lone_surrogates_do_not_stop_a_build(tmp_path: Path) -> None:
    told = Told(headline="半个字", text="甲\ufffd乙。")
    site = site_of(tmp_path, (document(told), {"paper": "报"}))
    assert "半个字" in site.read(site.case_page("半个字"))
