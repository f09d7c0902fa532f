"""Long lists as several pages, so that no page grows with the library. The first keeps the address of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CARDS_A_PAGE = 120  # a card is some 450 bytes: a page stays under 100 kB


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list. ``number`` counts from 1; ``paths`` are those of all its pages."""

    items: Sequence[Any]
    number: int
    paths: tuple[str, ...]

    @property
    def path(self) -> str:
        return self.paths[self.number - 1]

    @property
    def first(self) -> bool:
        return self.number == 1


def leaves(path: str, items: Sequence[Any], *, size: int = CARDS_A_PAGE) -> Iterator[Leaf]:
    """*items* in pages of *size*; one page, empty, when there is none.

    >>> [(leaf.path, leaf.items) for leaf in leaves("themes/a.html", "abc", size=2)]
    [('themes/a.html', 'ab'), ('themes/a-2.html', 'c')]
    """
    count = max(1, -(-len(items) // size))
    stem = path.removesuffix(".html")
    paths = (path, *(f"{stem}-{number}.html" for number in range(2, count + 1)))
    for number in range(1, count + 1):
        yield Leaf(items[(number - 1) * size : number * size], number, paths)
