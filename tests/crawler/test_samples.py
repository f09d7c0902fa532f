"""The sample newspapers: whole, marked as invented, and dumped as page dumps look."""

from __future__ import annotations

import urllib.request
from datetime import date

import pytest

from crawler.sample.papers import Paper, dump, load_papers
from crawler.sample.serve import serve_samples

PAPERS = load_papers()
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # whatever the environment says


def test_there_are_three_papers_of_two_issues_of_four_pages_and_one_is_traditional() -> None:
    assert [len(paper.issues) for paper in PAPERS] == [2, 2, 2]
    assert {len(issue.pages) for paper in PAPERS for issue in paper.issues} == {4}
    assert sorted(paper.script for paper in PAPERS) == ["simplified", "simplified", "traditional"]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_every_page_says_that_it_is_invented(paper: Paper) -> None:
    for issue in paper.issues:
        for page in issue.pages:
            assert "虚构" in "".join(page.furniture).replace("虛構", "虚构")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.slug)
def test_a_dump_holds_every_printed_part_once_and_furniture_at_both_ends(paper: Paper) -> None:
    for issue in paper.issues:
        for page in issue.pages:
            blocks = dump(paper, issue.day, page.number).strip("\n").split("\n\n")
            assert blocks[0].split("\n")[0] == page.furniture[0]
            assert blocks[-1].split("\n")[-1] == page.furniture[-1]
            for article in page.articles:
                for part in (article.headline, article.byline, *article.paragraphs):
                    assert not part or part in blocks


def test_a_dump_may_break_paragraphs_where_columns_end() -> None:
    paper, issue = PAPERS[0], PAPERS[0].issues[0]
    whole = dump(paper, issue.day, 1)
    torn = dump(paper, issue.day, 1, column_characters=90)
    assert max(map(len, torn.split("\n\n"))) <= 90
    assert torn.replace("\n", "") == whole.replace("\n", "")


def test_a_page_that_was_not_printed_cannot_be_dumped() -> None:
    with pytest.raises(LookupError, match="no page 9 of 2000-01-01 in"):
        dump(PAPERS[0], date(2000, 1, 1), 9)


def test_a_browser_reaches_a_paper_by_its_slug() -> None:
    with serve_samples() as site, DIRECT.open(site.base_url(PAPERS[0].slug)) as answer:
        assert b"html/2023-05/25/node_2.htm" in answer.read()


def test_the_server_ends_with_its_block() -> None:
    with serve_samples() as site:
        url = site.base_url(PAPERS[0].slug)
    with pytest.raises(OSError, match="refused"):
        DIRECT.open(url)
