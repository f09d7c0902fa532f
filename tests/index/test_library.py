"""The library keeps what was received and read, gives it back as it was, and never loses an id."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from crawler.items import Page
from index.errors import ReadingRefused
from index.library import Library
from index.records import Source
from nlp import records as read_records
from nlp.records import Document, Evidence, Part, Place, Run
from tests.index.making import NOON, Draft, a_full_article, make_page, read

PARTNER = Draft("社区合伙人来了", "江城区推行“社区合伙人”制度，居民参与议事，共解难题。", models=("“社区合伙人”",))
POINTS = Draft("积分换服务", "桂花街道用文明积分兑换家政服务，一年兑换三千次。")
COUNCIL = Draft("大众议事团", "大众议事团每月开会，听取群众意见建议，办结二百件。")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, create=True) as library:
        yield library


def add(library: Library, *drafts: Draft, **page: object) -> tuple[str, ...]:
    made = make_page(*drafts, **page)  # type: ignore[arg-type]
    return library.add_reading(made, read(made, *drafts)).cases


def rows(folder: Path) -> list[str]:
    """The whole library as SQL text: what must not change when nothing changed."""
    with sqlite3.connect(folder / "library.sqlite") as connection:
        dump = list(connection.iterdump())
    connection.close()
    return dump


def test_an_article_comes_out_as_it_went_in(library: Library):
    page, document = a_full_article()
    (id,) = library.add_reading(page, document).cases
    case = library.case(id)
    assert case is not None
    assert case.article == document.articles[0]
    assert (case.document.page, case.document.script, case.document.doubts) == (page.text, "traditional", ("mixed",))
    assert (case.document.address, case.document.issued, case.document.paper) == (page.address, page.issued, page.paper)


def test_the_full_article_leaves_no_field_at_its_default():
    """So that the test above fails when a record gets a field that the library has no column for."""
    _, document = a_full_article()
    article = document.articles[0]
    first = (article.models[0], article.metrics[0], article.bylines[0], article.parts[0], article.themes[0])
    for record in (article, article.place, *first, article.summary[0], article.formulas[0]):
        for field in dataclasses.fields(record):
            default = field.default_factory() if callable(field.default_factory) else field.default
            if (type(record), field.name) != (
                read_records.Article,
                "is_case",
            ):  # its default, None, is the rarest value
                assert getattr(record, field.name) != default, (type(record), field.name)


def test_the_same_reading_again_changes_no_row(library: Library, tmp_path: Path):
    add(library, PARTNER, POINTS)
    before = rows(tmp_path)
    made = make_page(PARTNER, POINTS)
    assert not library.add_reading(made, read(made, PARTNER, POINTS)).changed
    assert rows(tmp_path) == before


def test_cases_come_by_id_and_only_the_listed_ones_when_asked(library: Library):
    ids = add(
        library, PARTNER, POINTS, Draft("版面导航", "返回首页", kind="furniture"), Draft("述评", "略", is_case=False)
    )
    assert [case.id for case in library.cases()] == sorted(ids)
    assert [case.id for case in library.cases(only_cases=True)] == sorted(ids[:2])
    assert list(library.fingerprints(only_cases=True)) == sorted(ids[:2])


def test_an_article_nobody_is_sure_of_is_listed(library: Library):
    (id,) = add(library, dataclasses.replace(PARTNER, is_case=None))
    assert [case.id for case in library.cases(only_cases=True)] == [id]


def test_a_document_as_received_cannot_be_overwritten_or_deleted(library: Library, tmp_path: Path):
    add(library, PARTNER)
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    for statement in ("UPDATE documents SET page = ''", "DELETE FROM documents", "DELETE FROM cases"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


def test_a_reading_with_evidence_out_of_bounds_is_refused(library: Library):
    page, document = a_full_article()
    model = dataclasses.replace(document.articles[0].models[0], evidence=Evidence("headline", 0, 60))
    article = dataclasses.replace(document.articles[0], models=(model,))
    with pytest.raises(ReadingRefused, match=r"model '“三三”模式' is headline\[0:60\]"):
        library.add_reading(page, dataclasses.replace(document, articles=(article,)))
    assert library.counts().documents == 0


def test_a_part_that_is_not_on_the_page_is_refused(library: Library):
    page, document = a_full_article()
    part = Part("text", "没有的话", "没有的话", (Run(0, 0, 4),))
    article = dataclasses.replace(document.articles[0], parts=(part,), bylines=(), models=(), metrics=(), place=Place())
    with pytest.raises(ReadingRefused, match="is not what the page has"):
        library.add_reading(page, dataclasses.replace(document, articles=(article,)))


def test_a_reading_of_another_text_is_refused(library: Library):
    page, document = a_full_article()
    with pytest.raises(ReadingRefused, match="another text"):
        library.add_reading(dataclasses.replace(page, text="别的"), document)


def test_a_failure_is_kept_once_and_forgotten_when_the_page_is_read(library: Library):
    page = make_page(PARTNER)
    assert library.add_failure(page, "it is empty")
    assert not library.add_failure(page, "it is empty")
    assert [failure.reason for failure in library.failures()] == ["it is empty"]
    assert not library.has_read(page)
    library.add_reading(page, read(page, PARTNER))
    assert library.failures() == ()
    assert library.has_read(page)


def test_a_page_under_a_corrected_day_counts_as_unread(library: Library):
    page = make_page(PARTNER)
    library.add_reading(page, read(page, PARTNER))
    corrected = dataclasses.replace(page, issued=None, page_no=3)
    assert not library.has_read(corrected)
    (id,) = library.add_reading(corrected, read(corrected, PARTNER)).cases
    case = library.case(id)
    assert case is not None
    assert (case.document.issued, case.document.page_no) == (None, 3)
    assert library.counts().documents == 1


# --- ids -------------------------------------------------------------------------------------------------------------


def test_ids_are_kept_when_better_software_reads_the_page_again(library: Library):
    first = add(library, PARTNER, POINTS)
    made = make_page(PARTNER, POINTS)
    better = read(made, PARTNER, POINTS)
    articles = (
        dataclasses.replace(better.articles[0], parts=better.articles[0].parts[1:], models=()),
        better.articles[1],
    )
    assert library.add_reading(made, dataclasses.replace(better, articles=articles)).cases == first


def test_a_republished_page_keeps_both_versions_and_the_ids(library: Library):
    corrected = dataclasses.replace(POINTS, text=POINTS.text.replace("三千", "四千"))
    (id,) = add(library, POINTS, at=NOON, address="http://a.cn/1")
    assert add(library, corrected, at=NOON + timedelta(days=1), address="http://a.cn/1") == (id,)
    case = library.case(id)
    assert case is not None
    assert "四千" in case.article.text
    assert ["三千" in old.article.text for old in library.history(id)] == [True]
    assert len(list(library.documents())) == 2
    assert library.counts().cases == 1


def test_a_version_met_again_is_shown_again(library: Library):
    corrected = dataclasses.replace(POINTS, text=POINTS.text.replace("三千", "四千"))
    (id,) = add(library, POINTS, at=NOON, address="http://a.cn/1")
    add(library, corrected, at=NOON + timedelta(days=1), address="http://a.cn/1")
    again = make_page(POINTS, at=NOON + timedelta(days=2), address="http://a.cn/1")
    assert library.see_again(again)
    assert not library.see_again(again)
    case = library.case(id)
    assert case is not None
    assert "三千" in case.article.text


def test_an_error_page_leaves_the_cases_in_place(library: Library):
    (id,) = add(library, PARTNER, at=NOON, address="http://a.cn/1")
    add(library, Draft("", "您访问的页面不存在", is_case=False), at=NOON + timedelta(days=1), address="http://a.cn/1")
    assert library.case(id) is not None
    assert library.moved(id) is None


def test_split_merged_and_vanished_cases_leave_a_pointer(library: Library):
    made = make_page(PARTNER, POINTS, COUNCIL)
    whole = read(made, PARTNER, POINTS, COUNCIL)
    partner, points, council = library.add_reading(made, whole).cases
    joined = dataclasses.replace(PARTNER, text=PARTNER.text + POINTS.headline + POINTS.text)
    article = dataclasses.replace(
        read(make_page(joined), joined).articles[0],
        parts=(Part("headline", joined.headline, joined.headline), Part("text", joined.text, joined.text)),
    )
    merged = dataclasses.replace(whole, articles=(article, dataclasses.replace(whole.articles[2], id=2)))
    library.add_reading(made, merged)
    pointer = library.moved(points)
    assert pointer is not None
    assert (pointer.kind, pointer.to) == ("merged", (partner,))
    assert library.case(points) is None
    assert library.case(council) is not None

    library.add_reading(made, dataclasses.replace(whole, articles=(merged.articles[1],)))
    gone = library.moved(partner)
    assert gone is not None
    assert (gone.kind, gone.to) == ("vanished", ())
    assert library.check() == []


def test_a_case_that_comes_back_has_its_id_and_no_pointer(library: Library):
    made = make_page(PARTNER, POINTS)
    whole = read(made, PARTNER, POINTS)
    first = library.add_reading(made, whole).cases
    library.add_reading(made, dataclasses.replace(whole, articles=whole.articles[:1]))
    assert library.moved(first[1]) is not None
    assert library.add_reading(made, whole).cases == first
    assert library.moved(first[1]) is None


def versions_of_a_page() -> list[tuple[Page, Document]]:
    longer = dataclasses.replace(PARTNER, text=PARTNER.text + "一年来成效明显。")
    renamed = dataclasses.replace(longer, headline="社区有了合伙人")
    drafts = [(PARTNER, POINTS), (longer, POINTS, COUNCIL), (COUNCIL, renamed)]
    pages = [make_page(*d, at=NOON + timedelta(days=n), address="http://a.cn/1") for n, d in enumerate(drafts)]
    other = make_page(POINTS, at=NOON, address="http://a.cn/2")
    readings = [(page, read(page, *d)) for page, d in zip(pages, drafts, strict=True)]
    return [*readings, (other, read(other, POINTS))]


def test_a_rebuild_in_any_order_gives_the_same_ids(tmp_path: Path):
    outcomes = set()
    for number, order in enumerate(permutations(versions_of_a_page())):
        with Library.open(tmp_path / str(number), create=True) as library:
            for page, document in order:
                library.add_reading(page, document)
            outcomes.add(tuple([(case.id, case.article.headline, case.document.digest) for case in library.cases()]))
            assert library.check() == []
    assert len(outcomes) == 1


# --- the editors' layer ----------------------------------------------------------------------------------------------


def test_reading_again_never_touches_what_editors_decided(library: Library, tmp_path: Path):
    (id, _) = add(library, PARTNER, POINTS)
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute(
            "INSERT INTO edits (case_id, field, value, editor, at) VALUES (?, 'headline', '\"好\"', '甲', ?)",
            (id, NOON.isoformat()),
        )
    connection.close()
    decided = library.edits(id)
    made = make_page(PARTNER, POINTS)
    library.add_reading(made, dataclasses.replace(read(made, PARTNER, POINTS), articles=()))
    assert library.edits(id) == decided
    assert [(edit.field, edit.value, edit.editor, edit.at) for edit in decided] == [("headline", '"好"', "甲", NOON)]


def test_an_edit_can_be_added_but_never_changed_or_deleted(library: Library, tmp_path: Path):
    (id,) = add(library, PARTNER)
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    connection.execute(
        "INSERT INTO edits (case_id, field, value, editor, at) VALUES (?, 'x', '1', '甲', '2024')", (id,)
    )
    for statement in ("UPDATE edits SET value = '2'", "DELETE FROM edits"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


# --- the library as a whole ------------------------------------------------------------------------------------------


def test_one_model_under_several_spellings_is_one_entry(library: Library):
    add(library, PARTNER, address="file:1")
    add(
        library,
        dataclasses.replace(PARTNER, text="区里的“社區合夥人”不少。", models=("“社區合夥人”",)),
        address="file:2",
    )
    (entry,) = library.models()
    assert len(entry.cases) == 2
    assert set(entry.names) == {"“社区合伙人”", "“社區合夥人”"}


FORMULA = Draft("三三入户", "全县推行“三三”，干部上门办事。", models=("“三三”",), place=Place("甲省", "乙市", "丙县"))


def test_a_formula_of_two_places_is_two_models_that_point_at_each_other(library: Library):
    other = dataclasses.replace(FORMULA, text="全区落实“三三”，开会议事。", place=Place("甲省", "丁市", "戊区"))
    add(library, FORMULA, address="file:1")
    add(library, other, address="file:2")
    one, two = library.models()
    assert (one.related[0].slug, two.related[0].slug) == (two.slug, one.slug)
    assert one.related[0].reason
    assert one.reasons == two.reasons == ()


def test_a_formula_of_one_place_is_one_model_with_the_reason(library: Library):
    add(library, FORMULA, address="file:1")
    add(library, dataclasses.replace(FORMULA, text="再说“三三”，年底回头看。"), address="file:2")
    (entry,) = library.models()
    assert [named.key for named in entry.named_in] == ["三三", "三三"]
    assert (len(entry.cases), len(entry.reasons)) == (2, 1)


def test_a_models_page_keeps_its_name_when_the_formula_turns_up_elsewhere(library: Library):
    add(library, COUNCIL, PARTNER, address="file:1")
    before = {entry.slug for entry in library.models()}
    add(library, FORMULA, address="file:2")
    assert before <= {entry.slug for entry in library.models()}


def test_places_are_listed_by_name_with_their_own_cases(library: Library):
    here = Place(province="四川省", city="德阳市", county="什邡市", code="510682")
    there = Place(province="四川省", code="510000")
    ids = add(library, dataclasses.replace(PARTNER, place=here), dataclasses.replace(POINTS, place=there), COUNCIL)
    assert [(place.county, place.code, place.cases) for place in library.places()] == [
        (None, "510000", (ids[1],)),
        ("什邡市", "510682", (ids[0],)),
    ]


def test_counts_count_what_is_listed(library: Library):
    add(library, PARTNER, Draft("广告", "招租", kind="furniture"))
    counts = library.counts()
    assert (counts.documents, counts.articles, counts.cases, counts.models) == (1, 2, 1, 1)


def test_a_source_gets_its_title(library: Library):
    add(library, PARTNER)
    library.add_source(Source("sample", "榕湾时报", "510600"))
    assert library.sources() == (Source("sample", "榕湾时报", "510600"),)


def test_a_fingerprint_changes_when_the_reading_does(library: Library):
    (id,) = add(library, PARTNER)
    before = library.fingerprints()[id]
    made = make_page(PARTNER)
    library.add_reading(made, read(made, dataclasses.replace(PARTNER, models=())))
    assert library.fingerprints()[id] != before


def test_check_names_a_quotation_that_no_longer_stands(library: Library, tmp_path: Path):
    (id,) = add(library, PARTNER)
    with sqlite3.connect(tmp_path / "library.sqlite") as connection:
        connection.execute('UPDATE models SET "end" = 999')
    connection.close()
    (problem,) = library.check()
    assert id in problem
    assert "999" in problem


def test_hostile_text_goes_in_and_out_as_text(library: Library):
    nasty = Draft("'); DROP TABLE cases; --<script>", "\u202e\x00𠀀" * 5 + "文字")
    (id,) = add(library, nasty, address="javascript:alert(1)'\"")
    case = library.case(id)
    assert case is not None
    assert (case.article.headline, case.article.text) == (nasty.headline, nasty.text)
