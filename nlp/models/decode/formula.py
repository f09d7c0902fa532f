"""Formulas of digits and letters (1+3+N, 248, 423): every element is looked for in its own order behind the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nlp.models.decode.lists import first_items, is_list, last_items, pieces, tidy, without_verb
from nlp.models.decode.spot import Spot
from nlp.models.lexicon import either, heads
from nlp.models.numerals import Unit, value
from nlp.records import Component

_FAR = 900  # characters behind a formula within which its elements are explained
_NEAR = 160  # characters behind a formula within which its first element is counted
_STEP = 500  # characters from one element of a formula to the next
_NUMERAL = "一二三四五六七八九十两"
_MEASURE = "个项支张类种件条名大级套处座块道所家本份步方面层"


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a formula as explained: its words, and the stretch in which its own parts may stand."""

    unit: Unit
    label: str
    start: int
    end: int
    before: int


def elements_of(units: Sequence[Unit], spots: Sequence[Spot]) -> tuple[Component, ...]:
    """A component for every element of a formula that the text explains, in order; empty when it explains none."""
    for spot in spots:
        for find in (_lettered, _numbered_items, _counted):
            found = find(units, spot)
            if found:
                return found
    return ()


def _numbered_items(units: Sequence[Unit], spot: Spot) -> tuple[Component, ...]:
    """248,即2小时内响应、4小时内到场、8小时内反馈: items that begin with the digits of the formula."""
    found = pieces(spot.text, spot.end, spot.sentence_end)
    for at in range(len(found) - 1):
        items = _leading_numbers([piece.words for piece in found[at:]])
        for size in range(2, len(items) + 1):
            if _spells(items[:size], units):
                return tuple(Component(item) for item in items[:size])
    return ()


def _leading_numbers(words: Sequence[str]) -> list[str]:
    """The items from the first on that begin with a number; what leads up to the first number is dropped."""
    first = re.sub(r"^[^\d]*(?=\d)", "", words[0]) if re.search(r"\d", words[0]) else words[0]
    items = []
    for item in (first, *words[1:]):
        if not re.match(rf"(?:\d+|[{_NUMERAL}])[^\d+是即为指]", item) or "+" in item:
            break
        items.append(item)
    return items


def _spells(items: Sequence[str], units: Sequence[Unit]) -> bool:
    """Whether the numbers of *items* make up the formula, or begin with its digits one by one (30分钟 for 3)."""
    numbers = [str(value(found.group())) for item in items if (found := re.match(rf"\d+|[{_NUMERAL}]", item))]
    digits = [unit.surface for unit in units]
    if "".join(numbers) == "".join(digits):
        return True
    return len(items) == len(units) and all(n.startswith(d) for n, d in zip(numbers, digits, strict=True))


def _lettered(units: Sequence[Unit], spot: Spot) -> tuple[Component, ...]:
    """“1”是建强一个枢纽。… “3”是办好…三个点位;“N”是引导…等多方力量."""
    text = spot.text
    marks: list[tuple[Unit, re.Match[str]]] = []
    at = spot.end
    for unit in units:
        pattern = rf"[“‘]?(?<![\d+]){re.escape(unit.surface)}[”’]?(?:,|:|——)?(?:就是|则是|即|是指|是|为|指|代表|:)"
        mark = re.compile(pattern).search(text, at, spot.end + _FAR)
        if mark is None:
            return ()
        marks.append((unit, mark))
        at = mark.end()
    ends = [mark.start() for _, mark in marks[1:]] + [_region_end(text, marks[-1][1].end())]
    found = [
        _component(text, _element(text, unit, mark.end(), end)) for (unit, mark), end in zip(marks, ends, strict=True)
    ]
    return tuple(part for each in found for part in (each.components if each.name.isdigit() else (each,)))


def _region_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _element(text: str, unit: Unit, start: int, end: int) -> Element:
    clause = re.compile(r"[^。;\n]*").match(text, start, end)
    stop = clause.end() if clause else end
    counted = _label_in(text, unit, start, stop)
    if counted:
        label = _noun_phrase(counted.group())
        return Element(unit, label, counted.start() + len(label), end, start)
    total = re.compile(r"等([^,。;]{2,8}?)(?=参与|加入|协同|共同|,|。|;|$)").search(text, start, stop)
    if total:
        return Element(unit, total.group(1), total.end(), total.start(), start)
    first = re.split(r"[,。;]", text[start:stop])[0]
    if unit.count and unit.count > 1 and first.count("、") == unit.count - 1:
        return Element(unit, unit.surface, start, start + len(first), start)
    return Element(unit, without_verb(tidy(first)), start + len(first), end, start)


def _labelled(unit: Unit, found: re.Match[str], end: int, before: int) -> Element:
    label = _noun_phrase(found.group())
    return Element(unit, label, found.start() + len(label), end, before)


def _noun_phrase(label: str) -> str:
    """*label* up to its last head noun, where it has one: 三支队伍下沉一线 → 三支队伍."""
    nouns = [m.end() for m in _label_nouns().finditer(label) if m.start() > 1]
    return label[: nouns[-1]] if nouns and label[1] not in "名位人" else label


@cache
def _label_nouns() -> re.Pattern[str]:
    kept = tuple(noun for noun, sort in heads().items() if sort in {"way", "team", "site"} and len(noun) > 1)
    return re.compile(either((*kept, "载体", "阵地", "台账", "账本")))


def _label_in(text: str, unit: Unit, start: int, stop: int) -> re.Match[str] | None:
    """一个枢纽, 三个点位, N种课堂方式: the numeral with a measure word and a noun, to the end of its clause."""
    return _counted_noun(unit.surface, unit.count).search(text, start, stop)


@cache
def _counted_noun(surface: str, count: int | None) -> re.Pattern[str]:
    spelled = [ch for ch in _NUMERAL if value(ch) == count] if count and count <= 10 else []
    numeral = "|".join([re.escape(surface), *(spelled if count else ["若干"])])
    noun = r"(?![^,。;:、\n]{0,8}“)[^,。;:、\n“”()]{1,20}?"
    end = r"(?=(?:[和与及]|以及)[\dNX一二三四五六七八九十两若]|加上|共同组成|组成|构成|[,。;:、\n“”()]|$)"
    return re.compile(rf"(?<![\d{_NUMERAL}第])(?:{numeral})[{_MEASURE}]{noun}{end}")


def _counted(units: Sequence[Unit], spot: Spot) -> tuple[Component, ...]:
    """建优一个主阵地,建强三个基地,打造N种方式: numerals with measure words in the order of the formula."""
    text, at = spot.text, spot.end
    labels: list[re.Match[str] | None] = []
    for unit in units:
        found = _label_in(text, unit, at, min(len(text), at + (_STEP if labels else _NEAR)))
        labels.append(found)
        at = found.end() if found else at
    if sum(label is not None for label in labels) * 2 <= len(units):
        return _counted_but_one(units, labels, spot)
    bounds = [m.end() if m else spot.end for m in labels]
    return tuple(
        _component(
            text,
            _labelled(unit, label, _next_start(text, labels, i), max([spot.end, *bounds[:i]])),
            named=False,
        )
        for i, (unit, label) in enumerate(zip(units, labels, strict=True))
        if label
    )


def _counted_but_one(
    units: Sequence[Unit], labels: Sequence[re.Match[str] | None], spot: Spot
) -> tuple[Component, ...]:
    """1+2: the single thing may be printed without its numeral (成立…联盟, …建立2个…中心)."""
    if len(units) != 2 or units[0].count != 1 or labels[1] is None:
        return ()
    element = Element(units[1], labels[1].group(), labels[1].end(), _region_end(spot.text, labels[1].end()), spot.end)
    founded = re.compile(r"(?:成立|组建|建立|打造|设立|建成)(?:了)?([^,。;、\d]{3,16})").search(
        spot.text, spot.end, labels[1].start()
    )
    first = (Component(founded.group(1)),) if founded else ()
    parts = _component(spot.text, element) if not founded else Component(labels[1].group())
    return (*first, parts) if first or parts.components else ()


def _next_start(text: str, labels: Sequence[re.Match[str] | None], index: int) -> int:
    following = next((m.start() for m in labels[index + 1 :] if m), None)
    return following if following is not None else _region_end(text, labels[index].end())  # type: ignore[union-attr]


def _component(text: str, element: Element, *, named: bool = True) -> Component:
    """The element with its own parts: a list before its words, or behind them in its stretch."""
    label = re.sub(r"^一个(?=.{4})", "", element.label) if not element.unit.count else element.label
    parts = _parts(text, element) if named or element.unit.count else ()
    if element.unit.count == 1 and not parts:
        label = re.sub(r"^一[个项支套张条](?=.{4})", "", label.rsplit("——", 1)[-1])
    return Component(label, tuple(Component(part) for part in parts))


def _parts(text: str, element: Element) -> tuple[str, ...]:
    count = element.unit.count
    if count is None:
        return _open_list(text, element)
    inside = re.compile(r"\(([^()]+)\)").match(text, element.start)
    if inside:
        items = pieces(text, inside.start(1), inside.end(1))
        return tuple(item.words for item in items) if len(items) == count else ()
    if count == 1:
        founded = re.compile(r"(?:成立|组建|建立|设立|建成|组成)了?([^,。;、]{3,14})").search(
            text, element.start, element.end
        )
        return (founded.group(1),) if founded else ()
    start = text.rfind(element.label, element.before, element.start)
    begin = max([element.before] + [text.rfind(mark, element.before, start) + 1 for mark in ",。;:"])
    if start >= 0 and "、" in text[begin:start]:
        return last_items(text, begin, start, count)
    return _list_behind(text, element, count)


def _list_behind(text: str, element: Element, count: int) -> tuple[str, ...]:
    again = text.find(element.label, element.start, element.end)
    if again >= 0:
        begin = max(text.rfind(mark, element.start, again) + 1 for mark in ",。;:")
        if found := last_items(text, begin, again, count):
            return found
    for sentence in re.compile(r"[^。;\n]+").finditer(text, element.start, element.end):
        for clause in re.compile(r"[^,:]+").finditer(text, sentence.start(), sentence.end()):
            items = first_items(text, clause.start(), clause.end(), count)
            if items and clause.group().count("、") == count - 1:
                return (without_verb(items[0]), *items[1:])
    return _scattered(text, element, count)


def _scattered(text: str, element: Element, count: int) -> tuple[str, ...]:
    """建好组织网,… 建好服务网,… 建好监督网: clauses of the stretch that end with the noun."""
    noun = element.label[-1]
    found = [without_verb(p.words) for p in pieces(text, element.start, element.end) if p.words.endswith(noun)]
    items = tuple(dict.fromkeys(item for item in found if 2 <= len(item) <= 8))
    return items if len(items) == count and is_list(items) else ()


def _open_list(text: str, element: Element) -> tuple[str, ...]:
    """The list of an N or X: as long as the text makes it."""
    for start, end in ((element.before, element.end), (element.start, element.end)):
        clause = re.search(r"[^,。;:\n]*、[^,。;:\n]*", text[start:end])
        if clause:
            found = [piece.words for piece in pieces(clause.group(), 0, len(clause.group()))]
            found[0] = without_verb(found[0])
            found[-1] = re.split(r"等|纷纷|共同|踊跃|参与", found[-1])[0]
            return tuple(found) if is_list(found) else ()
    return ()
