"""Names of different articles are one model where something proves it; a formula of numerals alone proves nothing."""

from __future__ import annotations

import time

import pytest

from nlp.models.linking import SAME_CASE, SAME_NAME, SAME_NOUN, SAME_PLACE, SAME_WORDS, Naming, link_models

HERE, THERE = "甲省乙市丙县", "甲省丁市戊区"
HOSTILE_SECONDS = 5.0  # processor time for 3,000 namings of one formula; measured 0.1 seconds


# Naming: case, name, key, kind, place, words before
ALLIANCE = Naming("a", "“1+6+X”支部微联盟工作新模式", "1+6+X", "模式", HERE)

LINKED = [
    (ALLIANCE, Naming("b", "“1+6+X”模式", "1+6+X", "模式", "", "近年来推行支部微联盟"), SAME_WORDS),
    (ALLIANCE, Naming("b", "１＋６＋Ｘ支部微联盟", "１＋６＋Ｘ", "联盟", ""), SAME_WORDS),
    (ALLIANCE, Naming("b", "“1+6+X支部微联盟”", "1+6+X支部微联盟", None, THERE), SAME_WORDS),
    (ALLIANCE, Naming("b", "“1+6+X”工作法", "1+6+X", "工作法", HERE), SAME_PLACE),
    (ALLIANCE, Naming("a", "“1+6+X”工作法", "1+6+X", "工作法", HERE), None),
    (Naming("a", "“三三”模式", "三三", "模式", HERE), Naming("b", "“三三制”", "三三制", None, HERE), SAME_PLACE),
    (Naming("a", "四凳议事团", "四凳议事团", None), Naming("b", "“四凳议事团”", "四凳议事团", "模式"), SAME_NAME),
    (Naming("a", "“巷口议事团”", "巷口议事团", None), Naming("b", "巷口議事團", "巷口議事團", None), SAME_NAME),
    (
        Naming("a", "“三会五步”工作法", "三会五步", "工作法", HERE),
        Naming("b", "“三会五步”机制", "三会五步", "机制"),
        SAME_NOUN,
    ),
]
APART = [
    (ALLIANCE, Naming("b", "“1+6+X”养老服务模式", "1+6+X", "模式", THERE)),
    (ALLIANCE, Naming("b", "“1+6+X”养老服务模式", "1+6+X", "模式", HERE)),
    (ALLIANCE, Naming("b", "“1+6+X”模式", "1+6+X", "模式", "", "推行网格")),
    (Naming("a", "“三三”模式", "三三", "模式", HERE), Naming("b", "“三三”模式", "三三", "模式", THERE)),
    (Naming("a", "“三三”模式", "三三", "模式"), Naming("b", "“三三”模式", "三三", "模式")),
    (Naming("a", "“五联”机制", "五联", "机制", HERE), Naming("b", "“五联”机制", "五联", "机制", THERE)),
    (
        Naming("a", "“三会五步”工作法", "三会五步", "工作法", HERE),
        Naming("b", "“三会五步”活动", "三会五步", "活动", THERE),
    ),
]


@pytest.mark.parametrize(("one", "other", "reason"), LINKED)
def test_names_with_proof_are_one_model_and_say_why(one: Naming, other: Naming, reason: str | None) -> None:
    (linked,) = link_models([one, other])
    assert linked.namings == (one, other)
    assert linked.reasons == ((reason,) if reason else ())


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_share_only_their_numerals_are_related_models(one: Naming, other: Naming) -> None:
    first, second = link_models([one, other])
    assert first.core == second.core
    assert first.reasons == second.reasons == ()


def test_a_chain_of_proofs_makes_one_model_with_every_reason() -> None:
    named = [
        ALLIANCE,
        Naming("b", "1+6+X支部微联盟", "1+6+X", "联盟", THERE),
        Naming("c", "“1+6+X”模式", "1+6+X", "模式", THERE),
    ]
    (linked,) = link_models(named)
    assert linked.reasons == (SAME_WORDS, SAME_PLACE)


def test_two_keys_of_one_formula_in_one_case_are_one_model() -> None:
    whole = Naming("a", "“1+6+X支部微联盟”", "1+6+X支部微联盟", None)
    (linked,) = link_models([whole, Naming("a", "“1+6+X”", "1+6+X", None)])
    assert SAME_CASE not in linked.reasons  # a reason joins cases


def test_no_names_are_no_models() -> None:
    assert link_models([]) == ()


def test_a_formula_that_everybody_uses_is_linked_in_time() -> None:
    named = [Naming(f"{n}", f"“1+3+N”某{n}服务", "1+3+N", "服务", f"{n % 700}县") for n in range(3000)]
    start = time.process_time()
    link_models(named)
    assert time.process_time() - start < HOSTILE_SECONDS
