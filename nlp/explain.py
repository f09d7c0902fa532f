"""A read document as a listing for people: which rule found what, where it is printed, what was considered and refused.

For editors and for those who change the rules; programs read nlp.output instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nlp.measures import normalise
from nlp.metrics.refused import MEANINGS, refused_counts
from nlp.models import Considered, consider
from nlp.places.mentions import Mention, find_mentions
from nlp.records import Article, Component, Document, Evidence, Metric, Model, Part

AROUND = 8  # characters shown on either side of what is quoted
VERDICTS = {True: "case 案例", False: "no case 非案例", None: "undecided 存疑"}


def explain(document: Document, *, source: str) -> Iterator[str]:
    """The lines of the listing, without line feeds. Every printed word in them stands in *document*.

    >>> from nlp.read import read_page
    >>> page = "某县：推行“三问”\\n\\n本报讯 近日，某县推行“三问”工作法，打通“最后一公里”，化解纠纷30件，居全市第2位。"
    >>> for line in list(explain(read_page(page), source="page.txt"))[5:11]:
    ...     print(line)
      model      “三问”工作法 · key 三问 · kind 工作法   [numeral coinage 0.95]
                 headline 5–9: 某县：推行⟦“三问”⟧
        refused  最后一公里: metaphor   text 17–24: 问”工作法，打通⟦“最后一公里”⟧，化解纠纷30件
      metric     30件 纠纷   [before-verb 0.95]
                 text 25–32: “最后一公里”，⟦化解纠纷30件⟧，居全市第2位。
        refused  一公里: part of a name, a title or a set phrase   text 20–23: 作法，打通“最后⟦一公里⟧”，化解纠纷30
    """
    yield f"{source} · {document.script} · {len(document.articles)} articles, {len(document.page)} characters"
    for doubt in document.doubts:
        yield f"  doubt      {doubt}"
    for article in document.articles:
        yield from _article(article)


def _article(article: Article) -> Iterator[str]:
    yield ""
    yield f"{article.id}. {article.kind} · {_line(article.headline) or '(no headline)'}"
    for told in (_judgement, _place, _models, _metrics, _subject):
        yield from told(article) if article.kind != "furniture" else ()
    for doubt in article.doubts:
        yield f"  doubt      {doubt}"


def _judgement(article: Article) -> Iterator[str]:
    yield f"  {VERDICTS[article.is_case]}: {'；'.join(map(_line, article.case_reasons)) or '-'}"


def _place(article: Article) -> Iterator[str]:
    place = article.place
    names = "".join(filter(None, (place.province, place.city, place.county)))
    code = f" {place.code}" if place.code else ""
    yield f"  place      {names or 'not stated'}{code}" + (
        f"   [{place.rule} {place.confidence:g}]" if place.rule else ""
    )
    yield from (_quote(article, evidence) for evidence in place.evidence)
    for unit in place.units:
        yield f"    unit     {unit.name}   {_at(article, unit.evidence)}"
    yield from (f"    doubt    {doubt}" for doubt in place.doubts)
    yield from (f"    also     {line}" for line in _other_places(article))


def _other_places(article: Article) -> Iterator[str]:
    """The place names that are not quoted as evidence, and why they weigh less."""
    shown = {(evidence.part, evidence.start) for evidence in article.place.evidence}
    for part in article.parts:
        for mention in find_mentions(part) if part.name not in ("byline", "dateline") else ():
            if (mention.part, mention.start) not in shown:
                yield f"{_mention(mention)}   {_at(article, Evidence(part.name, mention.start, mention.end))}"


def _mention(mention: Mention) -> str:
    """What a name may be, and what weakens it as the place of the case."""
    said = {
        "in passing": mention.passing,
        "a school's own name": mention.school,
        "one of a list": mention.listed,
        "a plain word without its city": mention.bare,
        "a short name": not mention.full,
        f"one of {len(mention.divisions)} so called": len(mention.divisions) > 1,
    }
    why = ", ".join(word for word, holds in said.items() if holds) or "weighs less or says the same"
    return f"{'/'.join(dict.fromkeys(division.name for division in mention.divisions[:3]))}: {why}"


def _models(article: Article) -> Iterator[str]:
    for model in article.models:
        yield f"  model      {_named(model)}   [{model.rule} {model.confidence:g}]"
        yield _quote(article, model.evidence)
        yield from (f"      {'  ' * depth}stands for {_line(name)}" for depth, name in _tree(model.components))
        yield from (f"    doubt    {doubt}" for doubt in model.doubts)
    for considered in consider(article.parts):
        if not considered.verdict.accepted:
            yield f"    refused  {_refused_name(article, considered)}"


def _named(model: Model) -> str:
    return f"{_line(model.name)} · key {_line(model.key)} · kind {model.kind or '-'}"


def _refused_name(article: Article, considered: Considered) -> str:
    first = considered.name.mentions[0]
    where = _at(article, Evidence(first.strip.name, first.start, first.end))
    return f"{_line(considered.name.core)}: {considered.verdict.rule}   {where}"


def _tree(components: Iterable[Component], depth: int = 0) -> Iterator[tuple[int, str]]:
    for component in components:
        yield depth, component.name
        yield from _tree(component.components, depth + 1)


def _metrics(article: Article) -> Iterator[str]:
    for metric in article.metrics:
        yield f"  metric     {_figure(metric)}   [{metric.rule} {metric.confidence:g}]"
        yield _quote(article, metric.evidence)
        yield from (f"    doubt    {doubt}" for doubt in metric.doubts)
    for refused in refused_counts(article.parts, article.metrics):
        yield f"    refused  {_line(refused.text)}: {MEANINGS[refused.reason]}   {_at(article, refused.evidence)}"


def _figure(metric: Metric) -> str:
    """The figure with everything that is told of it: ≥ 23000次 活动, 累计, 今年以来 (2023-01-01 to 2023-05-18)."""
    high = f"–{metric.high:g}" if metric.high is not None else ""
    bound = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}.get(metric.bound, "")
    days = f"({metric.since or '…'} to {metric.until or '…'})" if metric.since or metric.until else None
    same = normalise(metric)
    converted = f"= {same.value:g} {same.unit}" if same and same.unit != metric.unit else None
    more = (metric.qualifier, metric.period, days, converted, f"✓ {metric.check}" if metric.check else None)
    figure = f"{bound}{metric.value:.12g}{high}{metric.unit} {_line(metric.object or '(of what is not printed)')}"
    return ", ".join((figure, *(word for word in more if word)))


def _subject(article: Article) -> Iterator[str]:
    for formula in article.formulas:
        yield f"  formula    {formula.name} · {formula.sort}   [{formula.rule} {formula.confidence:g}]"
        yield _quote(article, formula.evidence)
    for theme in article.themes:
        yield f"  theme      {theme.name}   [{theme.rule} {theme.confidence:g}]"
        yield from (_quote(article, evidence) for evidence in theme.evidence)
    for sentence in article.summary:
        yield f"  summary    {_line(sentence.text)}   [{sentence.rule} {sentence.confidence:g}]"


def _quote(article: Article, evidence: Evidence) -> str:
    return f"{' ' * 13}{_at(article, evidence)}"


def _at(article: Article, evidence: Evidence) -> str:
    """Where something is printed, with the words around it: text 5–9: 推行⟦“三问”⟧工作法."""
    part = article.part(evidence.part) or Part(evidence.part, "", "")
    before = part.text[max(0, evidence.start - AROUND) : evidence.start]
    shown, after = part.text[evidence.start : evidence.end], part.text[evidence.end : evidence.end + AROUND]
    return _line(f"{part.name} {evidence.start}–{evidence.end}: {before}⟦{shown}⟧{after}")


def _line(text: str) -> str:
    """*text* on one line and without characters that would steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
