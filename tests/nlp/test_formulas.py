"""National formulas are found as such: by the table, quoted or long enough to be sure, and never inside a model."""

from __future__ import annotations

import pytest

from nlp.formulas import find_formulas
from nlp.models import find_models
from nlp.records import Part


def names(text: str, headline: str = "") -> list[str]:
    parts = [Part(name, said, said) for name, said in (("headline", headline), ("text", text)) if said]
    return [formula.name for formula in find_formulas(parts, models=find_models(parts))]


NAMED = [
    ("坚持和发展新时代“枫桥经验”。", ["新时代枫桥经验"]),
    ("坚持和发展新时代枫桥经验。", ["新时代枫桥经验"]),
    ("落实三会一课、主题党日制度。", ["三会一课", "主题党日"]),
    ("开展「我为群众办实事」实践活动。", ["我为群众办实事"]),
    ("开展‘不忘初心、牢记使命’主题教育。", ["不忘初心牢记使命", "主题教育"]),
    ("增强“四个意识”、坚定“四个自信”。", ["四个意识", "四个自信"]),
    ("拨打12345热线反映。", ["12345"]),
    ("拨打“12345”，有人管。", ["12345"]),
    ("驻村第一书记李某上门。", ["第一书记"]),
]
NOT_NAMED = [
    ("村“两委”干部上门。", "an abbreviation of ordinary things"),
    ("获评“最美家庭”。", "an honour"),
    ("群众四风雨无阻。", "a short one in other words"),
    ("热线0591-12345678接听。", "digits of a telephone"),
    ("推行“12345”工作法。", "a model of the case's own"),
    ("推行“枫桥经验+网格”工作法。", "inside a model"),
    ("落实三会。一课时讲完。", "across two sentences"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_a_formula_is_named(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(("text", "why"), NOT_NAMED)
def test_what_only_looks_like_a_formula_is_none(text: str, why: str) -> None:
    assert names(text) == [], why


def test_a_formula_is_told_once_with_its_first_printing() -> None:
    parts = [Part("headline", "三会一课有新意", "三会一课有新意"), Part("text", "“三会一课”照开。", "“三会一课”照开。")]
    (formula,) = find_formulas(parts)
    assert (formula.evidence.part, formula.evidence.start, formula.evidence.end) == ("headline", 0, 4)
