"""A paragraph that a caption, a box or a page number dropped into the middle of a sentence has torn in two, made whole.

Done before anything is made of paragraphs: half a caption has lost its credit, half a brief its dateline. Only what
stands on both sides of something foreign is put together here; what is torn farther apart is for order.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from nlp.pages import signs
from nlp.pages.joins import Seen, weigh_join
from nlp.pages.strips import Strip

MOST_DROPPED = 4  # lines of one box or several captions
LEAST_WEIGHT = -3.0  # of the join; what is left of a sentence and goes on behind a box is hardly ever a stranger
LEAST_OF_HEADING = 1.0  # where the first half looks like a heading, as short beginnings of paragraphs do


class Printed(Protocol):
    """A line with its role and the blank lines before it."""

    @property
    def strip(self) -> Strip: ...
    @property
    def gap(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def text(self) -> str: ...


AnyPiece = TypeVar("AnyPiece", bound=Printed)


def mend(pieces: Sequence[AnyPiece], foreign: Callable[[AnyPiece], bool]) -> list[AnyPiece]:
    """*pieces* with torn paragraphs whole; what was *foreign* between their halves stands behind them."""
    mended: list[AnyPiece] = []
    position = 0
    while position < len(pieces):
        piece, dropped = pieces[position], list[AnyPiece]()
        position += 1
        while rest := _find_rest(piece, pieces[position : position + MOST_DROPPED + 1], foreign):
            piece = replace(piece, strip=piece.strip + pieces[position + rest].strip, role="body")  # type: ignore[type-var]
            dropped += pieces[position : position + rest]
            position += rest + 1
        mended += [piece, *dropped]
    return mended


def _find_rest(piece: AnyPiece, following: Sequence[AnyPiece], foreign: Callable[[AnyPiece], bool]) -> int:
    """The index in *following* of the other half of *piece*, 0 where there is none or nothing stands between.

    What looks foreign may be that half too: the end of a caption is one, credit and all.
    """
    if piece.role not in ("body", "heading") or not following or not signs.is_open(piece.text):
        return 0
    if piece.role == "heading" and (following[0].role == "byline" or not re.search("[，,、]", piece.text)):
        return 0
    least = LEAST_WEIGHT if piece.role == "body" else LEAST_OF_HEADING
    dropped = next((n for n, one in enumerate(following) if not foreign(one)), len(following) - 1)
    weights = {n: _weigh_rest(piece, following[n]) + (n == dropped) for n in range(1, dropped + 1)}
    best = max(weights, key=lambda n: weights[n], default=0)
    return best if best and weights[best] >= least else 0


def _weigh_rest(piece: AnyPiece, rest: AnyPiece) -> float:
    if rest.role != "body" or signs.find_dateline(rest.text) or signs.opens_caption(rest.text):
        return -math.inf
    return weigh_join(piece.text, rest.text, Seen(frozenset()))
