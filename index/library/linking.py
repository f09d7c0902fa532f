"""The models of the library: what cases name, linked across cases by nlp.models.linking, each link with its reason."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.identity import short_hash
from index.library.listed import LISTED
from index.records import ModelEntry, NamedIn, RelatedModel
from nlp.divisions import find_code
from nlp.models.linking import ONLY_FORMULA, Linked, Naming, link_models

BEFORE_CHARACTERS = 12  # printed before a name that may belong to it: 支部微联盟“1+6+X”模式
RELATED_SHOWN = 30  # models of one formula that an entry points to


def models(connection: sqlite3.Connection) -> tuple[ModelEntry, ...]:
    """The models of the listed cases, those of most cases first."""
    linked = link_models(_namings(connection))
    slugs = _slugs(linked)
    of_core: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(linked):
        of_core[one.core].append(number)
    entries = [
        _entry(one, slugs[number], _related([(linked[n], slugs[n]) for n in of_core[one.core] if n != number]))
        for number, one in enumerate(linked)
    ]
    return tuple(sorted(entries, key=lambda entry: (-len(entry.cases), entry.key, entry.slug)))


def _namings(connection: sqlite3.Connection) -> list[Naming]:
    rows = connection.execute(
        "SELECT case_id, models.name, key, models.kind, province, city, county, territory, "  # noqa: S608
        f"substr(parts.text, max(1, start + 1 - {BEFORE_CHARACTERS}), min(start, {BEFORE_CHARACTERS})) AS before "
        "FROM models JOIN (SELECT articles.id AS row, case_id, document, province, city, county "
        f"FROM {LISTED}) ON row = models.article JOIN documents ON documents.id = document "
        "LEFT JOIN parts ON parts.article = row AND parts.name = models.part ORDER BY case_id, models.seq"
    ).fetchall()
    return [
        Naming(row["case_id"], row["name"], row["key"], row["kind"], _place(row), row["before"] or "") for row in rows
    ]


def _place(row: sqlite3.Row) -> str:
    """Where the case is, else what its paper covers; "" when neither is known."""
    names = [row["province"], row["city"], row["county"]]
    paper = find_code(row["territory"]) if not any(names) and row["territory"] else None
    return "".join(name for name in (paper.path if paper else names) if name)


def _slugs(linked: Sequence[Linked]) -> list[str]:
    """A name for the page of each model that stays when other cases come: by its core, and where it is a formula also
    by place. Where that is not enough, by the first case."""
    anchors = [(one.core, min(naming.place for naming in one.namings)) for one in linked]
    of_core = Counter(one.core for one in linked)
    often = Counter(anchors)
    return [
        short_hash("model", *_anchor(one, place, alone=of_core[one.core] == 1, unique=often[one.core, place] == 1))
        for one, (_, place) in zip(linked, anchors, strict=True)
    ]


def _anchor(one: Linked, place: str, *, alone: bool, unique: bool) -> tuple[str, ...]:
    if alone:
        return (one.core,)
    return (one.core, place) if unique else (one.core, place, min(naming.case for naming in one.namings))


def _related(others: Sequence[tuple[Linked, str]]) -> tuple[RelatedModel, ...]:
    found = [RelatedModel(slug, _names(one)[0], ONLY_FORMULA) for one, slug in others]
    return tuple(sorted(found, key=lambda related: (related.name, related.slug))[:RELATED_SHOWN])


def _entry(one: Linked, slug: str, related: tuple[RelatedModel, ...]) -> ModelEntry:
    return ModelEntry(
        key=_commonest(naming.key for naming in one.namings)[0],
        slug=slug,
        names=_names(one),
        kinds=_commonest(naming.kind for naming in one.namings if naming.kind),
        cases=tuple(dict.fromkeys(naming.case for naming in one.namings)),
        named_in=tuple(NamedIn(naming.case, naming.key) for naming in one.namings),
        reasons=one.reasons,
        related=related,
    )


def _names(one: Linked) -> tuple[str, ...]:
    return _commonest(naming.name for naming in one.namings)


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
