"""Sites that list their articles, over real HTTP: every scheme of paging, feeds and sitemaps, all articles once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.proving_ground.crawling import Crawled, crawled, proving_source
from tests.proving_ground.lists import (
    BASE,
    LAST_DAY,
    PLAIN,
    SCHEMES,
    TRS,
    Posted,
    atom,
    government,
    plain_site,
    posted,
    rss,
    sitemap,
)
from tests.proving_ground.serving import Answer, of_paths

LONG_AGO = date(2020, 1, 1)


def crawl_government(folder: Path, scheme: str, **options: object) -> Crawled:
    entry, served = government(scheme)
    source = proving_source("gov", "http://gov.proving.invalid/", family="government", entry=entry.lstrip("/"))
    return crawled(folder, of_paths(served), source, **options)


def addresses(articles: list[Posted], base: str) -> list[str]:
    return sorted(base + article.path for article in articles)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_list_of_a_government_site_is_found_and_every_article_once(tmp_path: Path, scheme: str) -> None:
    done = crawl_government(tmp_path, scheme, since=LONG_AGO)
    assert done.report.failed == ()
    assert (done.report.pages_fetched, done.report.articles_fetched) == (3, 12)
    assert sorted(done.by_address) == addresses(posted(TRS), "http://gov.proving.invalid")
    assert len(done.ground.paths()) == 15


@pytest.fixture(scope="module")
def gov(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return crawl_government(tmp_path_factory.mktemp("gov"), "createPageHTML", since=LONG_AGO)


EXPECTED: dict[str, Callable[[Posted], object]] = {
    "headline": lambda a: a.story.headline,
    "byline": lambda a: a.story.byline or None,
    "issued": lambda a: a.day,
    "published_at": lambda a: a.minute.replace(" ", "T"),
    "page_name": lambda a: "基层动态",
}


@pytest.mark.parametrize("field", EXPECTED)
def test_a_field_of_a_government_article_is_as_its_metas_state(gov: Crawled, field: str) -> None:
    for article in posted(TRS):
        page = gov.by_address[f"http://gov.proving.invalid{article.path}"]
        found = getattr(page.stated, field) if field in ("headline", "byline") else getattr(page, field)
        assert found == EXPECTED[field](article), article


def test_the_text_of_a_government_article_is_its_head_and_its_trs_body(gov: Crawled) -> None:
    for article in posted(TRS):
        told = article.story
        head = [part for part in (told.headline, told.byline) if part]
        assert gov.by_address[f"http://gov.proving.invalid{article.path}"].text.split("\n") == [*head, *told.paragraphs]


def test_without_dates_only_the_newest_lists_are_fetched(tmp_path: Path) -> None:
    done = crawl_government(tmp_path, "createPageHTML")
    assert (done.report.pages_fetched, done.report.articles_fetched) == (2, 8)


def test_dates_choose_the_articles_and_end_the_lists(tmp_path: Path) -> None:
    since, until = LAST_DAY - timedelta(days=5), LAST_DAY - timedelta(days=2)
    done = crawl_government(tmp_path, "下一页", since=since, until=until)
    days = sorted((page.issued for page in done.pages if page.issued), reverse=True)
    assert days == [until - timedelta(days=n) for n in range(4)]
    assert done.report.pages_fetched == 3  # the second list still has an article that is wanted, the third has none


LISTED: dict[str, tuple[str, str, Callable[[], dict[str, Answer]]]] = {
    "listing": ("listing", "list/1.html", plain_site),
    "atom": ("feed", "feed.xml", atom),
    "rss": ("feed", "feed.xml", rss),
    "sitemap": ("sitemap", "sitemap.xml", sitemap),
}


@pytest.mark.parametrize("name", LISTED)
def test_every_article_that_a_site_lists_is_collected_once_with_its_head(tmp_path: Path, name: str) -> None:
    family, entry, site = LISTED[name]
    source = proving_source(name, BASE + "/", family=family, entry=entry, recent_issues=3)
    done = crawled(tmp_path, of_paths(site()), source)
    assert done.report.failed == ()
    assert sorted(done.by_address) == addresses(posted(PLAIN), BASE)
    for article in posted(PLAIN):
        page = done.by_address[BASE + article.path]
        assert (page.stated.headline, page.issued) == (article.story.headline, article.day)
        assert all(paragraph in page.text for paragraph in article.story.paragraphs)


def test_a_list_without_end_is_left_after_as_many_as_the_source_allows(tmp_path: Path) -> None:
    def endless(host: str, path: str, headers: object) -> Answer | None:
        number = int(path.rpartition("=")[2]) if "?page=" in path else 1
        link = f'<a href="/a/2024/05/16/{number}00.shtml">第{number}条</a><a href="/cal?page={number + 1}">下一页</a>'
        return Answer(f"<html><body>{link}</body></html>".encode())

    source = proving_source("trap", BASE + "/", family="listing", entry="cal?page=1", max_lists=4)
    done = crawled(tmp_path, endless, source, since=LONG_AGO)
    assert done.report.pages_fetched == 4
    assert done.report.notes == ("stopped after 4 lists (max_lists); older articles may be missing",)
