"""Where an article's case is: province, city and county under official names, and the units that act below the county.

"Not stated" beats a guess: a place needs a name of its own in the article, or words like 我市 with a paper whose
territory is known. Mentions are found in mentions.py, weighed in choice.py; units are in units.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.divisions import Division, find_code, find_path
from nlp.places.choice import Choice, choose
from nlp.places.deixis import find_deixis, resolve_deixis
from nlp.places.mentions import Mention, find_mentions
from nlp.places.units import find_units
from nlp.records import Evidence, Part, Place

__all__ = ["find_place", "shared_territory"]

ORDER = ("headline", "subhead", "kicker", "dateline", "text")
EVIDENCE_LIMIT = 3  # mentions quoted as evidence: enough for an editor to check

# Rank → confidence: a full name or a chain in headline or lead; a short name there; anything further down. Right on the
# open sample articles and the seeds: 41 of 41, 14 of 14, 3 of 3; by the paper or a word beside: 1 of 1.
CERTAIN, LIKELY, WEAK, BY_PAPER = 0.97, 0.9, 0.75, 0.8
SHARED_BY = 2  # places of a page that must agree before they say what its paper covers
STRONG_WEIGHT, FAIR_WEIGHT = 8.0, 4.0


def find_place(parts: Sequence[Part], *, territory: str | None = None) -> Place:
    """The place of the case that the article in *parts* reports; an empty Place when it states none.

    *territory* is the GB/T 2260 code of what the paper covers: it gives 我市 and 全县 a meaning, and tells namesakes
    apart. An unknown code counts as none. Never raises.

    >>> text = "邹城市念好“四字诀”"
    >>> found = find_place([Part("headline", text, text)])
    >>> found.province, found.city, found.county, found.code
    ('山东省', '济宁市', '邹城市', '370883')
    >>> lost = "来自河北、贵州的代表走进北京路街道"
    >>> find_place([Part("text", lost, lost)]).province is None
    True
    """
    ranked = sorted((p for p in parts if p.name in ORDER), key=lambda part: ORDER.index(part.name))
    mentions = [mention for part in ranked for mention in find_mentions(part)]
    paper = find_code(territory) if territory else None
    choice = choose(mentions, territory=paper)
    found = _from_choice(choice) if choice else _from_deixis(ranked, mentions, paper)
    return replace(found, units=find_units(ranked, mentions))


def shared_territory(places: Iterable[Place]) -> str | None:
    """The GB/T 2260 code of the city (else the province) in which all *places* of a page lie, None where they differ.

    What a page's other articles prove of its paper: with it, 我市 in one of them can be read. Two places are needed.

    >>> texts = ["邹城市推行", "梁山县推进", "来自各地"]
    >>> found = [find_place([Part("headline", text, text)]) for text in texts]
    >>> shared_territory(found)
    '370800'
    """
    stated = [place for place in places if place.province]
    if len(stated) < SHARED_BY:
        return None
    for named in ({(p.province, p.city) for p in stated}, {(p.province, None) for p in stated}):
        province, city = next(iter(named))
        if len(named) == 1 and province and (division := find_path(province, city)):
            return division.code
    return None


def _from_choice(choice: Choice) -> Place:
    division, weight = choice.division, choice.weight
    doubts = () if division.province else (f"several divisions are called {division.name}",)
    if division.ended is not None:
        doubts = (*doubts, f"{division.name} ended in {division.until}")
    confidence = CERTAIN if weight >= STRONG_WEIGHT else LIKELY if weight >= FAIR_WEIGHT else WEAK
    evidence = tuple(Evidence(m.part, m.start, m.end) for m in choice.mentions[:EVIDENCE_LIMIT])
    return _place(division, evidence, "named", confidence, doubts)


def _from_deixis(parts: Sequence[Part], mentions: Sequence[Mention], paper: Division | None) -> Place:
    """The place that a pointing word means: one that the article names beside it, else the paper's own."""
    for pointer in find_deixis(parts):
        named = _named_beside(pointer.kind, mentions)
        division = named or (resolve_deixis(pointer.kind, paper) if paper else None)
        if division:
            evidence = (Evidence(pointer.part, pointer.start, pointer.end),)
            return _place(division, evidence, "pointed at" if named else "paper's territory", BY_PAPER, ())
    return Place()


def _named_beside(kind: str, mentions: Sequence[Mention]) -> Division | None:
    """What 全省 or 全市 means when all names of the article lie in one province, or its one city is named."""
    sure = [m.sure for m in mentions if m.sure and not m.school]
    provinces = {division.province for division in sure}
    if len(provinces) != 1:
        return None
    if kind == "省":
        return find_path(provinces.pop())
    cities = {(d.province, d.path[1]) for d in sure if d.path[1]}
    return find_path(*cities.pop()) if kind in "市州" and len(cities) == 1 else None


def _place(
    division: Division, evidence: tuple[Evidence, ...], rule: str, confidence: float, doubts: tuple[str, ...]
) -> Place:
    province, city, county = division.path
    return Place(
        province or None,
        city,
        county,
        division.code or None,
        evidence=evidence,
        rule=f"place: {rule}",
        confidence=confidence,
        doubts=doubts,
    )
