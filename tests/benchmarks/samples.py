"""Benchmark: the sample newspapers against their keys, the held-out third apart, and what confidence is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from crawler.sample.papers import Issue, Paper, PrintedPage, dump, load_papers
from nlp.output import as_json
from nlp.read import read_page
from nlp.records import PART_NAMES, Article, Document, Hints, Part
from nlp.understand import understand_article
from tests.benchmarks.sheet import load_key
from tests.benchmarks.tables import Cell, Row, table
from tests.held_out import is_held_out
from tests.scoring import FIGURES, LEVELS, Counted, Json, Tallies, match_metrics, match_models, pair_articles, score

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)  # of the bands of confidence
SURE = EDGES[-1]
# What other papers of the genre are to reach, clean or damaged: beside the held-out third, which stands for them here.
BARS = {
    **{"segment": 0.95, "order": 0.97, "headline": 0.90, "byline": 0.95, "published": 0.95, "kind": 0.90},
    **{"model": 0.85, "component": 0.80, "metric": 0.85, "number": 0.92, "place": 0.90, "case": 0.95},
}
UNDERSTOOD = ("place", "case", "model", "component", "metric", "number")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact told with its confidence, and whether the key bears it out."""

    sort: str
    confidence: float
    right: bool


def is_open(source: str, article: Json) -> bool:
    """Whether rules may have been written with the article in sight."""
    return not is_held_out(source, article["id"])


def is_kept_out(source: str, article: Json) -> bool:
    """Whether nobody who wrote a rule has seen the article."""
    return is_held_out(source, article["id"])


PARTS_OF_SAMPLES: dict[str, Counted] = {"open": is_open, "held out": is_kept_out}


def _pages() -> Iterator[tuple[Paper, Issue, PrintedPage]]:
    return ((paper, issue, page) for paper in load_papers() for issue in paper.issues for page in issue.pages)


@cache
def load_keys() -> dict[str, Json]:
    """The key of every sample page by its source."""
    keys = [load_key(*place) for place in _pages()]
    return {key["source"]: key for key in keys}


@cache
def read_samples() -> dict[str, Json]:
    """Every sample page read from its dump, as a page of a paper whose territory is known."""
    return {
        load_key(paper, issue, page)["source"]: as_json(
            read_page(dump(paper, issue.day, page.number), hints=Hints(territory=paper.territory)), source=paper.slug
        )
        for paper, issue, page in _pages()
    }


@cache
def understand_samples() -> dict[str, Json]:
    """The articles of every key, cut out by hand as it were: what understanding does when reading made no mistake."""
    read = {}
    for paper, issue, page in _pages():
        key = load_key(paper, issue, page)
        articles = [understand_article(_article(one), territory=paper.territory) for one in key["articles"]]
        document = Document("", "simplified", tuple(articles), ())
        read[key["source"]] = as_json(document, source=key["source"])
    return read


def _article(key: Json) -> Article:
    parts = tuple(Part(name, key[name], key[name]) for name in PART_NAMES if key.get(name))
    published = date.fromisoformat(key["published"]) if key["published"] else None
    return Article(key["id"], key["kind"], parts, published=published)


@cache
def figures(part: str, *, only_understanding: bool = False) -> Tallies:
    """Every figure over the "open" or the "held out" articles."""
    read = understand_samples() if only_understanding else read_samples()
    return score(load_keys(), read, counted=PARTS_OF_SAMPLES[part])


def figures_table() -> str:
    """Every figure of the whole line, open and held out."""
    return _side_by_side(FIGURES, only_understanding=False)


def understanding_table() -> str:
    """The figures of understanding where reading made no mistake."""
    return _side_by_side(UNDERSTOOD, only_understanding=True)


def _side_by_side(names: Sequence[str], *, only_understanding: bool) -> str:
    open_part, held_out = (figures(part, only_understanding=only_understanding) for part in PARTS_OF_SAMPLES)
    rows: list[Row] = [
        [name, one.f1, round(one.wanted), other.f1, round(other.wanted), _beside_bar(name, other.f1)]
        for name, one, other in ((name, open_part[name], held_out[name]) for name in names)
    ]
    return table(["figure", "open", "wanted", "held out", "wanted", "bar"], rows)


def _beside_bar(name: str, ratio: float) -> str:
    bar = BARS.get(name)
    return "" if bar is None else f"{bar:.2f}" if ratio >= bar else f"{bar:.2f}: not reached"


def told_facts(read: dict[str, Json], *, counted: Counted) -> list[Fact]:
    """Models, metrics and places told of the *counted* articles; of an article that is none of the key's, all wrong."""
    facts: list[Fact] = []
    for source, key in load_keys().items():
        wanted = [one for one in key["articles"] if one["kind"] != "furniture"]
        pairing = pair_articles(wanted, [one for one in read[source]["articles"] if one["kind"] != "furniture"])
        counts = [counted(source, one) for one in wanted]
        for one, told, counting in zip(wanted, pairing.read, counts, strict=True):
            facts += _facts(one, told) if counting and told else ()
        for spare, nearest in pairing.spare:
            facts += _facts({}, spare) if counts[nearest] else ()
    return facts


def _facts(key: Json, told: Json) -> Iterator[Fact]:
    sorts: dict[str, Callable[..., object]] = {"models": match_models, "metrics": match_metrics}
    for sort, match in sorts.items():
        extra = [id(one) for one in match(key, told).extra]  # type: ignore[attr-defined]
        for one in told[sort]:
            yield Fact(sort, one["confidence"], id(one) not in extra)
    place, wanted = told["place"], key.get("place") or {}
    if place["province"] or place["county"]:
        right = all(place[level] == wanted.get(level) for level in LEVELS)
        yield Fact("places", place["confidence"], right)


def reliability_table(part: str = "held out") -> str:
    """Confidence, band by band: how many facts, how many right, what share of all."""
    facts = told_facts(read_samples(), counted=PARTS_OF_SAMPLES[part])
    bands = [*zip(EDGES, (*EDGES[1:], 1.01), strict=True)]
    rows = [
        _reliability_row(f"{low:.1f} to {min(high, 1.0):.1f}", _between(facts, low, high), facts) for low, high in bands
    ]
    for sort in ("models", "metrics", "places"):
        of_sort = [fact for fact in facts if fact.sort == sort]
        rows.append(_reliability_row(f"{sort}, {SURE} and above", _between(of_sort, SURE, 1.01), of_sort))
    return table(["confidence", "facts", "share", "right", "share right"], rows)


def _between(facts: Iterable[Fact], low: float, high: float) -> list[Fact]:
    return [fact for fact in facts if low <= fact.confidence < high]


def _reliability_row(label: str, band: Sequence[Fact], facts: Sequence[Fact]) -> list[Cell]:
    right = sum(fact.right for fact in band)
    share, share_right = len(band) / max(1, len(facts)), right / len(band) if band else "–"
    return [label, len(band), share, right, share_right]


def tables() -> dict[str, str]:
    """The tables of this benchmark by the name of their markers."""
    return {
        "samples-figures": figures_table(),
        "samples-understanding": understanding_table(),
        "samples-reliability": reliability_table(),
    }
