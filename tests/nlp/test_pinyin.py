"""Pinyin noise: readings scattered over a copy are dropped exactly; what is text stays."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pinyin import drop_pinyin, find_pinyin

# Sentences of our own, with every kind of parenthesis that is text.
CLEAN = (
    "村(社区)里的企(事)业单位和居民都说好，巷长(楼长)、店长（店主）家(的)门口装上了热点(Wi-Fi)，爱(AI)不爱用都行。"
    "街道办（含新区）把重点(的)事项列成清单，网格员逐户走访，帮助老人办理证件，解决停车难、充电难的问题(见图a)。"
    "干部们说，群众的心里热乎了，工作也就顺当了，大家一起把家园建得更美。"
)
HABIT = "镇(zhèn)里(lǐ)的(de)人(rén)"

STAYS = ["企(事)业", "村(社区)", "家(的)", "热点(Wi-Fi)", "人工智能(AI)", "图(a)", "邕(yōng)江", "卡(IC)", "云(app)端"]
GOES = [
    ("群(qún)眾(zhòng)的(de)心聲（shēng）", "群眾的心聲"),
    ("街(jie1)道(dao4)办(ban4)", "街道办"),
    ("累計(jì)服务", "累計服务"),  # one reading only, but of characters that nobody would gloss
    ("绿(lǜ)女(nǚ)吕(lǚ)略(lüè)", "绿女吕略"),
    ("陽江(yáng jiāng)的人(rén)們(men)", "陽江的人們"),
    ("家(jiā)门(mén)口( kǒu )", "家门口"),
    (HABIT + "好(liáng)", "镇里的人好"),  # a wrong reading, where the habit proves noise
    (HABIT + "是(ri)", "镇里的人是"),
]


@pytest.mark.parametrize("text", STAYS)
def test_what_is_text_stays(text: str) -> None:
    assert drop_pinyin(text) == text


@pytest.mark.parametrize("text", [text for text in STAYS if "yōng" not in text])
def test_what_is_text_stays_in_a_littered_document(text: str) -> None:
    assert drop_pinyin(HABIT + text) == "镇里的人" + text


@pytest.mark.parametrize(("littered", "clean"), GOES)
def test_readings_go(littered: str, clean: str) -> None:
    assert drop_pinyin(littered) == clean


READINGS = {"的": ("de", "dí"), "里": ("lǐ", "li"), "人": ("rén", "ren2"), "家": ("jiā", "jie"), "区": ("qū", "ōu")}
READINGS |= {
    "都": ("dōu", "dū"),
    "点": ("diǎn",),
    "问": ("wèn",),
    "群": ("qún",),
    "热": ("rè",),
    "工": ("gōng", "gong"),
}
READINGS |= {
    "行": ("háng", "xíng"),
    "重": ("chóng",),
    "乐": ("lè",),
    "员": ("yuán", "yuan"),
    "逐": ("zhú",),
    "户": ("hù",),
}


def litter(text: str, *, share: float, seed: int) -> str:
    """*text* with readings after *share* of the characters that have one here: right, toneless, wrong, full-width."""
    chance = random.Random(seed)
    return "".join(c + _reading(c, chance) if c in READINGS and chance.random() < share else c for c in text)


def _reading(character: str, chance: random.Random) -> str:
    spoken = chance.choice(READINGS[character])
    return f"（{spoken}）" if chance.random() < 0.2 else f"({spoken})"


@pytest.mark.parametrize("share", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("seed", range(10))
def test_a_littered_text_comes_back_exactly(share: float, seed: int) -> None:
    littered = litter(CLEAN * 3, share=share, seed=seed)
    assert drop_pinyin(littered) == CLEAN * 3


def test_clean_text_has_no_pinyin() -> None:
    assert find_pinyin(CLEAN) == ()


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_is_read(text: str) -> None:
    for start, end in find_pinyin(text):
        assert text[start] in "(（"
        assert text[end - 1] in ")）"


@pytest.mark.parametrize(
    "hostile", ["(" * 50_000, "的(" * 50_000, "的(de" * 50_000, "的(" + "ā" * 100_000, "的(a a a a" * 30_000]
)
def test_hostile_parentheses_are_read_in_time(hostile: str) -> None:
    began = time.perf_counter()
    find_pinyin(hostile)
    assert time.perf_counter() - began < 1
