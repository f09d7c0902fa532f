"""A figure and what stands around it, and what was found that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.metrics.change import Change
from nlp.metrics.noun import Noun
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count


@dataclass(frozen=True, slots=True)
class Found:
    """A count and the noun it counts. ``named`` is the noun in words; ``noun`` is None where they stand elsewhere."""

    count: Count
    noun: Noun | None
    named: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A count and what stands around it.

    ``floor`` and ``limit`` are where the neighbouring figures (with their nouns) end and begin; ``change`` is the
    change it is part of; ``known`` are the figures read before it.
    """

    printed: Printed
    count: Count
    floor: int
    limit: int
    change: Change | None
    known: tuple[Found, ...]

    @property
    def last(self) -> Found | None:
        """The figure read before this one, None for the first."""
        return self.known[-1] if self.known else None
