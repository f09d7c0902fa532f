"""Words by their pinyin: sqhhr, shequhehuoren or sheqhuoren for 社区合伙人. Keep in step with search.js.

Every reading of a character is taken for possible: who types a word reads it right, and a wrong reading finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Protocol

Syllables = tuple[tuple[str, ...], ...]  # for each character its readings
WHOLE, BEGINNING = 2, 1  # what typed letters are of a word
# The first syllable: an initial, vowels, an ending. Which of its ends is meant, the words decide.
_SYLLABLE = re.compile(r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]{1,3})(ng|n|r|)")
_TYPED = re.compile(r"[a-z]{2,}(?:'[a-z]+)*")


def is_typed_sound(text: str) -> bool:
    """Whether a folded word may be pinyin: letters alone.

    >>> is_typed_sound("sqhhr"), is_typed_sound("xi'an"), is_typed_sound("5g")
    (True, True, False)
    """
    return _TYPED.fullmatch(text) is not None


def syllables_of(word: str) -> Syllables | None:
    """The readings of each character; None when one of them has none.

    >>> syllables_of("社区")
    (('she',), ('ou', 'qu'))
    >>> syllables_of("1+6") is None
    True
    """
    readings = [_readings().get(character) for character in word]
    return tuple([some for some in readings if some]) if all(readings) else None


def heard_until(typed: str, syllables: Syllables) -> list[int]:
    """How many of the typed letters may be the word: where another one may begin.

    >>> heard_until("shequhehuoren", syllables_of("社区"))
    [4, 5]
    """
    ends = {0}
    for readings in syllables:
        ends = {end for start in ends for end in _ends(typed, start, readings)}
    return sorted(end for end in ends if end < len(typed))


def hear(typed: str, syllables: Syllables) -> int:
    """WHOLE when *typed* is all of a word, character by character its syllable or the beginning of it; BEGINNING when
    it is the beginning of a word; else 0.

    >>> word = syllables_of("社区合伙人")
    >>> hear("sqhhr", word), hear("shequhehuoren", word), hear("shequh", word), hear("sqw", word)
    (2, 2, 1, 0)
    """
    letters = typed.replace("'", "")
    ends = {0}
    for number, readings in enumerate(syllables, start=1):
        ends = {end for start in ends for end in _ends(letters, start, readings)}
        if len(letters) in ends:
            return WHOLE if number == len(syllables) else BEGINNING
    return 0


def initials_of(syllables: Syllables) -> list[str]:
    """The first letters of the first two characters, in each reading: what a word is sorted into files by.

    >>> initials_of(syllables_of("社区合伙人"))
    ['so', 'sq']
    """
    return ["".join(pair) for pair in product(*[sorted({some[0] for some in reading}) for reading in syllables[:2]])]


def likely_initials(typed: str) -> list[str]:
    """The initials that the words meant may have, the longest first syllable first.

    >>> likely_initials("shequhehuoren"), likely_initials("sqhhr")
    (['sq', 'se', 'sh'], ['sq'])
    """
    letters = typed.replace("'", "")
    found = _SYLLABLE.match(letters)
    ends = {1, 2 if letters[1:2] == "h" else 1}
    if found:
        ends |= {found.start(group) + n for group in (1, 2) for n in range(1, len(found[group]) + 1)}
    return [letters[0] + letters[end] for end in sorted(ends, reverse=True) if end < len(letters)]


class Lexicon(Protocol):
    """The words of a library."""

    def words_with(self, initials: str) -> Sequence[str]:
        """The words whose first two characters begin with these letters, the commonest first."""

    def compounds(self, words: Sequence[str], typed: str) -> Mapping[str, int]:
        """Those of *words* with another beside them that together sound as *typed*, and how many cases hold them."""

    def cases_of(self, word: str) -> int:
        """How many cases hold a word."""


def words_heard(typed: str, lexicon: Lexicon) -> list[str]:
    """The words, or two words side by side, that *typed* may mean, the likeliest first: whole ones, else beginnings."""
    beginnings: list[str] = []
    for initials in likely_initials(typed):
        words = lexicon.words_with(initials)
        heard = [(hear(typed, syllables), word) for word in words if (syllables := syllables_of(word))]
        whole = {word: lexicon.cases_of(word) for how, word in heard if how == WHOLE}
        whole |= lexicon.compounds(words, typed)
        if whole:
            return by_use(whole)
        beginnings = beginnings or [word for how, word in heard if how == BEGINNING]
    return beginnings


def by_use(cases: Mapping[str, int]) -> list[str]:
    """The words of *cases*, those of most cases first, the shorter and then the smaller first among equals."""
    return sorted(cases, key=lambda word: (-cases[word], len(word), word))


def _ends(letters: str, start: int, readings: Sequence[str]) -> Iterator[int]:
    """Where a character may end that begins at *start*: after its syllable, its first letter, or zh, ch, sh."""
    for reading in readings:
        shortest = {1, 2} if reading[1:2] == "h" else {1}
        for length in shortest | {len(reading)}:
            if letters.startswith(reading[:length], start):
                yield start + length
        rest = letters[start:]
        if rest and reading.startswith(rest):
            yield len(letters)


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    table = files("nlp.tables").joinpath("readings.tsv").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split("\t")
            for character in characters:
                found.setdefault(character, []).append(syllable)
    return {character: tuple(sorted(some)) for character, some in found.items()}
