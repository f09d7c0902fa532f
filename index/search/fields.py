"""What is searched: the fields of a case, their weights, and the text that goes into each. Knows nothing of Whoosh.

Printed fields hold what the article prints, whole; a phrase in quotes is looked for in them alone. Derived fields hold
what was made of it: names of models without their quotation marks, official names of places, themes and formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.folding import fold
from index.records import Case

SECTION_HEADING_CHARACTERS = 24  # a longer line of a body is a paragraph, whatever it ends with
_SENTENCE_END = re.compile(r"[。！？；，、：…!?;,:]”?$")
# What Python and JavaScript together call white space, and the marks of no width that editors leave behind.
_SPACE = re.compile(r"[\s\ufeff\u200b]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how much an occurrence in it counts beside one in the body, and whether it is printed text."""

    name: str
    weight: float
    printed: bool


# In the order in which the export numbers them: keep in step with search.js. The weights say: a headline is about its
# words; a model's name is what a researcher searches for; one mention in a body is worth little.
FIELDS = (
    Field("body", 1.0, printed=True),
    Field("headline", 10.0, printed=True),
    Field("headings", 4.0, printed=True),
    Field("credits", 1.0, printed=True),
    Field("models", 6.0, printed=False),
    Field("places", 3.0, printed=False),
    Field("subjects", 2.0, printed=False),
)


# Beyond, further mentions tell nothing: a report that says 社区 four times is as much about it as one that says it ten
# times. A single character is counted once. It keeps the postings of the commonest words small in the browser.
MOST_TIMES = 4


def most_times(text: str) -> int:
    """How many occurrences of *text* in one field count.

    >>> most_times("社区"), most_times("社")
    (4, 1)
    """
    return MOST_TIMES if len(text) > 1 else 1


def squeeze(text: str) -> str:
    """*text* folded and without white space, as it is compared.

    >>> squeeze("１＋６ ＋ Ｘ　社區")
    '1+6+x社区'
    """
    return _SPACE.sub("", fold(text))


def is_space(character: str) -> bool:
    """Whether squeezing drops the character."""
    return _SPACE.fullmatch(character) is not None


def field_texts(case: Case) -> dict[str, list[str]]:
    """Field name → its paragraphs, squeezed, none of them empty. A phrase stands within one paragraph."""
    article = case.article
    lines = article.text.split("\n")
    texts = {
        "body": lines,
        "headline": [article.headline],
        "headings": [article.words("kicker"), article.words("subhead"), *_section_headings(lines)],
        "credits": [article.words("byline"), article.words("dateline")],
        "models": list(_model_names(case)),
        "places": list(place_names(case)),
        "subjects": list(subject_names(case)),
    }
    return {name: [s for s in map(squeeze, paragraphs) if s] for name, paragraphs in texts.items()}


def _section_headings(lines: Sequence[str]) -> Iterator[str]:
    """Short lines that end no sentence and have text below them: the headings inside an article."""
    for line in lines[:-1]:
        if 0 < len(line.strip()) <= SECTION_HEADING_CHARACTERS and not _SENTENCE_END.search(line.strip()):
            yield line


def _model_names(case: Case) -> Iterator[str]:
    """A model by its key and by its core with the head noun: 三三, 三三模式."""
    for model in case.article.models:
        yield model.key
        if model.kind:
            yield model.key.removesuffix(model.kind) + model.kind


def place_names(case: Case) -> Iterator[str]:
    """The official names, one after the other without a gap (as people write them), then each unit."""
    place = case.article.place
    yield "".join([name for name in (place.province, place.city, place.county) if name])
    for unit in place.units:
        yield unit.name


def subject_names(case: Case) -> Iterator[str]:
    """The themes of the case, and the national formulas and campaigns that it names, in the table's spelling."""
    yield from (theme.name for theme in case.article.themes)
    yield from (formula.name for formula in case.article.formulas)
