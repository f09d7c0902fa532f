"""Names printed without quotation marks: formulas, numeral coinages, counted lists, and names that are simply used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from nlp.models import numerals
from nlp.models.headnouns import Head, head_after
from nlp.models.lexicon import WAYS, either, heads, is_formula, table, words
from nlp.models.mentions import Mention, Strip

_FORMULA = re.compile(r"(?<![A-Za-z0-9.+×>=])[0-9NXnx]{1,2}(?:\+[0-9NXnx]{1,2})+(?![A-Za-z0-9.+×>=%])")
_DIGITS = re.compile(r"(?<![A-Za-z0-9.])\d{3,5}(?=[一-鿿]{0,6}(?:工作法|治理法|模式|机制|体系|工程))")
_HAN = "一二三四五六七八九十两"
_PAIRS = re.compile(rf"(?<![{_HAN}第百千万])(?:[{_HAN}][^{_HAN}\W\d_a-zA-Z]{{1,3}}){{2,4}}")
_COUNTED = re.compile(rf"([{_HAN}])(?:大|项|个|张)(行动|工程|机制|体系|计划|平台|清单|制度)")
_MOST_KNOWN = 80  # quoted names looked for without quotation marks; bounds the time on hostile pages
_ORDINARY = 6  # printings without quotation marks to one with them that make a name an ordinary word
_MIN_REPEATS = 3  # printings of an unquoted name before it is taken for one; two are common for ordinary phrases


def unquoted_mentions(strips: Sequence[Strip], quoted: Sequence[Mention]) -> tuple[Mention, ...]:
    """Every unquoted place of a name in *strips*; *quoted* tells what is taken and what is known."""
    found: list[Mention] = []
    known = _without_ordinary(strips, quoted)
    for strip in strips:
        taken = bytearray(len(strip.text) + 1)
        for m in quoted:
            if m.strip is strip and not _long(m):
                taken[m.start : m.end] = b"1" * (m.end - m.start)
        spans = _formulas(strip) + _coinages(strip) + _methods(strip) + _repeats(strip, known)
        found.extend(m for m in spans if not any(taken[m.start : m.end]))
    covered = tuple(quoted) + tuple(found)
    return tuple(found) + _used_names(strips, quoted) + _called_names(strips) + _headed_coinages(strips, covered)


def _long(mention: Mention) -> bool:
    return mention.in_speech or len(mention.core) > 24


def _bare(strip: Strip, start: int, end: int) -> Mention:
    return Mention(strip, start, end, strip.text[start:end], False, head_after(strip.text, end))


def _formulas(strip: Strip) -> list[Mention]:
    """1+5+N模式, with or without a head noun behind it, 2480机制 only with one; a sum (1+1) is none."""
    sums = [_bare(strip, m.start(), m.end()) for m in _FORMULA.finditer(strip.text)]
    digits = [_bare(strip, m.start(), m.end()) for m in _DIGITS.finditer(strip.text)]
    named = [m for m in digits if m.head and (m.head.noun.endswith("法") or _is_coded(m))]
    return [m for m in sums if m.core != "1+1" or m.head] + named


def _is_coded(mention: Mention) -> bool:
    return mention.head is not None and mention.head.sort == "way" and numerals.is_number_formula(mention.core)


def _coinages(strip: Strip) -> list[Mention]:
    """四会六步工作法: pairs of a numeral and a word, directly before a head noun."""
    spans = []
    for pairs in _PAIRS.finditer(strip.text):
        noun = _way_noun().search(strip.text, pairs.start() + 4, pairs.end() + 6)
        if noun and noun.start() <= pairs.end():
            spans.append(_bare(strip, pairs.start(), noun.start()))
    return [m for m in spans if numerals.is_numeral_coinage(m.core) and len(numerals.units(m.core)) > 1]


@cache
def _way_noun() -> re.Pattern[str]:
    ways = tuple(noun for noun, sort in heads().items() if sort == "way" and len(noun) > 1)
    return re.compile(r"(?:工作|治理|服务|管理|运行|协商)?" + either(ways))


@cache
def _coined_method() -> re.Pattern[str]:
    coins = either(tuple(w for w in words("model_verbs", "coin") if len(w) > 1))
    nouns = either(tuple(table("model_borne")))
    return re.compile(coins + rf"(?:了|出|的)?((?!的)[一-鿿0-9]{{2,10}}?)({nouns})(?=[,。、;的])")


def _methods(strip: Strip) -> list[Mention]:
    """创新推出民情日记工作法, 成立街坊共治联合会: a verb of coining, a name, a head noun that only names carry."""
    return [_named(strip, m) for m in _coined_method().finditer(strip.text)]


def _named(strip: Strip, found: re.Match[str]) -> Mention:
    noun = found.group(2)
    return Mention(strip, found.start(1), found.end(1), found.group(1), False, Head(noun, noun, heads()[noun], False))


def _repeats(strip: Strip, quoted: Sequence[Mention]) -> list[Mention]:
    """Names quoted elsewhere in the article, printed here without quotation marks."""
    cores = dict.fromkeys(m.core for m in quoted if 3 <= len(m.core) <= 12 and not (m.in_speech or is_formula(m.core)))
    if not cores:
        return []
    known = sorted(tuple(cores)[:_MOST_KNOWN], key=len, reverse=True)
    return [_bare(strip, start, end) for start, end in _places(strip.text, known)]


def _places(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where *names*, the longest first, are printed; a name inside a longer one is not counted."""
    taken: list[tuple[int, int]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(at < stop and start < end for start, stop in taken):
                taken.append((at, end))
            at = text.find(name, end)
    return sorted(taken)


def _without_ordinary(strips: Sequence[Strip], quoted: Sequence[Mention]) -> Sequence[Mention]:
    """*quoted* without ordinary words: 志愿服务, once in quotation marks (“志愿服务”模块) and forty times without."""
    marked = Counter(m.core for m in quoted)
    printed = {core: sum(strip.text.count(core) for strip in strips) for core in marked if 3 <= len(core) <= 12}
    return [m for m in quoted if printed.get(m.core, 0) <= (1 + _ORDINARY) * marked[m.core]]


_GENERIC = re.compile(
    r"^(?:红白|村民|居民|业主|小区|物业|本)?[^一-鿿]?(?:管家|联合会|合伙人|议事团|议事厅)$|^[一二三该其的各由是为]"
)


@cache
def _used() -> re.Pattern[str]:
    return re.compile(r"[一-鿿]{0,6}?(" + either(words("model_borne", "used")) + ")")


def _used_names(strips: Sequence[Strip], quoted: Sequence[Mention]) -> tuple[Mention, ...]:
    """Unquoted names that the article uses as names: printed three times and more, the headline among them."""
    places = [(strip, m) for strip in strips for m in _used().finditer(strip.text)]
    counts = Counter(surface for _, m in places for surface in _endings(m.group()))
    known = {m.core for m in quoted}
    names = {_longest(noun, counts) for noun in {m.group(1) for _, m in places}} - {None}
    return tuple(
        mention
        for name in sorted(n for n in names if n and n not in known)
        if (found := _places_of(name, strips)) and _is_announced(found)
        for mention in found
    )


_CALLED = re.compile(
    r"(?:叫作|叫做|称为|称作|称之为|取名为?|名为|命名为)([一-鿿]{2,7}(?:法|制|会|站|队|团|岗|院|堂|厅|屋))(?=[,。;])"
)


def _called_names(strips: Sequence[Strip]) -> tuple[Mention, ...]:
    """叫作潮汐巡堤法: a name that is given in so many words, and printed again."""
    called = {m.group(1) for strip in strips for m in _CALLED.finditer(strip.text)}
    places = [_places_of(name, strips, Head("", name[-1], "way", False)) for name in sorted(called)]
    return tuple(mention for found in places if len(found) > 1 for mention in found)


_HEADED = re.compile(rf"(?<![{_HAN}第百千万零\d])(?:[{_HAN}][^{_HAN}\W\d_a-zA-Z]{{1,3}}){{1,4}}")


def _headed_coinages(strips: Sequence[Strip], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """三晒两评, 四心窗口: numeral coinages that a head of the article prints, and its text again and again."""
    cores = {m.core for m in known}
    heads_printed = [strip.text for strip in strips if strip.name != "text"]
    body = next((strip.text for strip in strips if strip.name == "text"), "")
    names = {name for head in heads_printed for m in _HEADED.finditer(head) if (name := _kept(m.group(), body))}
    return tuple(
        mention
        for name in sorted(names)
        if not any(name in core or core in name for core in cores) and not is_formula(name)
        for mention in _places_of(name, strips)
    )


def _kept(printed: str, body: str) -> str | None:
    """The longest beginning of *printed* that *body* uses as a name; None without one."""
    return next((printed[:size] for size in range(len(printed), 2, -1) if _names_something(printed[:size], body)), None)


def _names_something(name: str, body: str) -> bool:
    """Whether *name* is a coinage that *body* repeats, or prints and spells out numeral by numeral."""
    units = numerals.units(name)
    if not numerals.is_numeral_coinage(name) or not units[-1].noun or name in table("fixed_numerals"):
        return False
    if len(units) == 1:  # 三年, 五户 count, they name nothing
        return body.count(name) >= _MIN_REPEATS and units[0].noun[0] not in table("units")
    explained = all(re.search(rf"{unit.surface}[,:即就是]", body) for unit in units)
    return body.count(name) >= (1 if explained else 2)


def _endings(surface: str) -> Iterable[str]:
    return (surface[i:] for i in range(len(surface) - 2))


def _longest(noun: str, counts: Counter[str]) -> str | None:
    """The longest ending in *noun* that nearly all printings of the commonest share."""
    ends = [(s, n) for s, n in counts.items() if s.endswith(noun) and n >= _MIN_REPEATS and not _GENERIC.match(s)]
    if not ends:
        return None
    most = max(n for _, n in ends)
    return max((s for s, n in ends if n >= 0.7 * most), key=len)


def _places_of(name: str, strips: Sequence[Strip], given: Head | None = None) -> list[Mention]:
    noun = next((n for n in sorted(heads(), key=len, reverse=True) if name.endswith(n)), None)
    head = Head("", noun, heads()[noun], False) if noun else given
    return [
        Mention(strip, m.start(), m.end(), name, False, head)
        for strip in strips
        for m in re.finditer(re.escape(name), strip.text)
    ]


def _is_announced(mentions: Sequence[Mention]) -> bool:
    return any(m.strip.name != "text" for m in mentions) and any(m.head and m.head.sort in WAYS for m in mentions)
