"""A phrase in quotes finds exactly the cases that contain it: compared with a plain scan of every text."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold
from tests.index.making import Draft
from tests.index.searching import Shelf, shelve

# Few characters, so that phrases repeat, overlap and nearly match; both scripts, both widths, both cases, astral ones.
LETTERS = "社区區合伙夥人党黨1１+＋XxＸ“”，𠀀 　"
line = st.text(LETTERS, min_size=1, max_size=12)
drafts = st.lists(
    st.builds(Draft, headline=line, text=st.lists(line, min_size=1, max_size=3).map("\n".join), kicker=line),
    min_size=1,
    max_size=6,
)


def plain(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def scan(drafts: list[Draft], phrase: str) -> list[int]:
    """The truth: which drafts print the phrase in one of their paragraphs."""
    paragraphs = [[draft.headline, draft.kicker, *draft.text.split("\n")] for draft in drafts]
    return [n for n, texts in enumerate(paragraphs) if any(plain(phrase) in plain(text) for text in texts)]


def assert_as_scanned(shelf: Shelf, drafts: list[Draft], phrase: str) -> None:
    assert sorted(shelf.found(f'"{phrase}"')) == scan(drafts, phrase), phrase


# Every example builds an index of its own, some 50 ms: 2,000 of them take as long as 100,000 of the other properties'.
EXAMPLES = min(settings.default.max_examples, 2_000)


@settings(max_examples=EXAMPLES)
@given(
    drafts, st.lists(st.text(LETTERS.replace("“", "").replace("”", ""), min_size=1, max_size=7), max_size=8), st.data()
)
def test_a_phrase_finds_exactly_what_a_scan_finds(drafts: list[Draft], others: list[str], data: st.DataObject):
    text = data.draw(st.sampled_from([draft.text.replace("\n", "") for draft in drafts]))
    start = data.draw(st.integers(0, len(text)))
    cut = re.sub("[“”]", "", text[start : start + data.draw(st.integers(1, 8))])
    with tempfile.TemporaryDirectory() as folder, shelve(Path(folder), drafts) as shelf:
        for phrase in [*others, cut]:
            if plain(phrase):
                assert_as_scanned(shelf, drafts, phrase)


WORDS = (
    "社区",
    "合伙人",
    "党建",
    "引领",
    "基层",
    "治理",
    "网格",
    "议事",
    "积分",
    "兑换",
    "江城区",
    "桂花街道",
    "居民",
    "志愿",
    "服务",
    "1+6+X",
    "三三",
    "协商",
    "物业",
    "小区",
)


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory):
    """A hundred cases of some hundred words, the same each time."""
    chance = random.Random(7)
    drafts = [
        Draft(
            "".join(chance.choices(WORDS, k=4)),
            "\n".join("".join(chance.choices(WORDS, k=30)) + "。" for _ in range(3)),
        )
        for _ in range(100)
    ]
    with shelve(tmp_path_factory.mktemp("hundred"), drafts) as shelf:
        yield shelf, drafts


def test_phrases_of_every_length_cut_anywhere_are_found(hundred: tuple[Shelf, list[Draft]]):
    shelf, drafts = hundred
    chance = random.Random(8)
    for length in (1, 2, 3, 4, 5, 8, 13):
        for _ in range(12):
            text = chance.choice(drafts).text.split("\n")[0]
            start = chance.randrange(len(text) - length)
            assert_as_scanned(shelf, drafts, text[start : start + length])


def test_a_phrase_that_is_nearly_there_is_not_found(hundred: tuple[Shelf, list[Draft]]):
    shelf, drafts = hundred
    for phrase in ("党建基层引领", "合伙人社区。", "1+6+X1", "治治", "格网"):
        assert_as_scanned(shelf, drafts, phrase)


def test_a_word_finds_every_case_that_prints_it(hundred: tuple[Shelf, list[Draft]]):
    shelf, drafts = hundred
    for word in ("合伙", "伙人", "社区合伙人", "党建引领", "６", "格"):
        assert set(scan(drafts, word)) <= set(shelf.found(word))


def test_two_words_find_the_cases_that_print_both(hundred: tuple[Shelf, list[Draft]]):
    shelf, drafts = hundred
    both = set(scan(drafts, "社区合伙人")) & set(scan(drafts, "党建引领"))
    assert set(shelf.found("社区合伙人 党建引领")) >= both
    assert set(shelf.found('"社区合伙人" "党建引领"')) == both
