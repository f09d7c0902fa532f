"""The parts of one numeral (两融, 三张清单, 五类人员): ways of printing them, the most explicit first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.models.decode.lists import are_alike, first_items, is_list, last_items, pieces, runs, tidy, without_verb
from nlp.models.decode.outline import enumerated, leads
from nlp.models.numerals import Unit

_MEASURES = "项个张大种类条支套件步字"
_MARK = re.compile(
    r"^[”’]?[^。;\n“”]{0,12}?[,]?(?:,?即是?|包括|包含|涵盖|分别(?:是|为|指)|(?:,)?(?:就是|则是|也就是|指的是|是指)|:|——|,指|,是)"
)
_SENTENCE = 600  # characters; the longest sentence of the genre looked at had some 300
_SENTENCE_MARK = re.compile(r"[。!?\n]")
COLOURS = "红橙黄绿青蓝紫白黑灰金银"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name or a numeral of it is printed in the folded text: ``text[start:end]``, marks included."""

    text: str
    start: int
    end: int

    @property
    def sentence_start(self) -> int:
        floor = max(0, self.start - _SENTENCE)
        return max(floor - 1, *(self.text.rfind(mark, floor, self.start) for mark in "。!?\n;")) + 1

    @property
    def sentence_end(self) -> int:
        ceiling = min(len(self.text), self.end + _SENTENCE)
        found = _SENTENCE_MARK.search(self.text, self.end, ceiling)
        return found.start() if found else ceiling


def parts_of(unit: Unit, own: Sequence[Spot], near: Sequence[Spot] = ()) -> tuple[str, ...]:
    """The parts of *unit*: as many as it counts, or what was found of them, or nothing.

    *own* is where it is printed by itself, *near* where only the longer name that holds it is.
    """
    count = unit.count or 0
    if count < 1 or not (own or near):
        return ()
    if count == 1:
        return _the_one(unit, own) or _one_beside(unit, near)
    partial: tuple[str, ...] = ()
    ways = [(way, own) for way in _OWN] + [(way, (*own, *near)) for way in _NEAR] + [(way, own) for way in _LATE]
    for way, spots in ways:
        found = way(unit, spots) if spots else ()
        if len(found) == count:
            return found
        partial = partial or found
    return partial


def nouns_of(unit: Unit) -> tuple[str, ...]:
    """The words by which the parts may be known, the longest first: 化统筹 → 化统筹, 化.

    >>> nouns_of(Unit(3, "个聚焦", "三个聚焦"))
    ('聚焦', '聚')
    """
    noun = unit.noun
    if len(noun) > 2 and noun[0] in _MEASURES:
        noun = noun[1:]
    return tuple(dict.fromkeys((noun, noun[:2], noun[:1]))) if noun else ()


def _explained(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """三联,就是联根亲、联乡情、联产业."""
    for spot in spots:
        mark = _MARK.match(spot.text[spot.end : spot.sentence_end])
        if mark and (found := _list_from(spot, spot.end + mark.end(), unit)):
            return found
    return ()


def _explained_in_part(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """包括A、B、C of a name that counts four: what is there, for a doubt."""
    for spot in spots:
        mark = re.match(r"[^。;\n“”,:]{0,12},?(?:即|包括|包含|分别是|分别为)", spot.text[spot.end : spot.sentence_end])
        if mark:
            start = spot.end + mark.end()
            clause = spot.text[start : _clause_end(spot.text, start, spot.sentence_end)]
            items = tuple(tidy(piece.words) for piece in pieces(clause, 0, len(clause)))
            if len(items) > 1 and "、" in clause and is_list(items):
                return items
    return ()


def _list_from(spot: Spot, start: int, unit: Unit) -> tuple[str, ...]:
    clause_end = _clause_end(spot.text, start, spot.sentence_end)
    items = first_items(spot.text, start, clause_end, unit.count or 0)
    items = items or first_items(spot.text, start, spot.sentence_end, unit.count or 0)
    if unit.noun and all(item.endswith(unit.noun) for item in items):
        return tuple(item.split("的")[-1] for item in items)  # 以冷藏为主的加工园 is called 加工园
    return items


def _clause_end(text: str, start: int, end: int) -> int:
    """The end of a list held together by 、 — its first comma, unless the list is quoted or held by commas."""
    found = re.compile(r"[,;]").search(text, start, end)
    return found.start() if found and "、" in text[start : found.start()] else end


_LINK = re.compile(
    r"(?:,?(?:形成|打造|构建|创新|推出|推行|建立|探索|实施|实行|做到|实现)(?:了|出)?|的|这|等|,|[一二三四五六七八九十]个方面)+$"
)


def listed_before(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """“联建、联治、联动”的“三联”."""
    for spot in spots:
        link = _LINK.search(spot.text[spot.sentence_start : spot.start])
        end = spot.start - (len(link.group()) if link else 0)
        begin = max(spot.sentence_start, spot.text.rfind(":", 0, end) + 1)
        quoted = spot.text[end - 1 : end] in ("”", "’")
        begin = _opening(spot.text, begin, end) if quoted else begin
        items = _counted_list(spot.text, begin, end, unit.count or 0)
        if items and (quoted or are_alike(items)):
            return items
    return ()


def _opening(text: str, begin: int, end: int) -> int:
    """The start of a quoted list, or of a row of quotations, that closes at *end*."""
    row = re.search(r"(?:“[^“”]*”[、和]?)+$", text[begin:end])
    return begin + row.start() if row else begin


def _counted_list(text: str, begin: int, end: int, count: int) -> tuple[str, ...]:
    items = last_items(text, begin, end, count)
    return items if items and ("、" in text[begin:end] or text[begin:end].count(",") >= count - 1) else ()


def _run_of_words(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """强化思想认同、价值认同和情感认同: a list whose items share the word that is counted; the nearest one."""
    for noun in nouns_of(unit):
        found = runs(spots[0].text, noun, unit.count or 0, without=unit.surface)
        if found:
            return min(found, key=lambda run: min(abs(run[0] - spot.start) for spot in spots))[1]
    return ()


def _enumerated(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """一是 … 二是 … behind the name; of too few, what there is, for a doubt."""
    found = [enumerated(spot.text, spot.end, unit.count or 0) for spot in spots]
    best = max(found, key=len)
    return best if len(best) * 2 > (unit.count or 0) else ()


def _announced(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """Headings or first clauses of as many paragraphs, each with the word that is counted."""
    every = leads(spots[0].text)
    headings = [lead for lead in every if lead.is_line]
    for noun in nouns_of(unit):
        for cut in (_quoted_with, _ending_with, _holding):
            for announcements in (headings, every):
                items = [item for lead in announcements if (item := cut(lead.words, noun))]
                if len(items) == unit.count and len(set(items)) == len(items):
                    return tuple(items)
    return ()


def _quoted_with(words: str, noun: str) -> str | None:
    found = re.search(rf"“([^“”]*{re.escape(noun)})”", words)
    return found.group(1) if found and not re.match(r"[一二三四五六七八九十]", found.group(1)) else None


def _ending_with(words: str, noun: str) -> str | None:
    first = tidy(words.split(",", maxsplit=1)[0])
    if not first.endswith(noun) or first == noun or re.search(r"[一二三四五六七八九十]" + noun, first):
        return None
    return first[-2:] if len(noun) == 1 else first


def _holding(words: str, noun: str) -> str | None:
    held = [clause for clause in re.split(r"[, ]", words) if noun in clause and "“" not in clause]
    return tidy(held[0]) if held and len(noun) == 1 and 3 < len(held[0]) <= 8 else None


_SUM = r"(?:等)?[{numeral}{digit}][个项类种大支条张件套级方]"


def _summed_up(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """对委员、书记、党员三个层级: a list with the same count behind it, in the sentence of the name."""
    numeral = "零一二三四五六七八九十"[unit.count or 0] if (unit.count or 0) <= 10 else "百"
    pattern = re.compile(_SUM.format(numeral=numeral + ("两" if unit.count == 2 else ""), digit=unit.count))
    for spot in spots:
        for total in pattern.finditer(spot.text, spot.sentence_start, spot.sentence_end):
            begin = max(spot.text.rfind(mark, 0, total.start()) for mark in ",。;:\n") + 1
            if "、" in spot.text[begin : total.start()]:
                items = last_items(spot.text, begin, total.start(), unit.count or 0)
                if items:
                    return items
    return ()


def _clauses_alike(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """Sentences behind a colon whose first clauses end alike: …起步阶段,… …提升阶段,…"""
    for spot in spots:
        if ":" not in spot.text[spot.end : spot.end + 12]:
            continue
        paragraph = spot.text[spot.end + spot.text[spot.end : spot.end + 12].index(":") + 1 :].split("\n")[0]
        firsts = [tidy(sentence.split(",")[0]) for sentence in paragraph.split("。") if sentence]
        alike = [first for first in firsts if first[-2:] == firsts[0][-2:]]
        if len(alike) == unit.count:
            return tuple(alike)
    return ()


def _coloured(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """三色积分: 红色积分 … 绿色积分 … 金色积分."""
    if not unit.noun.startswith("色"):
        return ()
    found = re.findall(rf"[{COLOURS}]色?(?=([一-鿿]{{1,2}}))", spots[0].text[spots[0].start :])
    after = unit.noun[1:]
    for ending in dict.fromkeys([after, *found, *(words[0] for words in found)]):
        printed = re.findall(rf"[{COLOURS}]色?{ending}", spots[0].text[spots[0].start :]) if ending else []
        items = tuple(dict.fromkeys(printed))
        if len(items) == unit.count:
            return items
    return ()


def _the_one(unit: Unit, spots: Sequence[Spot]) -> tuple[str, ...]:
    """一社,就是…的果业合作社: the one thing whose name ends with the word."""
    for spot in spots:
        mark = _MARK.match(spot.text[spot.end : spot.sentence_end])
        start = spot.end + mark.end() if mark else spot.end
        end = re.compile(r"[;。\n]").search(spot.text, start)
        clause = spot.text[start : end.start() if end else len(spot.text)]
        if mark and (found := _named_one(clause, unit.noun)):
            return (found,)
    return ()


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
            found = {without_verb(p.words) for p in pieces(spot.text, start, end) if _ends_with(p.words, unit)}
            if len(found) == 1 and len(unit.noun) < len(item := found.pop()) <= 10:
                return (item,)
    return ()


def _ends_with(words: str, unit: Unit) -> bool:
    return words.endswith(unit.noun) and not words.endswith(unit.surface)


_Way = Callable[[Unit, Sequence[Spot]], tuple[str, ...]]
_OWN: Sequence[_Way] = (_coloured, _explained, listed_before, _clauses_alike)
_NEAR: Sequence[_Way] = (_run_of_words, _announced)
_LATE: Sequence[_Way] = (_enumerated, _summed_up, _explained_in_part)
