"""Searching: what is found, in which order and why, what is marked, and what is said when there is nothing."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from index.errors import IndexBusy, IndexMissing, IndexStale
from index.records import IndexReport
from index.search import build_index, check_index, search
from index.search.schema import FORMAT_FILE
from nlp.records import Place
from tests.index.making import Draft
from tests.index.searching import Shelf, put, shelve

FILLER = "居民代表每月开会，物业公司到场答复，街道派人记录。" * 4
# (query, drafts, the expected order, and the reason of each rank)
RANKS = [
    (
        "社区合伙人",
        [
            Draft("街道新事", "社区里开店的合伙人" + FILLER),  # the words apart: last
            Draft("街道新事", "推行社区合伙人制度" + FILLER),  # one mention in the body
            Draft("社区合伙人来了", "居民当起合伙人" + FILLER),  # it is what the headline is about
            Draft("街道新事", "社区合伙人议事，社区合伙人出力，社区合伙人受益" + FILLER),  # told three times
        ],
        [2, 3, 1, 0],
    ),
    (
        "党建 引领",
        [
            Draft("街道新事", "引领风气，党建工作有力。" + FILLER),  # both words, apart
            Draft("街道新事", "党建引领治理。" + FILLER),  # the two as one phrase come first
        ],
        [1, 0],
    ),
    (
        "三三",
        [
            Draft("街道新事", "街道推行“三三”做法。" + FILLER),  # merely mentioned
            Draft("街道新事", "街道推行“三三”做法。" + FILLER, models=("“三三”",)),  # it is a model of the case
        ],
        [1, 0],
    ),
    (
        "积分兑换",
        [
            Draft("街道新事", FILLER * 8 + "积分兑换服务。"),  # one mention in a long report
            Draft("街道新事", "积分兑换服务。" + FILLER),  # one mention in a short one
            Draft("街道新事", "积分兑换\n" + FILLER + "讲积分兑换。"),  # a section of the report is headed so
        ],
        [2, 1, 0],
    ),
    (
        "网格 议事",
        [
            Draft("街道新事", "网格，网格，网格，网格，议事。" + FILLER),  # the common word often
            Draft("街道新事", "网格，议事，议事，议事，议事。" + FILLER),  # the rare word often: rarer words tell more
            *[Draft("街道新事", f"网格{n}。" + FILLER) for n in range(4)],  # not found: both must stand
        ],
        [1, 0],
    ),
]


@pytest.mark.parametrize(("query", "drafts", "expected"), RANKS, ids=[row[0] for row in RANKS])
def test_the_order_has_its_reasons(query: str, drafts: list[Draft], expected: list[int], tmp_path: Path):
    with shelve(tmp_path, drafts) as shelf:
        assert shelf.found(query) == expected


def test_the_order_does_not_depend_on_the_history_of_updates(tmp_path: Path):
    drafts = [Draft(f"街道新事{n}", "议事，" * n + "网格治理。" + FILLER) for n in range(1, 9)]
    with shelve(tmp_path, [dataclasses.replace(d, text="议事 议事 还没写好。" + d.text) for d in drafts]) as made:
        for number, draft in enumerate(drafts):
            put(made.library, number, draft)
            build_index(made.library, made.folder)
        build_index(made.library, tmp_path / "fresh")
        for query in ("议事", "网格 议事", "治理", '"网格治理"'):
            assert search(made.folder, query) == search(tmp_path / "fresh", query)


SHELF = [
    Draft("社区合伙人来了", "江城区推行“社区合伙人”制度，1+6+X模式落地。", models=("“社区合伙人”",)),
    Draft("大众议事团", "大众议事团每月开会。", original="大眾議事團每月開會。", published=date(2023, 1, 2)),
    Draft("什邡有办法", "雍湖社区有积分超市。", place=Place("四川省", "德阳市", "什邡市", "510682")),
    Draft("返回首页", "社区合伙人", kind="furniture"),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory):
    with shelve(tmp_path_factory.mktemp("shelf"), SHELF) as made:
        yield made


FINDS = [
    ("社区合伙人", [0]),
    ("社區合夥人", [0]),
    ("大眾議事團", [1]),
    ("大众议事团", [1]),
    ("1+6+X", [0]),
    ("１＋６＋ｘ", [0]),
    ("区合伙", [0]),
    ("团", [1]),
    ("“社区合伙人”制度", [0]),
    ('"社区合伙人制度"', []),
    ("什邡市", [2]),
    ('"什邡市"', []),  # derived from the paper, not printed
    ("社区 -合伙人", [2]),
    ('-"社区"', [1]),
    ("积分，超市！", [2]),
    ("没有的词", []),
    ("-", []),
]


@pytest.mark.parametrize(("query", "expected"), FINDS, ids=[row[0] for row in FINDS])
def test_a_query_finds(query: str, expected: list[int], shelf):
    assert sorted(shelf.found(query)) == expected


FILTERS = [
    ({"place": "德阳"}, [2]),
    ({"place": "四川省德陽市"}, [2]),
    ({"year": 2023}, [1]),
    ({"year": 2024}, [0, 2]),
    ({"model": "社區合夥人"}, [0]),
    ({"model": "合伙", "year": 2023}, []),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters_keep_what_they_name(filters: dict[str, object], expected: list[int], shelf):
    assert sorted(shelf.found("", **filters)) == expected


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "“", "-", '-"', "()", "\x00", "\ud800", "社" * 5000, "+" * 50])
def test_no_query_is_wrong(query: str, shelf):
    assert search(shelf.folder, query).total >= 0


def test_a_folded_query_says_what_was_searched_too(shelf):
    assert search(shelf.folder, "大眾議事團").also == "大众议事团"
    assert search(shelf.folder, "大众议事团").also is None


def test_when_nothing_is_found_the_unknown_words_are_named(shelf):
    assert search(shelf.folder, "社区 火星议会").unknown == ("火星议会",)


def test_a_snippet_marks_the_query_in_both_scripts(shelf):
    (hit,) = search(shelf.folder, "大众议事团").hits
    assert [hit.snippet.text[span.start : span.end] for span in hit.snippet.spans] == ["大众议事团"]
    assert [hit.snippet.original[span.start : span.end] for span in hit.snippet.spans] == ["大眾議事團"]


def test_a_snippet_shows_the_place_where_most_of_the_query_stands(tmp_path: Path):
    text = "开头说议事。" + FILLER * 3 + "后来网格里议事成了习惯。" + FILLER
    with shelve(tmp_path, [Draft("街道新事", text)]) as made:
        (hit,) = search(made.folder, "网格 议事").hits
    assert [hit.snippet.text[span.start : span.end] for span in hit.snippet.spans] == ["网格", "议事"]
    assert (hit.snippet.cut_before, hit.snippet.cut_after) == (True, True)


def test_total_counts_all_and_the_limit_cuts(shelf):
    results = search(shelf.folder, "", limit=1)
    assert (results.total, len(results.hits)) == (3, 1)


# --- keeping up ------------------------------------------------------------------------------------------------------


def test_only_what_changed_is_written(tmp_path: Path):
    with shelve(tmp_path, SHELF) as made:
        assert build_index(made.library, made.folder) == IndexReport(0, 0, 0, 3)
        put(made.library, 1, dataclasses.replace(SHELF[1], text="大众议事团每周开会。", original=""))
        put(made.library, 9, Draft("新来的", "楼栋会议解决难题。"))
        assert build_index(made.library, made.folder) == IndexReport(added=1, changed=1, removed=0, unchanged=2)
        assert search(made.folder, '"每月开会"').total == 0
        assert search(made.folder, "每周开会").total == 1


def test_a_case_that_is_no_longer_listed_is_taken_out(tmp_path: Path):
    with shelve(tmp_path, SHELF) as made:
        put(made.library, 0, dataclasses.replace(SHELF[0], is_case=False))
        assert len(check_index(made.folder, made.library)) == 1
        assert build_index(made.library, made.folder).removed == 1
        assert made.found("合伙人") == []
        assert check_index(made.folder, made.library) == []


def test_without_an_index_the_error_says_what_to_run(tmp_path: Path):
    with pytest.raises(IndexMissing, match="caifeng index"):
        search(tmp_path / "none", "社区")


def test_an_index_of_another_version_is_refused_and_built_anew(tmp_path: Path):
    with shelve(tmp_path, SHELF) as made:
        (made.folder / FORMAT_FILE).write_text('{"format": 0}')
        with pytest.raises(IndexStale, match="caifeng index"):
            search(made.folder, "社区")
        assert build_index(made.library, made.folder).added == 3
        assert made.found("合伙人") == [0]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves its file open then
def test_a_damaged_index_is_refused_and_built_anew(tmp_path: Path):
    with shelve(tmp_path, SHELF) as made:
        for segment in made.folder.glob("*.seg"):
            segment.write_bytes(segment.read_bytes()[:100])
        with pytest.raises(IndexStale, match="cannot be read"):
            search(made.folder, "社区")
        assert build_index(made.library, made.folder).added == 3
        assert made.found("合伙人") == [0]


def test_two_builds_at_once_are_a_clear_error(tmp_path: Path):
    from whoosh import index as whoosh_index  # noqa: PLC0415 - the only test that needs to hold Whoosh's lock

    with shelve(tmp_path, SHELF) as made:
        writer = whoosh_index.open_dir(str(made.folder)).writer()
        put(made.library, 9, Draft("新来的", "楼栋会议。"))
        with pytest.raises(IndexBusy, match="another command"):
            build_index(made.library, made.folder)
        writer.cancel()
        assert build_index(made.library, made.folder).added == 1


TOLD = [
    Draft(
        "积分换服务", "社区用积分兑换服务。", place=Place(province="四川省", city="德阳市"), published=date(2024, 5, 6)
    ),
    Draft(
        "议事亭开张",
        "社区合伙人在“议事亭”开会。",
        place=Place(province="浙江省"),
        published=date(2023, 1, 2),
        kind="brief",
        models=("“议事亭”",),
    ),
    Draft("时间银行", "志愿者把时间存进社区银行。", published=date(2025, 7, 8)),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory):
    with shelve(tmp_path_factory.mktemp("told"), TOLD) as made:
        yield made


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("积分 OR 议事亭", [0, 1]),
        ("社区 积分 OR 议事亭", [0, 1]),
        ("社区 -积分 -议事亭", [2]),
        ("jifen", [0]),  # the word by its pinyin
        ("yst", [1]),  # by initials
        ("shijianyh", [2]),  # two words side by side, half spelled out
        ("sqwww", []),
    ],
)
def test_the_query_language_finds_what_is_meant(told: Shelf, query: str, expected: list[int]):
    assert sorted(told.found(query)) == expected


def test_pinyin_is_told_with_the_word_it_was_taken_for(told: Shelf):
    (heard,) = search(told.folder, "jifen").heard
    assert (heard.typed, heard.word) == ("jifen", "积分")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": date(2024, 1, 1)}, [0, 2]),
        ({"until": date(2024, 1, 1)}, [1]),
        ({"since": date(2024, 1, 1), "until": date(2024, 12, 31)}, [0]),
        ({"kind": "brief"}, [1]),
        ({"source": "sample"}, [0, 1, 2]),
        ({"source": "another"}, []),
        ({"has": ("metrics",)}, []),
    ],
)
def test_filters_narrow_what_is_found(told: Shelf, filters: dict[str, object], expected: list[int]):
    assert sorted(told.found("社区", **filters)) == expected


@pytest.mark.parametrize(("order", "expected"), [("newest", [2, 0, 1]), ("oldest", [1, 0, 2]), ("place", [0, 1, 2])])
def test_results_come_in_the_order_asked_for(told: Shelf, order: str, expected: list[int]):
    assert told.found("社区", order=order) == expected


def test_filters_that_leave_nothing_say_what_the_words_alone_would_find(told: Shelf):
    assert search(told.folder, "社区", source="another").filtered_out == 3
    assert search(told.folder, "社区").filtered_out == 0


def test_a_slip_is_answered_with_the_words_of_the_library(told: Shelf):
    results = search(told.folder, "议事厅")
    assert results.unknown == ("议事厅",)
    assert results.suggestions == ("议事亭", "议事")
