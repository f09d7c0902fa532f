"""The export: what the browser reads says exactly what the index says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexStale
from index.export import export_search
from index.export.digits import ALPHABET, decode, encode
from index.export.shards import script, shard_of
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

    def term(self, text: str) -> dict[int, dict[int, int]]:
        """Document → field → occurrences."""
        keys, postings, _ = self.shards[f"terms-{shard_of(text, len(self.manifest['terms']))}"]
        if text not in keys.split(" "):
            return {}
        return self._counts(postings.split("&")[keys.split(" ").index(text)])

    def spots(self, text: str) -> list[int]:
        number = shard_of(text, len(self.manifest["terms"]))
        pairs = [key for key in self.shards[f"terms-{number}"][0].split(" ") if len(key) == 2]
        return decode(self.shards[f"spots-{number}"].split("&")[pairs.index(text)])

    @staticmethod
    def _counts(posting: str) -> dict[int, dict[int, int]]:
        numbers, document, counts = iter(decode(posting)), -1, {}
        for gap in numbers:
            document += gap + 1
            times, more = divmod(next(numbers), 2)
            counts[document] = {0: times} if times else {}
            mask = next(numbers) if more else 0
            counts[document] |= {bit + 1: next(numbers) for bit in range(5) if mask >> bit & 1}
        return counts


@pytest.fixture(scope="module")
def browser(shelf: Shelf) -> Browser:
    return Browser(dict(export_search(shelf.folder, shelf.library)))


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_out_as_they_went_in(numbers: list[int]):
    assert decode(encode(numbers)) == numbers


def test_the_alphabet_has_ninety_characters_that_nothing_escapes():
    assert len(set(ALPHABET)) == 90
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'


def test_every_term_says_where_it_stands(browser: Browser, shelf: Shelf):
    order = sorted(shelf.ids)
    first, second, third = [order.index(id) for id in shelf.ids]
    names = [field.name for field in FIELDS]
    body, headline, headings, models = [names.index(n) for n in ("body", "headline", "headings", "models")]
    assert browser.term("社区") == {first: {body: 2, headline: 1, models: 1}, third: {body: 1}}
    assert browser.term("议事") == {second: {body: 1, headline: 1}, third: {body: 1}}
    assert browser.term("+x") == {first: {body: 1}}
    assert browser.term("党") == {first: {headings: 1}}
    assert browser.term("度。") == {first: {body: 1}}
    assert browser.term("。社") == {}  # a paragraph ends between them
    assert browser.term("𠀀𠀁") == {third: {body: 1}}
    assert browser.term("没有") == {}


def test_positions_follow_one_another_within_a_paragraph(browser: Browser):
    assert browser.spots("𠀀𠀁")[0] + 1 == browser.spots("𠀁𠀂")[0]


def test_words_lie_in_the_shard_of_their_first_two_characters(browser: Browser):
    shards = len(browser.manifest["terms"])
    words = [browser.shards[f"terms-{n}"][2].split(" ") for n in range(shards)]
    assert "社区" in words[shard_of("社区", shards)]
    assert all(shard_of(word[:2], shards) == n for n, some in enumerate(words) for word in some if word)


def test_cards_say_what_a_result_shows(browser: Browser, shelf: Shelf):
    cards = [card for n in range(len(browser.manifest["cards"])) for card in browser.shards[f"cards-{n}"]]
    assert [card[0] for card in cards] == sorted(shelf.ids)
    assert {card[1] for card in cards} == {draft.headline for draft in DRAFTS}
    assert browser.manifest["docs"] == len(browser.manifest["sizes"]) == len(cards)


def test_the_fold_table_folds_what_the_library_has(browser: Browser):
    one, other = browser.shards["fold"]
    table = dict(zip(one, other, strict=True))
    assert table["眾"] == "众"
    assert all(fold(character) == folded for character, folded in table.items())
    assert "龜" not in table


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
