"""A query as typed → what must and must not stand in a case. Keep in step with search.js. Knows nothing of Whoosh.

Quotation marks, straight or curly, make a phrase; a hyphen before a piece excludes it; OR between two
pieces takes either; the rest is words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.folding import fold
from index.search.fields import squeeze

OR = "or"  # as folded
_PIECE = re.compile(
    r"""
    (?P<not> (?<!\S) - (?=\S) )?          # a hyphen at the start of a piece
    (?: ["“”] (?P<phrase> [^"“”]* ) (?: ["“”] | $ )   # a phrase; a quotation mark never closed runs to the end
      | (?P<words> [^\s"“”]+ ) )
    """,
    re.VERBOSE,
)
# What no name of a practice holds: a query is split there. + - . / % & # @ ~ _ · stay: 1+6+X, 3.6, 5G.
_PUNCTUATION = re.compile(r"[，。、；：！？‘’（）《》〈〉【】…—,;:!?()'<>\[\]{}|\\]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or phrase, folded and without white space. A phrase must stand in print as it is.

    ``others`` do as well: 甲 OR 乙.
    """

    text: str
    phrase: bool = False
    others: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood: every unit of ``wanted`` and none of ``unwanted``."""

    wanted: tuple[Unit, ...]
    unwanted: tuple[Unit, ...]


def parse_query(typed: str) -> Query:
    """What *typed* asks for. Anything can be typed: there is no wrong query, at most an empty one.

    >>> parse_query('社區 "党建引领 治理" -物业').wanted
    (Unit(text='社区', phrase=False, others=()), Unit(text='党建引领治理', phrase=True, others=()))
    >>> [unit.text for unit in parse_query("１＋６＋Ｘ、三社联动").wanted]
    ['1+6+x', '三社联动']
    >>> parse_query("物业 OR 业委会").wanted
    (Unit(text='物业', phrase=False, others=(Unit(text='业委会', phrase=False, others=()),)),)
    >>> parse_query("“三三”模式").wanted
    (Unit(text='三三', phrase=True, others=()), Unit(text='模式', phrase=False, others=()))
    """
    wanted: list[Unit] = []
    unwanted: list[Unit] = []
    whole = typed.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character
    either = False
    for piece in _PIECE.finditer(fold(whole)):
        side, units = (unwanted if piece["not"] else wanted), _units(piece["phrase"], piece["words"])
        if either and units and side:
            side[-1] = replace(side[-1], others=(*side[-1].others, units.pop(0)))
        side.extend(units)
        either = piece["words"] == OR and not piece["not"]
        if either:
            side.pop()
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _units(phrase: str | None, words: str | None) -> list[Unit]:
    if phrase is not None:
        text = squeeze(phrase)
        return [Unit(text, phrase=True)] if text else []
    return [Unit(word) for word in _PUNCTUATION.split(words or "") if word]
