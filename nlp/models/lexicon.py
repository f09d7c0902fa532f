"""The tables of this package, read once: head nouns, formulas, metaphors, verbs. One line of a table is one fact."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from nlp.models.fold import squeezed

WAYS = frozenset({"way", "team", "service"})  # classes of head nouns that make a quotation the name of a practice
MINOR = frozenset({"event", "site", "media", "class"})  # classes whose names are kept, with less confidence


@cache
def table(name: str) -> dict[str, str]:
    """The first two columns of ``nlp/tables/<name>.tsv``: word → class."""
    lines = files("nlp.tables").joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


@cache
def heads() -> dict[str, str]:
    """Head noun → class."""
    return table("model_heads")


@cache
def words(name: str, role: str) -> tuple[str, ...]:
    """The words of a table that have this role in its second column, longest first.

    >>> "探索" in words("model_verbs", "coin")
    True
    """
    lines = files("nlp.tables").joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    found = {row[0] for line in lines if line and line[0] != "#" and (row := line.split("\t"))[1] == role}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def either(options: tuple[str, ...]) -> str:
    """A regular expression for any of *options*, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(options, key=len, reverse=True)) + ")"


@cache
def is_formula(key: str) -> bool:
    """Whether *key* is a national formula, campaign or standing institution.

    >>> is_formula("三会一课"), is_formula("不忘初心、牢记使命"), is_formula("一会两社")
    (True, True, False)
    """
    return squeezed(key) in _squeezed_names("model_formulas")


@cache
def is_metaphor(key: str) -> bool:
    """Whether *key* is a figure of speech known to the table.

    >>> is_metaphor("最后一公里"), is_metaphor("巷口议事团")
    (True, False)
    """
    return squeezed(key) in _squeezed_names("model_metaphors")


@cache
def _squeezed_names(name: str) -> frozenset[str]:
    return frozenset(squeezed(word) for word in table(name))
