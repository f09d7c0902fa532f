"""Did you mean: words of the vocabulary that a word found nowhere is a slip of. Keep in step with search.js."""

from __future__ import annotations

from collections.abc import Sequence

SUGGESTIONS = 3
SHORTEST = 3  # characters: of a shorter word every other one is a slip


def suggest(word: str, neighbours: Sequence[str]) -> list[str]:
    """Those of *neighbours*, which begin like *word*, that are one slip away: a character wrong, missing or too many.

    The nearest in length first, then by code points.

    >>> suggest("社区合火人", ["社区", "社区合伙人", "社区合伙人们", "社区治理"])
    ['社区合伙人']
    """
    if len(word) < SHORTEST:
        return []
    found = [other for other in neighbours if other != word and is_slip(word, other)]
    return sorted(found, key=lambda other: (abs(len(other) - len(word)), other))[:SUGGESTIONS]


def is_slip(one: str, other: str) -> bool:
    """Whether one change makes the two equal.

    >>> is_slip("议事亭长", "议事亭"), is_slip("议事亭", "议事庭"), is_slip("议事亭", "议事大厅")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    rest = shorter[start:] if len(longer) > len(shorter) else shorter[start + 1 :]
    return longer[start + 1 :] == rest
