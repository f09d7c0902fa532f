"""Whether what was read stands in the document: every quotation is literally there, or the reading is refused.

Pure; used when a reading is kept (ingest) and when the library is checked (doctor).
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.records import Article, Document, Evidence, Part


def faults(document: Document, *, received: str) -> tuple[str, ...]:
    """What is wrong with the quotations of *document*, read from the text *received*; () when all of them hold."""
    if document.page != received:
        return ("the reading is of another text than the document as received",)
    return tuple([fault for article in document.articles for fault in article_faults(article, received)])


def article_faults(article: Article, page: str) -> Iterator[str]:
    """The faults of one article: parts of unequal length, runs that are not on the page, evidence out of bounds."""
    for part in article.parts:
        yield from _part_faults(part, page, article.id)
    for what, evidence in _evidences(article):
        source = page if evidence.part == "page" else article.words(evidence.part)
        if not 0 <= evidence.start < evidence.end <= len(source):
            yield (
                f"article {article.id}: the evidence of {what} is {evidence.part}[{evidence.start}:{evidence.end}], "
                f"but that part has {len(source)} characters"
            )


def _part_faults(part: Part, page: str, number: int) -> Iterator[str]:
    if len(part.text) != len(part.original):
        yield f"article {number}: {part.name} has {len(part.text)} unified but {len(part.original)} printed characters"
    for run in part.runs:
        printed = part.original[run.start : run.start + run.length]
        if (
            run.length < 1
            or len(printed) != run.length
            or page[run.page_start : run.page_start + run.length] != printed
        ):
            yield f"article {number}: {part.name} at {run.start} is not what the page has at {run.page_start}"


def _evidences(article: Article) -> Iterator[tuple[str, Evidence]]:
    for byline in article.bylines:
        yield f"byline {byline.name!r}", byline.evidence
    for model in article.models:
        yield f"model {model.name!r}", model.evidence
    for metric in article.metrics:
        yield f"metric {metric.text!r}", metric.evidence
    for unit in article.place.units:
        yield f"unit {unit.name!r}", unit.evidence
    for evidence in article.place.evidence:
        yield "the place", evidence
    yield from _evidences_of_subject(article)


def _evidences_of_subject(article: Article) -> Iterator[tuple[str, Evidence]]:
    for theme in article.themes:
        yield from ((f"theme {theme.name!r}", evidence) for evidence in theme.evidence)
    for sentence in article.summary:
        yield "the summary", sentence.evidence
    for formula in article.formulas:
        yield f"formula {formula.name!r}", formula.evidence
