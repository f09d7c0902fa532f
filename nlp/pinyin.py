"""Readings in parentheses after a character, as some sites scatter them over their copies: 陽(yáng)江(jiāng).

A syllable check alone would take 见图(a) and 人工智能(ai) for noise, so what counts is the character before it and the
habit of the whole document. Parentheses that hold anything but a reading, (企)(事)业 or (Wi-Fi), are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Readings that fit their character before a document counts as littered with them. One or two may be glosses.
HABIT = 3

_TONED = "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜńňǹḿ\u0300-\u030c"
_HAN = r"\u2e80-\u2fd5\u3400-\u9fff\uf900-\ufaff"
_READING = re.compile(
    rf"""
    (?: (?<=[{_HAN}]) | (?<=[{_HAN}]\n) )     # after a Chinese character, which may end its line
    [(（] [ \n]?
    ( [a-zêüɑɡ{_TONED}]{{1,8}} (?: ['’ \n]? [a-züɑɡ{_TONED}]{{1,7}} ){{0,3}} [1-5]? )
    [ \n]? [)）]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch that may be a reading: its tone, whether it fits the character before it."""

    start: int
    end: int
    letters: str
    toned: bool
    fits: bool
    common: bool
    capital: bool

    @property
    def is_syllable(self) -> bool:
        return self.letters in _readings()


def find_pinyin(page: str) -> tuple[tuple[int, int], ...]:
    """The stretches of *page*, half-open and in order, that are readings and not text.

    >>> find_pinyin("廣東省(shěng)")
    ((3, 10),)
    >>> find_pinyin("陽\\n(yáng)江(ji\\nāng)區(qū)")
    ((2, 8), (9, 17), (18, 22))
    >>> find_pinyin("村(社区)、家(的)、热点(Wi-Fi)、爱(AI)"), find_pinyin("邕(yōng)江")
    ((), ())
    """
    found = [_examine(page, match) for match in _READING.finditer(page)]
    if not found:
        return ()
    habit = sum(one.fits for one in found)
    return tuple((one.start, one.end) for one in found if _is_noise(one, habit))


def drop_pinyin(text: str) -> str:
    """*text* without its readings.

    >>> drop_pinyin("群(qún)眾(zhòng)的(de)心(xin1)聲（shēng）,企(事)业")
    '群眾的心聲,企(事)业'
    """
    kept, position = [], 0
    for start, end in find_pinyin(text):
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])


def _examine(page: str, match: re.Match[str]) -> _Found:
    spelled = match[1]
    bare = _drop_tone(spelled)
    before = page[max(0, match.start() - 5) : match.start()].rstrip("\n")
    toned = not spelled.isascii() or spelled[-1].isdigit()
    capital = not toned and spelled != spelled.lower()  # an abbreviation or a brand: (AI), (Wi)
    fits = not capital and _fits(bare, before)
    return _Found(match.start(), match.end(), bare, toned, fits, _is_common(before[-1]), capital)


def _is_noise(one: _Found, habit: int) -> bool:
    """A lone gloss of a common character is noise; all others need the document's habit behind them."""
    if one.capital:
        return False
    if one.fits:
        return habit >= HABIT or (one.toned and one.common)
    return habit >= HABIT and one.is_syllable and (one.toned or len(one.letters) > 1)


def _fits(bare: str, before: Sequence[str]) -> bool:
    """Whether *bare* spells the last character of *before*, or its last few one after the other."""
    if not bare or not before:
        return not bare
    return any(
        bare.endswith(syllable) and (len(syllable) == len(bare) or _fits(bare[: -len(syllable)], before[:-1]))
        for syllable in _spoken().get(before[-1], ())
    )


def _drop_tone(spelled: str) -> str:
    bare = unicodedata.normalize("NFD", spelled.lower()).replace("u\u0308", "v").replace("ɑ", "a").replace("ɡ", "g")
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())


def _is_common(character: str) -> bool:
    """Whether nobody would gloss *character*: it is on the first level of GB 2312, or else of Big5."""
    for encoding, first_level_ends in (("gb2312", b"\xd8\xa1"), ("big5", b"\xc9\x40")):
        try:
            return character.encode(encoding) < first_level_ends
        except UnicodeEncodeError:
            continue
    return False


@cache
def _readings() -> dict[str, str]:
    table = files("nlp.tables").joinpath("readings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def _spoken() -> dict[str, tuple[str, ...]]:
    spoken: dict[str, tuple[str, ...]] = {}
    for syllable, characters in _readings().items():
        for character in characters:
            spoken[character] = (*spoken.get(character, ()), syllable)
    return spoken
