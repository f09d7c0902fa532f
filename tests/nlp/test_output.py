"""Output: what ``caifeng read`` prints has the answer key's shape, proof beside every fact, and is always JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nlp.output import as_json
from nlp.read import read_page

KEYS = {"id", "kind", "is_case", "headline", "kicker", "subhead", "bylines", "dateline", "published", "text"}
KEYS |= {"missing_head", "missing_tail", "place", "models", "metrics"}

PAGE = """\
德州市某镇：推行“三问两答”工作法

本報讯（記者 王  观 通讯员 李 敏）近年來，山東省德州市某鎮推行“三問兩答”工作法，累計(jì)服務群眾320余人次，解難題56件。

2023年5月18日 星期四
"""


def first_article(page: str) -> dict[str, Any]:
    articles: list[dict[str, Any]] = as_json(read_page(page), source="a.txt")["articles"]
    return articles[0]


def test_an_article_has_every_key_of_the_answer_key() -> None:
    assert set(first_article(PAGE)) >= KEYS


def test_names_come_without_padding_and_with_their_roles() -> None:
    article = first_article(PAGE)
    assert article["bylines"] == ["王观", "李敏"]
    assert [byline["role"] for byline in article["byline_details"]] == ["记者", "通讯员"]


def test_evidence_is_the_stretch_that_states_the_fact_in_both_scripts() -> None:
    article = first_article(PAGE)
    facts = [*article["models"], *article["metrics"]]
    assert facts
    for fact in facts:
        proof = fact["evidence"]
        unified = article[proof["part"]][proof["start"] : proof["end"]]
        assert len(unified) == len(proof["original"])
        assert proof["original"] in PAGE.replace("(jì)", "")


def test_the_day_of_the_page_is_the_day_of_its_articles() -> None:
    assert first_article(PAGE)["published"] == "2023-05-18"


def test_blocks_cover_the_page_once() -> None:
    blocks = as_json(read_page(PAGE), source="a.txt")["blocks"]
    covered = [i for block in blocks for i in range(block["start"], block["end"])]
    assert covered == list(range(len(PAGE)))


@given(st.text(st.characters(exclude_categories=()), max_size=120))
def test_any_page_gives_json_that_utf_8_can_hold(page: str) -> None:
    tree = as_json(read_page(page), source="a.txt")
    assert json.loads(json.dumps(tree, ensure_ascii=False).encode("utf-8")) == tree
