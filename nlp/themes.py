"""What a case is about: themes of grassroots governance (志愿服务, 议事协商 …), several to a case, with evidence.

A closed scheme in a table, told by words; no topic model, because an editor must see why a theme was given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from nlp.records import Evidence, Part, Theme

HEADLINE_WEIGHT = 3.0  # of a word in headline, subhead or kicker
LEAD_WEIGHT, LEAD_CHARACTERS = 2.0, 100  # of a word at the beginning of the text, and how far that reaches
ENOUGH = 3.0  # weight that proves a theme: one word in a headline, two of which one in the lead, or three in the text
THEME_LIMIT = 5  # themes kept, the weightiest
# Confidence by rank: a headline's word that the text takes up, one that it does not, words of the text alone. No answer
# key has themes: judged by us on the open sample articles and the seeds, see docs/understanding.md.
HEADED_TWICE, HEADED, BY_TEXT, BY_WORD, BY_TEXT_AT_MOST = 0.95, 0.85, 0.5, 0.08, 0.9
EVIDENCE_LIMIT = 3  # places quoted for a theme


def find_themes(parts: Sequence[Part]) -> tuple[Theme, ...]:
    """The themes of the article in *parts*, weightiest first; empty when no word proves one. Never raises.

    *parts* are in unified script, in any order.

    >>> text = "社区招募志愿者，志愿服务队每周上门，志愿者还教老人用手机。"
    >>> [theme.name for theme in find_themes([Part("text", text, text)])]
    ['志愿服务']
    >>> [theme.name for theme in find_themes([Part("headline", "“板凳会”议出和美乡村", "“板凳会”议出和美乡村")])]
    ['议事协商', '乡村振兴']
    """
    found: dict[str, list[Evidence]] = {}
    for part in parts:
        if part.name not in ("byline", "dateline"):
            for word in _pattern().finditer(part.text):
                found.setdefault(_themes()[word[0]], []).append(Evidence(part.name, word.start(), word.end()))
    ranked = sorted(found, key=lambda name: -_weigh(found[name]))
    return tuple(_make_theme(name, found[name]) for name in ranked if _weigh(found[name]) >= ENOUGH)[:THEME_LIMIT]


def definitions() -> Mapping[str, str]:
    """Every theme of the scheme and what belongs there, in table order."""
    return {name: meaning for name, meaning, _ in _rows()}


def _make_theme(name: str, shown: Sequence[Evidence]) -> Theme:
    headed = any(evidence.part != "text" for evidence in shown)
    if headed:
        confidence = HEADED_TWICE if len(shown) > 1 else HEADED
    else:
        confidence = round(min(BY_TEXT_AT_MOST, BY_TEXT + BY_WORD * len(shown)), 2)
    rule = "theme: words of the headline" if headed else "theme: words of the text"
    return Theme(name, tuple(shown[:EVIDENCE_LIMIT]), rule, confidence)


def _weigh(shown: Sequence[Evidence]) -> float:
    return sum(map(_weight, shown))


def _weight(evidence: Evidence) -> float:
    if evidence.part != "text":
        return HEADLINE_WEIGHT
    return LEAD_WEIGHT if evidence.start < LEAD_CHARACTERS else 1.0


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("nlp.tables").joinpath("themes.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple((name, meaning, words) for name, meaning, words in rows)


@cache
def _themes() -> Mapping[str, str]:
    return {word: name for name, _, words in _rows() for word in words.split("|")}


@cache
def _pattern() -> re.Pattern[str]:
    """All words at once, the longest first; none is read inside a longer one."""
    return re.compile("|".join(map(re.escape, sorted(_themes(), key=len, reverse=True))))
