"""Themes: a headline's word or three in the text prove one; one word in passing does not."""

from __future__ import annotations

import pytest

from nlp.records import Part
from nlp.themes import definitions, find_themes


def read(headline: str, text: str) -> list[str]:
    printed = (("headline", headline), ("text", text))
    return [theme.name for theme in find_themes([Part(name, words, words) for name, words in printed if words])]


@pytest.mark.parametrize(
    ("headline", "text", "wanted"),
    [
        ("社区食堂飘饭香", "独居老人来就餐，助餐点还上门送，老年人都说好。", ["养老"]),
        ("法官进网格 纠纷化在前", "", ["网格化", "矛盾调解"]),
        ("货车司机有了服务圈", "", ["新就业群体"]),
        ("红白事简办", "", ["移风易俗"]),
        ("加装电梯不再难", "", ["老旧小区"]),
        ("积分换来新风尚", "", ["积分制"]),
        ("小事不出楼", "楼道会每月一次，志愿者到场。", []),
        ("", "春天来了，花开了。", []),
    ],
)
def test_a_theme_needs_its_words(headline: str, text: str, wanted: list[str]) -> None:
    assert read(headline, text) == wanted


def test_a_case_has_at_most_five_themes() -> None:
    assert len(read("志愿服务 网格 物业 养老 积分 调解 党课 议事", "")) == 5


def test_every_theme_has_a_definition_of_its_own() -> None:
    meanings = list(definitions().values())
    assert len(meanings) >= 20
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)


def test_evidence_is_the_word_as_printed() -> None:
    text = "志愿者上门，志愿服务队值守，又一批志愿者报名。"
    (theme,) = find_themes([Part("text", text, text)])
    assert [text[e.start : e.end] for e in theme.evidence] == ["志愿者", "志愿服务", "志愿者"]
