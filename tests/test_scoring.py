"""The scoring of what was read: each measure on a small key, and all of them against the shared scorer."""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from random import Random

import pytest

from tests.scoring import FIGURES, Json, Tally, fold, in_order, pair_articles, same_metric, same_model, score

BODY = "清晨的青石巷里，志愿者推着轮椅挨家挨户送早餐。社区把十五项服务写进清单，居民点单，支部派单。"


def an_article(**changes: object) -> Json:
    """An article of a key, with *changes*."""
    plain: Json = {
        "id": 1, "kind": "report", "is_case": True, "headline": "一张清单暖了一条巷", "kicker": None, "subhead": None,
        "bylines": ["王观", "李敏"], "dateline": None, "published": "2024-05-16", "text": BODY,
        "missing_head": False, "missing_tail": False,
        "place": {"province": "浙江省", "city": "宁波市", "county": None, "units": []},
        "models": [{"name": "“点单派单”机制", "key": "点单派单", "components": ["居民点单", "支部派单"]}],
        "metrics": [{"value": 15, "unit": "项", "object": "服务", "bound": "exact", "high": None}],
    }  # fmt: skip
    return plain | changes


def f1(figure: str, wanted: Json, told: Json) -> float:
    """One figure of one article read for one article of the key."""
    return score({"page": {"articles": [wanted]}}, {"page": {"articles": [told]}})[figure].f1


@pytest.mark.parametrize("figure", FIGURES)
def test_a_perfect_reading_scores_one_everywhere(figure: str) -> None:
    assert f1(figure, an_article(), an_article()) == 1.0


@pytest.mark.parametrize("figure", ["segment", "order", "headline", "byline", "place", "case", "model", "metric"])
def test_nothing_read_scores_nothing(figure: str) -> None:
    assert score({"page": {"articles": [an_article()]}}, {})[figure].f1 == 0.0


def test_a_field_told_where_none_is_printed_counts_against() -> None:
    tally = score(
        {"page": {"articles": [an_article(), an_article(text="别的" * 40, headline="另一篇", kicker="肩题")]}},
        {
            "page": {
                "articles": [an_article(kicker="错"), an_article(text="别的" * 40, headline="另一篇", kicker="肩题")]
            }
        },
    )["kicker"]
    assert (tally.right, tally.told, tally.wanted) == (1, 2, 1)


def test_widths_quotes_and_blanks_make_no_difference() -> None:
    assert fold("“１+４+N” 体系\n") == fold("1+4+n体系")


def test_text_that_changed_places_is_out_of_order() -> None:
    assert in_order("甲乙丙丁", "甲乙丙丁") == 1.0
    assert in_order("甲乙丙丁", "丙丁甲乙") == 0.5


def test_articles_pair_best_first_and_strangers_stay_apart() -> None:
    wanted = [an_article(), an_article(headline="完全不同", text="天气晴好" * 20)]
    pairing = pair_articles(wanted, [an_article(headline="陌生", text="股市行情" * 20), an_article()])
    assert pairing.read[0] is not None
    assert pairing.read[0]["text"] == BODY
    assert pairing.read[1] is None
    assert len(pairing.spare) == 1


def test_furniture_is_set_aside() -> None:
    told = {"page": {"articles": [an_article(), an_article(kind="furniture", text="新闻热线")]}}
    assert score({"page": {"articles": [an_article()]}}, told)["segment"].f1 == 1.0


@pytest.mark.parametrize(
    ("name", "key", "same"),
    [
        ("“点单派单”", "点单派单", True),
        ("社区“点单派单”工作机制", "点单派单工作", True),
        ("“点单”机制", "点单", False),
        ("“接单”机制", "接单", False),
    ],
)
def test_models_are_the_same_by_their_distinctive_key(name: str, key: str, same: bool) -> None:
    wanted = {"name": "“点单派单”工作机制", "key": "点单派单"}
    assert same_model(wanted, {"name": name, "key": key}) is same


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ({"value": 2.0, "unit": "万元", "object": "筹款", "bound": "at_least"}, True),
        ({"value": 20000, "unit": "元", "object": "爱心筹款", "bound": "at_least"}, True),
        ({"value": 20000, "unit": "元", "object": "筹款", "bound": "exact"}, False),
        ({"value": 20000, "unit": "元", "object": None, "bound": "at_least"}, False),
        ({"value": 2, "unit": "元", "object": "筹款", "bound": "at_least"}, False),
        ({"value": None, "unit": "元", "object": "筹款", "bound": "at_least"}, False),
    ],
)
def test_metrics_are_the_same_by_value_unit_bound_and_object(told: Json, same: bool) -> None:
    assert same_metric({"value": 20000, "unit": "元", "object": "筹款", "bound": "at_least"}, told) is same


def test_optional_facts_cost_nothing_either_way() -> None:
    model: Json = {"name": "“邻里节”", "key": "邻里节", "kind": None, "components": [], "optional": True}
    key = an_article(models=[*an_article()["models"], model])
    assert f1("model", key, an_article()) == 1.0
    assert f1("model", key, an_article(models=key["models"])) == 1.0


def test_a_part_told_as_a_model_of_its_own_costs_nothing() -> None:
    parts: list[Json] = [{"name": "居民点单", "key": "居民点单", "kind": None, "components": []}]
    assert f1("model", an_article(), an_article(models=[*an_article()["models"], *parts])) == 1.0


def test_a_case_left_open_by_the_key_is_not_scored() -> None:
    assert score({"p": {"articles": [an_article(is_case=None)]}}, {"p": {"articles": [an_article()]}})["case"].told == 0


def test_only_counted_articles_count_and_a_spare_one_counts_where_its_neighbour_does() -> None:
    other = an_article(id=2, headline="另一篇", text="老旧小区加装电梯的事情终于谈成了。" * 6)
    torn = an_article(text=other["text"][:20], headline="")
    key, told = {"p": {"articles": [an_article(), other]}}, {"p": {"articles": [an_article(), other, torn]}}
    first = score(key, told, counted=lambda _, article: article["id"] == 1)
    second = score(key, told, counted=lambda _, article: article["id"] == 2)
    assert first["segment"].f1 == 1.0
    assert second["segment"].precision == 0.5


def test_ratios_of_nothing_wanted_and_nothing_told_are_one() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)


def _spoiled(document: Json, random: Random) -> Json:
    """*document* as a poor reader would have read it."""
    articles = [_spoil(copy.deepcopy(article), random) for article in document["articles"] if random.random() < 0.9]
    random.shuffle(articles)
    return {"source": document["source"], "articles": articles + copy.deepcopy(articles[: random.random() < 0.3])}


def _spoil(article: Json, random: Random) -> Json:
    article["text"] = article["text"][random.choice([0, 0, 0, 40, 300]) :]
    for name in ("headline", "kicker", "subhead", "dateline", "published"):
        article[name] = random.choice([article[name], article[name], None, "本报讯"])
    article["missing_tail"], article["bylines"] = random.random() < 0.2, article["bylines"][random.random() < 0.3 :]
    for model in article["models"]:
        model["key"] = model["key"][random.random() < 0.2 :]
        model["components"] = [*model["components"][random.random() < 0.3 :], "新的一项"]
    for metric in article["metrics"]:
        metric["bound"] = random.choice(["exact", metric["bound"], metric["bound"]])
        metric["object"] = random.choice([metric["object"], metric["object"], None, "居民"])
        metric["value"] = random.choice([metric["value"]] * 5 + [None, 7])
    return article


@pytest.mark.needs_seeds
def test_the_figures_are_those_of_the_shared_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("shared_scorer", shared / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    key = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("*.json"))}
    for seed in range(3):
        told = {source: _spoiled(document, Random(seed)) for source, document in key.items()}
        expected, found = theirs.score(key, told), score(key, told)
        for figure in FIGURES:
            assert found[figure].f1 == pytest.approx(expected[figure].f1), figure
            assert found[figure].precision == pytest.approx(expected[figure].precision), figure
            assert found[figure].recall == pytest.approx(expected[figure].recall), figure
