"""The order of an article made visible: headings, first clauses of paragraphs, 一是 二是 三是."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.models.decode.lists import tidy, without_verb

_ORDINALS = "一二三四五六七八九十"
_NUMBERING = re.compile(
    r"^(?:[—·●■◆▲*\s]+|\(?[一二三四五六七八九十\d]{1,2}[)、.](?!\d)|0\d|第[一二三四五六七八九十](?:步|招|是|,|:))+"
)
_LEAD_LENGTH = 24  # characters; a longer first sentence reports, it does not announce
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


def enumerated(text: str, start: int, count: int) -> tuple[str, ...]:
    """What 一是 … 二是 … introduce after *start*, as many as there are up to *count*; empty when 一是 is missing."""
    items: list[str] = []
    at = start
    for ordinal in _ORDINALS[:count]:
        marker = re.compile(rf"(?<![一-鿿]){ordinal}(?:是|要)|第{ordinal}[步招]?[,:是]").search(text, at, start + _FAR)
        if marker is None or _new_section(text[at : marker.start()]):
            break
        clause = re.match(r"[^,。;:!?\n]+", text[marker.end() :])
        items.append(without_verb(tidy(clause.group())) if clause else "")
        at = marker.end()
    return tuple(item for item in items if item)


def _new_section(passed: str) -> bool:
    """Whether a heading stands in the text passed over."""
    return any(len(line) <= _LEAD_LENGTH for line in passed.split("\n")[1:-1])
