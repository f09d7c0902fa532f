"""The tile map: one tile for each province, on a grid without borders; its shade says how many cases are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from press.place_tree import PlaceNode

SIDE = 46  # of a tile, in units of the view box, with its gap
SHADES = 4  # from one case to the most; none is a shade of its own
NAMED = 3  # letters of a name that fit on a tile


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map. ``shade`` 0: no case; ``path`` None: no page. ``x`` and ``y``: its upper left corner."""

    name: str
    count: int
    shade: int
    x: int
    y: int
    path: str | None


def tile_map(places: Iterable[PlaceNode]) -> tuple[Tile, ...]:
    """Every province with its cases; a place without a certain province is on no tile."""
    nodes = {node.code: node for node in places if node.code}
    most = max((nodes[code].total for code, *_ in _grid() if code in nodes), default=0)
    return tuple(_tile(row, nodes, most) for row in _grid())


def _tile(row: tuple[str, str, int, int], nodes: Mapping[str, PlaceNode], most: int) -> Tile:
    code, name, column, line = row
    node = nodes.get(code)
    count = node.total if node else 0
    return Tile(name, count, _shade(count, most), column * SIDE, line * SIDE, node.path if node else None)


def _shade(count: int, most: int) -> int:
    """By halves of the most: a province with half of the cases is one shade lighter.

    >>> [_shade(count, 80) for count in (0, 1, 19, 20, 40, 80)]
    [0, 1, 2, 3, 4, 4]
    """
    if not count:
        return 0
    return max(1, SHADES - sum(count << step < most for step in range(1, SHADES)))


@cache
def _grid() -> tuple[tuple[str, str, int, int], ...]:
    lines = files("press").joinpath("tiles.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((code, name, int(column), int(row)) for code, name, column, row in rows)
