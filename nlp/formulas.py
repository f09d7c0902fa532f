"""National formulas, campaigns and standing institutions that an article names (枫桥经验, 三会一课).

They are found as such, so that they can be searched for and do not crowd a case's own models. The table is the one by
which nlp.models refuses them; only what it calls formula, campaign or institution is told here. Abbreviations of
ordinary things (两委) and honours are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.models.fold import fold, squeezed
from nlp.models.lexicon import table
from nlp.records import Evidence, Formula, Model, Part

SORTS = ("formula", "campaign", "institution")
PARTS = ("kicker", "headline", "subhead", "text")  # in the order of printing
PLAIN_LENGTH = 4  # characters from which a name needs no quotation marks: shorter ones stand in other words, too

# Ranks put into figures: no answer key for formulas exists.
QUOTED, PLAIN = 0.98, 0.9

_OPENING, _CLOSING = "“‘", "”’"
_BETWEEN = re.compile(r"[^。!?;:\n]*")  # what may stand between the characters of one name: quotation marks, 、, blanks
_NUMERAL = re.compile(r"[0-9A-Za-z一二三四五六七八九十百千万]")
_ASCII = re.compile(r"[0-9A-Za-z.+-]")
_LINE = re.compile(r"热线|政务|便民|市民|市长|平台|接诉")  # what makes plain digits the name of a hotline


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without quotation marks, blanks and inner punctuation; ``places`` tells where each character stood."""

    text: str
    places: tuple[int, ...]


def find_formulas(parts: Sequence[Part], *, models: Sequence[Model] = ()) -> tuple[Formula, ...]:
    """The formulas that *parts* name, each once, in printed order; what stands inside one of *models* is none.

    >>> text = "坚持新时代“枫桥经验”，落实三会一课制度，推行“四色”工作法。"
    >>> [(f.name, f.sort) for f in find_formulas([Part("text", text, text)])]
    [('新时代枫桥经验', 'formula'), ('三会一课', 'institution')]
    >>> find_formulas([Part("text", "社区“两委”商量", "社区“两委”商量")])
    ()
    """
    taken = [model.evidence for model in models]
    ranked = sorted((p for p in parts if p.name in PARTS), key=lambda part: PARTS.index(part.name))
    found: dict[str, Formula] = {}
    for part in ranked:
        for formula in _in_part(part):
            if not any(_overlap(formula.evidence, other) for other in taken):
                found.setdefault(formula.name, formula)
    return tuple(found.values())


def _in_part(part: Part) -> Iterator[Formula]:
    folded = fold(part.text)
    line = _squeeze(folded)
    for match in _pattern().finditer(line.text):
        start, end = line.places[match.start()], line.places[match.end() - 1] + 1
        name, sort = _names()[match[0]]
        quoted = _quoted(folded, start, end)
        if _BETWEEN.fullmatch(folded, start, end) and (quoted or _stands_alone(folded, start, end)):
            confidence = QUOTED if quoted else PLAIN
            rule = "formula: quoted" if quoted else "formula: named"
            yield Formula(name, sort, Evidence(part.name, start, end), rule, confidence)


def _squeeze(folded: str) -> _Squeezed:
    kept = [(at, char) for at, char in enumerate(folded.lower()) if char.isalnum() or char in "+×->"]
    return _Squeezed("".join(char for _, char in kept), tuple(at for at, _ in kept))


def _quoted(folded: str, start: int, end: int) -> bool:
    """Whether quotation marks stand around the name, or open within it (新时代“枫桥经验”)."""
    inside = any(mark in folded[start:end] for mark in _OPENING)
    opened = inside or folded[start - 1 : start] in tuple(_OPENING)
    return opened and folded[end : end + 1] in tuple(_CLOSING)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether an unquoted name is surely one: long enough, and no piece of a longer number or formula."""
    name = folded[start:end]
    if name.isdigit():
        return not _ASCII.match(folded[max(0, start - 1) : start]) and bool(_LINE.match(folded, end))
    around = folded[max(0, start - 1) : start] + folded[end : end + 1]
    cut = _NUMERAL.match(name) and _NUMERAL.match(folded[max(0, start - 1) : start])
    return end - start >= PLAIN_LENGTH and not cut and "+" not in around


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.part == other.part and one.start < other.end and other.start < one.end


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    """Squeezed name → the table's spelling and sort."""
    return {squeezed(name): (name, sort) for name, sort in table("model_formulas").items() if sort in SORTS}


@cache
def _pattern() -> re.Pattern[str]:
    """All names, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(_names(), key=len, reverse=True))))
