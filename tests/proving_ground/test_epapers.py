"""Every family of e-papers over real HTTP: all articles collected, each once, every field as the markup states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proving_ground.crawling import Crawled, crawled, proving_source
from tests.proving_ground.epapers import DAYS, Form
from tests.proving_ground.forms import FORMS, GMW
from tests.proving_ground.serving import of_paths

ALL = {form.family: form for form in FORMS} | {"gmw": GMW}
FIELDS = (
    "headline",
    "kicker",
    "subhead",
    "byline",
    "lines",
    "captions",
    "issued",
    "page_no",
    "page_name",
    "areas",
    "page_image",
    "page_pdf",
)
_done: dict[str, Crawled] = {}


@pytest.fixture(params=ALL)
def form(request: pytest.FixtureRequest) -> Form:
    return ALL[request.param]


@pytest.fixture
def crawl(form: Form, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """One crawl for all tests of a form."""
    name = next(name for name, known in ALL.items() if known is form)
    if name not in _done:
        folder: Path = tmp_path_factory.mktemp(name)
        source = proving_source(name, form.base, family=form.family, **form.source)
        _done[name] = crawled(folder, of_paths(form.site()), source)
    return _done[name]


def test_every_declared_article_is_collected_once(form: Form, crawl: Crawled) -> None:
    assert [failure.address for failure in crawl.report.failed] == []
    assert sorted(page.address for page in crawl.pages) == sorted(form.expected())
    paths = crawl.ground.paths()
    assert sorted(paths) == sorted(set(paths))


def test_every_issue_and_page_is_counted(form: Form, crawl: Crawled) -> None:
    report = crawl.report
    assert report.issues == DAYS
    assert (report.pages_expected, report.pages_fetched) == (2 * form.pages, 2 * form.pages)
    assert (report.articles_expected, report.articles_fetched) == (12, 12)


def said(page: object, field: str) -> object:
    """A field of a page as the expected records have it."""
    if field in ("headline", "kicker", "subhead", "byline"):
        return getattr(page.stated, field) or None
    return getattr(page, field)


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("lines", "captions")])
def test_a_field_is_as_the_markup_states_it(form: Form, crawl: Crawled, field: str) -> None:
    found = {address: said(page, field) for address, page in crawl.by_address.items()}
    assert found == {address: getattr(record, field) for address, record in form.expected().items()}


def test_the_text_is_the_head_the_body_and_the_captions_and_nothing_else(form: Form, crawl: Crawled) -> None:
    for address, record in form.expected().items():
        head = [part for part in (record.kicker, record.headline, record.subhead, record.byline) if part]
        assert crawl.by_address[address].text.split("\n") == [*head, *record.lines, *record.captions]


def test_no_page_is_read_with_a_doubt(crawl: Crawled) -> None:
    assert [page.notes for page in crawl.pages if page.notes] == []
