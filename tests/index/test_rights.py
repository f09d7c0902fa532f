"""What may be shown of a case: rights of its source, withdrawal, numbers of private persons. The library keeps all."""

from __future__ import annotations

import doctest
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import privacy
from index.errors import CaseUnknown
from index.library import Library
from index.library.connection import FILE_NAME
from index.privacy import mask, masked
from index.records import Source
from tests.index.making import Draft, make_page, read

AT = datetime(2024, 6, 1, tzinfo=UTC)
FIRST = Draft("桂花社区有了合伙人", "桂花社区招募社区合伙人35名，建起时间银行，每月碰头一次，居民的事有人管。")
SECOND = Draft("大众议事团：街坊的事街坊议", "南恩街道组建大众议事团，成员一百二十人，解决难题八十六个。")

# (what it holds, as it may be shown)
NUMBERS = [
    ("联系人王某13812345678", "联系人王某138********"),
    ("电话：138-1234-5678。", "电话：138-****-****。"),
    ("１３８１２３４５６７８", "１３８********"),
    ("+86 138 1234 5678", "+86 1** **** ****"),
    ("身份证号51068219900101123X", "身份证号510***************"),
    ("身份证51068219900101123Ｘ", "身份证510***************"),
    ("李女士家的电话0838-8201234", "李女士家的电话083*-*******"),
    ("身份证号510682900101123", "身份证号510************"),
]
STAYS = [
    "监督热线：13800138000",
    "社区值班手机 13800138000",
    "拨打12345、110、96110",
    "服务热线400-820-8820",
    "居委会电话：0838-8201234",
    "累计投入13800138000元",
    "统一社会信用代码91510682MA6221XXXX",
    "编号202405161234567890123",
    "订单号999999999999999999",
    "比去年增长1.3812345678倍",
]


@pytest.mark.parametrize(("printed", "shown"), NUMBERS)
def test_a_private_number_is_masked(printed: str, shown: str) -> None:
    assert mask(printed) == shown


@pytest.mark.parametrize("printed", [text for text in STAYS if "元" not in text])
def test_the_line_of_a_body_and_other_long_numbers_stay(printed: str) -> None:
    assert mask(printed) == printed


def test_an_amount_of_money_is_no_telephone() -> None:
    assert mask("累计投入13800138000元") == "累计投入13800138000元"


@given(st.text(alphabet="0123456789１８Xx-－ 电话热线先生：。\n年", max_size=60))
def test_a_mask_is_as_long_as_what_it_hides_and_masking_again_changes_nothing(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)


def test_the_examples_hold() -> None:
    assert doctest.testmod(privacy).attempted == 2
    assert doctest.testmod(privacy).failed == 0


def test_every_string_of_a_case_is_masked_and_offsets_hold(tmp_path: Path) -> None:
    draft = Draft("找王某13812345678", "有事找王某13812345678，他是楼长。", models=("13812345678",))
    with library_of(tmp_path, draft) as library:
        case = next(library.cases())
        shown = masked(case)
        assert "13812345678" in case.article.text
        assert "12345678" not in repr(shown)
        assert [len(part.text) for part in shown.article.parts] == [len(part.text) for part in case.article.parts]
        assert len(shown.document.page) == len(case.document.page)


def test_a_case_without_such_a_number_is_the_same(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library:
        case = next(library.cases())
        assert masked(case) is case


# --- rights -----------------------------------------------------------------------------------------------------------


def test_what_a_source_lets_us_show_is_known_of_each_case_and_changes_its_fingerprint(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library:
        id = next(library.cases()).id
        before = library.fingerprints()[id]
        library.add_source(Source("sample", "样报", None, "citation"))
        assert library.sources() == (Source("sample", "样报", None, "citation"),)
        case = library.case(id)
        assert case is not None
        assert case.publish == "citation"
        assert library.fingerprints()[id] != before


def test_files_of_the_user_are_shown_whole_and_fetched_pages_in_extract(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library:
        page = make_page(SECOND, address="http://paper.example/1.htm", source="paper")
        library.add_reading(page, read(page, SECOND))
        assert {case.document.source: case.publish for case in library.cases()} == {
            "sample": "full",
            "paper": "extract",
        }


# --- withdrawal -------------------------------------------------------------------------------------------------------


def test_a_withdrawn_case_is_no_longer_listed_and_stays_in_the_library(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST, SECOND) as library:
        id = next(case.id for case in library.cases() if case.title == FIRST.headline)
        assert library.withdraw(id, why="当事人要求", at=AT)
        assert [case.title for case in library.cases(only_cases=True)] == [SECOND.headline]
        assert list(library.fingerprints(only_cases=True)) != list(library.fingerprints())
        assert library.counts().cases == 1
        case = library.case(id)
        assert case is not None
        assert (case.withdrawn, case.listed) == ("当事人要求", False)
        assert [(w.id, w.why, w.by) for w in library.withdrawals()] == [(id, "当事人要求", id)]


def test_a_withdrawal_is_recorded_once_and_can_be_taken_back(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library:
        id = next(library.cases()).id
        assert not library.show_again(id, why="x", at=AT)
        assert library.withdraw(id, why="甲", at=AT)
        assert not library.withdraw(id, why="甲", at=AT)
        assert library.show_again(id, why="弄错了", at=AT)
        assert library.withdrawals() == ()
        assert library.withdraw(id, why="甲", at=AT)
        assert len(library.withdrawals()) == 1
        assert library.check() == []


def test_an_unknown_case_cannot_be_withdrawn(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library, pytest.raises(CaseUnknown, match="nosuchcase"):
        library.withdraw("nosuchcase", why="x", at=AT)


def test_a_withdrawal_follows_the_text_into_what_it_was_split_into(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST, SECOND) as library:
        first, second = (case.id for case in library.cases())
        library.withdraw(first, why="甲", at=AT)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("INSERT INTO moves (id, kind, targets) VALUES (?, 'split', ?)", (first, f'["{second}"]'))
        connection.execute("INSERT INTO moves (id, kind, targets) VALUES (?, 'merged', ?)", (second, f'["{first}"]'))
    connection.close()
    with Library.open(tmp_path, create=False) as library:
        assert sorted((w.id, w.by) for w in library.withdrawals()) == sorted([(first, first), (second, first)])
        assert list(library.cases(only_cases=True)) == []


def test_the_record_of_withdrawals_is_never_changed_or_deleted(tmp_path: Path) -> None:
    with library_of(tmp_path, FIRST) as library:
        library.withdraw(next(library.cases()).id, why="甲", at=AT)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in ("DELETE FROM withdrawals", "UPDATE withdrawals SET why = 'y'"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


def library_of(folder: Path, *drafts: Draft) -> Library:
    """A library with one loose page that prints *drafts*."""
    library = Library.open(folder, create=True)
    page = make_page(*drafts)
    library.add_reading(page, read(page, *drafts))
    return library
