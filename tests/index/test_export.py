"""The export: what the browser reads says exactly what the index says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexStale
from index.export import export_search
from index.export.bits import gamma, pack, rice, rice_parameter, unpack
from index.export.shards import HASH_CHARACTERS, script, shard_of
from index.folding import fold
from index.search import build_index
from index.search.fields import FIELDS
from tests.index.making import Draft
from tests.index.searching import Shelf, put, shelve

DRAFTS = [
    Draft("社区合伙人来了", "江城区推行“社区合伙人”制度。\n社区 有 1+6+X。", kicker="党建", models=("“社区合伙人”",)),
    Draft("大众议事团", "大众议事团每月开会。", original="大眾議事團每月開會。"),
    Draft("<script>alert(1)</script>", "</script><!-- 社区\u2028议事 𠀀𠀁𠀂"),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory):
    with shelve(tmp_path_factory.mktemp("export"), DRAFTS) as made:
        yield made


class Browser:
    """Reads the export as search.js does, in few lines: a second opinion on the format."""

    def __init__(self, files: dict[str, bytes]) -> None:
        calls = [re.fullmatch(r"caifengShard\((.*?),(.*)\);\n", content.decode(), re.S) for content in files.values()]
        self.shards = {json.loads(call[1]): json.loads(call[2]) for call in calls if call}
        assert len(self.shards) == len(files)
        self.manifest = self.shards["manifest"]

    def files(self, series: str) -> list[Any]:
        return [self.shards[f"{series}-{n}"] for n in range(len(self.manifest["files"][series]) // HASH_CHARACTERS)]

    def keys(self, series: str) -> set[str]:
        """The terms of a series, each in the file where it is looked for."""
        found = set()
        for number, (keys, _) in enumerate(self.files(series)):
            before = ""
            for added in keys.split("\t") if keys else ():
                before = before[: int(added[0])] + added[1:]
                assert shard_of(before, len(self.files(series))) == number
                found.add(before)
        return found

    def character(self, text: str) -> dict[int, str]:
        """Document → the code of its counts, for a single character."""
        keys, packed = self.files("singles")[shard_of(text, len(self.files("singles")))]
        bits = Bits(unpack(packed))
        return {key: bits.posting(self.manifest["docs"]) for key in keys}.get(text, {})


class Bits:
    """Numbers out of a string of bits."""

    def __init__(self, bits: str) -> None:
        self.bits, self.at = bits, 0

    def take(self, width: int) -> str:
        self.at += width
        return self.bits[self.at - width : self.at]

    def unary(self, end: str) -> int:
        count = self.bits.index(end, self.at) - self.at
        self.at += count + 1
        return count

    def gamma(self) -> int:
        width = self.unary("1")
        return int("1" + self.take(width), 2)

    def posting(self, cases: int) -> dict[int, str]:
        held, case, found = self.gamma(), -1, {}
        low = rice_parameter(cases, held)
        for _ in range(held):
            case += (self.unary("0") << low) + int("0" + self.take(low), 2) + 1
            found[case] = self.code()
        return found

    def code(self) -> str:
        if self.take(1) == "1":
            return "once"
        if self.take(1) == "1":
            return "often" + self.take(1 + (self.bits[self.at] == "1"))
        mask = self.take(len(FIELDS))
        return mask + "".join(str(self.gamma()) for bit in mask if bit == "1")


@pytest.fixture(scope="module")
def browser(shelf: Shelf) -> Browser:
    return Browser(dict(export_search(shelf.folder, shelf.library)))


@given(st.lists(st.integers(1, 10**9)))
def test_numbers_come_out_as_they_went_in(numbers: list[int]):
    bits = Bits(unpack(pack("".join(map(gamma, numbers)))))
    assert [bits.gamma() for _ in numbers] == numbers


@given(st.lists(st.integers(0, 10**5)), st.integers(5, 12))
def test_gaps_come_out_as_they_went_in(numbers: list[int], low: int):
    bits = Bits(unpack(pack("".join([rice(number, low) for number in numbers]))))
    assert [(bits.unary("0") << low) + int(bits.take(low), 2) for _ in numbers] == numbers


def test_every_character_says_where_it_stands(browser: Browser, shelf: Shelf):
    first, second, third = [sorted(shelf.ids).index(id) for id in shelf.ids]
    assert browser.character("党") == {first: "00100001"}
    assert browser.character("𠀀") == {third: "once"}
    assert browser.character("区") == {first: "1100100111", third: "once"}  # body, headline, models
    assert browser.character("众") == {second: "110000011"}
    assert browser.character("龙") == {}


def test_words_are_found_in_the_file_of_their_first_two_characters(browser: Browser):
    assert {"社区", "社区合伙人", "议事"} <= browser.keys("words")


def test_strings_do_not_run_across_paragraphs(browser: Browser):
    terms = browser.keys("words") | browser.keys("strings")
    assert "1+6+x" in terms
    assert not any("。社" in term for term in terms)


def test_cards_say_what_a_result_shows(browser: Browser, shelf: Shelf):
    files = browser.files("cards")
    cards = [files[n % len(files)][n // len(files)] for n in range(browser.manifest["docs"])]
    assert [card[0] for card in cards] == sorted(shelf.ids)
    assert {card[1] for card in cards} == {draft.headline for draft in DRAFTS}
    assert browser.manifest["docs"] == len(browser.manifest["sizes"]) == len(cards)


def test_a_facet_says_which_cases_have_a_value(browser: Browser, shelf: Shelf):
    values, width, packed = browser.files("facet-model")[0]
    bits = Bits(unpack(packed))
    held = [bits.take(width) for _ in range(browser.manifest["docs"])]
    assert values == ["社区合伙人"]
    assert held[sorted(shelf.ids).index(shelf.ids[0])] == "1"
    assert sorted(held) == ["0", "0", "1"]


def test_the_fold_table_folds_what_the_library_has(browser: Browser):
    tables = [browser.manifest["folds"], *browser.files("folds")]
    table = {a: b for one, other in tables for a, b in zip(one, other, strict=True)}
    assert table["眾"] == "众"
    assert all(fold(character) == folded for character, folded in table.items())
    assert "龜" not in table
    assert "眾" not in browser.manifest["folds"][0]  # no reader of simplified script needs it


def test_the_same_library_gives_the_same_bytes(shelf: Shelf):
    assert list(export_search(shelf.folder, shelf.library)) == list(export_search(shelf.folder, shelf.library))


def test_an_index_built_in_many_steps_gives_the_bytes_of_one_built_at_once(tmp_path: Path):
    with shelve(tmp_path, DRAFTS) as made:
        for text in ("以后要改的话。", "再改。"):
            put(made.library, 0, Draft(DRAFTS[0].headline, text))
            build_index(made.library, made.folder)
        put(made.library, 0, DRAFTS[0])
        build_index(made.library, made.folder)
        build_index(made.library, tmp_path / "fresh")
        assert list(export_search(made.folder, made.library)) == list(export_search(tmp_path / "fresh", made.library))


def test_nothing_in_a_file_ends_a_script_early():
    content = script("x", "</script>\u2028\ud800").decode()
    assert "<" not in content
    assert "\u2028" not in content


def test_an_index_behind_the_library_is_not_exported(tmp_path: Path):
    with shelve(tmp_path, DRAFTS) as made:
        put(made.library, 7, Draft("新来的", "楼栋会议。"))
        with pytest.raises(IndexStale, match="1 cases missing"):
            list(export_search(made.folder, made.library))
