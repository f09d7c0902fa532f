"""From a name to its tree of parts, and the doubts where count and parts disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.models import numerals
from nlp.models.decode.formula import elements_of
from nlp.models.decode.lists import first_items, is_list, last_items, pieces, tidy, trimmed, without_verbs
from nlp.models.decode.rows import COLOURS, MARK
from nlp.models.decode.spot import Spot
from nlp.models.decode.unit import listed_before, parts_of
from nlp.models.numerals import Unit
from nlp.records import Component

_BESIDE = 90  # characters from a name without numerals to what it is made of
_DEEPEST = 3  # levels of one tree; names may explain each other in a circle


@dataclass(frozen=True, slots=True)
class Named:
    """An accepted name: its core, the words directly behind it, and where the body prints it."""

    core: str
    after: str
    spots: tuple[Spot, ...]
    in_heading: bool = False

    @property
    def units(self) -> tuple[Unit, ...]:
        return numerals.units(self.core)


@dataclass(frozen=True, slots=True)
class Reading:
    """What decoding may look at: the folded body of the article and every name accepted in it."""

    text: str
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The parts of a name, and what is missing."""

    components: tuple[Component, ...] = ()
    doubts: tuple[str, ...] = ()


def decode(named: Named, reading: Reading, *, depth: int = 1) -> Decoded:
    """What the numerals and letters of *named* stand for; nothing where the text does not say."""
    if depth > _DEEPEST:
        return Decoded()
    if items := _own_list(named):
        return Decoded(_leaves(items))
    units = named.units
    if not units or all(unit.count == 1 for unit in units):
        return Decoded(_leaves(_joined_words(named) or _composed_of(named) or _colours(named) or _initials(named)))
    if not any(unit.noun for unit in units):
        return _numbers(named, units, reading, depth)
    if len(units) == 1:
        return _single(named, units[0], reading, depth)
    return _several(named, units, reading, depth)


def _leaves(items: Sequence[str]) -> tuple[Component, ...]:
    return tuple(Component(item) for item in items)


def _own_list(named: Named) -> tuple[str, ...]:
    """“引、育、留、用”四字诀, “A—B—C—D”四级…: the name itself is the list, and the count behind it agrees."""
    items = tuple(tidy(item) for item in re.split(r"[、—]+", named.core))
    count = re.match(r"([二三四五六七八九十两])[一-鿿]", named.after)
    return items if count and numerals.value(count.group(1)) == len(items) and is_list(items) else ()


def _joined_words(named: Named) -> tuple[str, ...]:
    """支部+合作社+农户: the words between the plus signs."""
    items = tuple(named.core.split("+"))
    return items if numerals.is_word_formula(named.core) and all(items) and is_list(items) else ()


_STEPS = re.compile(
    r"(?:分为|分成|分|共有?|包括|有)([二三四五六七八九十]|\d+)(?:个|道|大)?(?:步|环节|步骤|程序|板块|阶段|方面)[:,—即]+([^。;\n]+)"
)
_MADE_OF = re.compile(
    r"(?:由|分|分设|下设|内设|设有|设置|开设|设|分为|分成|包括|包含|涵盖|划分为)([^。;:]+?)(?:等)?([二三四五六七八九十]|\d+)[个方类种大级道项支]"
)


def _composed_of(named: Named) -> tuple[str, ...]:
    """由“A”“B”“C”三类人员组成的“X”; “X”由A、B、C三方组成; X平台分设A、B、C三个板块, in the next sentence at most."""
    return _behind_it(named) or _before_it(named)


def _behind_it(named: Named) -> tuple[str, ...]:
    for spot in named.spots:
        for made in _MADE_OF.finditer(spot.text, spot.end, spot.end + _BESIDE):
            if not _leads_on(spot.text[spot.end : made.start()], named):
                continue
            items = last_items(spot.text, made.start(1), made.end(1), numerals.value(made[2]) or 0)
            if len(items) > 1:
                return items
        for steps in _STEPS.finditer(spot.text, spot.end, spot.end + _BESIDE):
            items = first_items(spot.text, steps.start(2), steps.end(), numerals.value(steps[1]) or 0)
            if items and _leads_on(spot.text[spot.end : steps.start()], named):
                return items
    return ()


def _leads_on(between: str, named: Named) -> bool:
    """Whether nothing else is spoken of between a name and its parts; a new sentence takes up its head noun."""
    first, *rest = re.split(r"[。\n]+", between)
    resumed = not rest or (len(rest) == 1 and rest[0][:2] != "" and rest[0][:2] in first[:14])
    return "“" not in between and resumed


def _before_it(named: Named) -> tuple[str, ...]:
    for spot in named.spots:
        row = re.search(
            r"由((?:“[^“”]+”[、和]?){2,})[^,。“”]{0,10}(?:组成|构成)的$", spot.text[spot.sentence_start : spot.start]
        )
        if row:
            return tuple(re.findall(r"“([^“”]+)”", row.group(1)))
    return ()


def _initials(named: Named) -> tuple[str, ...]:
    """“红金蓝”: every character stands in one item of a list nearby, in order."""
    core = named.core
    if not 3 <= len(core) <= 5 or not core.isalpha():
        return ()
    for spot in named.spots:
        start, end = spot.sentence_start, spot.sentence_end
        for items in _windows(spot.text, start, spot.start, len(core)) + _windows(spot.text, spot.end, end, len(core)):
            if all(ch in item and item != ch for ch, item in zip(core, items, strict=True)):
                return without_verbs(items)
    return ()


def _colours(named: Named) -> tuple[str, ...]:
    """“红黄蓝”三色…: what the colours mark."""
    colours = re.match(rf"[{COLOURS}]{{2,}}", named.core)
    if not colours or not named.spots:
        return ()
    count = colours.end()
    return parts_of(Unit(count, "色", f"{count}色"), named.spots)


def _windows(text: str, start: int, end: int, count: int) -> list[tuple[str, ...]]:
    found = pieces(text, start, end, split=re.compile(r"[、,;。:]"))
    rows = [found[i : i + count] for i in range(len(found) - count + 1)]
    return [_cut(row) for row in rows if {piece.joint for piece in row[1:]} in ({"、"}, {","})]


def _cut(row: Sequence[object]) -> tuple[str, ...]:
    items = list(trimmed([piece.words for piece in row]))  # type: ignore[attr-defined]
    items[-1] = re.sub(r"(?<=\))[^()]*$", "", items[-1])
    return tuple(items)


def _single(named: Named, unit: Unit, reading: Reading, depth: int) -> Decoded:
    items = parts_of(unit, named.spots or (Spot(reading.text, 0, 0),))
    components = tuple(_with_parts(item, reading, depth) for item in items)
    if items and "·" in named.core and not named.core.startswith(unit.surface):
        ending = items[0][-1] if items[0][-1] in unit.noun else unit.noun
        components = (Component(unit.surface.removesuffix(unit.noun) + ending, components),)
    return Decoded(components, _doubts(unit, len(items)))


def _with_parts(item: str, reading: Reading, depth: int) -> Component:
    """An item that is itself a decoded name of the article brings its parts along."""
    named = next((n for n in reading.names if n.core == item and n.units and depth < _DEEPEST), None)
    return Component(item, decode(named, reading, depth=depth + 1).components if named else ())


def _doubts(unit: Unit, found: int) -> tuple[str, ...]:
    if not found or found == unit.count:
        return ()
    count = unit.count or 0
    what = f"{count - found} missing" if found < count else f"{found - count} too many"
    return (f"{unit.surface} counts {count}, the article spells out {found}: {what}",)


def _several(named: Named, units: Sequence[Unit], reading: Reading, depth: int) -> Decoded:
    if ordinals := _ordinals(units, named):
        return Decoded(_leaves(ordinals))
    if both := _of_both(units, named):
        return Decoded(_leaves(both))
    allotted = _allotted(units, named) or _in_order(units, named)
    decoded = [_unit_of(unit, named, reading, depth, allotted.get(unit.surface, ())) for unit in units]
    kept = tuple(component for component, _ in decoded if component.components)
    missing = tuple(
        f"{unit.surface}: its parts are not stated"
        for unit, (c, _) in zip(units, decoded, strict=True)
        if not c.components
    )
    doubts = tuple(doubt for _, each in decoded for doubt in each)
    return Decoded(kept, (doubts + missing) if kept else ())


def _of_both(units: Sequence[Unit], named: Named) -> tuple[str, ...]:
    """六看六查: one row whose items carry the words of both numerals (看门岗查登记)."""
    if len(units) != 2 or units[0].count != units[1].count or not named.spots:
        return ()
    items = parts_of(units[0], (), named.spots)
    both = all(unit.noun[0] in item for item in items for unit in units)
    return items if both and len(items) == units[0].count else ()


def _ordinals(units: Sequence[Unit], named: Named) -> tuple[str, ...]:
    """一听二看三评: numerals that number steps; 一听来龙去脉、二看现场证据 … spell them out."""
    if len(units) < 3 or [unit.count for unit in units] != list(range(1, len(units) + 1)):
        return ()
    for spot in named.spots:
        clause = spot.text[spot.end : spot.sentence_end]
        found = [re.search(re.escape(unit.surface) + r"([^,、。;]{1,16})", clause) for unit in units]
        if all(found):
            return tuple(u.noun + m.group(1) for u, m in zip(units, found, strict=True) if m)
    return ()


def _allotted(units: Sequence[Unit], named: Named) -> dict[str, tuple[str, ...]]:
    """Lists summed up by counts in the order of the name: “A、B”两项…,“C、D、E”三网…."""
    for spot in named.spots:
        mark = re.match(r"[^。;\n]{0,12}?[,]?(?:即|包括|就是|分别是|:)", spot.text[spot.end : spot.sentence_end])
        if not mark:
            continue
        lists = _summed_lists(spot.text, spot.end + mark.end(), spot.sentence_end)
        if [len(items) for items in lists] == [unit.count for unit in units]:
            return {
                u.surface: (items[0].split(u.noun)[-1] or items[0], *items[1:])
                for u, items in zip(units, lists, strict=True)
            }
    return {}


def _in_order(units: Sequence[Unit], named: Named) -> dict[str, tuple[str, ...]]:
    """“三不一共”:不打药、不越界、不攀比,收成共分享: one row for all numerals, each item with the word of its own."""
    total = sum(unit.count or 0 for unit in units)
    for spot in named.spots:
        mark = MARK.match(spot.text[spot.end : spot.sentence_end])
        if mark is None:
            continue
        found = pieces(spot.text, spot.end + mark.end(), spot.sentence_end, split=re.compile("[、,;]"))
        items = [tidy(piece.words) for piece in found]
        if len(items) == total and not _prints(units, items) and (groups := _dealt(units, items)):
            return groups
    return {}


def _prints(units: Sequence[Unit], items: Sequence[str]) -> bool:
    """Whether an item prints a numeral of the name: then each has a list of its own."""
    return any(unit.surface in item for unit in units for item in items)


def _dealt(units: Sequence[Unit], items: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """*items* dealt to the numerals in order; empty when one does not carry the word of its numeral."""
    groups, at = {}, 0
    for unit in units:
        groups[unit.surface] = tuple(items[at : at + (unit.count or 0)])
        at += unit.count or 0
        if not all(any(ch in item for ch in unit.noun) for item in groups[unit.surface]):
            return {}
    return groups


def _summed_lists(text: str, start: int, end: int) -> list[tuple[str, ...]]:
    found, at = [], start
    for total in re.compile(r"(?:等)?([二三四五六七八九十两])[一-鿿]").finditer(text, start, end):
        begin = max([at] + [text.rfind(mark, at, total.start()) + 1 for mark in ",;:"])
        quoted = text[total.start() - 1] == "”"
        begin = text.rfind("“", at, total.start()) if quoted else begin
        if "、" in text[begin : total.start()]:
            items = last_items(text, begin, total.start(), numerals.value(total.group(1)) or 0)
            found.append(items)
            at = total.end()
    return [items for items in found if items]


def _unit_of(
    unit: Unit, named: Named, reading: Reading, depth: int, allotted: tuple[str, ...]
) -> tuple[Component, tuple[str, ...]]:
    """One numeral of a compound: through another name that spells it out, or where the text prints it alone."""
    alias = _alias(unit, named, reading)
    if alias:
        return Component(alias.core, decode(alias, reading, depth=depth + 1).components), ()
    own = tuple(_alone(unit, named, reading.text))
    items = allotted or parts_of(unit, own, named.spots or (Spot(reading.text, 0, 0),))
    return Component(unit.surface, tuple(_with_parts(i, reading, depth) for i in items)), _doubts(unit, len(items))


def _alias(unit: Unit, named: Named, reading: Reading) -> Named | None:
    return next(
        (
            other
            for other in reading.names
            if other is not named
            and len(other.units) == 1
            and other.units[0].count == unit.count
            and unit.noun
            and all(ch in other.core for ch in unit.noun)
        ),
        None,
    )


def _alone(unit: Unit, named: Named, text: str) -> list[Spot]:
    """Printings of a numeral of the name by itself, first in its line or clause, or quoted."""
    inside = [(spot.start, spot.end) for spot in named.spots]
    found, at = [], text.find(unit.surface)
    while at >= 0:
        end = at + len(unit.surface)
        before, behind = text[at - 1 : at] if at else "", text[end : end + 1]
        opens = not ("一" <= before <= "鿿") and behind in _BEHIND_IT
        if (opens or behind == ":") and not any(start <= at < stop for start, stop in inside):
            found.append(Spot(text, at, end))
        at = text.find(unit.surface, end)
    return found


_BEHIND_IT = frozenset("”’,:引互争的即是为指就促强(")  # what follows a numeral that is spelled out next


def _numbers(named: Named, units: Sequence[Unit], reading: Reading, depth: int) -> Decoded:
    twin = _twin(named, units, reading)
    if twin:
        return decode(twin, reading, depth=depth + 1)
    if groups := _groups(named, units, reading):
        return Decoded(tuple(Component(g.core, decode(g, reading, depth=depth + 1).components) for g in groups))
    found = elements_of(units, named.spots)
    if found:
        missing = len(units) - len(found)
        doubt = (f"{named.core} has {len(units)} elements, the article spells out {len(found)}: {missing} missing",)
        return Decoded(found, doubt if missing > 0 and "+" in named.core else ())
    return _list_of_one(named, units, reading, depth)


def _twin(named: Named, units: Sequence[Unit], reading: Reading) -> Named | None:
    """A coinage of the article with the same counts in the same order: 423 and 四转两融三留."""
    counts = [unit.count for unit in units]
    others = (n for n in reading.names if n is not named and len(n.units) > 1 and all(u.noun for u in n.units))
    return next((n for n in others if [u.count for u in n.units] == counts), None)


def _groups(named: Named, units: Sequence[Unit], reading: Reading) -> tuple[Named, ...]:
    """两两: two names of the article that count two each."""
    first, second = (unit.count or 0 for unit in units) if len(units) == 2 else (0, 0)
    alike = [n for n in reading.names if n is not named and len(n.units) == 1 and n.units[0].count == second]
    for found in (alike, [name for name in alike if name.in_heading]):
        if len(found) == first > 1 and second > 1:
            return tuple(found)
    return ()


def _list_of_one(named: Named, units: Sequence[Unit], reading: Reading, depth: int) -> Decoded:
    """Only one element is spelled out, as a list before the name: the parts of the name that counts as many, if any."""
    for unit in units:
        if unit.count is None or unit.count < 3:
            continue
        items = listed_before(unit, named.spots)
        if len(items) == unit.count:
            other = next((n for n in reading.names if len(n.units) == 1 and n.units[0].count == unit.count), None)
            nested = (Component(other.core, _leaves(items)),) if other else _leaves(items)
            rest = tuple(u.surface for u in units if u is not unit)
            return Decoded(nested, (f"{named.core}: the article does not say what {'、'.join(rest)} stand for",))
    return Decoded()
