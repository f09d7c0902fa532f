"""The order of an article made visible: headings, first clauses of paragraphs and sentences, numbering of any sort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.models.decode.lists import tidy

_ORDINALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBERING = re.compile(
    r"^(?:[—·●■◆▲*\s]+|\(?[一二三四五六七八九十\d]{1,2}[)、.](?!\d)|0\d|[①-⑩]|第[一二三四五六七八九十](?:步|招|是|,|:)|[一二三四五六七八九十]是)+"
)
_LEAD_LENGTH = 24  # characters; a longer first sentence reports, it does not announce
_SHORT = 10  # characters of a sentence that announces the next ones in the middle of a paragraph
_FAR = 1500  # characters behind a name within which its 一是 二是 may begin and end


@dataclass(frozen=True, slots=True)
class Lead:
    """The words that announce a paragraph or section, and where they stand."""

    start: int
    words: str
    is_line: bool


@lru_cache(maxsize=16)
def leads(text: str) -> tuple[Lead, ...]:
    """Headings and short first sentences of paragraphs, numbering dropped.

    >>> [lead.words for lead in leads("——民主意识不断提升。居民议事。\\n搭好讲台,让道理讲明。各村都讲。")]
    ['民主意识不断提升', '搭好讲台,让道理讲明']
    """
    found = []
    for line in re.finditer(r"[^\n]+", text):
        first = re.split(r"[。;!?]", line.group())[0]
        words = _NUMBERING.sub("", first).strip()
        if words and len(words) <= _LEAD_LENGTH:
            found.append(Lead(line.start(), words, len(first) == len(line.group())))
    return tuple(found)


@lru_cache(maxsize=16)
def openings(text: str) -> tuple[tuple[Lead, ...], ...]:
    """For every paragraph what its sentences, and what its parts between ; begin with: their first clauses.

    >>> [[lead.words for lead in row] for row in openings("村民点单。扫码即可。支部派单,分头领走。")]
    [['村民点单', '扫码即可', '支部派单']]
    """
    rows = []
    for line in re.finditer(r"[^\n]+", text):
        for stretch in (r"[^。!?]+", r"[^。!?;]+") if ";" in line.group() else (r"[^。!?]+",):
            row = [_opening(line.start() + m.start(), m.group()) for m in re.finditer(stretch, line.group())]
            if len(row) > 1:
                rows.append(tuple(row))
    return tuple(rows)


def _opening(start: int, sentence: str) -> Lead:
    announcement = sentence.rsplit(":", 1)[-1] or sentence
    start += len(sentence) - len(announcement)
    first = _NUMBERING.sub("", re.split(r"[,:;]|——", announcement)[0]).strip()
    return Lead(start, first, len(sentence) <= _SHORT)


def enumerated(text: str, start: int, count: int) -> tuple[Lead, ...]:
    """What 一是 … 二是 … (第一 …, ① …) introduce after *start*, up to *count*; empty when the first is missing.

    >>> found = enumerated("三张表。第一张是意愿表,看同意与否;第二张是算账表,算得清;第三张是进度表。", 3, 3)
    >>> [lead.words for lead in found]
    ['意愿表', '算账表', '进度表']
    """
    return max((_marked(text, start, marks) for marks in _marks(count)), key=len, default=())


@cache
def _marks(count: int) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Ways of numbering: for each a mark per ordinal."""
    forms = (
        r"(?<![一-鿿]){0}(?:是|要|则|曰)(?![一-鿿]?(?:个|来))|(?:其{0}|第{0}[个项张步招条类种道件款支]?)(?:[,:]|就?是|叫|为)",
        r"(?<![一-鿿])(?:\({0}\)|{0}、|{0}[招步计])",
        r"{1}",
        r"(?<![\d.])\(?{2}[.、)](?!\d)",
    )
    return tuple(
        tuple(re.compile(form.format(_ORDINALS[i], _CIRCLED[i], i + 1)) for i in range(min(count, 10)))
        for form in forms
    )


def _marked(text: str, start: int, marks: Sequence[re.Pattern[str]]) -> tuple[Lead, ...]:
    items: list[Lead] = []
    at = start
    for mark in marks:
        found = mark.search(text, at, start + _FAR)
        if found is None or _new_section(text[at : found.start()]):
            break
        clause = re.match(r"[^,。;:!?\n]+", text[found.end() :])
        if clause and (words := tidy(clause.group())):
            items.append(Lead(found.start(), words, False))
        at = found.end()
    return tuple(items)


def _new_section(passed: str) -> bool:
    """Whether a heading stands in the text passed over."""
    return any(len(line) <= _LEAD_LENGTH for line in passed.split("\n")[1:-1])
