"""Damage to the characters of a page: other scripts, readings scattered over it, mixed punctuation.

The script is changed by OpenCC's own converter, the readings are told by pypinyin: neither is how Caifeng undoes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin

from tests.benchmarks.sheet import Change, Sheet

OVERDONE = str.maketrans(
    "志制面系里", "誌製麵係裏"
)  # what converters without context do to 志愿, 制度, 全面, 系统, 邻里
OPEN, CLOSE = "\ue000", "\ue001"  # round what is scattered, until the spans are counted
HALF = dict(zip("，：；（）！？", ",:;()!?", strict=True))
FULL = {half: full for full, half in HALF.items()}

# Of scattered readings, as copies have them: most fit, some lost their tones, some belong to another character.
KINDS = ("fitting", "toneless", "digit", "rare", "wrong")
WEIGHTS = (70, 12, 5, 6, 7)
# In parentheses like readings and none: what a reader may never take for noise, in however littered a document.
NO_READINGS = "便民提示：村(社区)、(企)事业单位、家(的)、巷长(楼长)、无线(Wi-Fi)、智能(AI)、见图(a)、甲型(H1N1)"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKED = re.compile(f"{OPEN}.*?{CLOSE}")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def convert(name: str) -> Change:
    """A change of simplified strings to the script that OpenCC's configuration *name* writes, or "overdone"."""
    if name == "overdone":
        return lambda text: _converter("s2t").convert(text.translate(OVERDONE))
    return lambda text: _converter(name).convert(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """A string in Taiwan's wording: as printed, as it should come back, and which of that are Taiwan's own words."""

    printed: str
    unified: str
    words: tuple[tuple[int, int], ...]


def reword(text: str) -> Wording:
    """Simplified *text* as s2twp writes it; where Taiwan has a word of its own, that word should come back, simplified.

    >>> reword("打印软件里").printed, reword("打印软件里").unified
    ('列印軟體裡', '列印软体里')
    """
    traditional = _converter("s2t").convert(text)
    printed, unified, words, position = [], [], [], 0
    for found in _taiwan_pattern().finditer(traditional):
        word = _taiwan_words()[found[0]]
        if word == found[0]:
            continue
        word = word.translate(_variants())
        between = slice(position, found.start())
        unified += [text[between], _converter("tw2s").convert(word)]
        printed += [traditional[between].translate(_variants()), word]
        end = sum(map(len, unified))
        words.append((end - len(unified[-1]), end))
        position = found.end()
    unified.append(text[position:])
    printed.append(traditional[position:].translate(_variants()))
    return Wording("".join(printed), "".join(unified), tuple(words))


@cache
def _taiwan_words() -> dict[str, str]:
    """Words in traditional script → Taiwan's first choice for them, often the same word."""
    return _dictionary("TWPhrases")


@cache
def _taiwan_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _taiwan_words()), key=len, reverse=True)))


@cache
def _variants() -> dict[int, str]:
    return {ord(key): form for key, form in _dictionary("TWVariants").items()}


def _dictionary(name: str) -> dict[str, str]:
    rows = files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8").splitlines()
    return {key: forms.split(" ")[0].strip() for key, forms in (row.split("\t") for row in rows if "\t" in row)}


def mark_words(wording: Wording) -> str:
    """What should come back, with marks round Taiwan's own words."""
    pieces, position = [], 0
    for start, end in wording.words:
        pieces += [wording.unified[position:start], OPEN, wording.unified[start:end], CLOSE]
        position = end
    return "".join([*pieces, wording.unified[position:]])


def scatter_readings(sheet: Sheet, share: float, random: Random) -> Sheet:
    """A reading in marked parentheses after *share* of the Chinese characters of the articles."""

    def scatter(text: str) -> str:
        return _HAN.sub(lambda found: found[0] + (_noise(found[0], random) if random.random() < share else ""), text)

    stories = tuple(story.changed(scatter) for story in sheet.stories)
    return Sheet(sheet.source, sheet.script, sheet.top, stories, sheet.foot)


def _noise(character: str, random: Random) -> str:
    reading = _reading(character, random.choices(KINDS, WEIGHTS)[0], random)
    return f"{OPEN}({reading}){CLOSE}" if random.random() < 0.9 else f"{OPEN}（{reading}）{CLOSE}"


def _reading(character: str, kind: str, random: Random) -> str:
    if kind == "toneless":
        return lazy_pinyin(character)[0]
    if kind == "digit":
        return lazy_pinyin(character, style=Style.TONE3)[0]
    if kind == "rare":
        return random.choice(pinyin(character, heteronym=True)[0])
    return pinyin(random.choice("的一是在不了有和人这中大为上个国我以要他") if kind == "wrong" else character)[0][0]


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the spans that were marked."""
    spans, removed = [], 0
    for found in _MARKED.finditer(marked):
        start = found.start() - removed
        spans.append((start, start + len(found[0]) - 2))
        removed += 2
    return marked.replace(OPEN, "").replace(CLOSE, ""), tuple(spans)


def mix_widths(sheet: Sheet, share: float, random: Random) -> str:
    """*share* of the punctuation that has two widths turned to the other one."""
    both = HALF | FULL

    def turn(found: re.Match[str]) -> str:
        return both[found[0]] if random.random() < share else found[0]

    return re.sub(r"[，：；（）！？]|(?<=[\u4e00-\u9fff”])[,:;()!?]", turn, sheet.text)
