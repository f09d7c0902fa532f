"""Doubts in the words of the page: readers note them in English, our pages speak Chinese first."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from press.words import Word

SLOT = "{}"


def say_doubt(noted: str) -> Word:
    """A doubt in both languages; the Chinese is "" when the table has none.

    >>> say_doubt("several divisions are called 朝阳区").zh
    '有好几个地方叫“朝阳区”'
    >>> say_doubt("something new").zh
    ''
    """
    for pattern, chinese in _table():
        found = pattern.fullmatch(noted)
        if found:
            return Word(_fill(chinese, found.groups()), noted)
    return Word("", noted)


def _fill(chinese: str, words: tuple[str, ...]) -> str:
    """Puts *words* into the slots; a word that holds a slot itself stays as it is."""
    pieces = chinese.split(SLOT)
    return "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = files("press").joinpath("doubts.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((_pattern(english), chinese) for english, chinese in rows)


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(re.escape(piece) for piece in english.split(SLOT)), re.DOTALL)
