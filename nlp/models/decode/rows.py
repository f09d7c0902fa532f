"""Rows of neighbours that could be the parts of a numeral, in whatever form they are printed.

Each finder knows one form and returns every row of the right length; which row it is, is weighed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.models.decode.lists import (
    are_alike,
    first_items,
    is_list,
    last_items,
    pieces,
    tidy,
    trimmed,
    without_verb,
    without_verbs,
)
from nlp.models.decode.outline import Lead, enumerated, leads, openings
from nlp.models.decode.shared import runs
from nlp.models.decode.spot import Spot
from nlp.models.numerals import Unit
from nlp.words import cut

COLOURS = "红橙黄绿青蓝紫白黑灰金银"
_MEASURES = "个项张大种类条支套件步字级方本"
_CLAUSE = re.compile(r"[^,;。:!?\n]+")
_LISTED = (re.compile("[、]|”“|》《"), re.compile("[、]|”“|以及|加上|(?<![谐平总祥])和(?![谐睦平美解顺气善])"))
_TOTAL = re.compile(r"等?(?:[二三四五六七八九十]|\d+)[个项类种大支条张件套级方色道]")  # the count that sums a list up
_LONGEST = 14  # characters of an item of a plain list; behind an introduction items may be longer


@dataclass(frozen=True, slots=True)
class Row:
    """Parts printed side by side: where the first and the last stand, the parts themselves, and their form.

    ``word`` is the word of the numeral that all of them carry, "" where they don't.
    """

    start: int
    end: int
    items: tuple[str, ...]
    form: str
    word: str = ""


Finder = Callable[[Unit, Sequence[Spot]], Iterator[Row]]


def nouns_of(unit: Unit) -> tuple[str, ...]:
    """The words by which the parts may be known, the longest first: 化统筹 → 化统筹, 化.

    >>> nouns_of(Unit(3, "个聚焦", "三个聚焦"))
    ('聚焦', '聚')
    """
    noun = unit.noun
    if len(noun) > 1 and noun[0] in _MEASURES:
        noun = noun[1:]
    return tuple(dict.fromkeys((noun, noun[:2], noun[:1]))) if noun else ()


def listed(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """Lists that fill a clause: 组建宣讲、调解、救护三支队伍."""
    yield from lists(spots[0].text).get(unit.count or 0, ())


@lru_cache(maxsize=16)
def lists(text: str) -> dict[int, tuple[Row, ...]]:
    """Every list of *text* that fills a clause, by the number of its items.

    >>> [row.items for row in lists("组建宣讲、调解、救护三支队伍,各村参与。")[3]]
    [('宣讲', '调解', '救护')]
    """
    found: dict[int, list[Row]] = {}
    for clause in _CLAUSE.finditer(text):
        if "、" in clause.group() or "”“" in clause.group() or "》《" in clause.group():
            for row in _filling(text, clause.start(), clause.end()):
                found.setdefault(len(row.items), []).append(row)
    return {count: tuple(rows) for count, rows in found.items()}


def _filling(text: str, start: int, end: int) -> Iterator[Row]:
    sizes = set()
    total = _TOTAL.search(text, start + 1, end)
    end = total.start() if total and "、" in text[start : total.start()] else end
    for split in _LISTED:
        found = pieces(text, start, end, split=split)
        items = _even_last(trimmed([piece.words for piece in found])) if len(found) > 1 else ()
        if items and len(items) not in sizes and is_list(items) and max(map(len, items)) <= _LONGEST:
            sizes.add(len(items))
            yield Row(start, end, items, "list")


def _even_last(items: tuple[str, ...]) -> tuple[str, ...]:
    """*items* with the last cut behind the character that all others end with: 前端、中端、云端信息共享."""
    ends = {item[-1:] for item in items[:-1]}
    at = items[-1].rfind(next(iter(ends))) if len(ends) == 1 < len(items) - 1 else -1
    return (*items[:-1], items[-1][: at + 1]) if at > 0 else items


def sharing(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """Lists and clauses whose items share the word that is counted: 思想认同、价值认同和情感认同."""
    for noun in nouns_of(unit) if unit.noun[:1] not in ("色", "彩") else ():
        for start, items in runs(spots[0].text, noun, unit.count or 0, without=unit.surface):
            yield Row(start, start + sum(map(len, items)) + len(items), items, "list", noun)


def quoted(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """会前开“碰头会”,会后开“评议会”: as many quotations in one sentence, each with the word that is counted."""
    for sentence in _quotations(spots[0].text):
        for noun in nouns_of(unit):
            held = [m for m in sentence if noun in m[1] and m[1] != unit.surface and unit.surface not in m[1]]
            items = tuple(m[1] for m in held)
            if (
                len(items) == unit.count
                and is_list(items)
                and all(i.endswith(noun) or i.startswith(noun) for i in items)
            ):
                yield Row(held[0].start(), held[-1].end(), items, "list", noun)


@lru_cache(maxsize=16)
def _quotations(text: str) -> tuple[tuple[re.Match[str], ...], ...]:
    """The short quotations of every sentence that has two or more."""
    rows = (tuple(re.compile(r"“([^“”,、]{2,8})”").finditer(text, m.start(), m.end())) for m in _LINE.finditer(text))
    return tuple(row for row in rows if len(row) > 1)


_LINE = re.compile(r"[^。\n]+")


def announced(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """Headings or first clauses of as many paragraphs, each with the word that is counted."""
    every = leads(spots[0].text)
    for announcements in ([lead for lead in every if lead.is_line], every):
        yield from _with_word(unit, announcements)


def opened(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """Sentences, or parts between ;, of one paragraph that open with the word that is counted, or are as short."""
    for row in openings(spots[0].text):
        yield from _with_word(unit, row)
        yield from _ending_alike(row, unit.count or 0)
        short = [lead for lead in row if lead.is_line]
        items = without_verbs([tidy(lead.words) for lead in short])
        if len(items) == unit.count and is_list(items) and len(set(map(len, items))) <= 2:
            yield Row(short[0].start, short[-1].start, items, "short")


def _ending_alike(row: Sequence[Lead], count: int) -> Iterator[Row]:
    """…的起步阶段,… …的提升阶段,…: neighbouring openings with the same two characters at their end."""
    for at in range(len(row) - count + 1):
        near = row[at : at + count]
        items = without_verbs([tidy(lead.words) for lead in near])
        if len({item[-2:] for item in items}) == 1 and is_list(items) and min(map(len, items)) > 2:
            yield Row(near[0].start, near[-1].start, items, "short")


def _with_word(unit: Unit, announcements: Sequence[Lead]) -> Iterator[Row]:
    for noun in nouns_of(unit):
        near = [lead for lead in announcements if noun in lead.words]
        for fit in _FITS if len(near) >= (unit.count or 0) else ():
            held = [(lead, item) for lead in near if (item := fit(lead.words, noun))]
            items = _level(without_verbs([item for _, item in held]), noun)
            if len(items) == unit.count and is_list(items):
                yield Row(held[0][0].start, held[-1][0].start, items, "announced", noun)


def _level(items: tuple[str, ...], noun: str) -> tuple[str, ...]:
    """Openings of different lengths cut down to the last words, if these are as long: 复杂事部门联合办 → 联合办."""
    if len(noun) > 1 or len(set(map(len, items))) < 2 or not all(item.endswith(noun) for item in items):
        return items
    words = [cut(item) for item in items]
    for size in (1, 2):
        level = tuple("".join(each[-size:]) for each in words)
        if len({len(item) for item in level}) == 1 < len(level[0]):
            return level
    return items


def _quoted_with(words: str, noun: str) -> str | None:
    found = re.search(rf"“([^“”]*{re.escape(noun)})”", words)
    return found.group(1) if found and not re.match(r"[一二三四五六七八九十]", found.group(1)) else None


def _ending_with(words: str, noun: str) -> str | None:
    first = without_verb(tidy(words.split(",", maxsplit=1)[0]))
    if not first.endswith(noun) or first == noun or first[: -len(noun)][-1:] in set("一二三四五六七八九十"):
        return None
    return first


def _thing_first(words: str, noun: str) -> str | None:
    """党员名片亮身份: up to the word that is counted, when that is a whole word."""
    at = words.find(noun)
    return without_verb(tidy(words[: at + len(noun)])) if len(noun) > 1 and at > 0 else None


def _beginning_with(words: str, noun: str) -> str | None:
    for clause in re.split(r"[,: ]", words):
        item = tidy(clause)
        if item.startswith(noun) and len(noun) < len(item) <= len(noun) + 6:
            return item
    return None


def _holding(words: str, noun: str) -> str | None:
    held = [clause for clause in re.split(r"[, ]", words) if noun in clause and "“" not in clause]
    return tidy(held[0]) if held and len(noun) == 1 and 3 < len(held[0]) <= 8 else None


_FITS = (_quoted_with, _ending_with, _thing_first, _beginning_with, _holding)


def numbered(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """一是 … 二是 …, 第一 … 第二 … behind the name; of too few, what there is, for a doubt."""
    for spot in spots:
        marked = enumerated(spot.text, spot.end, unit.count or 0)
        items = without_verbs([lead.words for lead in marked])
        if len(items) * 2 > (unit.count or 0) and is_list(items):
            yield Row(marked[0].start, marked[-1].start, items, "numbered")


def coloured(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """三色积分: 红色积分 … 绿色积分 … 金色积分; 红色是党员,蓝色是渔民: what each colour means."""
    if not unit.noun.startswith(("色", "彩")):
        return
    text = spots[0].text
    meant = list(_MEANT.finditer(text))
    if len(meant) == unit.count:
        yield Row(meant[0].start(), meant[-1].end(), tuple(tidy(m[1]) for m in meant), "coloured")
    things = list(_COLOURED.finditer(text))
    for ending in dict.fromkeys(
        [
            unit.noun[1:],
            unit.noun[-1:],
            *(m[2][:size] for size in (2, 1) for m in things if m[2][:size][-1] not in "是为指代记管亮抓讲表对"),
        ]
    ):
        printed = [m for m in things if ending.strip("色彩") and m[2].startswith(ending)]
        items = tuple(dict.fromkeys(m[1] + ending for m in printed))
        if len(items) == unit.count:
            yield Row(printed[0].start(), printed[-1].end(), items, "coloured", ending if ending in unit.noun else "")


_MEANT = re.compile(rf"[{COLOURS}]色?(?:[^,。;“”、]{{0,2}}?)(?:是|为|代表|表示|指)([^,。;、]{{2,12}})")
_COLOURED = re.compile(rf"([{COLOURS}]色?)(?=([一-鿿]{{1,4}}))")


_LINK = re.compile(
    r"(?:,?(?:形成|打造|构建|创新|推出|推行|建立|探索|实施|实行|做到|实现|概括为|归纳为|总结为|叫作|称为|简称|合称|统称|并称|人称|俗称|凝练成|组成|构成)(?:了|出)?|的|这|等|,|就是[^,。“”]{0,8}|[一二三四五六七八九十]个方面)+$"
)


def before(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """“联建、联治、联动”的“三联”: what ends where the name begins."""
    for spot in spots:
        link = _LINK.search(spot.text[spot.sentence_start : spot.start])
        end = spot.start - (len(link.group()) if link else 0)
        begin = max(spot.sentence_start, spot.text.rfind(":", 0, end) + 1)
        quoted = spot.text[end - 1 : end] in ("”", "’")
        begin = _opening(spot.text, begin, end) if quoted else begin
        items = last_items(spot.text, begin, end, unit.count or 0)
        loose = "," in spot.text[begin:end].rpartition("、")[2]
        made_of = link is not None and ("组成" in link.group() or "构成" in link.group())
        if items and (quoted or made_of or (are_alike(items) and not (loose and not _have_in_common(items)))):
            yield Row(begin, end, items, "quoted" if quoted else "before")


def declared(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """以居民自治和社会协同为两翼: what is said to be as many."""
    text, at = spots[0].text, spots[0].text.find("为" + unit.surface)
    begin = max(text.rfind(mark, 0, at) for mark in ",。;\n") + 1
    lead = re.match(r"以|把|将", text[begin:at]) if at >= 0 else None
    items = first_items(text, begin + 1, at, unit.count or 0) if lead else ()
    if items:
        yield Row(begin, at, items, "introduced")


def _have_in_common(items: Sequence[str]) -> bool:
    return bool(set(items[0]).intersection(*items[1:]))


def _opening(text: str, begin: int, end: int) -> int:
    """The start of a quoted list, or of a row of quotations, that closes at *end*."""
    row = re.search(r"(?:“[^“”]*”[、和]?)+$", text[begin:end])
    return begin + row.start() if row else begin


MARK = re.compile(
    r"^[”’]?[是为指]|^[”’]?[^。;\n“”]{0,12}?[,]?(?:,?即是?|包括|包含|涵盖|分别(?:是|为|指)|(?:,)?(?:就是|则是|也就是|指的是|是指)|:|——|,指|,是|分为)"
)


def introduced(unit: Unit, spots: Sequence[Spot]) -> Iterator[Row]:
    """三联,就是联根亲、联乡情、联产业: what the name introduces, up to the end of the clause or the sentence."""
    for spot in spots:
        mark = MARK.match(spot.text[spot.end : spot.sentence_end])
        if mark and (row := _from(spot, spot.end + mark.end(), unit)):
            yield row


def _from(spot: Spot, start: int, unit: Unit) -> Row | None:
    for end in (clause_end(spot.text, start, spot.sentence_end), spot.sentence_end):
        items = first_items(spot.text, start, end, unit.count or 0)
        if items and unit.noun and all(item.endswith(unit.noun) for item in items):
            items = tuple(item.split("的")[-1] for item in items)  # 以冷藏为主的加工园 is called 加工园
        if items:
            items = trimmed(items) if items[0][0] in "让使" else items  # 就是让骑手放心停、舒心歇
            return Row(start, end, _their_names(spot.text[start:end], items), "introduced")
    return None


def _their_names(printed: str, items: tuple[str, ...]) -> tuple[str, ...]:
    """The quotations of a row in which each item holds one: 退役军人组成的“迷彩队”巡逻."""
    names = tuple(re.findall(r"“([^“”]{2,10})”", printed))
    if len(names) == len(items) and all(n in i and n != i for n, i in zip(names, items, strict=True)):
        return names
    return items


def uncounted(items: tuple[str, ...]) -> tuple[str, ...]:
    """*items* without what only numbers them: 一查证照、二看后厨; 一本民生账、一本资源账.

    >>> uncounted(("一查证照", "二看后厨")), uncounted(("一本民生账", "一本资源账"))
    (('查证照', '看后厨'), ('民生账', '资源账'))
    >>> uncounted(("一天一转", "一周一访"))
    ('一天一转', '一周一访')
    """
    firsts = "".join(item[:1] for item in items)
    if len(items) > 1 and firsts == "一二三四五六七八九十"[: len(items)] and min(map(len, items)) > 2:
        return tuple(item[1:] for item in items)
    counted = {item[:2] for item in items}
    bare_enough = len(counted) == 1 and firsts[0] == "一" and min(map(len, items)) > 3
    return tuple(item[2:] for item in items) if bare_enough else items


def clause_end(text: str, start: int, end: int) -> int:
    """The end of a list held together by 、 — its first comma, unless the list is quoted or held by commas."""
    found = re.compile(r"[,;]").search(text, start, end)
    return found.start() if found and "、" in text[start : found.start()] else end
