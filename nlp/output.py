"""A document as the JSON that ``caifeng read`` prints: the answer key's shape and the proof of every fact."""

from __future__ import annotations

from typing import Any

from nlp.measures import normalise
from nlp.records import (
    Article,
    Block,
    Byline,
    Component,
    Document,
    Evidence,
    Formula,
    Metric,
    Model,
    Place,
    Sentence,
    Theme,
)

Json = dict[str, Any]


def as_json(document: Document, *, source: str) -> Json:
    """*document* as a tree that ``json.dumps`` takes; *source* is the name of the file or address it came from.

    Lone surrogates, which no UTF-8 can hold, come out as U+FFFD; offsets stay valid.
    """
    tree: Json = {
        "source": source,
        "script": document.script,
        "articles": [_article(article, document.page) for article in document.articles],
        "blocks": [_block(block) for block in document.blocks],
        "doubts": list(document.doubts),
    }
    return _printable(tree) if _has_surrogate(document.page) else tree


def _article(article: Article, page: str) -> Json:
    return {
        "id": article.id,
        "kind": article.kind,
        "is_case": article.is_case,
        "case_reasons": list(article.case_reasons),
        **{name: article.words(name) or None for name in ("kicker", "subhead", "dateline")},
        "headline": article.headline,
        "bylines": [byline.name for byline in article.bylines],
        "byline_details": [_byline(byline, article, page) for byline in article.bylines],
        "published": article.published.isoformat() if article.published else None,
        "published_at": article.published_at,
        "text": article.text,
        "missing_head": article.missing_head,
        "missing_tail": article.missing_tail,
        "place": _place(article.place, article, page),
        "models": [_model(model, article, page) for model in article.models],
        "metrics": [_metric(metric, article, page) for metric in article.metrics],
        "formulas": [_formula(formula, article, page) for formula in article.formulas],
        "themes": [_theme(theme, article, page) for theme in article.themes],
        "summary": [_sentence(sentence, article, page) for sentence in article.summary],
        "doubts": list(article.doubts),
    }


def _evidence(evidence: Evidence, article: Article, page: str) -> Json:
    """Where a fact is printed, and how it looked there."""
    part = article.part(evidence.part)
    original = page if part is None else part.original
    span = {"part": evidence.part, "start": evidence.start, "end": evidence.end}
    return span | {"original": original[evidence.start : evidence.end]}


def _byline(byline: Byline, article: Article, page: str) -> Json:
    return {"name": byline.name, "role": byline.role, "evidence": _evidence(byline.evidence, article, page)}


def _place(place: Place, article: Article, page: str) -> Json:
    return {
        "province": place.province,
        "city": place.city,
        "county": place.county,
        "code": place.code,
        "units": [unit.name for unit in place.units],
        "unit_details": [
            {"name": unit.name, "evidence": _evidence(unit.evidence, article, page)} for unit in place.units
        ],
        "evidence": [_evidence(evidence, article, page) for evidence in place.evidence],
        "rule": place.rule,
        "confidence": place.confidence,
        "doubts": list(place.doubts),
    }


def _components(components: tuple[Component, ...]) -> list[str | Json]:
    return [
        {"name": part.name, "components": _components(part.components)} if part.components else part.name
        for part in components
    ]


def _model(model: Model, article: Article, page: str) -> Json:
    return {
        "name": model.name,
        "key": model.key,
        "kind": model.kind,
        "components": _components(model.components),
        "evidence": _evidence(model.evidence, article, page),
        "rule": model.rule,
        "confidence": model.confidence,
        "doubts": list(model.doubts),
    }


def _metric(metric: Metric, article: Article, page: str) -> Json:
    return {
        "text": metric.text,
        "value": metric.value,
        "unit": metric.unit,
        "object": metric.object,
        "bound": metric.bound,
        "high": metric.high,
        "qualifier": metric.qualifier,
        "period": metric.period,
        "since": metric.since.isoformat() if metric.since else None,
        "until": metric.until.isoformat() if metric.until else None,
        "check": metric.check,
        "normalised": _normalised(metric),
        "evidence": _evidence(metric.evidence, article, page),
        "rule": metric.rule,
        "confidence": metric.confidence,
        "doubts": list(metric.doubts),
    }


def _normalised(metric: Metric) -> Json | None:
    """The figure in the unit by which its kind is compared, None where it has no other."""
    same = normalise(metric)
    return {"value": same.value, "high": same.high, "unit": same.unit} if same else None


def _formula(formula: Formula, article: Article, page: str) -> Json:
    return {"name": formula.name, "sort": formula.sort} | _proof(formula, article, page)


def _sentence(sentence: Sentence, article: Article, page: str) -> Json:
    return {"text": sentence.text} | _proof(sentence, article, page)


def _theme(theme: Theme, article: Article, page: str) -> Json:
    return {
        "name": theme.name,
        "evidence": [_evidence(evidence, article, page) for evidence in theme.evidence],
        "rule": theme.rule,
        "confidence": theme.confidence,
    }


def _proof(fact: Formula | Sentence, article: Article, page: str) -> Json:
    evidence = _evidence(fact.evidence, article, page)
    return {"evidence": evidence, "rule": fact.rule, "confidence": fact.confidence}


def _block(block: Block) -> Json:
    return {"start": block.start, "end": block.end, "role": block.role, "article": block.article}


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _printable(tree: Any) -> Any:
    if isinstance(tree, str):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in tree)
    if isinstance(tree, dict):
        return {_printable(key): _printable(value) for key, value in tree.items()}
    return [_printable(value) for value in tree] if isinstance(tree, list) else tree
