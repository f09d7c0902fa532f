"""Several readers of one page, and which of them to believe: the one that the others agree with most.

Ours is tuned for Chinese, readability for blogs, trafilatura for recall; each collapses on other pages, seldom two on
the same one. trafilatura is asked only where the first two disagree: it costs as much as both.
"""

from __future__ import annotations

import contextlib
import logging
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import trafilatura
from lxml import html
from readability import Document

from crawler.web.body import cut_out
from crawler.web.sheet import Element, Line, lay_out, parse_page

AGREED = 0.8  # overlap from which two readers say the same: below, one of them has lost or gained a paragraph
OWN_LEAD = 0.1  # overlap that ours is ahead of the others: tuned for these pages, and its lines are the page's own
SHORTEST_SHARE = 1 / 3  # of our reading's length, below which two others that agree have found a comment
DOUBTED = 0.6  # best overlap below which an editor is told
GRAM = 6  # characters of a shingle: a shorter one is found in any Chinese text
MOST_ELEMENTS = 20_000  # of a page that other readers are asked about: their time may grow with the square
MOST_CHARACTERS = 1_000_000
MOST_STEPS = 500_000  # from all elements without children up to the root: a page of 5,000 paragraphs has 60,000
DEEPEST = 250  # nested elements that other readers, which recurse, are asked about

for _name in ("readability", "trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # a page without a body is no news


@dataclass(frozen=True, slots=True)
class Witness:
    """What one reader takes for the article."""

    name: str
    lines: tuple[Line, ...]

    @property
    def length(self) -> int:
        """Characters of it."""
        return sum(len(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reader believed, and what an editor should know of the others."""

    witness: Witness
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article before others are asked: the page's title, and lines that stand above its head."""

    title: str = ""
    above: frozenset[str] = frozenset()


def judge(own: Witness, tree: Element, known: Known) -> Verdict:
    """Whom to believe about *tree*: our own reader unless two others agree against it."""
    if not _is_tractable(tree):
        return Verdict(own, ("the page is too large or too deep for a second reading",))
    second = _ask("readability", _by_readability, tree, known)
    if overlap(own, second) >= AGREED:
        return Verdict(own)
    third = _ask("trafilatura", _by_trafilatura, tree, known)
    witnesses = (own, second, third)
    eligible = [one for one in witnesses if one.length >= own.length * SHORTEST_SHARE]
    best = max(eligible, key=lambda one: _standing(one, witnesses) + OWN_LEAD * (one is own))
    doubts = () if _standing(best, witnesses) >= DOUBTED else (_doubt(witnesses),)
    return Verdict(best if best.length else own, doubts)


def _standing(one: Witness, witnesses: Sequence[Witness]) -> float:
    """How well the best of the others bears *one* out."""
    return max(overlap(one, other) for other in witnesses if other is not one)


def overlap(one: Witness, other: Witness) -> float:
    """F1 of the shingles of two readings: 1.0 the same, 0.0 nothing in common or nothing at all."""
    left, right = _shingles(one.lines), _shingles(other.lines)
    common = len(left & right)
    return 2 * common / (len(left) + len(right)) if common else 0.0


def _shingles(lines: Sequence[Line]) -> frozenset[str]:
    text = re.sub(r"\W", "", "".join(line.text for line in lines))
    return frozenset(text[i : i + GRAM] for i in range(max(len(text) - GRAM + 1, min(len(text), 1))))


def _doubt(witnesses: Sequence[Witness]) -> str:
    told = ", ".join(f"{one.name} {one.length}" for one in witnesses)
    return f"readers disagree on what the article is (characters: {told})"


def _is_tractable(tree: Element) -> bool:
    length = steps = 0
    for number, element in enumerate(tree.iter()):
        length += len(element.text or "") + len(element.tail or "")
        depth = sum(1 for _ in element.iterancestors()) if len(element) == 0 else 0
        steps += depth
        if max(number / MOST_ELEMENTS, length / MOST_CHARACTERS, depth / DEEPEST, steps / MOST_STEPS) > 1:
            return False
    return True


def _ask(name: str, reader: Callable[[str], Element], tree: Element, known: Known) -> Witness:
    """The reading of one of the others; an empty one when it fails, which they do on pages of the open web."""
    found = None
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = reader(html.tostring(tree, encoding="unicode"))
    if found is None:
        return Witness(name, ())
    return Witness(
        name, tuple(line for line in cut_out(lay_out(found).lines, known.title) if line.text not in known.above)
    )


def _by_readability(markup: str) -> Element:
    return parse_page(Document(markup).summary(html_partial=True))


def _by_trafilatura(markup: str) -> Element:
    text = trafilatura.extract(markup, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    return parse_page("<br>".join(re.split(r"\n|\s\|\s|^\||\|$", escape(text), flags=re.MULTILINE))) if text else None
