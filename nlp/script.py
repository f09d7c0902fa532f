"""One script for everything: traditional characters to simplified ones, code point by code point.

OpenCC's dictionaries (opencc-python-reimplemented, Apache-2.0) are read here and nowhere else. Its own converter is
not called: it may change the length of a text, knows one variant at a time, and takes six times as long. Ours
looks phrases up first, then characters, knows all variants at once, and never moves an offset.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, starmap

from nlp.pinyin import find_pinyin
from nlp.radicals import RADICALS

# Share of a text's Chinese characters that only traditional script has. Traditional prose has 25 to 40 %, a simplified
# page that quotes a calligrapher's signature below 1 %.
TRADITIONAL_SHARE = 0.08

# A second reading of characters where OpenCC's table keeps the rare one, or where copies over-convert 了 and 着.
ZHU = "著(?=[作名称述录者书有]|书立说)|(?<=[显编原论名土巨专遗昭卓合拙译所])著|见微知著|著(?=《)"
_KEEP = re.compile(rf"{ZHU}|瞭(?=[望哨])|徵羽")
_SECOND = {"著": "着", "瞭": "了"}
_MISSING = {"揹": "背", "擡": "抬", "伕": "夫", "幷": "并"}  # OpenCC writes them, its way back does not read them

_ALSO_SIMPLIFIED = frozenset("昇甦邨氾迺甯堃喆濛矇")  # given names keep them, GB 2312 or not

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

_VARIANTS = {  # characters or words that only one kind of traditional text has
    "traditional-mainland": re.compile(
        r"誌願|同誌|(?<!關)係[統列]|[全方]麵|麵對|製[定度]|[鄰公]裏|怎麽|什麽|為瞭|閤作"
    ),
    "traditional-taiwan": re.compile(r"裡|臺|衛|說|(?<=[隨沿藉看伴執接])著"),
    "traditional-hongkong": re.compile(r"衞|裏|着|説|鋭"),
    "traditional-opencc": re.compile(r"[爲衆僞潙]"),
}


@dataclass(frozen=True, slots=True)
class Unified:
    """A page in one script without pinyin noise.

    ``text`` and ``original`` have equal length; ``original[i] == page[offsets[i]]``. ``script`` names the script the
    page was in; ``noise`` are the stretches of the page, half-open, that were left out.
    """

    text: str
    original: str
    offsets: Sequence[int]
    script: str
    noise: tuple[tuple[int, int], ...] = ()
    doubts: tuple[str, ...] = ()


def unify(page: str) -> Unified:
    """*page* in simplified characters, readings in parentheses dropped, every character traceable to where it stood.

    >>> unify("廣東省(shěng)陽江(jiāng)市陽東(dōng)區：深入學習").text
    '广东省阳江市阳东区：深入学习'
    >>> unify("誌願服務係統全麵鋪開，著力解決鄰裏糾紛，怎麽議").text
    '志愿服务系统全面铺开，着力解决邻里纠纷，怎么议'
    >>> unify("乾隆年间的著作，瞭望塔").text
    '乾隆年间的著作，瞭望塔'
    """
    noise = find_pinyin(page)
    kept = _between(len(page), noise)
    offsets = array("I", chain.from_iterable(starmap(range, kept))) if noise else range(len(page))
    original = "".join(page[start:end] for start, end in kept) if noise else page
    text = original.translate(RADICALS) if _has_radicals(original) else original
    script = recognize_script(text)
    if script == "mixed":
        text = "\n".join(simplify(line) if _is_traditional(line) else line for line in text.split("\n"))
    elif script != "simplified":
        text = simplify(text)
    doubts = ("只有部分段落是繁体，已转为简体",) if script == "mixed" else ()
    return Unified(text, original, offsets, script, noise, doubts)


def recognize_script(text: str) -> str:
    """What *text* is written in.

    "simplified", "traditional-taiwan", "traditional-hongkong", "traditional-mainland" (an over-converted copy),
    "traditional-opencc", "traditional" where nothing tells which, or "mixed" where only some lines are traditional.

    >>> recognize_script("深入学习"), recognize_script("誌願服務係統全麵鋪開"), recognize_script("臺灣的鄉鎮裡")
    ('simplified', 'traditional-mainland', 'traditional-taiwan')
    """
    strong = _count(_strong_pattern(), text)
    if not strong:
        return "simplified"
    share = strong / max(_count(_HAN, text), strong)
    if share < TRADITIONAL_SHARE:
        return "mixed" if _has_traditional_line(text) else "simplified"
    votes = {name: len(pattern.findall(text)) for name, pattern in _VARIANTS.items()}
    if votes["traditional-mainland"]:  # what no careful writer of traditional script would print
        return "traditional-mainland"
    if votes["traditional-opencc"] > len(re.findall("[為眾]", text)):
        return "traditional-opencc"
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else "traditional"


@lru_cache(maxsize=1024)
def simplify(text: str) -> str:
    """*text* in simplified characters, as long as before. Text without traditional characters comes back as it is.

    >>> simplify("大眾議事團"), simplify("軟體"), simplify("显著")
    ('大众议事团', '软体', '显著')
    >>> simplify("乾隆皇帝的著作和隨著經濟"), simplify("裝一台飲水機")
    ('乾隆皇帝的著作和随着经济', '装一台饮水机')
    """
    if not _strong_pattern().search(text):
        return text
    stretches = _phrase_pattern().split(text)
    stretches[::2] = [stretch.translate(_characters()) for stretch in stretches[::2]]
    stretches[1::2] = [_phrases()[phrase] for phrase in stretches[1::2]]
    return _read_by_company("".join(stretches))


def _read_by_company(text: str) -> str:
    """The characters with a second reading, read by the company they keep."""

    def read(found: re.Match[str]) -> str:
        return found[0] if _KEEP.match(text, found.start()) else _SECOND[found[0]]

    return re.sub("[著瞭]", read, text)


def _between(length: int, noise: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The stretches of a page of *length* characters that *noise* leaves."""
    starts = [0, *(end for _, end in noise)]
    ends = [*(start for start, _ in noise), length]
    return list(zip(starts, ends, strict=True))


def _count(pattern: re.Pattern[str], text: str) -> int:
    """How many characters of *text* match the one-character *pattern*, without a list of them."""
    return len(text) - len(pattern.sub("", text))


def _has_radicals(text: str) -> bool:
    return bool(re.search(r"[\u2e80-\u2fd5\uf900-\ufad9]", text))


def _has_traditional_line(text: str) -> bool:
    return any(_is_traditional(line) for line in text.split("\n"))


def _is_traditional(line: str) -> bool:
    strong = len(_strong_pattern().findall(line))
    return strong >= 8 and strong >= 0.15 * len(line)


@cache
def _strong_pattern() -> re.Pattern[str]:
    """Characters that simplified text never holds: those with another simplified form that GB 2312 leaves out."""
    changed = (c for c, simple in _table("TSCharacters").items() if simple != c and c not in _ALSO_SIMPLIFIED)
    return re.compile(f"[{''.join(c for c in changed if c == '後' or not _in_gb2312(c))}]")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _characters() -> dict[int, str]:
    """Every variant's characters → simplified. 著 and 瞭 are decided afterwards, in context.

    薴 stays: its simplified form 苧 is also the traditional form of 苎, so reading twice would read on.
    """
    simple = {c: s for c, s in _table("TSCharacters").items() if c != "薴"}
    table = {ord(c): s for c, s in simple.items() if len(c) == 1 and len(s) == 1 and c not in _SECOND}
    for name in ("HKVariantsRev", "TWVariantsRev"):
        for variant, standard in _table(name).items():
            if not _in_gb2312(variant) and ord(variant) not in table:
                table[ord(variant)] = simple.get(standard, standard)
    return table | {ord(variant): simple for variant, simple in _MISSING.items()}


@cache
def _phrases() -> dict[str, str]:
    return {t: s for t, s in _table("TSPhrases").items() if len(t) == len(s) and len(t) > 1}


@cache
def _phrase_pattern() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(sorted(map(re.escape, _phrases()), key=len, reverse=True))})")


def _table(name: str) -> dict[str, str]:
    """One of OpenCC's dictionaries: its first choice for every entry."""
    rows = files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if "\t" in row)
    return {key: value.split(" ")[0].strip() for key, value in pairs}
