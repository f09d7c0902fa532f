"""The sentences of an article's text: where each begins and ends. A full stop inside quotation marks ends none.

Headings and cut-off lines, which end in no mark, are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.models.fold import with_curly_quotes

_ENDS = "。！？!?"
_OPENING, _CLOSING = "“‘（(《", "”’）)》"
_DEEPEST = 400  # characters behind an opening mark: beyond that it was never closed
_GOES_ON = re.compile(
    r"[，,、：:]|[^，。：“]{0,24}(?:说|表示|介绍|告诉|道|感慨|感叹|称赞|坦言|回忆|笑着|讲)"
)  # who spoke


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, ``text[start:end]`` with its end mark, and which paragraph of the text it stands in (from 0)."""

    start: int
    end: int
    paragraph: int


def find_sentences(text: str) -> tuple[Stretch, ...]:
    """The sentences of *text* in order; paragraphs are parted by line feeds.

    >>> text = "三问聚民心\\n镇里推行“三问”工作法。“好！”村民说。这是没有写"
    >>> [text[s.start : s.end] for s in find_sentences(text)]
    ['镇里推行“三问”工作法。', '“好！”村民说。']
    """
    found: list[Stretch] = []
    start = 0
    for number, paragraph in enumerate(with_curly_quotes(text).split("\n")):
        found.extend(Stretch(start + first, start + end, number) for first, end in _cut(paragraph))
        start += len(paragraph) + 1
    return tuple(found)


def _cut(paragraph: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one paragraph stand, blanks before them left out."""
    start = 0
    for end in _ends(paragraph):
        first = start + len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
        if end - first > 1:
            yield first, end
        start = end


def _ends(paragraph: str) -> Iterator[int]:
    depth, opened = 0, 0
    for at, char in enumerate(paragraph):
        if char in _OPENING:
            depth, opened = depth + 1, opened if depth else at
        elif char in _CLOSING:
            depth = max(0, depth - 1)
            if depth == 0 and _ends_speech(paragraph, at):
                yield at + 1
        elif char in _ENDS and (depth == 0 or at - opened > _DEEPEST) and paragraph[at + 1 : at + 2] not in set(_ENDS):
            depth = 0
            yield at + 1


def _ends_speech(paragraph: str, at: int) -> bool:
    """Whether a full stop stands before the closing mark at *at*, and what follows doesn't tell who spoke."""
    return paragraph[at - 1 : at] in set(_ENDS) and not _GOES_ON.match(paragraph, at + 1)
