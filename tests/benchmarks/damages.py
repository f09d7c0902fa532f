"""The kinds of damage in three strengths each; pure: the same sheet, strength and seed give the same page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from tests.benchmarks import cuts, glyphs, margins
from tests.benchmarks.sheet import Change, Sheet, Story
from tests.scoring import Json

LEVELS = ("light", "middle", "heavy")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged page and what a perfect reader still gets out of it.

    ``noise`` are the stretches of ``text`` that are scattered readings. ``unified`` is the whole text as it should
    come back in simplified script, None where the script was not touched; ``words`` are the stretches of it that are
    Taiwan's own words.
    """

    text: str
    key: Json
    noise: tuple[tuple[int, int], ...] = ()
    unified: str | None = None
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage: what its strengths mean, their values, and how it is done.

    ``from_simplified`` where only pages printed in simplified script can suffer it.
    """

    name: str
    meaning: str
    strengths: tuple[float, float, float]
    do: Callable[[Sheet, float, Random], Damaged]
    from_simplified: bool = False

    def to(self, sheet: Sheet, strength: float, *, seed: int) -> Damaged:
        """*sheet* damaged."""
        return self.do(sheet, strength, Random(f"{self.name} {strength} {sheet.source} {seed}"))


def _text_alone(do: Callable[[Sheet, float, Random], str]) -> Callable[[Sheet, float, Random], Damaged]:
    """A damage after which everything can be put back."""
    return lambda sheet, strength, random: Damaged(do(sheet, strength, random), sheet.key)


def _lose(do: Callable[[Sheet, float, Random], Sheet]) -> Callable[[Sheet, float, Random], Damaged]:
    """A damage after which less is wanted."""

    def lose(sheet: Sheet, strength: float, random: Random) -> Damaged:
        less = do(sheet, strength, random)
        return Damaged(less.text, less.key)

    return lose


def _scatter(sheet: Sheet, share: float, random: Random) -> Damaged:
    text, noise = glyphs.unmark(glyphs.scatter_readings(sheet, share, random).text)
    return Damaged(text, sheet.key, noise=noise)


Reword = Callable[[str], glyphs.Wording]


def _convert(reword: Reword) -> Callable[[Sheet, float, Random], Damaged]:
    """Another script: of half the articles at strength 1, of all at 2, and at 3 in lines that cut words in two."""

    def convert(sheet: Sheet, strength: float, random: Random) -> Damaged:
        printed = _partly_changed(sheet, lambda text: reword(text).printed, strength)
        expected = _partly_changed(sheet, lambda text: glyphs.mark_words(reword(text)), strength)
        unified, words = glyphs.unmark(expected.text)
        key = {"source": sheet.source, "articles": [_reworded_key(story) for story in expected.stories]}
        whole = Damaged(printed.text, key, unified=unified, words=words)
        return _break_lines(whole) if strength == IN_LINES else whole

    return convert


def _partly_changed(sheet: Sheet, change: Change, strength: float) -> Sheet:
    if strength != BY_HALF:
        return sheet.changed(change)
    half = len(sheet.stories) // 2
    stories = tuple(story.changed(change) if i < half else story for i, story in enumerate(sheet.stories))
    return replace(sheet, stories=stories)


def _reworded_key(story: Story) -> Json:
    text = "\n".join(glyphs.unmark(paragraph.core)[0] for paragraph in story.paragraphs)
    return story.key | {"text": text}


def _break_lines(page: Damaged) -> Damaged:
    """The page in lines of SCRIPT_LINE characters, and so what should come back."""
    line = re.compile(rf"[^\n]{{{SCRIPT_LINE}}}(?=[^\n])")
    text, unified = (line.sub(lambda found: found[0] + "\n", whole) for whole in (page.text, page.unified or ""))
    breaks = [found.end() for found in line.finditer(page.unified or "")]
    words = tuple((s + bisect_right(breaks, s), e + bisect_right(breaks, e - 1)) for s, e in page.words)
    return replace(page, text=text, unified=unified, words=words)


def _plainly(name: str) -> Reword:
    change = glyphs.convert(name)
    return lambda text: glyphs.Wording(change(text), text, ())


def _web_copy(sheet: Sheet, share: float, random: Random) -> Damaged:
    """What a site makes of a page: over-converted, littered with readings, a pager at the foot."""
    converted = sheet.changed(glyphs.convert("overdone"))
    text, noise = glyphs.unmark(glyphs.scatter_readings(converted, share, random).text)
    return Damaged(margins.append_foot(text, SITE_LINES, random), sheet.key, noise=noise)


def _page_dump(sheet: Sheet, width: float, random: Random) -> Damaged:
    """What a dump makes of a page: columns torn, captions among them, no blank line left."""
    littered = replace(sheet, stories=tuple(cuts.with_caption_paragraph(story, random) for story in sheet.stories))
    return Damaged(re.sub(r"\n\n+", "\n", cuts.tear_columns(littered, int(width), random)), sheet.key)


BY_HALF, WHOLE, IN_LINES = 1.0, 2.0, 3.0
SCRIPT_LINE = 24  # characters
SITE_LINES = 6
WIDTHS = (40, 24, 16)  # characters of a column
READINGS = (0.05, 0.2, 0.4)  # of the Chinese characters

_SCRIPT = "half the articles / all / all, in lines that cut words"
_SCRIPTS = (BY_HALF, WHOLE, IN_LINES)

DAMAGES = (
    Damage("none", "clean sheet", (0, 0, 0), _text_alone(lambda sheet, _, random: sheet.text)),
    Damage("columns", "columns 40/24/16 wide, taking turns", WIDTHS, _text_alone(cuts.tear_columns)),
    Damage("rows", "two columns 40/24/16 wide read straight across", WIDTHS, _text_alone(cuts.tear_rows)),
    Damage("displaced", "15/35/55 % of blocks elsewhere", (0.15, 0.35, 0.55), _text_alone(cuts.displace)),
    Damage("captions", "0.5/1/2 captions an article, in mid-sentence", (0.5, 1, 2), _text_alone(cuts.drop_in)),
    Damage("heads lost", "25/50/75 % of longer articles begin later", (0.25, 0.5, 0.75), _lose(cuts.lose_heads)),
    Damage("tails lost", "25/50/75 % of longer articles break off", (0.25, 0.5, 0.75), _lose(cuts.lose_tails)),
    Damage("s2t", _SCRIPT, _SCRIPTS, _convert(_plainly("s2t")), from_simplified=True),
    Damage("s2hk", _SCRIPT, _SCRIPTS, _convert(_plainly("s2hk")), from_simplified=True),
    Damage("s2tw", _SCRIPT, _SCRIPTS, _convert(_plainly("s2tw")), from_simplified=True),
    Damage("s2twp", _SCRIPT, _SCRIPTS, _convert(glyphs.reword), from_simplified=True),
    Damage("overdone", _SCRIPT, _SCRIPTS, _convert(_plainly("overdone")), from_simplified=True),
    Damage("pinyin", "5/20/40 % of characters with a reading", READINGS, _scatter),
    Damage("blank lines", "1/3, 2/3, all blank lines lost", (0.34, 0.67, 1), _text_alone(margins.lose_blank_lines)),
    Damage("wrapped", "hard lines of 40/24/16", WIDTHS, _text_alone(margins.wrap_lines)),
    Damage("run on", "hard lines of 40/24/16, no blank line", WIDTHS, _text_alone(margins.wrap_without_blanks)),
    Damage("punctuation", "20/50/80 % of marks in the other width", (0.2, 0.5, 0.8), _text_alone(glyphs.mix_widths)),
    Damage("site", "3/6/10 lines of pager and disclaimer", (3, 6, 10), _text_alone(margins.put_on_site)),
    Damage("web copy", "overdone, readings at 5/20/40 %, pager", READINGS, _web_copy, from_simplified=True),
    Damage("page dump", "columns 40/24/16, captions, no blank line", WIDTHS, _page_dump),
)
