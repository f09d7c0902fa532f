"""How much of a case may be shown: what its source lets us show, and never a number of a private person.

"full": everything. "extract": head, summary and the sentences that prove facts, up to a third of the text; a fact
beyond that shows its own words alone. "citation": what a citation has, the place and the themes. Every page, shard and
download reads its cases from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from index.privacy import masked
from index.records import Case, Span
from nlp.records import Article, Evidence, Part
from press.marks import sentence_around

EXTRACT_SHARE = 1 / 3  # of a text's characters that an extract may show; the summary counts first
CITED_PARTS = ("headline", "subhead", "byline")
OPENING_CHARACTERS = 24  # of the text that stand in for a missing headline: keep in step with records.Case.title


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as it may be shown. ``passages`` of its text may be quoted, in order; None: all of it."""

    case: Case
    passages: tuple[Span, ...] | None = None

    @property
    def article(self) -> Article:
        return self.case.article

    @property
    def whole(self) -> bool:
        """Whether the text may be shown from its first character to its last."""
        return self.passages is None

    def allows(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies in a passage."""
        return self.passages is None or any(span.start <= start and end <= span.end for span in self.passages)

    def parts(self) -> Iterator[Part]:
        """The parts, of the text the passages, each as a part of its own."""
        for part in self.article.parts:
            if part.name != "text" or self.passages is None:
                yield part
            else:
                for span in self.passages:
                    yield _cut(part, span)


def show(case: Case) -> Shown:
    """What may be shown of *case*."""
    safe = masked(case)
    if case.publish == "citation":
        return Shown(_cited(safe), ())
    return Shown(safe, None if case.publish == "full" else _passages(safe))


def _cut(part: Part, span: Span) -> Part:
    return Part(part.name, part.text[span.start : span.end], part.original[span.start : span.end])


def _cited(case: Case) -> Case:
    """The case without what a citation does not have. A text without a headline keeps its opening words as its name."""
    article = case.article
    parts = tuple(part for part in article.parts if part.name in CITED_PARTS)
    if not article.headline:
        text = article.part("text")
        parts += (_cut(text, Span(0, OPENING_CHARACTERS)),) if text else ()
    bare = replace(
        article,
        parts=parts,
        place=replace(article.place, units=(), evidence=(), doubts=()),
        themes=tuple(replace(theme, evidence=()) for theme in article.themes),
        case_reasons=(),
        models=(),
        metrics=(),
        doubts=(),
        summary=(),
        formulas=(),
    )
    return replace(case, article=bare, document=replace(case.document, page="", doubts=(), notes=()))


def _passages(case: Case) -> tuple[Span, ...]:
    """Sentences of the text that may be quoted: those of the summary, then of models and figures while room is left."""
    text = case.article.text
    room = int(len(text) * EXTRACT_SHARE)
    taken: list[Span] = []
    for evidence in _worth_quoting(case.article):
        span = Span(*sentence_around(text, evidence.start, evidence.end))
        size = span.end - span.start
        if span not in taken and size <= room:
            taken.append(span)
            room -= size
    return _joined(sorted(taken, key=lambda span: (span.start, span.end)))


def _worth_quoting(article: Article) -> Iterator[Evidence]:
    summary = (sentence.evidence for sentence in article.summary)
    models = (model.evidence for model in article.models)
    metrics = (metric.evidence for metric in article.metrics)
    return (evidence for evidence in chain(summary, models, metrics) if evidence.part == "text")


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """The *spans* with those that overlap made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
