"""From a read article to an understood one: its models, metrics, place, and whether it is a case.

The one place where reading and understanding meet; each finder knows the article's parts and nothing of the page.
"""

from __future__ import annotations

from dataclasses import replace

from nlp.cases import judge_case
from nlp.metrics import find_metrics
from nlp.models import find_models
from nlp.places import find_place
from nlp.records import Article


def understand_article(article: Article, *, territory: str | None = None) -> Article:
    """*article* with what its parts say; *territory* is the GB/T 2260 code of the paper's own place, or None.

    Furniture comes back as it is: nothing in it is a practice.
    """
    if article.kind == "furniture":
        return article
    found = replace(
        article,
        models=find_models(article.parts),
        metrics=find_metrics(article.parts, published=article.published),
        place=find_place(article.parts, territory=territory),
    )
    judgement = judge_case(found)
    return replace(found, is_case=judgement.is_case, case_reasons=judgement.reasons)
