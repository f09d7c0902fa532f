"""What Compare and the export of results need of each case, in shards: trees, figures, and the citation in every form.

One formatter for all: the browser copies what was written here and writes nothing of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlp.records import Component
from press.case_view import amount
from press.catalogue import Card
from press.cite import Citation
from press.reference import bibtex, csl, ris
from press.rights import Shown
from press.shards import bucket, buckets_for, shard, version

CASES_A_SHARD = 16  # some 3 kB each: comparing six cases loads at most 300 kB

Value = dict[str, object]


@dataclass(slots=True)
class Facts:
    """Collects the facts of all cases; ``slugs`` of a case: key → the model of the library."""

    rows: dict[str, Value] = field(default_factory=dict)

    def add(self, shown: Shown, card: Card, *, citation: Citation, slugs: Mapping[str, str]) -> None:
        """Takes what one case says."""
        self.rows[card.id] = {
            "id": card.id,
            "title": card.title + card.cut_short,
            "place": card.place,
            "day": card.issued.isoformat() if card.issued else "",
            "paper": card.paper or "",
            "kind": card.kind,
            "themes": list(card.themes),
            "units": [unit.name for unit in shown.article.place.units],
            "summary": [sentence.text for sentence in shown.article.summary],
            "models": [[m.name, slugs.get(m.key, ""), [branch(c) for c in m.components]] for m in shown.article.models],
            "metrics": [
                [amount(m), m.unit, m.object or "", m.qualifier or "", m.period or "", m.text]
                for m in shown.article.metrics
            ],
            "gbt": citation.text,
            "bibtex": bibtex(citation.reference),
            "ris": ris(citation.reference),
            "csl": csl(citation.reference),
        }

    def files(self, cells: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
        """Path → content; *cells* are the rows of the table of cases, by id."""
        count = buckets_for(len(self.rows), CASES_A_SHARD)
        held: defaultdict[int, dict[str, Value]] = defaultdict(dict)
        for id, row in sorted(self.rows.items()):
            held[bucket(id, count)][id] = row | {"cells": list(cells[id])}
        return {f"facts/{n}.js": shard(f"facts-{n}", held[n]) for n in range(count)}


def branch(component: Component) -> list[object]:
    """A component as [name, [components]]."""
    return [component.name, [branch(part) for part in component.components]]


def facts_version(files: Mapping[str, bytes]) -> str:
    """How pages name the shards: how many there are, and letters that change when any of them does."""
    return f"{len(files)}:{version(b''.join(content for _, content in sorted(files.items())))}"
