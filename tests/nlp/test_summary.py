"""A summary is two sentences of the article, literally: what is done and what came of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.records import Article, Part
from nlp.sentences import find_sentences
from nlp.summary import CONFIDENCE, summarise
from nlp.understand import understand_article

HOSTILE_SECONDS = 2.0  # processor time for 100,000 characters; measured 0.3 seconds at most


def article(text: str, headline: str = "", *, missing_head: bool = False) -> Article:
    parts = tuple(Part(name, said, said) for name, said in (("headline", headline), ("text", text)) if said)
    return understand_article(Article(1, "report", parts, missing_head=missing_head))


def summary(text: str, headline: str = "", *, missing_head: bool = False) -> list[str]:
    return [sentence.text for sentence in summarise(article(text, headline, missing_head=missing_head))]


SENTENCES = [
    ("镇里开会。村里办事！成了？", ["镇里开会。", "村里办事！", "成了？"]),
    ("“好得很。”老王说。他点头。", ["“好得很。”老王说。", "他点头。"]),
    ("“要把事办好。”5月9日，镇里开会。", ["“要把事办好。”", "5月9日，镇里开会。"]),
    ("「好。」老王说。他点头。", ["「好。」老王说。", "他点头。"]),
    ("小标题\n正文一句。\n没有写完", ["正文一句。"]),
    ("推行“三问。三答”办法。完了。", ["推行“三问。三答”办法。", "完了。"]),
    ("太好了！！真的？！是。", ["太好了！！", "真的？！", "是。"]),
    ("", []),
]
WHAT_IS_DONE = "李家村推行“三问”工作法，每周上门听取村民意见。"
RESULT = "今年以来，共收集意见120条，化解矛盾纠纷30件。"


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_a_text_is_cut_into_sentences(text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in find_sentences(text)] == wanted


@pytest.mark.parametrize(
    "noise",
    [
        "“现在什么事都有人管了。”村民王大妈笑着说。",
        "春天来了，田里的花都开了。",
        "这让大家都很高兴。",
        "小王是去年回乡的年轻人。",
    ],
)
def test_speech_and_colour_are_left_out(noise: str) -> None:
    assert summary(noise + WHAT_IS_DONE + noise + RESULT + noise, "“三问”解民忧") == [WHAT_IS_DONE, RESULT]


def test_a_summary_says_which_sentence_tells_what() -> None:
    rules = [sentence.rule for sentence in article(WHAT_IS_DONE + RESULT).summary]
    assert rules == ["summary: what is done", "summary: what came of it"]


def test_the_rest_of_a_sentence_whose_beginning_is_lost_is_no_summary() -> None:
    assert summary("服务群众的能力，推行网格管理。" + RESULT, missing_head=True) == [RESULT]


def test_a_text_of_one_sentence_is_its_own_summary() -> None:
    assert summary(WHAT_IS_DONE) == [WHAT_IS_DONE]


def test_a_sentence_told_twice_is_taken_once() -> None:
    assert summary(WHAT_IS_DONE + WHAT_IS_DONE) == [WHAT_IS_DONE]


def test_no_text_has_no_summary() -> None:
    assert summary("", "只有标题") == []


PIECES = st.sampled_from(
    ["镇里", "推行", "“三问”", "“", "”", "。", "！", "\n", "，", "说", "30件", "化解", "這", "「", "」", " "]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_a_summary_is_always_printed(text: str) -> None:
    told = article(text).summary
    assert len(told) <= 2
    assert [s.evidence.start for s in told] == sorted(s.evidence.start for s in told)
    for sentence in told:
        assert text[sentence.evidence.start : sentence.evidence.end] == sentence.text
        assert sentence.confidence == CONFIDENCE[sentence.rule]


@pytest.mark.parametrize("piece", ["。", "“", "”", "镇里推行三问。", "“好。”", "（", "\n", "说"])
def test_a_hostile_text_is_summed_up_in_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    summarise(Article(1, "report", (Part("text", text, text),)))
    assert time.process_time() - start < HOSTILE_SECONDS
