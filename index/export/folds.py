"""The table of folding for the browser: what nearly every query needs in the manifest, the rest in files by character.

The characters of GB 2312 are what people type in simplified script, and browsers know which they are (TextDecoder):
another one is looked up in its file, so a query in simplified script loads no table.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.folding import fold_table

FILES = 8


def fold_values(characters: Iterable[str]) -> tuple[list[str], list[list[str]]]:
    """(the table for the manifest, the tables of the files by code point modulo FILES); a table is [from, to].

    Only what folds to one of *characters*, those that the library has: another one finds nothing, folded or not.
    """
    held = set(characters)
    pairs = sorted((c, folded) for c, folded in fold_table().items() if folded in held)
    files = [[pair for pair in pairs if not is_plain(pair[0]) and ord(pair[0]) % FILES == n] for n in range(FILES)]
    return _table([pair for pair in pairs if is_plain(pair[0])]), [_table(some) for some in files]


def is_plain(character: str) -> bool:
    """Whether a browser takes the character for one of simplified script: GB 2312, or no ideograph at all."""
    if not "\u3400" <= character <= "\u9fff" and not "\uf900" <= character <= "\U000323af":
        return True
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _table(pairs: Iterable[tuple[str, str]]) -> list[str]:
    rows = list(pairs)
    return ["".join([c for c, _ in rows]), "".join([folded for _, folded in rows])]
