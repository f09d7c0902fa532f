"""A record of the archive becomes a Page with its proof; what is nothing to read becomes None."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive, Entry, Exchange, FileFacts, digest_of
from crawler.items import Page
from crawler.pages import page_of, page_of_file
from crawler.sample.papers import load_papers
from crawler.sample.site import site_of
from crawler.sources import Source, load_sources

NOON = datetime(2024, 5, 16, 4, tzinfo=UTC)
ARTICLE_URL = "http://a.example/html/2024-05/16/content_7.htm"
SOURCE = Source("a", "某某日报", "http://a.example/", territory="370700")
FOUNDER = """<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}"></head><body>
<!--<npm:article-title>-->镕堃喆埇议事<!--</npm:article-title>-->
<div id=ozoom><founder-content><p>　　社区网格员走访群众，推行“一格三员”工作法。</p></founder-content></div>
</body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path) as opened:
        yield opened


def kept(archive: Archive, body: bytes, *, url: str = ARTICLE_URL, status: int = 200, kind: str = "text/html") -> Entry:
    return archive.append_response(Exchange(url, NOON, status, (("Content-Type", kind),), body, "a"))


def read(archive: Archive, entry: Entry, source: Source | None = SOURCE) -> Page | None:
    return page_of(entry, archive.payload(entry), source)


def test_a_page_carries_its_proof_and_its_papers_territory(archive: Archive) -> None:
    body = FOUNDER.format(charset="utf-8").encode()
    entry = kept(archive, body)
    page = read(archive, entry)
    assert page is not None
    assert (page.record, page.digest, page.fetched_at, page.address) == (
        entry.record,
        digest_of(body),
        NOON,
        ARTICLE_URL,
    )
    assert (page.source, page.paper, page.territory, page.issued) == ("a", "某某日报", "370700", date(2024, 5, 16))
    assert (page.single_article, page.stated.headline) == (True, "镕堃喆埇议事")
    assert page.text == "镕堃喆埇议事\n社区网格员走访群众，推行“一格三员”工作法。"


@pytest.mark.parametrize(
    ("encoding", "declared", "header", "notes"),
    [
        ("gbk", "gb2312", "text/html", ()),
        ("gb18030", "gbk", "text/html", ()),
        ("gbk", "utf-8", "text/html", ("read as GB18030, declared utf-8",)),
        ("gbk", "utf-8", "text/html; charset=gb2312", ()),
        ("utf-8", "gb2312", "text/html", ("read as UTF-8, declared gb2312",)),
        ("utf-8", "utf-8", "text/html; charset=GBK", ("read as UTF-8, declared gbk",)),
    ],
)
def test_a_wrong_declaration_is_seen_through_and_noted(
    archive: Archive, encoding: str, declared: str, header: str, notes: tuple[str, ...]
) -> None:
    page = read(archive, kept(archive, FOUNDER.format(charset=declared).encode(encoding), kind=header))
    assert page is not None
    assert page.stated.headline == "镕堃喆埇议事"
    assert page.notes == notes


def test_layout_pages_robots_errors_and_pictures_are_nothing_to_read(archive: Archive) -> None:
    body = FOUNDER.format(charset="utf-8").encode()
    nothing = [
        kept(archive, body, url="http://a.example/html/2024-05/16/node_2.htm"),
        kept(archive, b"User-agent: *", url="http://a.example/robots.txt", kind="text/plain"),
        kept(archive, body, status=404),
        kept(archive, b"\xff\xd8\xff", kind="image/jpeg"),
    ]
    assert [read(archive, entry) for entry in nothing] == [None] * 4


def test_an_article_whose_template_changed_is_kept_with_its_doubt(archive: Archive) -> None:
    page = read(archive, kept(archive, "<nav>首页</nav><h1>新模板</h1><p>正文在这里。</p>".encode()))
    assert page is not None
    assert (page.stated.headline, page.text) == ("新模板", "新模板\n正文在这里。")
    assert page.notes == ("the markup is not that of the source's family, its visible text is taken",)


def test_a_source_that_is_gone_leaves_the_page_readable(archive: Archive) -> None:
    page = read(archive, kept(archive, FOUNDER.format(charset="utf-8").encode()), None)
    assert page is not None
    assert (page.source, page.paper, page.territory) == ("a", None, None)


def test_a_revisit_reads_as_what_it_repeats(archive: Archive) -> None:
    first, second = (read(archive, kept(archive, FOUNDER.format(charset="utf-8").encode())) for _ in range(2))
    assert first is not None
    assert second is not None
    assert (first.text, first.digest) == (second.text, second.digest)
    assert first.record != second.record


def test_a_loose_file_of_the_archive_keeps_what_was_said_of_it(archive: Archive) -> None:
    facts = FileFacts(source="a", paper="样例周刊", issued=date(2024, 1, 2), page_no=3)
    entry = archive.append_file("稿件/一.txt", "标题\n\n正文。".encode("gb18030"), facts=facts, kept_at=NOON)
    assert entry is not None
    page = read(archive, entry)
    assert page is not None
    assert (page.address, page.paper, page.issued, page.page_no) == (
        "file:稿件/一.txt",
        "样例周刊",
        date(2024, 1, 2),
        3,
    )
    assert (page.territory, page.single_article) == ("370700", False)
    assert (page.text, page.notes) == ("标题\n\n正文。", ("read as GB18030",))


def test_an_address_stated_of_a_file_is_the_pages_address() -> None:
    page = page_of_file("x.htm", FOUNDER.format(charset="utf-8").encode(), facts=FileFacts(address=ARTICLE_URL))
    assert (page.address, page.issued) == (ARTICLE_URL, date(2024, 5, 16))


def test_every_sample_article_is_read_without_a_doubt(archive: Archive) -> None:
    sources = load_sources(None)
    pages = []
    for paper in load_papers():
        source = sources.get(paper.slug)
        for path, served in site_of(paper).items():
            exchange = Exchange(
                source.base + path[1:], NOON, 200, (("Content-Type", served.content_type),), served.body, paper.slug
            )
            pages.append(read(archive, archive.append_response(exchange), source))
    read_ones = [page for page in pages if page]
    assert len(read_ones) == 60
    assert [page.notes for page in read_ones if page.notes] == []
    assert {page.page_no for page in read_ones} == {1, 2, 3, 4}


def test_the_sources_of_the_samples_agree_with_the_papers() -> None:
    sources = load_sources(None)
    for paper in load_papers():
        source = sources.get(paper.slug)
        assert (source.title, source.publisher) == (paper.name, paper.publisher)
        assert (source.script, source.territory, source.first_node) == (paper.script, paper.territory, paper.first_node)
        assert (source.sample, source.through) == (True, None)
