"""Where a name is printed, and the sentence around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = 600  # characters; the longest sentence of the genre looked at had some 300
_SENTENCE_MARK = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name or a numeral of it is printed in the folded text: ``text[start:end]``, marks included."""

    text: str
    start: int
    end: int

    @property
    def sentence_start(self) -> int:
        floor = max(0, self.start - _SENTENCE)
        return max(floor - 1, *(self.text.rfind(mark, floor, self.start) for mark in "。!?\n;")) + 1

    @property
    def sentence_end(self) -> int:
        ceiling = min(len(self.text), self.end + _SENTENCE)
        found = _SENTENCE_MARK.search(self.text, self.end, ceiling)
        return found.start() if found else ceiling
