"""The whole way from the parts of an article to its models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.models.decode import Decoded, Named, Reading, Spot, decode
from nlp.models.fold import bare, fold
from nlp.models.gather import gather, without_clippings
from nlp.models.judge import Name, Verdict, judge
from nlp.models.mentions import Mention, Strip, quoted_mentions, strips
from nlp.models.partial import whole_names
from nlp.models.unquoted import unquoted_mentions
from nlp.records import Evidence, Model, Part

_MOST_DECODED = 100  # names of one article that are decoded; bounds the time on hostile pages
_MOST_SPOTS = 12  # printings of a name around which its parts are looked for


@dataclass(frozen=True, slots=True)
class Considered:
    """A name that was considered, and the verdict on it (for ``read --explain``)."""

    name: Name
    verdict: Verdict


def consider(parts: Sequence[Part]) -> tuple[Considered, ...]:
    """Every name that *parts* may print, accepted or refused, in printed order."""
    return _consider(strips(parts))


def _consider(printed: Sequence[Strip]) -> tuple[Considered, ...]:
    quoted = whole_names([mention for strip in printed for mention in quoted_mentions(strip)])
    rank = {id(strip): place for place, strip in enumerate(printed)}
    mentions = sorted(quoted + unquoted_mentions(printed, quoted), key=lambda m: (rank[id(m.strip)], m.start))
    return tuple(Considered(name, judge(name)) for name in gather(mentions))


def find_models(parts: Sequence[Part]) -> tuple[Model, ...]:
    """The governance models of one article, in printed order; empty when it names none. Never raises."""
    printed = strips(parts)
    considered = _consider(printed)
    kept = without_clippings([c.name for c in considered if c.verdict.accepted])
    verdicts = {id(c.name): c.verdict for c in considered}
    reading = _reading(printed, kept)
    trees = [decode(named, reading) if i < _MOST_DECODED else Decoded() for i, named in enumerate(reading.names)]
    return tuple(_model(name, verdicts[id(name)], tree) for name, tree in zip(kept, trees, strict=True))


def _reading(printed: Sequence[Strip], names: Sequence[Name]) -> Reading:
    body = next((strip.text for strip in printed if strip.name == "text"), "")
    return Reading(body, tuple(_named(name, body) for name in names))


def _named(name: Name, body: str) -> Named:
    inside = [m for m in name.mentions if m.strip.name == "text"]
    first = _best(name)
    return Named(
        fold(name.core),
        first.after,
        tuple(Spot(body, m.start, m.end) for m in inside[:_MOST_SPOTS]),
        any(m.in_heading for m in name.mentions),
    )


def _model(name: Name, verdict: Verdict, tree: Decoded) -> Model:
    best = _best(name)
    first = name.mentions[0]
    kind = best.head.noun if best.head else (best.shared or best.announced)
    return Model(
        name=best.surface,
        key=bare(first.strip.printed[first.start : first.end]),
        kind=kind,
        components=tree.components,
        evidence=Evidence(first.strip.name, first.start, first.end),
        rule=verdict.rule,
        confidence=verdict.confidence,
        doubts=tree.doubts,
    )


def _best(name: Name) -> Mention:
    ranks = {"way": 0, "team": 1, "service": 2}
    return min(name.mentions, key=lambda m: (ranks.get(m.head.sort, 3) if m.head else 4, not m.quoted))
