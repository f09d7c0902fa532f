"""Rows whose items carry one word: the word that a numeral counts (思想认同、价值认同、情感认同 for 三认同)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from nlp.models.decode.lists import Piece, is_list, pieces, tidy, trimmed
from nlp.words import cut

_LONGEST = 30  # characters of an item
_AND = frozenset({"、", "和", "与", "及", "以及", "加上", "”“"})
_CLEAN = frozenset({":", "。", "\n", ""})  # separators behind which no words lead up to a list
THINGS = frozenset("长员会站队网岗堂屋厅院所点端卡单表码图榜箱台亭治线库化")  # words that end the name of a thing
_WITH = re.compile(r"^[用以靠借凭]")


def runs(text: str, noun: str, count: int, *, without: str) -> list[tuple[int, tuple[str, ...]]]:
    """Every list in *text* of exactly *count* neighbours that end or begin with *noun* or hold it: where, its items.

    Pieces that print *without* (the name that is being spelled out) are no items.
    """
    found = all_pieces(text)
    holding = [i for i, piece in enumerate(found) if noun in piece.words and without not in piece.words]
    results = []
    for shape in _SHAPES if len(holding) >= count else ():
        items = {i: item for i in holding if (item := shape(found[i].words, noun))}
        for row in _rows(found, items):
            whole = _with_first(row, found, holding, items) if len(row) == count - 1 else row
            if len(whole) == count and (run := _run(found, items, whole, noun)):
                results.append(run)
    return results


@lru_cache(maxsize=16)
def all_pieces(text: str) -> tuple[Piece, ...]:
    """The whole text cut at its separators."""
    return tuple(pieces(text, 0, len(text)))


def _rows(found: Sequence[Piece], items: dict[int, str]) -> list[range]:
    """Stretches of fitting neighbours held together by 、 or "and"; then the same with commas allowed."""
    rows = []
    for joints in (_AND, _AND | {",", ";"}):
        done = -1
        for at in items:
            if at <= done:
                continue
            end = at + 1
            while end in items and found[end].joint in joints:
                end += 1
            rows.append(range(at, end))
            done = end - 1
    return rows


def _with_first(row: range, found: Sequence[Piece], holding: Sequence[int], items: dict[int, str]) -> range:
    """*row* with the piece before it, when only the words that lead up to the list kept that one out."""
    at = row.start - 1
    if at not in holding or at in items or found[row.start].joint not in _AND:
        return row
    noun = next(iter(items.values()))[:1]
    items[at] = found[at].words[found[at].words.find(noun) :] if noun in found[at].words else found[at].words
    return range(at, row.stop)


def _run(found: Sequence[Piece], items: dict[int, str], row: range, noun: str) -> tuple[int, tuple[str, ...]] | None:
    raw = [items[i] for i in row]
    clean = found[row[0]].joint in _CLEAN and len(raw[0]) <= max(len(item) for item in raw[1:]) + 2
    run = (tidy(raw[0]), *trimmed(raw)[1:]) if clean else trimmed(raw)
    even = len(noun) > 1 or run[0].endswith(noun) or len({len(item) for item in run}) <= max(2, len(row) - 2)
    return (found[row[0]].start, run) if even and is_list(run) else None


def _as_ending(words: str, noun: str) -> str | None:
    """The item of *words* that ends with *noun*; 资源 or the like may trail it."""
    words = re.sub(r"(?:资源|力量|活动|工作|服务)$", "", words) if not words.endswith(noun) else words
    if not words.endswith(noun) or len(words) > _LONGEST:
        return None
    item = re.split(r"[的了由]|一个", words)[-1]
    return item if len(item) > len(noun) else None


def _as_thing(words: str, noun: str) -> str | None:
    """街长管面, 县委书记包重点案件: the thing at the beginning, named by *noun*."""
    words = _WITH.sub("", words)
    at = words.find(noun)
    if at < 1 or words[at - 1] in "在于到从向" or len(words) > _LONGEST // 2 or not (len(noun) > 1 or noun in THINGS):
        return None
    return words[: at + len(noun)]


def _as_beginning(words: str, noun: str) -> str | None:
    """换服务; 用微课堂讲政策: from *noun* on, behind 用 no further than the thing."""
    used = _WITH.sub("", words)
    if not used.startswith(noun) or len(used) == len(noun) or len(used) > _LONGEST // 2:
        return None
    return used if used == words else _first_thing(used, noun)


def _first_thing(words: str, noun: str) -> str:
    size = 0
    for word in cut(words):
        size += len(word)
        if size > len(noun):
            break
    return words[:size]


def _as_holding(words: str, noun: str) -> str | None:
    """A short phrase with *noun* inside: 政治理论联学, 进百家门."""
    words = words.split("的", maxsplit=1)[0]
    at = words.rfind(noun)
    near_end = 1 <= len(words) - at - 1 <= 2 and len(words) <= _LONGEST
    return words if len(noun) == 1 and at > 0 and (near_end or len(words) <= 6) else None


_SHAPES: Sequence[Callable[[str, str], str | None]] = (_as_ending, _as_thing, _as_beginning, _as_holding)
