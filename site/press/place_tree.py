"""Province → city → county, as a tree whose every node is a page.

A node's page is named by its GB/T 2260 code: a case gives the code of its own level, those above follow from its digits
(110105 → 110000). Where no code is certain, the names are hashed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from press.links import hashed_name

Names = tuple[str | None, str | None, str | None]
Placed = tuple[str, Names, str | None]  # case id, province–city–county, code
CODE_LENGTH = 6
LEVELS = ("province", "city", "county")


@dataclass(slots=True)
class PlaceNode:
    """A place of the tree. ``own``: cases that name this place and nothing below; ``total`` counts those below too."""

    names: Names
    name: str
    level: str
    code: str | None = None
    slug: str = ""
    own: list[str] = field(default_factory=list)
    children: list[PlaceNode] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"places/{self.slug}.html"

    @property
    def total(self) -> int:
        return len(self.own) + sum(child.total for child in self.children)

    def all(self) -> Iterator[PlaceNode]:
        """This place and everything below it, from above."""
        yield self
        for child in self.children:
            yield from child.all()

    def cases(self) -> list[str]:
        """The ids of the cases here and below."""
        return [id for node in self.all() for id in node.own]


def place_tree(placed: Iterable[Placed]) -> tuple[PlaceNode, ...]:
    """The topmost places, each with what lies below it, in the order of codes. Cases that name no place are left out.

    A county whose province is not certain stands at the top by itself.
    """
    nodes: dict[Names, PlaceNode] = {}
    for id, names, code in sorted(placed):
        if any(names):
            _grow(nodes, names, code).own.append(id)
    _name_pages(nodes)
    for node in nodes.values():
        node.children.sort(key=_order)
    return tuple(sorted((node for node in nodes.values() if _above(node.names) is None), key=_order))


def trail(node: PlaceNode, places: Iterable[PlaceNode]) -> tuple[PlaceNode, ...]:
    """The way from the top of the tree down to *node*, which is its last."""
    for place in places:
        if place is node:
            return (node,)
        below = trail(node, place.children)
        if below:
            return (place, *below)
    return ()


def _grow(nodes: dict[Names, PlaceNode], names: Names, code: str | None) -> PlaceNode:
    node = nodes.get(names)
    if node is None:
        level = max(i for i, name in enumerate(names) if name)
        node = nodes[names] = PlaceNode(names, str(names[level]), LEVELS[level])
        above = _above(names)
        if above:
            _grow(nodes, above, _code_above(code, above)).children.append(node)
    node.code = node.code or _usable(code)
    return node


def _above(names: Names) -> Names | None:
    """The names one level up; None at the top."""
    province, city, county = names
    if county and city:
        return (province, city, None)
    if (county or city) and province:
        return (province, None, None)
    return None


def _code_above(code: str | None, names: Names) -> str | None:
    if not _usable(code):
        return None
    return f"{code:.4}00" if names[1] else f"{code:.2}0000"


def _usable(code: str | None) -> str | None:
    return code if code and len(code) == CODE_LENGTH and code.isascii() and code.isdigit() else None


def _name_pages(nodes: dict[Names, PlaceNode]) -> None:
    """Gives every node its slug; of two that claim one code (an old name and a new one), the first has it."""
    taken: set[str] = set()
    for names in sorted(nodes, key=lambda names: [name or "" for name in names]):
        node = nodes[names]
        node.slug = (
            node.code if node.code and node.code not in taken else hashed_name("\x1f".join(n or "" for n in names))
        )
        taken.add(node.slug)


def _order(node: PlaceNode) -> tuple[str, str]:
    return (node.code or "~", node.name)
