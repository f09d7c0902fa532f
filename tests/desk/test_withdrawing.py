"""The verb that takes a case out of what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desk.withdrawing import withdraw
from index.library import Library
from tests.index.making import Draft, make_page, read

FIRST = Draft("桂花社区有了合伙人", "桂花社区招募社区合伙人35名，建起时间银行，每月碰头一次。")
SECOND = Draft("大众议事团：街坊的事街坊议", "南恩街道组建大众议事团，成员一百二十人，解决难题八十六个。")
REPRINT = Draft("桂花社区有了 合伙人", "城东的桂花社区近来招募了三十五名合伙人，大家轮流值守。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path, create=True) as library:
        for number, drafts in enumerate([(FIRST, SECOND), (REPRINT,)]):
            page = make_page(*drafts, address=f"file:{number}.txt")
            library.add_reading(page, read(page, *drafts))
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(withdraw, [*arguments, "--library", str(folder)])


def id_of(folder: Path, draft: Draft) -> str:
    with Library.open(folder, create=False) as library:
        return next(case.id for case in library.cases() if case.title == draft.headline)


def test_a_case_is_withdrawn_and_shown_again(folder: Path) -> None:
    id = id_of(folder, SECOND)
    assert "已撤下: 应要求" in run(folder, id, "--why", " 应要求\n").output
    with Library.open(folder, create=False) as library:
        assert id not in library.fingerprints(only_cases=True)
    assert "可示" in run(folder, id, "--undo", "--why", "误撤").output
    with Library.open(folder, create=False) as library:
        assert id in library.fingerprints(only_cases=True)


def test_doing_it_twice_changes_nothing_the_second_time(folder: Path) -> None:
    id = id_of(folder, SECOND)
    assert "caifeng publish" in run(folder, id, "--why", "甲").output
    again = run(folder, id, "--why", "甲")
    assert again.exit_code == 0
    assert "caifeng publish" not in again.output


def test_a_reprint_is_pointed_out(folder: Path) -> None:
    assert id_of(folder, REPRINT) in run(folder, id_of(folder, FIRST), "--why", "甲").output


def test_a_reason_is_wanted(folder: Path) -> None:
    assert run(folder, id_of(folder, SECOND)).exit_code == 2
    assert run(folder, id_of(folder, SECOND), "--why", "  ").exit_code == 2
