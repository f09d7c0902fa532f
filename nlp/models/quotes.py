"""Quotations of a folded text, nested ones inside their own. Marks that never close end with their line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSES = {"“": "”", "‘": "’"}
_DEEPEST = 4  # open marks at a time; print has two, an attack has thousands
_MARKS = re.compile(r"[“”‘’\n]")
_OPENS = {"”": "“", "’": "‘"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` with its marks; ``depth`` 0 is outermost; ``outer`` is the start of the one around it."""

    start: int
    end: int
    inner: str
    depth: int
    outer: int | None


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every closed quotation of a folded *text*, in order of its opening mark.

    >>> [(q.inner, q.depth) for q in quotations("“‘三差’特点”与“五帮”")]
    [('‘三差’特点', 0), ('三差', 1), ('五帮', 0)]
    """
    found: list[Quotation] = []
    open_marks: list[int] = []
    for each in _MARKS.finditer(text):
        at, mark = each.start(), each.group()
        if mark == "\n":
            open_marks.clear()
        elif mark in _CLOSES:
            if len(open_marks) < _DEEPEST:
                open_marks.append(at)
        elif mark in _OPENS and _drop_to(open_marks, text, _OPENS[mark]):
            start = open_marks.pop()
            outer = open_marks[-1] if open_marks else None
            found.append(Quotation(start, at + 1, text[start + 1 : at], len(open_marks), outer))
    return tuple(sorted(found, key=lambda q: q.start))


def _drop_to(open_marks: list[int], text: str, opening: str) -> bool:
    """Forget marks that were opened inside *opening* and never closed; False when none of that kind is open."""
    if all(text[at] != opening for at in open_marks):
        return False
    while text[open_marks[-1]] != opening:
        open_marks.pop()
    return True
