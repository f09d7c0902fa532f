"""Bylines and dates: names apart from roles, never an institution; a day only where a whole date is printed."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.bylines import find_bylines, find_tail, is_byline, is_credit
from nlp.dates import find_date

FROM_THE_GENRE = [
    ("本报记者 王  观 通讯员 尹 兰", ["王观", "尹兰"]),
    ("（特约记者朱润 通讯员吴俊）", ["朱润", "吴俊"]),
    ("作者/陈斌吴金海", ["陈斌", "吴金海"]),
    ("作者：周立 邓  颖", ["周立", "邓颖"]),
    ("□ 郑怀", ["郑怀"]),
    ("文/卢川", ["卢川"]),
    ("欧阳明 司马 春", ["欧阳明", "司马春"]),
    ("王观和李明", ["王观", "李明"]),
    ("买买提·吐尔逊 李明 摄影报道", ["买买提·吐尔逊", "李明"]),
]
NO_NAMES = ["通讯员 白塔县委宣传部", "本报讯", "社区治理", "某某新闻网", "责任编辑：王观", ""]
NO_BYLINES = ["社区治理", "强化阵地建设", "四个社区联起来", "读者 王女士", "王观说，这样很好。", "责任编辑：王观"]


@pytest.mark.parametrize(("byline", "names"), FROM_THE_GENRE)
def test_names_are_told_apart_from_roles(byline: str, names: list[str]) -> None:
    assert [found.name for found in find_bylines(byline)] == names


@pytest.mark.parametrize("byline", NO_NAMES[:4])
def test_an_institution_is_no_name(byline: str) -> None:
    assert find_bylines(byline) == ()


@pytest.mark.parametrize("line", NO_BYLINES)
def test_text_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_evidence_points_at_the_name_as_printed() -> None:
    printed = "本报记者 王  观 通讯员李明"
    spans = [printed[b.evidence.start : b.evidence.end] for b in find_bylines(printed)]
    assert spans == ["王  观", "李明"]


def test_a_credit_is_known_by_what_stands_behind_the_name() -> None:
    assert is_credit("李明 摄")
    assert not is_credit("通讯员 李明")


def test_authors_behind_the_last_sentence_are_found_and_quoted_speakers_are_not() -> None:
    assert find_tail("大家都说好。（文/卢川）") is not None
    assert find_tail("“大家都说好。”老周说") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2021年12月23日 星期四", date(2021, 12, 23)),
        ("二〇二三年十月三十一日", date(2023, 10, 31)),
        ("2024-03-06 09:30", date(2024, 3, 6)),
        ("6月29日", None),
        ("2021年2月30日", None),
        ("第2021版 12月", None),
    ],
)
def test_a_date_is_told_only_where_a_whole_one_is_printed(line: str, day: date | None) -> None:
    found = find_date(line)
    assert (found.day if found else None) == day
