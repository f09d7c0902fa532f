"""From read articles to understood ones: models, metrics, place, themes, summary, and whether each is a case.

The one place where reading and understanding meet; each finder knows the article's parts and nothing of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.cases import judge_case
from nlp.formulas import find_formulas
from nlp.metrics import find_metrics
from nlp.models import find_models
from nlp.places import find_place, shared_territory
from nlp.records import Article, Place
from nlp.summary import summarise
from nlp.themes import find_themes

BY_PAGE = (
    0.7  # at most, of a place that only the other articles of the page tell: pages of several papers are scanned too
)
PAGE_RULE = "place: territory that the page's other articles share"


def understand_page(articles: Sequence[Article], *, territory: str | None = None) -> tuple[Article, ...]:
    """*articles* of one page, understood; see understand_article.

    Where *territory* is None, an article that does not prove its place is read again with the city or province that all
    others of the page lie in, when they agree: 我市 among five reports from one city means that city.
    """
    understood = tuple(understand_article(article, territory=territory) for article in articles)
    shared = None if territory else shared_territory(article.place for article in understood)
    return tuple(_place_again(article, shared) for article in understood) if shared else understood


def understand_article(article: Article, *, territory: str | None = None) -> Article:
    """*article* with what its parts say; *territory* is the GB/T 2260 code of the paper's own place, or None.

    Furniture comes back as it is: nothing in it is a practice.
    """
    if article.kind == "furniture":
        return article
    models = find_models(article.parts)
    found = replace(
        article,
        models=models,
        metrics=find_metrics(article.parts, published=article.published),
        place=find_place(article.parts, territory=territory),
        themes=find_themes(article.parts),
        formulas=find_formulas(article.parts, models=models),
    )
    return _judge(replace(found, summary=summarise(found)))


def _judge(article: Article) -> Article:
    judgement = judge_case(article)
    return replace(article, is_case=judgement.is_case, case_reasons=judgement.reasons)


def _place_again(article: Article, territory: str) -> Article:
    """*article* with the place that *territory* gives it, if it had no province."""
    if article.kind == "furniture" or article.place.province:
        return article
    place = find_place(article.parts, territory=territory)
    return _judge(replace(article, place=_by_page(place))) if place.province else article


def _by_page(place: Place) -> Place:
    return replace(place, rule=PAGE_RULE, confidence=min(place.confidence, BY_PAGE))
