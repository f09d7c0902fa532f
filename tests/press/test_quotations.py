"""Every quotation on a page is, to the letter, in the stored article; a page that fails is withheld and told of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.library import Library
from index.library.connection import FILE_NAME
from nlp.records import Evidence
from press import QuoteError, publish
from press.case_view import quote
from press.quotes import check_quotations, quotations_in, stored_words
from press.rights import show
from tests.press.shelf import HANJIANG, SMALL, YUNQI, Site, site_of


def test_every_part_of_every_case_is_on_its_page_whole(site: Site) -> None:
    for case in site.library.cases(only_cases=True):
        shown = list(quotations_in(site.read(f"cases/{case.id}.html")))
        for part in case.article.parts:
            words = {q.words for q in shown if q.part == part.name}
            for line in filter(None, part.text.split("\n")):
                assert line in words, (case.title, part.name)
            for line in filter(None, part.original.split("\n")):
                assert line in words, (case.title, part.name)


def test_the_sentence_of_every_figure_is_quoted(site: Site) -> None:
    html = site.read(site.case_page(YUNQI.headline))
    assert [q.words for q in quotations_in(html) if "98.5%" in q.words][-1] == (
        "全镇9个村建起议事亭，累计办理群众诉求1.2万余件，办结率98.5%。"
    )


def test_quotations_are_checked_in_both_scripts(site: Site) -> None:
    html = site.read(site.case_page(HANJIANG.headline))
    words = {q.words for q in quotations_in(html)}
    assert HANJIANG.original["headline"] in words
    assert HANJIANG.headline in words


@pytest.mark.parametrize(
    "html",
    [
        '<q data-quote="a text">云栖镇推行了</q>',
        '<q data-quote="a text">云栖镇 推行</q>',
        '<q data-quote="a text">云栖<b>镇</b>推形</q>',
        '<q data-quote="a page">云栖镇</q>',
        '<p data-quote="b text">云栖镇</p>',
    ],
)
def test_words_that_are_not_stored_fail(html: str) -> None:
    stored = {("a", "text"): ("云栖镇推行“一核三联”",)}
    with pytest.raises(QuoteError, match="is not in the stored"):
        check_quotations(html, stored=lambda case, part: stored.get((case, part), ()))


def test_markup_inside_a_quotation_does_not_count() -> None:
    html = '<p data-quote="a text">云栖<span id="x">镇<br></span>&lt;推&gt;<q data-quote="a text">行</q></p>'
    assert check_quotations(html, stored=lambda _case, _part: ("云栖镇<推>行",)) == 2


def test_evidence_outside_the_article_is_an_error(site: Site) -> None:
    case = show(next(site.library.cases()))
    for start, end in ((0, 10_000), (5, 5), (-1, 3)):
        with pytest.raises(QuoteError, match="outside what is stored"):
            quote(case, Evidence("text", start, end))
    assert stored_words(case.case, "no such part") == ()


def test_a_page_whose_evidence_is_wrong_is_withheld_and_the_others_are_published(tmp_path: Path) -> None:
    site = site_of(tmp_path, *SMALL)
    site.library.close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("UPDATE metrics SET start = 9000, end = 9010 WHERE text = '办结率98.5%'")
    connection.commit()
    connection.close()
    with Library.open(tmp_path, create=False) as library:
        report = publish(library, site.folder, index_folder=site.index)
    assert [("9000" in failed.reason, failed.path.startswith("cases/")) for failed in report.failed] == [(True, True)]
    assert report.problems[0].startswith(report.failed[0].path)
    html = site.read(report.failed[0].path)
    assert "这一页没有印出" in html
    assert "98.5%" not in html
    assert report.pages == len(site.pages())
