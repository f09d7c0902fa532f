"""A case as its page shows it: text with marks, facts with the sentences that prove them, provenance, doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.records import Case
from nlp.records import Article, Component, Evidence, Formula, Metric, Model, Part, Sentence
from press.catalogue import Catalogue, ThemeShelf, paper_title
from press.cite import Citation, cite
from press.doubts import say_doubt
from press.links import web_address
from press.marks import Fact, Paragraph, Piece, paragraphs, pieces, sentence_around
from press.place_tree import PlaceNode, trail
from press.quotes import PAGE, evidence_words
from press.rights import Shown
from press.words import Word

HEAD_PARTS = ("kicker", "headline", "subhead", "byline", "dateline")
COUNTED = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ一二三四五六七八九十百千两双]")
SIGNS = {"exact": "", "at_least": "≥ ", "at_most": "≤ ", "approx": "≈ ", "range": ""}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the case with what it proves marked. ``anchor``: where it stands in the text shown, or None."""

    case: str
    part: str
    pieces: tuple[Piece, ...]
    anchor: str | None

    @property
    def two_scripts(self) -> bool:
        """Whether the print has other glyphs."""
        return any(piece.text != piece.original for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model with its tree. ``undecoded``: its name counts or abbreviates, and the text does not say what."""

    name: str
    kind: str | None
    components: tuple[Component, ...]
    undecoded: bool
    path: str | None
    others: int
    quote: Quote
    rule: str
    confidence: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricView:
    """A counted fact. ``amount`` is written for people ("≥ 1,200", "3–5"), ``value`` is what it is sorted by."""

    amount: str
    value: float
    unit: str
    object: str | None
    qualifier: str | None
    period: str | None
    check: str | None
    quote: Quote
    rule: str
    confidence: float
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Those who are named in one role; ``role`` as printed, None when none is."""

    role: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitView:
    """A named place or body below the county, with the sentence that names it first."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme of the case, with the words that show it as they stand in the article."""

    shelf: ThemeShelf
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A national formula or campaign that the case names; ``sort`` as in the table: formula, campaign, institution."""

    name: str
    sort: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something uncertain, and what it is about (the name of a model, a number …; "" for the case as a whole)."""

    about: str
    words: Word


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything on the page of a case. ``whole``: whether all of the text is shown."""

    case: Case
    whole: bool
    summary: tuple[Quote, ...]
    themes: tuple[ThemeView, ...]
    formulas: tuple[FormulaView, ...]
    parts: dict[str, tuple[Paragraph, ...]]
    two_scripts: bool
    models: tuple[ModelView, ...]
    metrics: tuple[MetricView, ...]
    people: tuple[People, ...]
    place_quote: Quote | None
    units: tuple[UnitView, ...]
    places: tuple[PlaceNode, ...]
    paper: str | None
    address: str | None
    citation: Citation
    doubts: tuple[Doubt, ...]


def view_case(shown: Shown, catalogue: Catalogue) -> CaseView:
    """What the page of the case shows. Raises QuoteError when evidence points outside the stored article."""
    case, article = shown.case, shown.article
    paper = paper_title(case, catalogue.sources)
    here = catalogue.place_of.get(case.id)
    where = article.place.evidence
    return CaseView(
        case=case,
        whole=shown.whole,
        summary=tuple(_summary(shown, sentence) for sentence in article.summary),
        themes=tuple(_themes(shown, catalogue)),
        formulas=tuple(_formula(shown, formula) for formula in article.formulas),
        parts={part.name: paragraphs(part, _facts(article, part.name)) for part in _whole_parts(shown)},
        two_scripts=any(part.text != part.original for part in article.parts),
        models=tuple(_model(shown, catalogue, n) for n in range(len(article.models))),
        metrics=tuple(_metric(shown, n) for n in range(len(article.metrics))),
        people=_people(article),
        place_quote=quote(shown, where[0], name="p1", kind="place") if where else None,
        units=tuple(_unit(shown, n) for n in range(len(article.place.units))),
        places=trail(here, catalogue.places) if here else (),
        paper=paper,
        address=web_address(case.document.address),
        citation=cite(case, paper=paper),
        doubts=tuple(_doubts(case)),
    )


def quote(shown: Shown, evidence: Evidence, *, name: str = "", kind: str = "") -> Quote:
    """The sentence around *evidence*, marked, or where that may not be shown the evidence alone.

    Raises QuoteError when it points outside the stored article.
    """
    case = shown.case
    evidence_words(case, evidence)
    part = _stored_part(case, evidence.part)
    start, end = _bounds(shown, part, evidence)
    cut = Part(part.name, part.text[start:end], part.original[start:end])
    fact = Fact(name, kind, evidence.start - start, evidence.end - start)
    anchored = name and evidence.part != PAGE and (shown.whole or evidence.part != "text")
    return Quote(case.id, evidence.part, pieces(cut, [fact]), f"e-{name}" if anchored else None)


def _bounds(shown: Shown, part: Part, evidence: Evidence) -> tuple[int, int]:
    start, end = sentence_around(part.text, evidence.start, evidence.end)
    may = shown.allows(start, end) if part.name == "text" else shown.whole or part.name != PAGE
    return (start, end) if may else (evidence.start, evidence.end)


def _whole_parts(shown: Shown) -> Iterable[Part]:
    """The parts that are shown from their first character to their last."""
    return (part for part in shown.article.parts if shown.whole or part.name != "text")


def amount(metric: Metric) -> str:
    """The value as people write it.

    >>> from nlp.records import Evidence
    >>> rest = dict(unit="人", object=None, evidence=Evidence("text", 0, 1), rule="", confidence=1.0)
    >>> amount(Metric("3至5人", 3.0, bound="range", high=5.0, **rest))
    '3–5'
    >>> amount(Metric("1.2万余人", 12000.0, bound="at_least", high=None, **rest))
    '≥ 12,000'
    """
    high = f"–{written_number(metric.high)}" if metric.high is not None else ""
    return f"{SIGNS.get(metric.bound, '')}{written_number(metric.value)}{high}"


def written_number(value: float) -> str:
    """A value with its thousands parted."""
    exact = Decimal(repr(float(value)))
    if not exact.is_finite():
        return str(value)
    return f"{int(exact):,}" if exact == exact.to_integral_value() else f"{exact.normalize():,f}"


def _stored_part(case: Case, name: str) -> Part:
    if name == PAGE:
        return Part(PAGE, case.document.page, case.document.page)
    return next(part for part in case.article.parts if part.name == name)


def _facts(article: Article, part: str) -> list[Fact]:
    """The facts whose evidence is in *part*, named as their rows are: m1 … models, k1 … metrics, u1 … units."""
    rows: Sequence[tuple[str, str, Sequence[Evidence]]] = (
        ("m", "model", [model.evidence for model in article.models]),
        ("k", "metric", [metric.evidence for metric in article.metrics]),
        ("u", "place", [unit.evidence for unit in article.place.units]),
        ("p", "place", article.place.evidence),
    )
    return [
        Fact(f"{letter}{n}", kind, evidence.start, evidence.end)
        for letter, kind, evidences in rows
        for n, evidence in enumerate(evidences, start=1)
        if evidence.part == part
    ]


def _summary(shown: Shown, sentence: Sentence) -> Quote:
    """A sentence of the article, no more and no less."""
    return _words(shown, sentence.evidence, [])


def _themes(shown: Shown, catalogue: Catalogue) -> Iterator[ThemeView]:
    shelves = {shelf.name: shelf for shelf in catalogue.themes}
    for theme in shown.article.themes:
        told = [_words(shown, evidence, ["theme"]) for evidence in theme.evidence]
        once = {tuple(piece.text for piece in quote.pieces): quote for quote in reversed(told)}
        yield ThemeView(shelves[theme.name], tuple(reversed(once.values())))


def _formula(shown: Shown, formula: Formula) -> FormulaView:
    return FormulaView(formula.name, formula.sort, quote(shown, formula.evidence, kind="formula"))


def _words(shown: Shown, evidence: Evidence, kinds: Sequence[str]) -> Quote:
    """The words of *evidence* and nothing around them, marked as *kinds*."""
    evidence_words(shown.case, evidence)
    part = _stored_part(shown.case, evidence.part)
    cut = Part(part.name, part.text[evidence.start : evidence.end], part.original[evidence.start : evidence.end])
    marks = [Fact("", kind, 0, len(cut.text)) for kind in kinds]
    return Quote(shown.case.id, evidence.part, pieces(cut, marks), None)


def _model(shown: Shown, catalogue: Catalogue, n: int) -> ModelView:
    model: Model = shown.article.models[n]
    entry = catalogue.entry(shown.case.id, model.key)
    return ModelView(
        name=model.name,
        kind=model.kind,
        components=model.components,
        undecoded=not model.components and bool(COUNTED.search(model.key)),
        path=f"models/{entry.slug}.html" if entry else None,
        others=len(entry.cases) - 1 if entry else 0,
        quote=quote(shown, model.evidence, name=f"m{n + 1}", kind="model"),
        rule=model.rule,
        confidence=model.confidence,
        doubts=model.doubts,
    )


def _metric(shown: Shown, n: int) -> MetricView:
    metric = shown.article.metrics[n]
    return MetricView(
        amount=amount(metric),
        value=metric.value,
        unit=metric.unit,
        object=metric.object,
        qualifier=metric.qualifier,
        period=metric.period,
        check=metric.check,
        quote=quote(shown, metric.evidence, name=f"k{n + 1}", kind="metric"),
        rule=metric.rule,
        confidence=metric.confidence,
        doubts=metric.doubts,
    )


def _unit(shown: Shown, n: int) -> UnitView:
    unit = shown.article.place.units[n]
    return UnitView(unit.name, quote(shown, unit.evidence, name=f"u{n + 1}", kind="place"))


def _people(article: Article) -> tuple[People, ...]:
    """The bylines by role, in the order of print."""
    roles = dict.fromkeys(byline.role or None for byline in article.bylines)
    return tuple(People(role, tuple(b.name for b in article.bylines if (b.role or None) == role)) for role in roles)


def _doubts(case: Case) -> Iterator[Doubt]:
    """Every doubt, the case's own first. What the page lacks is doubtful too."""
    article = case.article
    for words in (*case.document.notes, *case.document.doubts, *article.doubts):
        yield Doubt("", say_doubt(words))
    for words in article.place.doubts:
        yield Doubt(
            "".join(filter(None, (article.place.province, article.place.city, article.place.county))), say_doubt(words)
        )
    for model in article.models:
        yield from (Doubt(model.name, say_doubt(words)) for words in model.doubts)
    for metric in article.metrics:
        yield from (Doubt(metric.text, say_doubt(words)) for words in metric.doubts)
