"""Folding: two strings that a searcher means alike become one: script, width and case. White space is the caller's.

One character becomes one character, always, whatever stands beside it: so offsets stay, and search.js can do the same
with a table. Reading by context, as nlp.script does for display, would need its phrases in the browser.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from nlp.script import simplify

# Where han characters live: ideographs, extension A, compatibility ideographs, extensions B to H.
HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))

# Characters that OpenCC reads by company (反覆 → 反复, but 覆盖): search takes the two for one, as a query may cut the
# company off.
SAME_IN_SEARCH = {"覆": "复", "藉": "借", "锺": "钟", "钜": "巨", "衹": "只", "牴": "抵", "彷": "仿"}
# Corner brackets are the quotation marks of traditional script.
QUOTATION_MARKS = {"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’"}


def fold(text: str) -> str:
    """*text* as search compares it, as long as before.

    >>> fold("大眾議事團１＋６＋Ｘ"), fold("「三三」模式")
    ('大众议事团1+6+x', '“三三”模式')
    >>> fold("著名") == fold("着名"), fold("乾燥")
    (True, '干燥')
    """
    return "".join([_table().get(character) or _fold_other(character) for character in text])


def fold_table() -> dict[str, str]:
    """Every han character that folding changes, and the quotation marks: what search.js needs beside width and case."""
    return {c: folded for c, folded in _table().items() if c != folded}


@cache
def _table() -> dict[str, str]:
    """Every han character → its folded form. Asked in one go, each on its own line so that no neighbour changes it."""
    characters = [chr(code) for start, end in HAN_RANGES for code in range(start, end + 1)]
    plain = [_one(unicodedata.normalize("NFKC", c), c) for c in characters]
    # A first line of traditional script, or simplify takes its fast path and leaves 乾 or 著 alone.
    simple = simplify("\n".join(["國", *plain])).split("\n")[1:]
    table = dict(zip(characters, simple, strict=True))
    table = {c: table.get(s, s) for c, s in table.items()}
    return {c: SAME_IN_SEARCH.get(s, s) for c, s in table.items()} | QUOTATION_MARKS


@cache
def _fold_other(character: str) -> str:
    """Width and case, where they leave one character (İ and ℃ would become two)."""
    wide = _one(unicodedata.normalize("NFKC", character), character)
    return _one(wide.lower(), wide)


def _one(folded: str, character: str) -> str:
    return folded if len(folded) == 1 else character
