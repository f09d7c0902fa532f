"""Benchmark: how whole, in what order and in what script damaged pages come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nlp.output import as_json
from nlp.pinyin import find_pinyin
from nlp.read import split_page
from nlp.script import unify
from tests.benchmarks.damages import DAMAGES, LEVELS, Damage, Damaged
from tests.benchmarks.glyphs import NO_READINGS
from tests.benchmarks.sheet import load_sheets
from tests.benchmarks.tables import Cell, Row, table
from tests.scoring import Tallies, score

SEEDS = (1, 2)
BAR = 0.95  # of segment and order at middle strength


@dataclass(frozen=True, slots=True)
class Restored:
    """How the pages of one kind and strength came back; ``characters`` were to be restored, of which so many were."""

    figures: Tallies
    scattered: int
    missed: int
    false: int
    characters: int
    right: int
    words: int
    kept: int

    @property
    def script(self) -> float:
        """The share of characters restored, Taiwan's own words apart."""
        return self.right / self.characters if self.characters else 1.0


def damaged_pages(damage: Damage, strength: float, *, seeds: Iterable[int] = SEEDS) -> list[Damaged]:
    """Every sheet that can suffer *damage*, damaged."""
    sheets = [s for s in load_sheets() if s.script == "simplified" or not damage.from_simplified]
    return [damage.to(sheet, strength, seed=seed) for seed in seeds for sheet in sheets]


def restore(pages: Iterable[Damaged]) -> Restored:
    """Reads the pages and counts what came back."""
    pages = list(pages)
    key = {str(i): page.key for i, page in enumerate(pages)}
    read = {str(i): as_json(split_page(page.text), source=str(i)) for i, page in enumerate(pages)}
    noise = [(set(page.noise), set(find_pinyin(f"{page.text}\n{NO_READINGS}"))) for page in pages]
    scripts = [_script(page) for page in pages if page.unified is not None]
    return Restored(
        figures=score(key, read),
        scattered=sum(len(put) for put, _ in noise),
        missed=sum(len(put - found) for put, found in noise),
        false=sum(len(found - put) for put, found in noise),
        characters=sum(one.characters for one in scripts),
        right=sum(one.right for one in scripts),
        words=sum(one.words for one in scripts),
        kept=sum(one.kept for one in scripts),
    )


@dataclass(frozen=True, slots=True)
class _Script:
    characters: int
    right: int
    words: int
    kept: int


def _script(page: Damaged) -> _Script:
    """What of a page came back in the script it should be in. Nothing did where its length changed."""
    wanted, told = page.unified or "", unify(page.text).text
    if len(told) != len(wanted):
        return _Script(len(wanted), 0, len(page.words), 0)
    inside = {i for start, end in page.words for i in range(start, end)}
    outside = [i for i, character in enumerate(wanted) if i not in inside and not character.isspace()]
    kept = sum(told[start:end] == wanted[start:end] for start, end in page.words)
    return _Script(len(outside), sum(told[i] == wanted[i] for i in outside), len(page.words), kept)


@cache
def measure(damage: Damage, level: str) -> Restored:
    """All pages of one kind of damage at one of LEVELS."""
    return restore(damaged_pages(damage, damage.strengths[LEVELS.index(level)]))


def order_table() -> str:
    """Segment and order of every kind at every strength, and flags where something is lost."""
    head = ["damage", "strengths", *(f"{figure} {level}" for figure in ("segment", "order") for level in LEVELS)]
    return table([*head, "flags middle", f"{BAR} at middle"], (_order_row(damage) for damage in DAMAGES))


def _order_row(damage: Damage) -> list[Cell]:
    levels = [measure(damage, level).figures for level in LEVELS]
    ratios: list[Cell] = [figures[name].f1 for name in ("segment", "order") for figures in levels]
    middle = levels[LEVELS.index("middle")]
    reached = min(middle["segment"].f1, middle["order"].f1) >= BAR
    flags = middle["flags"].f1 if middle["flags"].wanted else "–"
    return [damage.name, damage.meaning, *ratios, flags, "reached" if reached else "not reached"]


def pinyin_table() -> str:
    """How many readings were scattered, missed, and what was taken for one."""
    rows: Iterable[Row] = (
        [damage.name, level, restored.scattered, restored.missed, restored.false]
        for damage, level, restored in _measured(("none", "pinyin", "web copy"))
    )
    return table(["damage", "strength", "readings", "missed", "false"], rows)


def script_table() -> str:
    """The share of characters restored, and how many of Taiwan's words were kept."""
    rows: Iterable[Row] = (
        [damage.name, level, restored.characters, f"{restored.script:.5f}", f"{restored.kept}/{restored.words}"]
        for damage, level, restored in _measured(("s2t", "s2hk", "s2tw", "s2twp", "overdone"))
    )
    return table(["script", "strength", "characters", "restored", "Taiwan words kept"], rows)


def _measured(names: Iterable[str]) -> Iterator[tuple[Damage, str, Restored]]:
    named = {damage.name: damage for damage in DAMAGES}
    return ((named[name], level, measure(named[name], level)) for name in names for level in LEVELS)


def tables() -> dict[str, str]:
    """The tables of this benchmark by the name of their markers."""
    return {"damage-order": order_table(), "damage-pinyin": pinyin_table(), "damage-script": script_table()}
