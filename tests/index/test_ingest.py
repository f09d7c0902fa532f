"""Ingesting: every page in a commit of its own, one bad page stops nothing, twice changes nothing."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive import Archive, Exchange, FileFacts
from crawler.items import Page, Stated
from crawler.sources import load_sources
from index.errors import LibraryFull
from index.ingest import hints_of, ingest, ingest_archive
from index.library import Library
from nlp.records import Block, Document, Evidence, Hints, Unit
from tests.index.making import NOON, Draft, make_page, read

Reader = Callable[..., Document]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as library:
        yield library


def rows(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "library.sqlite") as connection:
        dump = list(connection.iterdump())
    connection.close()
    return dump


def by_line(text: str, *, hints: Hints | None = None) -> Document:
    """A reader of one idea: the first line is the headline, the rest the text; it stumbles over the word 坏."""
    if "坏" in text:
        raise ValueError("a bad page")
    headline, _, body = text.partition("\n")
    draft = Draft(headline, body)
    return read(make_page(draft), draft)


def quoting_what_is_not_there(text: str, *, hints: Hints | None = None) -> Document:
    document = by_line(text)
    article = document.articles[0]
    place = dataclasses.replace(article.place, units=(Unit("没有", Evidence("text", 0, 999)),))
    return dataclasses.replace(document, articles=(dataclasses.replace(article, place=place),))


def page(number: int, text: str = "江城区推行社区合伙人制度") -> Page:
    return make_page(Draft(f"社区合伙人{number}", text), address=f"file:{number}")


def test_pages_become_cases(library: Library):
    report = ingest([page(1), page(2)], library, read=by_line)
    assert (report.read, report.unchanged, report.failed, report.cases_new, report.cases_gone) == (2, 0, (), 2, 0)
    assert [case.document.address for case in library.cases()] != []


def test_a_bad_page_is_kept_with_its_reason_and_the_rest_is_done(library: Library):
    report = ingest([page(1), page(2, "坏"), page(3)], library, read=by_line)
    assert report.read == 2
    assert [(f.address, f.reason) for f in report.failed] == [("file:2", "ValueError: a bad page")]
    assert library.failures() == report.failed


def test_a_reading_that_quotes_what_is_not_there_is_a_failure(library: Library):
    report = ingest([page(1)], library, read=quoting_what_is_not_there)
    assert "text[0:999]" in report.failed[0].reason
    assert library.counts().articles == 0


def test_running_twice_changes_no_row(library: Library, tmp_path: Path):
    pages = [page(1), page(2, "坏"), page(3)]
    ingest(pages, library, read=by_line)
    before = rows(tmp_path / "library")
    assert ingest(pages, library, read=by_line).unchanged == 2
    assert rows(tmp_path / "library") == before
    assert ingest(pages, library, read=by_line, again=True).unchanged == 2
    assert rows(tmp_path / "library") == before


def test_reading_again_with_better_software_keeps_the_ids(library: Library):
    ingest([page(1)], library, read=by_line)
    ids = [case.id for case in library.cases()]

    def better(text: str, *, hints: Hints | None = None) -> Document:
        document = by_line(text)
        return dataclasses.replace(document, blocks=(Block(0, 3, "headline", 1), *document.blocks))

    assert ingest([page(1)], library, read=better).unchanged == 1
    assert ingest([page(1)], library, read=better, again=True).read == 1
    assert [case.id for case in library.cases()] == ids


def test_progress_is_told_every_page_the_bad_ones_too(library: Library):
    told: list[str] = []
    ingest([page(1), page(2, "坏")], library, read=by_line, progress=lambda done: told.append(done.address))
    assert told == ["file:1", "file:2"]


def test_a_full_disk_ends_the_work_and_keeps_what_was_done(library: Library):
    ingest([page(1)], library, read=by_line)
    pages = library._connection.execute("PRAGMA page_count").fetchone()[0]
    library._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(LibraryFull):
        ingest([page(2, "制度" * 50_000)], library, read=by_line)
    assert library.counts().documents == 1


def test_what_was_stated_of_a_page_reaches_the_reader():
    stated = dataclasses.replace(page(1), stated=Stated(headline="标题", byline="记者 张三"), territory="510682")
    hints = hints_of(stated)
    assert (hints.headline, hints.byline, hints.territory, hints.published) == (
        "标题",
        "记者 张三",
        "510682",
        stated.issued,
    )


# --- from the archive ------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive") as archive:
        yield archive


def give(archive: Archive, name: str, text: str, *, at: datetime = NOON) -> None:
    archive.append_file(name, text.encode(), facts=FileFacts(paper="样报"), kept_at=at)
    archive.commit()


ARTICLE = "http://a.cn/html/2024-05/06/content_7.htm"


def fetch(archive: Archive, url: str, text: str, at: datetime) -> None:
    html = f"<html><body><h1>社区合伙人</h1><p>江城区推行社区合伙人制度，{text}，居民参与议事。</p></body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    archive.append_response(Exchange(url, at, 200, headers, html.encode(), "sample"))
    archive.commit()


def test_only_what_nobody_looked_at_is_read(archive: Archive, library: Library, tmp_path: Path):
    sources = load_sources(None)
    give(archive, "1.txt", "社区合伙人\n江城区推行制度")
    fetch(archive, "http://a.cn/robots.txt", "User-agent", NOON)
    assert ingest_archive(archive, sources, library, read=by_line).read == 1
    before = rows(tmp_path / "library")
    again = ingest_archive(archive, sources, library, read=by_line)
    assert (again.read, again.unchanged) == (0, 0)
    assert rows(tmp_path / "library") == before
    give(archive, "2.txt", "大众议事团\n每月开会", at=NOON + timedelta(days=1))
    assert ingest_archive(archive, sources, library, read=by_line).read == 1


def test_a_failed_page_of_the_archive_is_tried_again(archive: Archive, library: Library):
    give(archive, "1.txt", "社区合伙人\n坏")
    assert len(ingest_archive(archive, load_sources(None), library, read=by_line).failed) == 1

    def braver(text: str, *, hints: Hints | None = None) -> Document:
        draft = Draft(*text.split("\n", 1))
        return read(make_page(draft), draft)

    assert ingest_archive(archive, load_sources(None), library, read=braver).read == 1
    assert library.failures() == ()


def test_a_library_rebuilt_from_the_archive_has_the_same_cases(archive: Archive, library: Library, tmp_path: Path):
    for number in range(5):
        give(archive, f"{number}.txt", f"社区合伙人{number}\n江城区推行第{number}号制度")
    give(archive, "0.txt", "社区合伙人0\n江城区推行第0号制度，有更正", at=NOON + timedelta(days=1))
    ingest_archive(archive, load_sources(None), library, read=by_line)
    with Library.open(tmp_path / "rebuilt", create=True) as rebuilt:
        ingest_archive(archive, load_sources(None), rebuilt, read=by_line)
        assert list(rebuilt.cases()) == list(library.cases())
        assert rebuilt.fingerprints() == library.fingerprints()


def test_the_archive_ingested_again_ends_where_it_was(archive: Archive, library: Library):
    first, second = "社区合伙人\n江城区推行一号制度", "社区合伙人\n江城区推行二号制度"
    for day, text in enumerate([first, second]):
        give(archive, "1.txt", text, at=datetime(2024, 5, 6 + day, tzinfo=UTC))
    ingest_archive(archive, load_sources(None), library, read=by_line)
    before = [case.article.text for case in library.cases()]
    ingest_archive(archive, load_sources(None), library, read=by_line, again=True)
    assert before == [case.article.text for case in library.cases()] == ["江城区推行二号制度"]


def test_a_page_that_goes_back_to_what_it_said_is_shown_as_it_was(archive: Archive, library: Library):
    for day, text in enumerate(["三千户受益", "四千户受益", "三千户受益"]):
        fetch(archive, ARTICLE, text, NOON + timedelta(days=day))
        ingest_archive(archive, load_sources(None), library, read=by_line)
    (case,) = library.cases()
    assert "三千" in case.article.headline + case.article.text
    assert len(library.history(case.id)) == 1
    assert library.counts().documents == 2
