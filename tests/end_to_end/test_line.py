"""The whole line over the sample newspapers and the seeds, as a user runs it; then again, when nothing may change."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from crawler.archive import REVISIT, Archive
from crawler.sample.papers import load_papers
from desk.cli import run
from index.library import Library
from tests.end_to_end.conftest import Ask

SAMPLE_ARTICLES = 60


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library made by `caifeng demo`."""
    library = tmp_path_factory.mktemp("demo") / "library"
    assert run(["--library", str(library), "demo", "--no-serve"]) == 0
    return library


@pytest.fixture(scope="module")
def seeds_library(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """A library of the seeds."""
    library = tmp_path_factory.mktemp("seeds") / "library"
    assert run(["--library", str(library), "ingest", *map(str, sorted((shared / "seeds").glob("*.txt")))]) == 0
    assert run(["--library", str(library), "index"]) == 0
    assert run(["--library", str(library), "publish"]) == 0
    return library


def rows(library: Path) -> dict[str, int]:
    """How many rows each table of the library has."""
    with closing(sqlite3.connect(library / "library.sqlite")) as base:
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def digests(folder: Path) -> dict[str, str]:
    """What every file of a folder holds."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_sample_article_comes_into_the_library(demo: Path) -> None:
    with Library.open(demo, create=False) as library:
        counts = library.counts()
    assert counts.documents == SAMPLE_ARTICLES
    assert counts.failures == 0
    assert counts.cases > SAMPLE_ARTICLES / 2


def test_the_head_that_the_markup_states_is_the_head_of_the_article(demo: Path) -> None:
    printed = {
        article.headline
        for paper in load_papers()
        if paper.script == "simplified"
        for issue in paper.issues
        for page in issue.pages
        for article in page.articles
        if article.headline
    }
    with Library.open(demo, create=False) as library:
        assert printed <= {case.article.headline for case in library.cases()}


def test_the_site_has_a_page_for_every_case_and_model(demo: Path) -> None:
    with Library.open(demo, create=False) as library:
        for case in library.cases(only_cases=True):
            assert (demo / "site" / "cases" / f"{case.id}.html").is_file()
        for model in library.models():
            assert (demo / "site" / "models" / f"{model.slug}.html").is_file()


def test_every_fact_leads_back_to_a_record_of_the_archive(demo: Path) -> None:
    records = {entry.record for entry in Archive(demo / "archive").entries()}
    with Library.open(demo, create=False) as library:
        for case in library.cases():
            assert case.document.record in records
            for fact in (*case.article.models, *case.article.metrics):
                part = case.article.part(fact.evidence.part)
                assert part is not None
                assert part.text[fact.evidence.start : fact.evidence.end]


def test_the_doctor_finds_nothing_to_mend(demo: Path, ask: Ask) -> None:
    told = ask("--library", demo, "doctor")
    assert told.code == 0, told.out


def test_running_everything_twice_changes_nothing(demo: Path, ask: Ask) -> None:
    before = rows(demo), digests(demo / "site")
    assert ask("--library", demo, "demo", "--no-serve").code == 0
    assert (rows(demo), digests(demo / "site")) == before


def test_a_second_crawl_adds_revisit_records_only(demo: Path, ask: Ask) -> None:
    before = {entry.record for entry in Archive(demo / "archive").entries()}
    assert ask("--library", demo, "crawl", "qinglan-ribao").code == 0
    added = [entry for entry in Archive(demo / "archive").entries() if entry.record not in before]
    assert added
    assert {entry.kind for entry in added} == {REVISIT}


def test_a_library_rebuilt_from_its_archive_has_the_same_case_ids(demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo / "archive", tmp_path / "archive")
    assert run(["--library", str(tmp_path), "ingest"]) == 0
    assert list(ids(tmp_path)) == list(ids(demo))


def ids(folder: Path) -> Iterator[str]:
    with Library.open(folder, create=False) as library:
        yield from [case.id for case in library.cases()]


@pytest.mark.needs_seeds
@pytest.mark.parametrize("query", ["社区合伙人", "大眾議事團", '"1+6+X"', "积分", "江城区"])
def test_the_cases_of_the_seeds_are_found(query: str, seeds_library: Path, ask: Ask) -> None:
    told = ask("--library", seeds_library, "search", query, "--json")
    assert told.code == 0
    found = json.loads(told.out)
    assert found
    assert all((seeds_library / "site" / "cases" / f"{hit['id']}.html").is_file() for hit in found)


@pytest.mark.needs_seeds
def test_every_seed_has_cases_in_the_site(seeds_library: Path) -> None:
    with Library.open(seeds_library, create=False) as library:
        assert len({case.document.address for case in library.cases(only_cases=True)}) == 5


@pytest.mark.needs_seeds
def test_a_traditional_query_finds_what_the_simplified_finds(seeds_library: Path, ask: Ask) -> None:
    def found(query: str) -> list[str]:
        return [hit["id"] for hit in json.loads(ask("--library", seeds_library, "search", query, "--json").out)]

    assert found("大眾議事團") == found("大众议事团") != []


def test_nothing_found_is_an_empty_list(demo: Path, ask: Ask) -> None:
    told = ask("--library", demo, "search", "没有这样的词语呢", "--json")
    assert (told.code, json.loads(told.out)) == (0, [])


def test_filters_narrow_what_is_found(demo: Path, ask: Ask) -> None:
    def found(*filters: str) -> list[dict[str, str]]:
        told = ask("--library", demo, "search", "群众", "--json", "--limit", "99", *filters)
        return list(json.loads(told.out))

    assert {hit["place"].split()[0] for hit in found("--place", "山东省")} == {"山东省"}
    assert {hit["date"][:4] for hit in found("--year", "2022")} == {"2022"}
    assert len(found("--place", "山东省")) < len(found())
