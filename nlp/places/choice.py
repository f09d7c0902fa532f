"""Which of the places named in an article the case is in: the acting unit's, not one mentioned in passing.

A mention weighs by where it stands and how it is printed; weights add up along province, city and county. The numbers
below are ranks put into figures (headline over subhead over lead over body), not measured probabilities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nlp.divisions import Division, find_path
from nlp.places.mentions import Mention

PART_WEIGHT = {"headline": 6.0, "subhead": 5.0, "kicker": 3.0, "dateline": 3.0, "byline": 0.0}
LEAD_WEIGHT, BODY_WEIGHT = 5.0, 1.0  # the first mention of the text that acts; each later one
LEAD_CHARACTERS = 160  # how far into the text a lead may reach
OFFICE_FACTOR = 2.0  # a short name that heads an office, against one full name
SHORT_FACTOR = 0.6  # a bare short name in the text that begins a clause
IDLE_FACTOR = 0.3  # … that stands within one
LISTED_FACTOR = 0.4  # one of several side by side
BODY_LIMIT = 6  # later mentions of one place that still add weight
LEAST = 2.0  # below this nothing is said: one mention far down the text is no place of a case
DEEPER = 0.5  # share of the upper level's own weight that a lower one needs
AHEAD = 1.4  # how far the first must lead the second, else the level is left open


_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A resolved mention: its division, the weight it adds, and the mention itself."""

    division: Division
    weight: float
    mention: Mention


@dataclass(frozen=True, slots=True)
class Choice:
    """The deepest division that is certain, the mentions that speak for it, and their weight."""

    division: Division
    mentions: tuple[Mention, ...]
    weight: float


def choose(mentions: Sequence[Mention], *, territory: Division | None = None) -> Choice | None:
    """The place of the case among *mentions* (in reading order), None where no mention proves one.

    *territory*: the division of the paper, which tells 鼓楼区 from its namesakes and nothing else.
    """
    context = _context(mentions, territory)
    weighed = _weigh([m for m in mentions if not (m.passing or m.school)], context)
    division = _descend(weighed)
    if division is None:
        return None
    proving = [one for one in weighed if one.division == division or one.division.lies_in(division)]
    return Choice(division, tuple(one.mention for one in proving), sum(one.weight for one in proving))


def _context(mentions: Sequence[Mention], territory: Division | None) -> tuple[tuple[Division, ...], ...]:
    """What the article and its paper say for sure, strongest proof first."""
    acting = tuple(m.sure for m in mentions if m.sure and not (m.passing or m.bare))
    passing = tuple(m.sure for m in mentions if m.sure and m.passing)
    return acting, (territory,) if territory else (), passing


def resolve(mention: Mention, context: Sequence[Sequence[Division]]) -> Division | None:
    """The one division that *mention* means: alone of its name, or the only one with proof in *context*."""
    if mention.sure and not mention.bare:
        return mention.sure
    for proofs in context:
        for fits in (_is_it, _shares_city, _shares_province):
            found = [d for d in mention.divisions if any(fits(d, proof) for proof in proofs)]
            if len(found) == 1:
                return found[0]
            if found and fits is _shares_city:
                break
    return None if mention.bare else _same_parents(mention.divisions)


def _same_parents(divisions: Sequence[Division]) -> Division | None:
    """Namesakes of different times in one province (巢湖市, once a city above the county): the one that stands."""
    if len({d.province for d in divisions}) == 1:
        standing = [d for d in divisions if d.until is None]
        return standing[0] if len(standing) == 1 else None
    return None


def _is_it(division: Division, proof: Division) -> bool:
    return division == proof


def _shares_city(division: Division, proof: Division) -> bool:
    if division.city is None:
        return False
    return division.path[:2] == proof.path[:2]


def _shares_province(division: Division, proof: Division) -> bool:
    return division.province == proof.province


def _weigh(mentions: Sequence[Mention], context: Sequence[Sequence[Division]]) -> list[Weighed]:
    resolved = ((mention, resolve(mention, context) or _printed_only(mention)) for mention in mentions)
    known = [(mention, division) for mention, division in resolved if division]
    leads = _find_lead([mention for mention, _ in known])
    weighed: list[Weighed] = []
    body: Counter[Division] = Counter()
    for mention, division in known:
        leading = mention.start < LEAD_CHARACTERS and mention in leads
        if mention.part == "text" and not leading:
            body[division] += 1
        if body[division] <= BODY_LIMIT:
            weighed.append(Weighed(division, _weight(mention, leads=leading), mention))
    return weighed


def _find_lead(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention of the text that says where things happen, with those listed beside it or inside it."""
    early = [m for m in mentions if m.part == "text" and m.start < LEAD_CHARACTERS]
    first = next((m for m in early if m.full or m.length > 1 or m.opens or m.office), None)
    if first is None:
        return tuple(early[:1])
    return tuple(m for m in early if m is first or (first.listed and m.listed) or _details(m, first))


def _details(mention: Mention, first: Mention) -> bool:
    """Whether *first* only said the province (山西焦煤…) and *mention* says where in it."""
    return all(top.level == "province" and all(d.lies_in(top) for d in mention.divisions) for top in first.divisions)


def _printed_only(mention: Mention) -> Division | None:
    """A county of which only the printed name is certain, without province, city or code; None for a short name."""
    county = mention.full and not mention.bare and mention.divisions[0].level == "county"
    return Division("", mention.divisions[0].name, "county", "") if county else None


def _weight(mention: Mention, *, leads: bool) -> float:
    weight = PART_WEIGHT.get(mention.part, LEAD_WEIGHT if leads else BODY_WEIGHT)
    if mention.listed:
        weight *= LISTED_FACTOR
    if not mention.full and mention.length == 1 and mention.part == "text":
        weight *= OFFICE_FACTOR if mention.office else SHORT_FACTOR if mention.opens else IDLE_FACTOR
    return weight


def _descend(weighed: Sequence[Weighed]) -> Division | None:
    """From the province down as far as one place leads clearly."""
    provinces = _sum(weighed, 0)
    province = _leader(provinces)
    if province is None or provinces[province] < LEAST:
        return None
    inside = [one for one in weighed if one.division.province == province]
    below = [one for one in inside if one.division.level != "province"]
    own = sum(one.weight for one in inside if one.division.level == "province")
    cities = _sum(below, 1)
    city = _leader(cities)
    if not below or city not in cities or cities[city] < DEEPER * own:
        return find_path(province)
    within = [one for one in below if one.division.path[1] == city]
    return _find_county(within, own if city is None else 0.0) or find_path(province, city)


def _find_county(inside: Sequence[Weighed], own: float) -> Division | None:
    """The county that leads and outweighs half of what is said of the city itself, which is *own* and more."""
    own += sum(one.weight for one in inside if one.division.level == "city")
    counties: dict[Division, float] = {}
    for one in inside:
        if one.division.level == "county":
            counties[one.division] = counties.get(one.division, 0.0) + one.weight
    county = _leader(counties)
    return county if county is not None and counties[county] >= DEEPER * own else None


def _sum(weighed: Sequence[Weighed], depth: int) -> dict[str | None, float]:
    sums: dict[str | None, float] = {}
    for one in weighed:
        key = one.division.path[depth]
        sums[key] = sums.get(key, 0.0) + one.weight
    return sums


def _leader(sums: Mapping[_Key, float]) -> _Key | None:
    """The key with the greatest sum, None when the second comes too close."""
    ranked = sorted(sums, key=lambda key: -sums[key])
    if len(ranked) > 1 and sums[ranked[0]] < AHEAD * sums[ranked[1]]:
        return None
    return ranked[0] if ranked else None
