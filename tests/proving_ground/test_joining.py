"""An article over several web pages, or turned over to another page of its issue, is one document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from crawler.items import Page, Stated
from crawler.turning import join_turned
from tests.proving_ground.crawling import Crawled, crawled, proving_source
from tests.proving_ground.serving import Answer, of_paths

BASE = "http://joined.proving.invalid/"
LIST = '<ul><li><a href="/gk/202405/t20240516_7.html">长文</a><span>2024-05-16</span></li></ul>'
META = '<meta name="ArticleTitle" content="长文一篇"><meta name="PubDate" content="2024-05-16 08:30">'


def part(number: int, paging: str) -> Answer:
    lines = f"<p>　　第{number}部分的第一段，云渡区持续推进网格治理。</p><p>　　第{number}部分的第二段。</p>"
    body = f'<h1>长文一篇</h1><div class="TRS_Editor">{lines}</div><div class="page">{paging}</div>'
    return Answer(f"<html><head>{META}</head><body>{body}</body></html>".encode())


def numbered(number: int) -> str:
    names = ["t20240516_7.html", "t20240516_7_1.html", "t20240516_7_2.html"]
    return "".join(f"<a href={name}>[{n + 1}]</a>" for n, name in enumerate(names)) + f"<a href={names[-1]}>尾页</a>"


def by_call(number: int) -> str:
    return f'<script>createPageHTML(3, {number}, "t20240516_7", "html");</script>'


def asked_by_query(number: int) -> str:
    return "".join(f'<a href="t20240516_7.html?page={n}">{n}</a>' for n in (2, 3))


PAGING = {
    "numbers": (numbered, ["", "_1", "_2"]),
    "createPageHTML": (by_call, ["", "_1", "_2"]),
    "query": (asked_by_query, ["", "?page=2", "?page=3"]),
}


def long_article(paging: str, *, parts: int = 3) -> Mapping[str, Answer]:
    write, names = PAGING[paging]
    served = {"/list.html": Answer(f"<html><body>{LIST}</body></html>".encode())}
    for number, name in list(enumerate(names))[:parts]:
        path = (
            f"/gk/202405/t20240516_7{name}.html" if not name.startswith("?") else f"/gk/202405/t20240516_7.html{name}"
        )
        served[path] = part(number + 1, write(number))
    return served


def crawl(folder: Path, site: Mapping[str, Answer]) -> Crawled:
    source = proving_source("joined", BASE, family="government", entry="list.html")
    return crawled(folder, of_paths(site), source)


@pytest.mark.parametrize("paging", PAGING)
def test_an_article_over_several_web_pages_is_one_document(tmp_path: Path, paging: str) -> None:
    done = crawl(tmp_path, long_article(paging))
    (page,) = done.pages
    expected = [
        line for n in (1, 2, 3) for line in (f"第{n}部分的第一段，云渡区持续推进网格治理。", f"第{n}部分的第二段。")
    ]
    assert page.address == BASE + "gk/202405/t20240516_7.html"
    assert page.text.split("\n") == ["长文一篇", *expected]
    assert (len(page.parts), page.notes, page.issued) == (2, (), date(2024, 5, 16))


def test_a_web_page_that_did_not_come_is_named_in_a_note(tmp_path: Path) -> None:
    done = crawl(tmp_path, long_article("createPageHTML", parts=2))
    (page,) = done.pages
    assert page.notes == (f"a further web page was not fetched: {BASE}gk/202405/t20240516_7_2.html",)
    assert [failure.reason for failure in done.report.failed] == ["the site answered 404"]


def test_a_web_page_that_comes_later_makes_the_document_whole(tmp_path: Path) -> None:
    (before,) = crawl(tmp_path, long_article("createPageHTML", parts=2)).pages
    (after,) = crawl(tmp_path, long_article("createPageHTML")).pages
    assert after.address == before.address
    assert after.digest != before.digest
    assert after.text.endswith("第3部分的第二段。")


def founder(headline: str, label: str, *lines: str) -> Answer:
    body = "".join(f"<p>　　{line}</p>" for line in lines)
    return Answer(
        f"<html><body><strong>{label}</strong><h1>{headline}</h1><div id=ozoom>{body}</div></body></html>".encode()
    )


def turned_issue(**changes: Answer) -> dict[str, Answer]:
    """An issue whose first article goes on on page 2, under a shortened headline."""
    folder = "/html/2024-05/16/"
    pages = "<a href=node_2.htm>第01版：要闻</a><a href=node_3.htm>第02版：综合</a>"
    served = {
        "/": Answer(b"<meta http-equiv=refresh content='0;url=html/2024-05/16/node_2.htm'>"),
        folder + "node_2.htm": Answer(f"{pages}<a href=content_1.htm>一</a><a href=content_2.htm>二</a>".encode()),
        folder + "node_3.htm": Answer(f"{pages}<a href=content_3.htm>三</a><a href=content_4.htm>四</a>".encode()),
        folder + "content_1.htm": founder("小院议事大家办", "第01版：要闻", "柳巷社区的院落里，居民", "（下转第二版）"),
        folder + "content_2.htm": founder("粮食安全责任到户", "第01版：要闻", "全县面积稳定。（下转2版）"),
        folder + "content_3.htm": founder("小院议事", "第02版：综合", "（上接第1版）代表围坐商量。", "今年办结209件。"),
        folder + "content_4.htm": founder("粮食安全责任到户", "第02版：综合", "上接第01版", "亩产有望增加。"),
    }
    return served | {folder + name: answer for name, answer in changes.items()}


def crawl_issue(folder: Path, site: Mapping[str, Answer]) -> Crawled:
    return crawled(folder, of_paths(site), proving_source("turned", BASE))


def test_articles_turned_over_to_another_page_are_joined_each_to_its_own_rest(tmp_path: Path) -> None:
    done = crawl_issue(tmp_path, turned_issue())
    texts = {page.address[-13:]: page.text.split("\n") for page in done.pages}
    assert texts == {
        "content_1.htm": ["小院议事大家办", "柳巷社区的院落里，居民代表围坐商量。", "今年办结209件。"],
        "content_2.htm": ["粮食安全责任到户", "全县面积稳定。", "亩产有望增加。"],
    }
    assert [page.page_no for page in done.pages] == [1, 1]
    assert all(len(page.parts) == 1 for page in done.pages)


def test_a_turn_whose_rest_is_missing_or_of_two_minds_stays_as_it_is_with_a_note() -> None:
    def page(name: str, text: str, page_no: int, headline: str = "小院议事") -> Page:
        return Page("a", name, text, f"sha256:{name}", page_no=page_no, stated=Stated(headline=headline))

    begins = page("a", "居民（下转第3版）", 1)
    rests = [page(name, "（上接第1版）代表。", 3) for name in "bc"]
    alone, torn = join_turned(begins, [begins]), join_turned(begins, [begins, *rests])
    assert alone is not None
    assert alone.notes == ("goes on on page 3; the rest is not in the archive",)
    assert torn is not None
    assert torn.notes == ("goes on on page 3; the rest may be any of 2 articles",)
    assert torn.text == begins.text


@pytest.mark.parametrize(
    ("headline", "page_no", "begun_on"), [("粮食丰收", 3, 1), ("小院议事", 4, 1), ("小院议事", 3, 2)]
)
def test_a_rest_of_another_article_or_page_is_not_joined(headline: str, page_no: int, begun_on: int) -> None:
    begins = Page("a", "a", "居民（下转第3版）", "sha256:a", page_no=1, stated=Stated(headline="小院议事"))
    rest = Page(
        "a", "b", f"（上接第{begun_on}版）代表。", "sha256:b", page_no=page_no, stated=Stated(headline=headline)
    )
    joined = join_turned(begins, [begins, rest])
    assert joined is not None
    assert joined.parts == ()
    assert join_turned(rest, [begins, rest]) == rest
