"""Folding makes alike what a searcher means alike, one character for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import fold, fold_table
from nlp import script

ALIKE = [
    ("大眾議事團", "大众议事团"),
    ("社區合夥人", "社区合伙人"),
    ("１＋６＋Ｘ", "1+6+x"),
    ("ＡBc", "abc"),
    ("「三三」", "“三三”"),
    ("著力", "着力"),
    ("瞭解", "了解"),
    ("裡程碑", "里程碑"),
    ("乾燥", "干燥"),
    ("反覆", "反复"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_both_are_searched_alike(one: str, other: str):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_keeps_every_offset_and_folds_nothing_twice(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_character_folds_alike_whatever_stands_beside_it(one: str, other: str):
    assert fold(one + other) == fold(one) + fold(other)


def test_text_unified_in_context_is_found_by_a_query_folded_without():
    """Two of OpenCC's phrases in three hundred would need company that a query has not got."""
    phrases = script._phrases()
    apart = [traditional for traditional, simplified in phrases.items() if fold(traditional) != fold(simplified)]
    assert len(apart) <= 0.15 * len(phrases)


def test_the_table_for_the_browser_folds_like_fold():
    assert all(fold(character) == folded and len(character) == 1 for character, folded in fold_table().items())
