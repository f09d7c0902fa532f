"""The explanation names every fact with its rule, and what was refused with the reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.explain import explain
from nlp.metrics.filters import REFUSALS
from nlp.metrics.refused import MEANINGS
from nlp.read import read_page

PAGE = """丙县：推行“三问”解民忧

本报讯（记者 王观）近日，某县推行“三问”工作法，问需、问计、问效，每周上门2次，打通“最后一公里”，累计化解纠纷30件，\
调处率居全市第2位。坚持新时代“枫桥经验”，三个方面发力。志愿者上门，志愿服务队值守。

《某县报》 2023年5月18日"""


def listing(page: str = PAGE) -> str:
    return "\n".join(explain(read_page(page), source="page.txt"))


def test_every_fact_is_listed_with_rule_and_evidence() -> None:
    document = read_page(PAGE)
    told = listing()
    for article in document.articles:
        for fact in (*article.models, *article.metrics, *article.formulas, *article.themes, *article.summary):
            assert f"[{fact.rule} {fact.confidence:g}]" in told
    assert "⟦“三问”⟧" in told
    assert "stands for 问需" in told


def test_what_is_refused_says_why() -> None:
    told = listing()
    assert "refused  最后一公里: metaphor" in told
    assert f"refused  2次: {MEANINGS['frequency']}" in told
    assert f"refused  2位: {MEANINGS['ordinal']}" in told


def test_every_reason_for_refusing_a_figure_has_words() -> None:
    assert {name for name, _ in REFUSALS} <= set(MEANINGS)


def test_an_empty_page_is_explained_in_one_line() -> None:
    assert listing("").count("\n") == 0


@given(st.text(max_size=200))
def test_no_page_steers_the_terminal(page: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in listing(page))
