"""Founder pages are read by what their markup states, in every habit of the family that the samples show."""

from __future__ import annotations

import time
from datetime import date
from functools import partial

import pytest

from crawler import families
from crawler.families import Article, Layout, Link, family_named
from crawler.sample.papers import Issue, Paper, PrintedArticle, PrintedPage, load_papers
from crawler.sample.site import TEMPLATES, Template, site_of

PAPERS = load_papers()
FOUNDER = family_named("founder")
read_layout = partial(families.read_layout, family=FOUNDER)
read_article = partial(families.read_article, family=FOUNDER)
newest_issue = partial(families.newest_issue, family=FOUNDER)
is_article_address, is_layout_address = FOUNDER.is_article, FOUNDER.is_page


def served(paper: Paper, path: str) -> str:
    return site_of(paper)[path].body.decode(TEMPLATES.get(paper.slug, Template()).encoding)


def address(paper: Paper, path: str) -> str:
    return f"http://{paper.slug}.sample.invalid{path}"


def layouts(paper: Paper) -> list[tuple[Issue, PrintedPage, Layout]]:
    found = []
    for issue in paper.issues:
        for page in issue.pages:
            path = f"/html/{issue.day:%Y-%m/%d}/node_{paper.first_node + page.number - 1}.htm"
            found.append((issue, page, read_layout(served(paper, path), url=address(paper, path))))
    return found


def articles(paper: Paper) -> list[tuple[Issue, PrintedPage, PrintedArticle, Article]]:
    site = site_of(paper)
    encoding = TEMPLATES.get(paper.slug, Template()).encoding
    found = []
    for issue, page, layout in layouts(paper):
        for printed, link in zip(page.articles, layout.articles, strict=True):
            path = link.url.removeprefix(address(paper, ""))
            article = read_article(site[path].body.decode(encoding), url=link.url)
            assert article is not None
            found.append((issue, page, printed, article))
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_a_layout_page_states_its_number_name_date_pages_and_articles(paper: Paper) -> None:
    for issue, page, layout in layouts(paper):
        assert (layout.page_no, layout.page_name, layout.issued) == (page.number, page.name, issue.day)
        assert [link.words for link in layout.pages] == [f"第{p.number:02d}版：{p.name}" for p in issue.pages]
        assert len(layout.articles) == len(page.articles)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_the_issue_before_is_found_and_the_first_has_none(paper: Paper) -> None:
    befores = [layout.previous_issue for _, page, layout in layouts(paper) if page.number == 1]
    first = paper.issues[0].day
    assert befores == [None, address(paper, f"/html/{first:%Y-%m/%d}/node_{paper.first_node}.htm")]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_an_article_states_its_parts_as_they_are_printed(paper: Paper) -> None:
    for issue, page, printed, article in articles(paper):
        assert squeezed(article.stated.headline or "") == squeezed(printed.headline)
        assert article.stated.kicker == (printed.kicker or None)
        assert article.stated.subhead == (printed.subhead or None)
        assert article.stated.byline == (printed.byline or None)
        assert (article.issued, article.page_no, article.page_name) == (issue.day, page.number, page.name)
        assert article.notes == ()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_an_article_has_one_line_a_paragraph_and_its_captions_apart(paper: Paper) -> None:
    for _, _, printed, article in articles(paper):
        assert article.body == tuple(line.strip(" 　") for line in printed.paragraphs)
        assert article.captions == tuple(line.strip(" 　") for line in printed.captions)


def test_the_samples_have_every_part_somewhere() -> None:
    printed = [
        article for paper in PAPERS for issue in paper.issues for page in issue.pages for article in page.articles
    ]
    assert len(printed) == 60
    for part in ("kicker", "subhead", "byline", "lead", "tail"):
        assert any(getattr(article, part) for article in printed), part
    assert any(not article.headline for article in printed)


def test_no_headline_printed_is_not_the_same_as_none_known() -> None:
    photo = next(a for paper in PAPERS for _, _, printed, a in articles(paper) if not printed.headline)
    assert photo.stated.headline == ""


def test_the_metadata_comment_is_kept_as_evidence() -> None:
    by_slug = {paper.slug: articles(paper)[0] for paper in PAPERS}
    for _, _, printed, article in by_slug.values():
        assert squeezed(article.evidence["title"]) == squeezed(printed.headline)
        assert article.evidence["date"].startswith(str(article.issued))


URL = "http://a.example/mmrb/html/2024-05/16/content_7.htm"
BARE = """<html><body><h1>标题</h1><!--enpcontent--><p>　　第一段。<p>第二段,<b>加粗</b>不断行。<br>新的一行。
<script>alert(1)</script><span style="display: none">看不见</span><!--/enpcontent-->
{comment}</body></html>"""
COMMENT = (
    "<!--enpproperty <articleid>7</articleid><date>2024-05-16 09:28:27.0</date><author>甲 乙</author>"
    "<title><p>标题</p></title><subtitle>副题</subtitle><introtitle><p>肩题</p></introtitle>"
    "<nodename>本地时政</nodename>/enpproperty-->"
)


def test_a_page_without_template_comments_is_read_from_its_metadata_comment() -> None:
    article = read_article(BARE.format(comment=COMMENT), url=URL)
    assert article is not None
    stated = article.stated
    assert (stated.headline, stated.kicker, stated.subhead, stated.byline) == ("标题", "肩题", "副题", "甲 乙")
    assert (article.page_name, article.issued) == ("本地时政", date(2024, 5, 16))


def test_scripts_hidden_spans_and_comments_are_no_text() -> None:
    article = read_article(BARE.format(comment=COMMENT), url=URL)
    assert article is not None
    text = "\n".join(article.body)
    assert "第二段,加粗不断行。\n新的一行。" in text
    for leaked in ("alert", "看不见", "enpproperty", "articleid"):
        assert leaked not in text


def test_a_headline_that_the_comment_gives_otherwise_is_noted() -> None:
    article = read_article(BARE.format(comment=COMMENT.replace("<p>标题</p>", "旧标题")), url=URL)
    assert article is not None
    assert article.notes == ("the metadata comment has another headline: '旧标题'",)


def test_a_date_that_the_address_gives_otherwise_is_noted() -> None:
    page = BARE.format(comment="").replace("<h1>", "2024年05月15日 出版<h1>")
    article = read_article(page, url=URL)
    assert article is not None
    assert article.issued == date(2024, 5, 16)
    assert article.notes == ("the address says 2024-05-16, the page 2024-05-15",)


def test_a_page_of_another_family_is_none() -> None:
    assert read_article("<html><body><h1>新闻</h1><p>正文</p></body></html>", url=URL) is None


def test_chrome_of_the_page_is_no_body() -> None:
    for _, _, _, article in articles(PAPERS[0]):
        text = "\n".join(article.body)
        assert not [word for word in ("上一篇", "下一篇", "放大", "缩小", "朗读", "PDF下载") if word in text]


@pytest.mark.parametrize(
    ("entry", "leads_to"),
    [
        ('<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/2024-05/16/node_2.htm">', "html/2024-05/16/node_2.htm"),
        ("<meta http-equiv=refresh content='0;url=html/2024-05/16/node_12.htm'>", "html/2024-05/16/node_12.htm"),
        ('<a href="html/2024-05/16/node_30332.htm">进入</a>', "html/2024-05/16/node_30332.htm"),
        ("<p>维护中</p>", None),
        ("", None),
    ],
)
def test_the_entry_page_leads_to_the_newest_issue(entry: str, leads_to: str | None) -> None:
    wanted = f"http://a.example/mmrb/{leads_to}" if leads_to else None
    assert newest_issue(entry, url="http://a.example/mmrb/") == wanted


def test_an_article_linked_twice_or_with_a_view_is_one_article() -> None:
    page = """<map name=pagepicmap><Area href="content_7.htm?div=-1"><area href=content_7.htm></map>
    <a href=content_7.htm?div=1><div id=mp7>标题</div></a><a href="../15/content_6.htm">昨天</a>"""
    layout = read_layout(page, url="http://a.example/mmrb/html/2024-05/16/node_2.htm")
    assert layout.articles == (Link(URL, "标题"),)


def test_hidden_areas_count_when_the_list_is_shorter_than_the_map() -> None:
    page = "<area href=content_7.htm><area href=content_8.htm><a href=content_7.htm>标题</a>"
    layout = read_layout(page, url="http://a.example/mmrb/html/2024-05/16/node_2.htm")
    assert [link.url[-5:] for link in layout.articles] == ["7.htm", "8.htm"]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "http://[bad", "mailto:a@b", "data:text/html,x", "//evil", "\x00"]
)
def test_hostile_links_are_no_articles_and_no_error(href: str) -> None:
    layout = read_layout(f'<a href="{href}">x</a>', url="http://a.example/mmrb/html/2024-05/16/node_2.htm")
    assert (layout.articles, layout.pages) == ((), ())


ATTACKS = {
    "nested": "<div>" * 40_000,
    "unclosed founder": "<div id=ozoom><founder-content>" + "<p>社区" * 20_000,
    "open comment": "<!--enpproperty " + "<title>" * 50_000,
    "full comment": "<div id=ozoom></div><!--enpproperty " + "<title>" * 50_000 + "-->",
    "many marks": "<div id=ozoom></div>" + "<!--<npm:article-title>-->x" * 20_000,
    "long line": "<div id=ozoom><p>" + "社 区\n" * 200_000,
    "half tags": "<" * 500_000,
    "refresh": "URL=" + "a" * 1_000_000,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_page_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    read_article(ATTACKS[name], url=URL)
    read_layout(ATTACKS[name], url=URL.replace("content", "node"))
    newest_issue(ATTACKS[name], url=URL)
    assert time.process_time() - began < 10


def test_addresses_tell_pages_from_articles() -> None:
    assert is_article_address(URL + "?div=-1")
    assert not is_article_address("http://a.example/html/2024-05/16/node_2.htm")
    assert is_layout_address("http://a.example/html/2024-05/16/node_37749.htm")
    assert not is_layout_address("http://a.example/html/2024-05/16/node_A01.pdf")
