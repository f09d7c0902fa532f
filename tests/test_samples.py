"""The keys of the sample newspapers are sound, and what is read of the papers stays above floors.

Floors were set two hundredths below what was measured when they were written; raise them when figures rise, and never
lower one without saying why. The held-out third is where rules show whether they know the genre or the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from crawler.sample.papers import PrintedPage, load_papers
from nlp.records import BOUNDS, KINDS
from tests.benchmarks.samples import PARTS_OF_SAMPLES as PARTS
from tests.benchmarks.samples import SURE, figures, load_keys, read_samples, told_facts
from tests.held_out import is_held_out
from tests.scoring import Json, fold, leaves

FIELDS = (
    *("id", "kind", "is_case", "headline", "kicker", "subhead", "bylines", "dateline", "published", "text"),
    *("missing_head", "missing_tail", "place", "models", "metrics"),
)
ARTICLES = [(source, article) for source, key in load_keys().items() for article in key["articles"]]
STORIES = [(source, article) for source, article in ARTICLES if article["kind"] != "furniture"]
MODELS = [(source, article, model) for source, article in STORIES for model in article["models"]]
METRICS = [(source, article, metric) for source, article in STORIES for metric in article["metrics"]]


def printed(article: Json) -> str:
    """Everything that an article prints, folded."""
    return fold("".join(article[name] or "" for name in ("kicker", "headline", "subhead", "text")))


def _where(source: str, article: Json) -> str:
    return f"{source}#{article['id']}"


# --- the keys -------------------------------------------------------------------------------------------------------


def test_there_is_a_key_for_every_page_and_an_entry_for_every_article() -> None:
    pages = [(f"{p.slug}/{i.day}-{page.number:02}", page) for p in load_papers() for i in p.issues for page in i.pages]
    assert sorted(load_keys()) == sorted(source for source, _ in pages)
    for source, page in pages:
        assert [a["id"] for a in load_keys()[source]["articles"]] == [*range(1, len(page.articles) + 2)], source
        assert load_keys()[source]["articles"][-1]["kind"] == "furniture"


def test_sixty_articles_are_keyed_and_a_third_of_them_held_out() -> None:
    assert len(STORIES) == 60
    assert sum(is_held_out(source, article["id"]) for source, article in STORIES) == 20


def test_every_article_has_all_fields_and_legal_values() -> None:
    for source, article in ARTICLES:
        assert tuple(article) == FIELDS, _where(source, article)
        assert article["kind"] in KINDS
        assert article["is_case"] in (True, False, None)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["published"] or "0000-00-00"), _where(source, article)
        assert source[-13:-3] == (article["published"] or source[-13:-3])


def test_the_text_of_a_key_is_the_printed_body() -> None:
    for source, page in _printed_pages():
        entries = {article["id"]: article for article in load_keys()[source]["articles"]}
        for article in page.articles:
            lines = entries[article.id]["text"].split("\n")
            assert len(lines) == len(article.body), f"{source}#{article.id}"
            assert entries[article.id]["headline"] == "" or article.headline


def _printed_pages() -> Iterator[tuple[str, PrintedPage]]:
    for paper in load_papers():
        for issue in paper.issues:
            for page in issue.pages:
                yield f"{paper.slug}/{issue.day}-{page.number:02}", page


def test_names_of_people_and_datelines_are_printed_on_their_page() -> None:
    for source, page in _printed_pages():
        if source.startswith("rongwan"):  # in traditional script
            continue
        for article, entry in zip(page.articles, load_keys()[source]["articles"], strict=False):
            everything = fold(article.byline + "".join(article.paragraphs) + "".join(article.captions))
            for name in (*entry["bylines"], entry["dateline"] or ""):
                assert fold(name) in everything, f"{source}#{article.id} {name}"


def test_every_model_is_printed_in_its_article() -> None:
    for source, article, model in MODELS:
        assert fold(model["key"]) in printed(article), f"{_where(source, article)} {model['key']}"
        assert set(model) - {"optional"} == {"name", "key", "kind", "components"}
        assert model.get("optional", True) is True


def test_what_a_model_stands_for_is_printed_in_its_article() -> None:
    for source, article, model in MODELS:
        for part in leaves(model["components"]):
            assert fold(part) in printed(article), f"{_where(source, article)} {model['key']}: {part}"


def test_no_model_is_keyed_twice_in_an_article() -> None:
    for source, article in STORIES:
        keys = [fold(model["key"]) for model in article["models"]]
        assert len(keys) == len(set(keys)), _where(source, article)


def test_every_metric_is_printed_in_its_article() -> None:
    for source, article, metric in METRICS:
        assert fold(metric["text"]) in printed(article), f"{_where(source, article)} {metric['text']}"


def test_metrics_have_numbers_units_and_legal_bounds() -> None:
    for source, article, metric in METRICS:
        where = f"{_where(source, article)} {metric['text']}"
        assert set(metric) - {"optional"} == {"text", "value", "unit", "object", "bound", "high"}, where
        assert isinstance(metric["value"], int | float), where
        assert metric["bound"] in BOUNDS, where
        assert (metric["high"] is not None) == (metric["bound"] == "range"), where
        assert metric["high"] is None or metric["high"] > metric["value"], where
        assert metric.get("optional", True) is True, where


def test_models_and_metrics_stand_in_the_order_in_which_they_are_printed() -> None:
    for source, article in STORIES:
        everything = printed(article)
        for facts, name in ((article["models"], "key"), (article["metrics"], "text")):
            end = 0
            for fact in facts:  # by where they end; a short key may also stand inside a longer one before
                words = fold(fact[name])
                start = everything.find(words, max(0, end - len(words)))
                assert start >= 0, f"{_where(source, article)} {fact[name]}"
                end = start + len(words)


def test_places_state_every_level_above_one_they_name() -> None:
    for source, article in STORIES:
        place = article["place"]
        assert set(place) == {"province", "city", "county", "units"}, _where(source, article)
        assert place["province"] or not place["city"], _where(source, article)


# --- what is read of them ---------------------------------------------------------------------------------------------

FLOORS = {  # figure: (open, held out)
    "segment": (0.98, 0.90),
    "order": (0.98, 0.97),
    "headline": (0.98, 0.92),
    "kicker": (0.94, 0.86),
    "subhead": (0.98, 0.98),
    "dateline": (0.98, 0.98),
    "published": (0.98, 0.98),
    "byline": (0.98, 0.96),
    "place": (0.98, 0.98),
    "flags": (0.98, 0.98),
    "kind": (0.98, 0.93),
    "case": (0.98, 0.94),
    "model": (0.97, 0.89),
    "component": (0.94, 0.73),
    "metric": (0.91, 0.80),
    "number": (0.97, 0.97),
}


@pytest.mark.parametrize("figure", FLOORS)
def test_what_is_read_of_the_samples_stays_above_its_floor(figure: str) -> None:
    for part, floor in zip(PARTS, FLOORS[figure], strict=True):
        assert figures(part)[figure].f1 >= floor, part


def test_facts_told_with_confidence_are_right_and_are_most_facts() -> None:
    facts = told_facts(read_samples(), counted=PARTS["held out"])
    sure = [fact for fact in facts if fact.confidence >= SURE]
    assert len(sure) >= 0.6 * len(facts)
    assert sum(fact.right for fact in sure) >= 0.9 * len(sure)
