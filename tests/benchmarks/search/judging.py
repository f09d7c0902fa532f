"""What a search has to find, by a plain scan of the texts, and how well it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.search.fields import squeeze

TOP = 20
QUERIES = Path(__file__).with_name("queries.tsv")


@dataclass(frozen=True)
class Asked:
    """A published query: its kind, how it is typed, and what must stand literally in a case."""

    kind: str
    typed: str
    truth: str

    @property
    def parts(self) -> list[str]:
        """What must stand in a case, folded: each of several words, else the whole."""
        words = self.truth.split() if self.kind == "several words" else [self.truth.strip("“”")]
        return [squeeze(word) for word in words]


def read_queries() -> list[Asked]:
    """The published queries."""
    lines = QUERIES.read_text("utf-8").splitlines()
    return [Asked(*line.split("\t")) for line in lines if not line.startswith("#")]


def scan(texts: Mapping[str, Sequence[str]], parts: Iterable[str]) -> set[str]:
    """The ids of the cases whose folded paragraphs hold every part."""
    return {id for id, paragraphs in texts.items() if all(any(p in text for text in paragraphs) for p in parts)}


def recall(found: Sequence[str], true: set[str]) -> float:
    return len(true & set(found)) / len(true) if true else 1.0


def precision_at_top(found: Sequence[str], true: set[str]) -> float:
    """The share of true cases among the first min(TOP, |true|) found."""
    first = found[: min(TOP, len(true))]
    return sum(id in true for id in first) / len(first) if first else 1.0
