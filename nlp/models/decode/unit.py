"""The parts of one numeral (两融, 三张清单, 五类人员): of all rows of the right length the one most speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.models.decode.lists import are_alike, is_list, pieces, tidy, without_verb
from nlp.models.decode.rows import (
    MARK,
    Finder,
    Row,
    announced,
    before,
    clause_end,
    coloured,
    declared,
    introduced,
    listed,
    numbered,
    opened,
    quoted,
    sharing,
    uncounted,
)
from nlp.models.decode.shared import THINGS
from nlp.models.decode.spot import Spot
from nlp.models.decode.weigh import ENOUGH, weigh
from nlp.models.numerals import Unit

_AT_NAME: Sequence[Finder] = (introduced, before, numbered, coloured)
_ANYWHERE: Sequence[Finder] = (declared, sharing, quoted, listed, opened, announced)


def parts_of(unit: Unit, own: Sequence[Spot], near: Sequence[Spot] = ()) -> tuple[str, ...]:
    """The parts of *unit*: as many as it counts, or what was found of them, or nothing.

    *own* is where it is printed by itself, *near* where only the longer name that holds it is.
    """
    count = unit.count or 0
    if count < 1 or not (own or near):
        return ()
    if count == 1:
        return _the_one(unit, own) or _declared_one(unit, (*own, *near)) or _one_beside(unit, near)
    spots = (*own, *near)
    rows = [row for find in _AT_NAME if own for row in find(unit, own)]
    rows += [row for find in _ANYWHERE for row in find(unit, spots)]
    whole = [row for row in rows if len(row.items) == count and not any(unit.surface in item for item in row.items)]
    best = max(whole, key=lambda row: weigh(row, unit, own, near), default=None)
    if best is not None and weigh(best, unit, own, near) >= ENOUGH:
        return uncounted(best.items)
    return _in_part(rows, unit, own)


def listed_before(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """The list that ends where the name begins; empty when none of the right length does."""
    rows = (row for row in before(unit, spots) if row.form == "quoted" or are_alike(row.items))
    return next((row.items for row in rows), ())


def _in_part(rows: Sequence[Row], unit: Unit, own: Sequence[Spot]) -> tuple[str, ...]:
    """What there is of a row too short for its count, for a doubt."""
    marked = next((row.items for row in rows if row.form == "numbered"), ())
    return marked or _explained_in_part(own)


def _explained_in_part(spots: Sequence[Spot]) -> tuple[str, ...]:
    """包括A、B、C of a name that counts four."""
    for spot in spots:
        mark = re.match(r"[^。;\n“”,:]{0,12},?(?:即|包括|包含|分别是|分别为)", spot.text[spot.end : spot.sentence_end])
        if mark:
            start = spot.end + mark.end()
            clause = spot.text[start : clause_end(spot.text, start, spot.sentence_end)]
            items = tuple(tidy(piece.words) for piece in pieces(clause, 0, len(clause)))
            if len(items) > 1 and "、" in clause and is_list(items):
                return items
    return ()


def _the_one(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """一社,就是…的果业合作社: the one thing whose name ends with the word."""
    for spot in spots:
        mark = MARK.match(spot.text[spot.end : spot.sentence_end]) or re.match(",", spot.text[spot.end : spot.end + 1])
        start = spot.end + mark.end() if mark else spot.end
        end = re.compile(r"[;。\n]").search(spot.text, start)
        clause = spot.text[start : end.start() if end else len(spot.text)]
        if mark and (found := _named_one(clause, unit.noun)):
            return (found,)
    return ()


def _declared_one(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """以街道党工委为核心: what is said to be the one."""
    found = re.search(rf"以([^,。;“”]{{2,14}})为[^,。;]{{0,2}}{re.escape(unit.noun)}", spots[0].text)
    return (found.group(1),) if found and unit.noun else ()


def _named_one(clause: str, noun: str) -> str | None:
    core = re.match(r"以([^,]{2,12})为(?:核心|中心|主|引领|统领)", clause)
    if core:
        return core.group(1)
    for piece in re.split(r"[,、]", clause):
        item = re.split(r"[的为]|一个", piece)[-1]
        if item.endswith(noun) and len(item) > len(noun) and not re.match(r"[一二三]", item):
            return without_verb(item)
    return None


def _one_beside(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """依托老戏院,… 打造“两站一院”: the one thing with that ending in the sentence of the name."""
    for spot in spots:
        for start, end in ((spot.sentence_start, spot.start), (spot.end, spot.sentence_end)):
            near = (_up_to(p.words, unit) for p in pieces(spot.text, start, end))
            found = {without_verb(words) for words in near if words}
            if len(found) == 1 and len(unit.noun) < len(item := found.pop()) <= 10:
                return (item,)
    return ()


_ASKS = re.compile("怎|如何|什么|哪")


def _up_to(words: str, unit: Unit) -> str | None:
    """*words* up to the word that is counted: 电商平台都建在村口 → 电商平台."""
    at = words.rfind(unit.noun)
    whole = at >= 0 and (len(unit.noun) > 1 or at + 1 == len(words) or (at > 0 and unit.noun in THINGS))
    return words[: at + len(unit.noun)] if whole and unit.surface not in words and not _ASKS.search(words) else None
