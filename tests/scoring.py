"""Scores what was read against an answer key, both as the JSON trees of ``caifeng read``: a ratio for every field.

Written for tests and benchmarks, so that they need nothing but the repository. What a key calls optional costs nothing
when missed and nothing when told; a key that leaves ``is_case`` open is not scored there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Json = dict[str, Any]
Same = Callable[[Json, Json], bool]
Counted = Callable[[str, Json], bool]

PRINTED = ("headline", "kicker", "subhead", "dateline", "published")
FIGURES = (
    *("segment", "order", *PRINTED, "byline", "place", "flags", "kind", "case"),
    *("model", "component", "metric", "number"),
)
LEVELS = ("province", "city", "county")
FLAGS = ("missing_head", "missing_tail")

WHOLE = 0.9  # of the character pairs shared: the article was found whole
PAIRED = 0.4  # below, two articles have nothing to do with each other
ALIKE = 0.5  # of the character pairs shared: two wordings of one counted thing

_DROPPED = dict.fromkeys(map(ord, "“”‘’\"'「」『』《》〈〉"))
_UNITS = {"成": (10.0, "%"), "千元": (1e3, "元"), "万元": (1e4, "元"), "亿元": (1e8, "元"), "公斤": (1.0, "千克")}


@dataclass(slots=True)
class Tally:
    """How many were right, told and wanted; ``f1``, ``precision`` and ``recall`` are ratios from 0 to 1."""

    right: float = 0
    told: float = 0
    wanted: float = 0

    def add(self, right: float, told: float, wanted: float) -> None:
        """Counts more of them."""
        self.right += right
        self.told += told
        self.wanted += wanted

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Tallies = dict[str, Tally]


def fold(text: str | None) -> str:
    """What of *text* counts: widths folded, no white space, no quotation marks, lower case."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_DROPPED)
    return "".join(plain.split()).lower()


def _pairs(text: str) -> Counter[str]:
    plain = fold(text)
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1)) or Counter([plain])


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def in_order(wanted: str | None, told: str | None) -> float:
    """The share of both texts' characters that match in sequence."""
    one, other = fold(wanted), fold(told)
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which read article answers which of the key: ``read[i]`` is the article read for the key's *i*-th, or None.

    ``shared[i]`` is their share of common character pairs; ``spare`` are the articles that answer none, each with the
    number of the key's article nearest to it.
    """

    read: tuple[Json | None, ...]
    shared: tuple[float, ...]
    spare: tuple[tuple[Json, int], ...]


def pair_articles(wanted: Sequence[Json], told: Sequence[Json]) -> Pairing:
    """Pairs articles one to one, the best first, by the character pairs of headline and text."""
    wanted_bags, told_bags = [_bag(a) for a in wanted], [_bag(a) for a in told]
    shared = {(i, j): _overlap(w, t) for i, w in enumerate(wanted_bags) for j, t in enumerate(told_bags)}
    partner: dict[int, int] = {}
    for (i, j), score in sorted(shared.items(), key=lambda item: (item[1], item[0]), reverse=True):
        if score >= PAIRED and i not in partner and j not in partner.values():
            partner[i] = j
    spare = [j for j in range(len(told)) if j not in partner.values()]
    nearest = {j: max(range(len(wanted)), key=lambda i, j=j: shared[i, j], default=0) for j in spare}  # type: ignore[misc]
    return Pairing(
        read=tuple(told[partner[i]] if i in partner else None for i in range(len(wanted))),
        shared=tuple(shared[i, partner[i]] if i in partner else 0.0 for i in range(len(wanted))),
        spare=tuple((told[j], nearest[j]) for j in spare),
    )


def _bag(article: Json) -> Counter[str]:
    return _pairs((article.get("headline") or "") + (article.get("text") or ""))


def same_model(wanted: Json, told: Json) -> bool:
    """Whether two entries name one practice: by key, by name, or each key inside the other's name of like length."""
    key, name, told_key, told_name = (fold(one.get(part)) for one in (wanted, told) for part in ("key", "name"))
    if (key and key == told_key) or (name and name == told_name):
        return True
    return min(len(key), len(told_key)) > 1 and key in told_name and told_key in name and _like_length(name, told_name)


def _like_length(one: str, other: str) -> bool:
    return max(len(one), len(other)) <= 3 * min(len(one), len(other))


def _number(metric: Json) -> tuple[float, str] | None:
    """Value and unit in comparable terms: money in 元, 成 in per cent."""
    try:
        value, unit = float(metric["value"]), fold(metric.get("unit"))
    except (KeyError, TypeError, ValueError):
        return None
    factor, name = _UNITS.get(unit, (1.0, unit))
    return value * factor, name


def same_number(wanted: Json, told: Json) -> bool:
    """Whether value and unit agree."""
    one, other = _number(wanted), _number(told)
    if one is None or other is None or one[1] != other[1]:
        return False
    return abs(one[0] - other[0]) < 1e-6 * max(1.0, abs(one[0]))


def same_metric(wanted: Json, told: Json) -> bool:
    """Whether value, unit, bound and the counted thing agree."""
    if not same_number(wanted, told) or wanted.get("bound") != told.get("bound"):
        return False
    if wanted.get("bound") == "range" and wanted.get("high") != told.get("high"):
        return False
    one, other = fold(wanted.get("object")), fold(told.get("object"))
    if not one or not other:
        return one == other
    inside = (one in other or other in one) and _like_length(one, other)
    return inside or _overlap(_pairs(one), _pairs(other)) >= ALIKE


@dataclass(frozen=True, slots=True)
class Matching:
    """Facts of a key and facts told, matched. ``found`` holds required ones only; ``extra`` are told and not wanted."""

    found: tuple[tuple[Json, Json], ...]
    missed: tuple[Json, ...]
    extra: tuple[Json, ...]

    def count_in(self, tally: Tally) -> None:
        """Adds hits, misses and extras to *tally*."""
        tally.add(len(self.found), len(self.found) + len(self.extra), len(self.found) + len(self.missed))


def match_facts(wanted: Iterable[Json], told: Iterable[Json], *, same: Same) -> Matching:
    """Matches each fact of the key, the required ones first, with the first told one that is the *same*."""
    left, found, missed = list(told), [], []
    for fact in sorted(wanted, key=is_optional):
        at = next((i for i, one in enumerate(left) if same(fact, one)), None)
        if at is None:
            missed.append(fact)
        else:
            found.append((fact, left.pop(at)))
    return Matching(
        tuple(pair for pair in found if not is_optional(pair[0])),
        tuple(fact for fact in missed if not is_optional(fact)),
        tuple(left),
    )


def is_optional(fact: Json) -> bool:
    """Whether the key lets a reader give or leave out *fact*."""
    return bool(fact.get("optional"))


def leaves(components: Sequence[str | Json] | None) -> Iterator[str]:
    """The names of all parts, parts of parts after the part itself."""
    for part in components or ():
        if isinstance(part, str):
            yield part
        else:
            yield part.get("name", "")
            yield from leaves(part.get("components"))


def match_models(wanted: Json, told: Json) -> Matching:
    """The models of two articles; every part that the key spells out may be told as a model of its own."""
    models = list(wanted.get("models") or ())
    parts = [{"name": p, "key": p, "optional": True} for m in models for p in leaves(m.get("components"))]
    return match_facts([*models, *parts], told.get("models") or (), same=same_model)


def match_metrics(wanted: Json, told: Json, *, same: Same = same_metric) -> Matching:
    """The metrics of two articles, or with ``same_number`` their numbers alone."""
    return match_facts(wanted.get("metrics") or (), told.get("metrics") or (), same=same)


def score(wanted: Mapping[str, Json], told: Mapping[str, Json], *, counted: Counted | None = None) -> Tallies:
    """A tally for each of FIGURES over the documents of *wanted*, keyed by source as those of *told* are.

    *counted* says of an article of the key whether it counts; an article too many counts where the nearest one does.
    Furniture is set aside on both sides.
    """
    tallies = {name: Tally() for name in FIGURES}
    for source, key in wanted.items():
        articles, read = _articles(key), _articles(told.get(source, {}))
        pairing = pair_articles(articles, read)
        counts = [counted is None or counted(source, article) for article in articles]
        for article, answer, shared, counting in zip(articles, pairing.read, pairing.shared, counts, strict=True):
            if counting:
                _Scoring(tallies, article, answer or {}).count(shared)
        for article, nearest in pairing.spare:
            if not counts or counts[nearest]:
                _count_spare(tallies, article)
    return tallies


def _articles(document: Json) -> list[Json]:
    return [article for article in document.get("articles", ()) if article.get("kind") != "furniture"]


def _count_spare(tallies: Tallies, article: Json) -> None:
    tallies["segment"].add(0, 1, 0)
    tallies["case"].add(0, bool(article.get("is_case")), 0)
    tallies["model"].add(0, len(article.get("models") or ()), 0)
    tallies["metric"].add(0, len(article.get("metrics") or ()), 0)


@dataclass(frozen=True, slots=True)
class _Scoring:
    """One article of the key beside what was read for it ({} when nothing was)."""

    tallies: Tallies
    wanted: Json
    told: Json

    def count(self, shared: float) -> None:
        self.tallies["segment"].add(shared >= WHOLE, bool(self.told), 1)
        self.tallies["order"].add(in_order(self.wanted["text"], self.told.get("text")) if self.told else 0.0, 1, 1)
        self.tallies["kind"].add(self.wanted["kind"] == self.told.get("kind"), 1, 1)
        for name in PRINTED:
            self._compare(name, self.wanted.get(name), self.told.get(name))
        for level in LEVELS:
            place, answer = self.wanted.get("place") or {}, self.told.get("place") or {}
            self._compare("place", place.get(level), answer.get(level))
        self._count_people()
        self._count_judgements()
        self._count_facts()

    def _compare(self, figure: str, wanted: str | None, told: str | None) -> None:
        if wanted or told:
            self.tallies[figure].add(bool(wanted) and fold(wanted) == fold(told), bool(told), bool(wanted))

    def _count_people(self) -> None:
        names = {fold(name) for name in self.wanted.get("bylines") or ()}
        answers = {fold(name) for name in self.told.get("bylines") or ()}
        self.tallies["byline"].add(len(names & answers), len(answers), len(names))

    def _count_judgements(self) -> None:
        for flag in FLAGS:
            wanted, told = bool(self.wanted.get(flag)), bool(self.told.get(flag))
            self.tallies["flags"].add(wanted and told, told, wanted)
        case, answer = self.wanted["is_case"], bool(self.told.get("is_case"))
        if case is not None:
            self.tallies["case"].add(case and answer, answer, case)

    def _count_facts(self) -> None:
        models = match_models(self.wanted, self.told)
        models.count_in(self.tallies["model"])
        for model, answer in models.found:
            self._count_parts(model, answer)
        for model in models.missed:
            self.tallies["component"].add(0, 0, sum(1 for _ in leaves(model.get("components"))))
        match_metrics(self.wanted, self.told).count_in(self.tallies["metric"])
        match_metrics(self.wanted, self.told, same=same_number).count_in(self.tallies["number"])

    def _count_parts(self, model: Json, answer: Json) -> None:
        wanted = [fold(part) for part in leaves(model.get("components"))]
        told = {fold(part) for part in leaves(answer.get("components"))}
        self.tallies["component"].add(sum(part in told for part in wanted), len(told) if wanted else 0, len(wanted))
