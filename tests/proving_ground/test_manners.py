"""Manners over real HTTP: conditions, Retry-After, Crawl-delay, the budget of a day and the hours of the night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from crawler.pace import BEIJING, is_open, retry_after
from tests.proving_ground.crawling import Crawled, crawled, proving_source
from tests.proving_ground.nasty import FOLDER, article, good, paper
from tests.proving_ground.serving import Answer, Site, of_paths

BASE = "http://manners.proving.invalid/"
ONE_AT_A_TIME = {"RETRY_TIMES": 2, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
THREE = {f"content_{number}.htm": good(number) for number in (1, 2, 3)}


def crawl(folder: Path, site: Site, **options: Any) -> Crawled:
    known = options.pop("known", {})
    return crawled(folder, site, proving_source("manners", BASE, **known), **options)


def conditional(host: str, path: str, headers: Mapping[str, str]) -> Answer | None:
    """A site that answers 304 to whoever holds the page of today."""
    served = paper(dict(THREE)).get(path)
    if served is None:
        return None
    tag, day = f'"{len(path)}"', "Thu, 16 May 2024 00:00:00 GMT"
    if headers.get("if-none-match") == tag or (path.endswith("2.htm") and headers.get("if-modified-since") == day):
        return Answer(status=304, headers=(("ETag", tag),))
    validator = ("Last-Modified", day) if path.endswith("2.htm") else ("ETag", tag)
    return Answer(served.body, headers=(validator,))


def test_a_page_that_did_not_change_is_asked_for_on_condition_and_kept_as_a_revisit(tmp_path: Path) -> None:
    first = crawl(tmp_path, conditional)
    again = crawl(tmp_path, conditional)
    assert (first.report.kept, again.report.kept, again.report.revisits) == (6, 0, 6)
    assert (again.report.articles_fetched, again.report.failed) == (3, ())
    revisits = [entry for entry in Archive(tmp_path).entries() if entry.status == 304]
    assert len(revisits) == 5
    assert all(entry.repeats for entry in revisits)
    assert again.pages == first.pages


def test_a_page_that_was_not_modified_is_found_again_when_the_index_is_lost(tmp_path: Path) -> None:
    crawl(tmp_path, conditional)
    crawl(tmp_path, conditional)
    before = list(Archive(tmp_path).entries())
    with Archive(tmp_path) as archive:
        archive.rebuild_index()
        assert list(archive.entries()) == before
        assert archive.payload(before[-1]).body


def refusing(times: int, retry: str | None, *, status: int = 503) -> Site:
    """A site whose second article is refused so many times."""
    left = {FOLDER + "content_2.htm": times}
    site = paper(dict(THREE))

    def answer(host: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        if left.get(path, 0) > 0:
            left[path] -= 1
            return Answer(b"busy", status=status, headers=(("Retry-After", retry),) if retry else ())
        return site.get(path)

    return answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_is_left_alone_for_as_long_as_it_asks_and_then_asked_again(tmp_path: Path, status: int) -> None:
    done = crawl(tmp_path, refusing(1, "2", status=status), settings=ONE_AT_A_TIME)
    assert (done.report.articles_fetched, done.report.failed) == (3, ())
    asked = [a for a in done.ground.asked if a.path == FOLDER + "content_2.htm"]
    assert asked[1].at - asked[0].at >= 1.9
    between = [a for a in done.ground.asked if asked[0].at < a.at < asked[0].at + 1.9]
    assert between == []


def test_a_host_that_asks_for_hours_is_not_asked_again_in_this_crawl(tmp_path: Path) -> None:
    done = crawl(tmp_path, refusing(9, "7200"), settings=ONE_AT_A_TIME)
    assert done.ground.paths().count(FOLDER + "content_2.htm") == 1
    words = {failure.reason for failure in done.report.failed}
    assert words == {"the site asks to be left alone for 7200 seconds; run it again after that"}


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2024, 5, 16, 8, tzinfo=UTC)
    assert retry_after(format_datetime(now + timedelta(seconds=90), usegmt=True), now=now) == 90
    assert retry_after(format_datetime(now - timedelta(days=1), usegmt=True), now=now) == 0
    assert retry_after("", now=now) is None


def test_crawl_delay_of_robots_txt_lies_between_two_requests(tmp_path: Path) -> None:
    site = paper(dict(THREE), robots="User-agent: *\nCrawl-delay: 0.5\n")
    done = crawl(tmp_path, of_paths(site))
    times = [a.at for a in done.ground.asked if a.path != "/robots.txt"]
    assert len(times) == 5
    assert min(after - before for before, after in pairwise(times)) >= 0.45


def test_the_budget_of_a_day_holds_over_several_crawls(tmp_path: Path) -> None:
    site = of_paths(paper(dict(THREE)))
    first = crawl(tmp_path, site, known={"daily_budget": 4})
    again = crawl(tmp_path, site, known={"daily_budget": 4})
    assert len(first.ground.asked) == 4
    assert again.ground.asked == []
    host = "manners.proving.invalid"
    assert {f.reason for f in first.report.failed} == {f"the day's budget of 4 requests to {host} is used up"}
    done = crawl(tmp_path, site, known={"daily_budget": 40})
    assert (done.report.articles_fetched, done.report.failed) == (3, ())


def hours(begin: int, end: int) -> str:
    """Hours that begin and end so many hours from now."""
    now = datetime.now(BEIJING)
    return "-".join((now + timedelta(hours=shift)).strftime("%H:%M") for shift in (begin, end))


def test_a_source_is_only_asked_in_its_hours(tmp_path: Path) -> None:
    site = of_paths(paper(dict(THREE)))
    shut = hours(2, 4)
    closed = crawl(tmp_path, site, known={"hours": shut})
    assert closed.ground.asked == []
    assert [failure.reason for failure in closed.report.failed] == [f"the source may only be asked at {shut}"]
    assert crawl(tmp_path, site, known={"hours": hours(-2, 2)}).report.is_complete


@pytest.mark.parametrize(
    ("clock", "window", "is_in"),
    [
        ("23:00", "22:00-06:00", True),
        ("05:59", "22:00-06:00", True),
        ("06:00", "22:00-06:00", False),
        ("12:00", "09:00-17:00", True),
        ("17:00", "09:00-17:00", False),
        ("00:00", None, True),
    ],
)
def test_hours_may_go_over_midnight(clock: str, window: str | None, is_in: bool) -> None:
    now = datetime.strptime(f"2024-05-16 {clock} +0800", "%Y-%m-%d %H:%M %z")
    assert is_open(window, now=now) == is_in


def test_a_page_that_changed_is_kept_though_asked_on_condition(tmp_path: Path) -> None:
    crawl(tmp_path, conditional)

    def changed(host: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        if path.endswith("content_1.htm"):
            return Answer(article("改过的稿").encode(), headers=(("ETag", '"new"'),))
        return conditional(host, path, headers)

    again = crawl(tmp_path, changed)
    assert (again.report.kept, again.report.revisits) == (1, 5)
    assert "改过的稿" in {page.stated.headline for page in again.pages}
