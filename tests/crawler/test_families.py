"""The families' pure readers on hostile and odd input: bounded in time, never an error, nothing made up."""

from __future__ import annotations

import gzip
import time
from datetime import date

import pytest

from crawler.families import families, family_named, newest_issue, read_article, read_layout
from crawler.families.feed import read_feed
from crawler.families.listing import read_listing
from crawler.families.nothing import nothing_on
from crawler.families.recognise import family_of_article, recognise
from crawler.families.sequel import further_pages
from crawler.families.sitemap import read_sitemap

URL = "http://a.example/gk/202405/t20240516_7.html"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
ATTACKS = {
    "nested": "<div>" * 40_000,
    "links": '<a href="t20240516_7_1.html">2</a>' * 20_000,
    "many addresses": "".join(f'<li><a href="t20240516_{n}.html">x</a>2024-05-16</li>' for n in range(5_000)),
    "one long row": "<li>" + "".join(f'<a href="t20240516_{n}.html">x</a>' for n in range(3_000)) + "2024-05-16</li>",
    "half calls": "createPageHTML(" * 50_000,
    "long number": "createPageHTML(" + "9" * 4_000 + ', 0, "index", "html")',
    "numbered": "".join(f'<a href="?page={n}">{n}</a>' for n in range(5_000)),
    "polygons": '<polygon data-contentid="7" points="' + "1,2 " * 5_000 + '"></polygon>' * 3_000,
    "headings": "<h3>x</h3>" * 20_000 + "<h1>y</h1>",
    "missing": "页面" * 200_000,
    "laughs": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]><rss><title>&l9;</title></rss>',
    "outside": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><feed><title>&f;</title></feed>',
    "blank": "",
    "nul": "\0" * 1000,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_page_is_read_in_bounded_time_by_every_reader(name: str) -> None:
    markup = ATTACKS[name]
    began = time.process_time()
    for reader in (read_feed, read_sitemap):
        reader(markup.encode(), url=URL)
    for family in (family_named("government"), family_named("founder-pc"), family_named("polygon")):
        read_listing(markup, url=URL, family=family)
        read_layout(markup, url=URL, family=family)
        read_article(markup, url=URL, family=family)
    further_pages(markup, url=URL)
    nothing_on(markup)
    family_of_article(markup)
    assert time.process_time() - began < 20


def test_entities_of_xml_are_neither_fetched_nor_blown_up() -> None:
    feed = ATTACKS["outside"].replace("</feed>", "<entry><title>&f;</title><link href='/1'/></entry></feed>")
    listing = read_feed(feed.encode(), url=URL)
    assert listing is None or all("root:" not in row.words for row in listing.rows)


def test_a_packed_sitemap_that_is_a_bomb_is_cut_off() -> None:
    began = time.process_time()
    read_sitemap(gzip.compress(b"<urlset>" + b" " * 300_000_000), url=URL)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("name", families())
def test_an_empty_page_is_of_no_family_and_leads_nowhere(name: str) -> None:
    family = family_named(name)
    assert read_article("<html></html>", url=URL, family=family) is None
    layout = read_layout("<html></html>", url=URL, family=family)
    assert (layout.pages, layout.articles, layout.page_no) == ((), (), None)
    assert newest_issue("<html></html>", url=URL, family=family) is None
    assert recognise("<html></html>", url=URL) == ()


def test_sister_papers_on_one_host_are_not_of_the_issue() -> None:
    page = '<a href="/rmrbhwb/html/2024-05/16/content_1.htm">甲</a><a href="content_2.htm">乙</a>'
    layout = read_layout(page, url="http://a.example/rmrb/html/2024-05/16/node_2.htm", family=family_named("founder"))
    assert [link.words for link in layout.articles] == ["乙"]


def test_a_mobile_tree_is_not_followed() -> None:
    page = '<a href="/rmrb/pad/layout/202412/01/node_02.html">手机</a><a href="node_02.html">第02版：要闻</a>'
    url = "http://a.example/rmrb/pc/layout/202412/01/node_01.html"
    layout = read_layout(page, url=url, family=family_named("founder-pc"))
    assert [link.url[-35:] for link in layout.pages] == ["/rmrb/pc/layout/202412/01/node_02.html"[-35:]]


ROWS = """<table><tr><td><a href="./201710/t20171010_397448.html">关于开展院落议事的…</a></td>
<td>2017-10-11</td></tr></table><ul><li>
<a href="../a/t20260603_1.html" title="湖南：把议事厅搬到田间地头">湖南：把议事厅…</a>
<span>2026-06-03</span></li></ul>"""


def test_a_row_says_its_day_and_its_headline_in_full() -> None:
    listing = read_listing(ROWS, url="http://a.example/gk/index.html", family=family_named("government"))
    assert [(row.words, row.day) for row in listing.rows] == [
        ("关于开展院落议事的…", date(2017, 10, 10)),
        ("湖南：把议事厅搬到田间地头", date(2026, 6, 3)),
    ]


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ('createPageHTML(120, 0, "index", "html");', "http://a.example/gk/index_1.html"),
        ("createPageHTML( 120 , 7 , 'list' , 'shtml' )", "http://a.example/gk/list_8.shtml"),
        ('createPageHTML(8, 7, "index", "html");', None),
        ('createPageHTML(1, 0, "index", "html");', None),
    ],
)
def test_the_call_of_createpagehtml_counts_from_nought(call: str, following: str | None) -> None:
    markup = f"<script>{call}</script><a href='index_99.html'>尾页</a>"
    listing = read_listing(markup, url="http://a.example/gk/index.html", family=family_named("government"))
    assert listing.next_lists == ((following,) if following else ())


def test_a_site_name_in_the_author_meta_alone_is_no_byline() -> None:
    page = '<meta name="author" content="山河网"><h1>题</h1><div class="TRS_Editor"><p>文</p></div>'
    article = read_article(page, url=URL, family=family_named("government"))
    assert article is not None
    assert article.stated.byline is None


@pytest.mark.parametrize(
    "title",
    [
        "<!-- 文章标题 begin --><b>院落议事</b><!-- 文章标题 end -->",
        '<input type=hidden id="WebTitle" value="院落议事">',
    ],
)
def test_a_headline_in_comments_or_a_hidden_field_is_stated(title: str) -> None:
    column = "<!-- 专题栏目名称 begin -->东区新闻<!-- 专题栏目名称 end -->"
    page = f'<body>{column}{title}<div class="TRS_Editor"><p>文</p></div></body>'
    article = read_article(page, url=URL, family=family_named("government"))
    assert article is not None
    assert (article.stated.headline, article.page_name) == ("院落议事", "东区新闻")
