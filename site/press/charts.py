"""Bars drawn at build time: geometry in units of an SVG view box. The template draws, the style sheet colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MONTHS_SHOWN = 36  # more bars than this are too thin to tell apart at 320 px: then years are shown
COLUMNS_WIDTH, COLUMNS_HEIGHT, COLUMN_WIDEST, COLUMN_SHARE = 400, 120, 36, 0.75  # share: the rest is the gap
ROW_HEIGHT, ROW_GAP, ROW_WIDTH = 20, 8, 220


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its count, and where it is drawn."""

    label: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with bars; ``width`` and ``height`` are those of the view box."""

    bars: tuple[Bar, ...]
    width: float
    height: float

    @property
    def most(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.count)


def columns(by_month: Mapping[str, int]) -> Chart | None:
    """Upright bars over time, months without a case among them; None when there is nothing to draw.

    >>> [(bar.label, bar.count) for bar in columns({"2023-12": 2, "2024-02": 1}).bars]
    [('2023-12', 2), ('2024-01', 0), ('2024-02', 1)]
    """
    counts = _every_period(by_month)
    if not counts:
        return None
    top = max(counts.values())
    step = min(COLUMNS_WIDTH / len(counts), COLUMN_WIDEST / COLUMN_SHARE)
    heights = {label: round(count / top * COLUMNS_HEIGHT, 1) for label, count in counts.items()}
    return Chart(
        tuple(
            Bar(
                label, counts[label], round(i * step, 1), COLUMNS_HEIGHT - height, round(step * COLUMN_SHARE, 1), height
            )
            for i, (label, height) in enumerate(heights.items())
        ),
        width=COLUMNS_WIDTH,
        height=COLUMNS_HEIGHT,
    )


def rows(counts: Sequence[tuple[str, int]]) -> Chart | None:
    """Lying bars, one below the other in the order given; None when there is nothing to draw."""
    if not counts:
        return None
    top = max(count for _, count in counts)
    step = ROW_HEIGHT + ROW_GAP
    return Chart(
        tuple(
            Bar(label, count, 0, i * step, round(count / top * ROW_WIDTH, 1), ROW_HEIGHT)
            for i, (label, count) in enumerate(counts)
        ),
        width=ROW_WIDTH,
        height=len(counts) * step - ROW_GAP,
    )


def _every_period(by_month: Mapping[str, int]) -> dict[str, int]:
    if not by_month:
        return {}
    months = _months(min(by_month), max(by_month))
    if len(months) <= MONTHS_SHOWN:
        return {month: by_month.get(month, 0) for month in months}
    years = range(int(months[0][:4]), int(months[-1][:4]) + 1)
    return {f"{y:04d}": sum(n for month, n in by_month.items() if month.startswith(f"{y:04d}-")) for y in years}


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]
