"""The bad habits of the web, each over real HTTP: what can be read is read once, the rest is told with its reason."""

# ruff: noqa: E501 - markup is written as sites write it

from __future__ import annotations

import resource
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.pace import BEIJING
from crawler.sources import Version
from tests.proving_ground import nasty
from tests.proving_ground.crawling import Crawled, crawl_ground, crawled, documents, proving_source
from tests.proving_ground.epapers import DAYS
from tests.proving_ground.forms import FORMS
from tests.proving_ground.nasty import ENCODINGS, FOLDER, article, good, paper
from tests.proving_ground.serving import Answer, of_paths, serve

BASE = "http://nasty.proving.invalid/"
AT = BASE + FOLDER[1:]
DAY = date(2024, 5, 16)


def crawl(folder: Path, site: Mapping[str, Answer], known: Mapping[str, Any] | None = None, **options: Any) -> Crawled:
    return crawled(folder, of_paths(site), proving_source("nasty", BASE, **(known or {})), **options)


def reasons(done: Crawled) -> dict[str, str]:
    return {failure.address.removeprefix(AT): failure.reason for failure in done.report.failed}


def test_every_encoding_is_read_right_whatever_is_declared(tmp_path: Path) -> None:
    names = {f"content_{number}.htm": name for number, name in enumerate(ENCODINGS, start=1)}
    done = crawl(tmp_path, paper({file: nasty.encoded(name)[2] for file, name in names.items()}))
    assert done.report.failed == ()
    wrong = []
    for file, name in names.items():
        headline, text, _ = nasty.encoded(name)
        page = done.by_address[AT + file]
        if (page.stated.headline, page.text) != (headline, f"{headline}\n{text}"):
            wrong.append(name)
    assert wrong == []


SHOUTED = """<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY><TABLE><TR VALIGN=TOP><TD CLASS=font01><FOUNDER-TITLE>大写的标题</FOUNDER-TITLE>
</TD></TR></TABLE><DIV ID=ozoom><FOUNDER-CONTENT><P>　　第一段没有收尾<P>　　第二段也没有</FOUNDER-CONTENT></DIV></BODY></HTML>"""


def test_upper_case_unquoted_and_unclosed_markup_is_read(tmp_path: Path) -> None:
    done = crawl(tmp_path, paper({"content_1.htm": Answer(SHOUTED.encode())}))
    (page,) = done.pages
    assert page.text.split("\n") == ["大写的标题", "第一段没有收尾", "第二段也没有"]


def test_missing_rows_of_the_head_are_not_stated(tmp_path: Path) -> None:
    (page,) = crawl(tmp_path, paper({"content_1.htm": good()})).pages
    assert (page.stated.kicker, page.stated.subhead, page.stated.byline) == (None, None, None)


def test_an_entry_page_may_lead_over_another_to_the_issue(tmp_path: Path) -> None:
    site = paper({"content_1.htm": good()})
    site["/"] = Answer(b"<meta http-equiv='refresh' content='1;url=/szb/'>")
    site["/szb/"] = Answer(b"<meta http-equiv='refresh' content='1;url=/html/2024-05/16/node_2.htm'>")
    assert len(crawl(tmp_path, site).pages) == 1


def test_entry_pages_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    site = {"/": Answer(b"<meta http-equiv=refresh content='0;url=/b/'>"), "/b/": Answer(b"URL=/")}
    done = crawl(tmp_path, site)
    assert done.pages == ()
    assert len(done.ground.paths()) <= 3


SOFT = "<html><head><title>出错了</title></head><body><h1>抱歉，您访问的页面不存在或已被删除！</h1><a href='/'>返回首页</a></body></html>"
LOGIN = "<html><body><h1>用户登录</h1><form action=/in><input name=u><input type=password name=p></form></body></html>"


def test_a_day_without_an_issue_is_told_whether_404_or_only_said(tmp_path: Path) -> None:
    site = paper({"content_1.htm": good()})
    site["/html/2024-05/15/node_2.htm"] = Answer(SOFT.encode())
    done = crawl(tmp_path, site, since=date(2024, 5, 14))
    assert done.report.days_without_issue == (date(2024, 5, 14), date(2024, 5, 15))
    assert done.report.failed == ()


def test_a_page_that_only_says_that_it_is_missing_is_no_article(tmp_path: Path) -> None:
    done = crawl(tmp_path, paper({"content_1.htm": Answer(SOFT.encode()), "content_2.htm": good()}))
    assert reasons(done) == {"content_1.htm": "the site answered 200, but the page says that there is none"}
    assert [page.address for page in done.pages] == [AT + "content_2.htm"]


def test_an_article_about_missing_pages_is_an_article(tmp_path: Path) -> None:
    told = article("“页面不存在”怎么办", text=nasty.STORY * 4 + "居民反映，网站常显示页面不存在。")
    assert len(crawl(tmp_path, paper({"content_1.htm": Answer(told.encode())})).pages) == 1


def test_a_redirect_to_a_login_is_told_and_not_read(tmp_path: Path) -> None:
    site = paper({"content_1.htm": Answer(status=302, headers=(("Location", "/login.htm"),)), "content_2.htm": good()})
    done = crawl(tmp_path, site | {"/login.htm": Answer(LOGIN.encode())})
    assert reasons(done) == {"content_1.htm": "the site asks for a login instead"}
    assert [page.address for page in done.pages] == [AT + "content_2.htm"]


def test_redirects_that_go_round_end(tmp_path: Path) -> None:
    def round_and_round(host: str, path: str, headers: object) -> Answer | None:
        if path.startswith("/o"):
            return Answer(status=302, headers=(("Location", f"/o{len(path) % 2 * 'o'}?{len(path)}"),))
        return site.get(path)

    site = paper({"content_1.htm": Answer(status=301, headers=(("Location", "/o"),)), "content_2.htm": good()})
    done = crawled(tmp_path, round_and_round, proving_source("nasty", BASE))
    assert reasons(done) == {"content_1.htm": "it leads round in a circle, or to a page that was asked for already"}
    assert len(done.pages) == 1
    assert len(done.ground.paths()) <= 10


def test_a_body_that_does_not_end_and_one_that_drips_are_given_up(tmp_path: Path) -> None:
    site = paper(
        {
            "content_1.htm": Answer(pieces=nasty.without_end),
            "content_2.htm": Answer(pieces=nasty.drop_by_drop, pause_seconds=0.2),
            "content_3.htm": good(),
        }
    )
    began = time.monotonic()
    done = crawl(tmp_path, site, settings={"DOWNLOAD_TIMEOUT": 3, "DOWNLOAD_MAXSIZE": 2_000_000})
    assert set(reasons(done)) == {"content_1.htm", "content_2.htm"}
    assert [page.address for page in done.pages] == [AT + "content_3.htm"]
    assert time.monotonic() - began < 30


def test_bombs_are_neither_unpacked_nor_kept(tmp_path: Path) -> None:
    articles = {"content_1.htm": nasty.bomb(), "content_2.htm": nasty.double_bomb(), "content_3.htm": nasty.deflated()}
    # A child counts what its parent held when it was born: only what goes beyond that is its own.
    before = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    done = crawl(tmp_path, paper(articles))
    assert set(reasons(done)) == {"content_1.htm", "content_2.htm"}
    assert [page.stated.headline for page in done.pages] == ["压缩稿"]
    kept = {entry.url for entry in Archive(tmp_path).entries()}
    assert AT + "content_1.htm" not in kept
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 400_000)  # kB


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/octet-stream", "image/jpeg", None, "nonsense;;=", "text/xml"]
)
def test_an_article_is_read_whatever_its_type_says(tmp_path: Path, kind: str | None) -> None:
    done = crawl(tmp_path, paper({"content_1.htm": Answer(article("好稿").encode(), kind)}))
    assert [page.stated.headline for page in done.pages] == ["好稿"]


def test_a_picture_under_an_articles_address_is_no_article(tmp_path: Path) -> None:
    done = crawl(tmp_path, paper({"content_1.htm": Answer(b"\xff\xd8\xff\xe0" + b"\0" * 400, "text/html")}))
    assert (len(done.report.failed), done.pages) == (1, ())


def test_addresses_with_sessions_and_views_are_one_article(tmp_path: Path) -> None:
    site = paper({"content_1.htm": good()})
    links = "".join(
        f'<a href="content_1.htm{tail}">x</a>'
        for tail in (";jsessionid=0A1B", "?PHPSESSID=7f&div=-1", "?div=1", "?sid=9#top", "")
    )
    site[FOLDER + "node_2.htm"] = Answer(f"<a href=node_2.htm;jsessionid=77>第01版：要闻</a>{links}".encode())
    done = crawl(tmp_path, site)
    assert len(done.pages) == 1
    assert done.ground.paths().count(FOLDER + "content_1.htm") == 1


def test_a_calendar_without_end_is_not_walked(tmp_path: Path) -> None:
    def calendar(host: str, path: str, headers: object) -> Answer | None:
        if path.startswith("/html/2024-05/16/") or path == "/":
            return site.get(path)
        return Answer(b"<a href='../../2031-01/01/node_2.htm'>1</a>")

    site = paper({"content_1.htm": good()})
    days = "".join(f'<a href="../{day:02d}/node_2.htm">{day}</a>' for day in range(1, 31))
    layout = site[FOLDER + "node_2.htm"].body + f"<table class=calendar>{days}</table>".encode()
    site[FOLDER + "node_2.htm"] = Answer(layout)
    done = crawled(tmp_path, calendar, proving_source("nasty", BASE))
    assert sorted(done.ground.paths()) == ["/", FOLDER + "content_1.htm", FOLDER + "node_2.htm"]


def test_a_section_that_robots_txt_forbids_is_not_asked(tmp_path: Path) -> None:
    site = paper({"content_1.htm": good()}, robots=f"User-agent: *\nDisallow: {FOLDER}content_2\n")
    site[FOLDER + "node_2.htm"] = Answer(b"<a href=content_1.htm>1</a><a href=content_2.htm>2</a>")
    done = crawl(tmp_path, site)
    assert reasons(done) == {"content_2.htm": "Forbidden by robots.txt"}
    assert FOLDER + "content_2.htm" not in done.ground.paths()


def test_a_robots_txt_that_answers_503_forbids_everything(tmp_path: Path) -> None:
    site = paper({"content_1.htm": good()}) | {"/robots.txt": Answer(b"busy", status=503)}
    done = crawl(tmp_path, site)
    assert done.ground.paths() == []
    assert len(done.report.failed) == 1


def test_an_issue_that_is_published_again_keeps_both_versions(tmp_path: Path) -> None:
    crawl(tmp_path, paper({"content_1.htm": good(), "content_2.htm": good(2)}))
    corrected = article("好稿1", text=nasty.STORY + "更正：共收集意见四百余条。")
    again = crawl(tmp_path, paper({"content_1.htm": Answer(corrected.encode()), "content_2.htm": good(2)}))
    assert (again.report.kept, again.report.revisits) == (1, 4)
    versions = [page for page in again.pages if page.address == AT + "content_1.htm"]
    assert sorted("更正" in page.text for page in versions) == [False, True]


def changing_site() -> dict[str, Answer]:
    """A paper whose site was built anew between two issues: 15 May in the classic form, 16 May in the new one."""
    old, new = FORMS[0], next(form for form in FORMS if form.family == "founder-pc")
    served = {path: answer for path, answer in old.site().items() if f"{DAYS[0]:%Y-%m/%d}" in path}
    served |= {path: answer for path, answer in new.site().items() if f"{DAYS[1]:%Y%m/%d}" in path}
    return served | {"/": new.site()["/"]}


def test_a_template_that_changes_in_the_middle_of_a_month_is_read_by_the_version_of_the_day(tmp_path: Path) -> None:
    known = {
        "family": "founder-pc",
        "issue": "shrb/pc/layout/{year}{month}/{day}/node_01.html",
        "versions": (Version(DAYS[0], {"family": "founder", "issue": "html/{year}-{month}/{day}/node_2.htm"}),),
    }
    done = crawl(tmp_path, changing_site(), known, since=DAYS[0])
    assert done.report.failed == ()
    assert done.report.issues == DAYS
    expected = {told.headline for form in FORMS[:1] for told in form.expected().values()}
    assert {page.stated.headline for page in done.pages} == expected
    assert [page.notes for page in done.pages if page.notes] == []


def test_articles_of_another_family_than_the_source_says_are_read_and_told(tmp_path: Path) -> None:
    zjol = '<div class="main-article-alltitle"><div class="main-article-title">新模板</div></div><p>　　正文。</p>'
    page = f'<html><body><div class="main-article-content">{zjol}</div></body></html>'
    done = crawl(tmp_path, paper({"content_1.htm": Answer(page.encode())}))
    assert [(page.stated.headline, page.text) for page in done.pages] == [("新模板", "新模板\n正文。")]
    assert done.report.notes == ("articles of the family zjol came, the source says founder",)


def test_a_paper_without_an_entry_page_is_found_by_its_dates(tmp_path: Path) -> None:
    done = crawl(tmp_path, paper({"content_1.htm": good()}), {"by_date": True}, since=DAY, until=DAY)
    assert (len(done.pages), done.report.issues) == (1, (DAY,))
    assert "/" not in done.ground.paths()


def test_without_an_entry_page_and_dates_the_newest_issue_is_looked_for_from_today_back(tmp_path: Path) -> None:
    day = datetime.now(BEIJING).date() - timedelta(days=3)
    folder = f"/html/{day:%Y-%m/%d}/"
    site = {path.replace(FOLDER, folder): answer for path, answer in paper({"content_1.htm": good()}).items()}
    done = crawl(tmp_path, site, {"by_date": True})
    assert ([page.issued for page in done.pages], done.report.failed) == ([day], ())
    assert len(done.report.days_without_issue) == 3


def test_a_robots_txt_that_is_a_web_page_is_no_article(tmp_path: Path) -> None:
    item = "<item><link>/a/1.html</link><title>稿</title></item>"
    site = {
        "/feed.xml": Answer(f"<rss><channel>{item}</channel></rss>".encode(), "text/xml"),
        "/robots.txt": Answer(article("首页", text=nasty.STORY * 3).encode()),
        "/a/1.html": Answer(article("好稿", text=nasty.STORY * 3).encode()),
    }
    done = crawl(tmp_path, site, {"family": "feed", "entry": "feed.xml"})
    assert [page.address for page in done.pages] == [BASE + "a/1.html"]


def test_two_sources_in_one_archive_are_read_apart(tmp_path: Path) -> None:
    other = proving_source("other", "http://other.proving.invalid/", family="zjol")
    form = next(form for form in FORMS if form.family == "zjol")
    with serve(lambda host, path, headers: (form.site() if host.startswith("other") else site).get(path)) as ground:
        site = paper({"content_1.htm": good()})
        crawl_ground(tmp_path, ground, proving_source("nasty", BASE))
        crawl_ground(tmp_path, ground, other)
    pages = documents(tmp_path, proving_source("nasty", BASE), other)
    assert sorted({page.source for page in pages}) == ["nasty", "other"]
    assert len(pages) == 13
