"""A part made ready for counting: folded digits, names in quotes known as names, clauses.

A quoted string without a sentence in it is a name (“三三”), its commas end no clause and its numerals count nothing;
a quoted string with sentences is speech and is read like any other text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from nlp.metrics.tables import set_phrases
from nlp.numbers import fold_digits

LONGEST_CLAUSE = 120  # characters; hostile text without punctuation must not make every figure read all of it
LONGEST_NAME = 22  # characters between quotes; longer strings without punctuation are rare and mostly slogans
SHORTEST_SPEECH = 7  # characters; shorter strings in quotes are names, whatever they hold
FILLER = "某"  # a character of no word in the tables
CLAUSE_ENDS = frozenset(",，。；;：:！!？?\n…")
SENTENCE_ENDS = frozenset("。！!？?；;\n")

# at most 400 characters: an unclosed quote must not be sought to the end of a hostile text
_QUOTED = re.compile(r"“[^“”]{0,400}”|‘[^‘’]{0,400}’|「[^「」]{0,400}」|『[^『』]{0,400}』|\"[^\"\n]{1,30}\"")
_TITLE = re.compile(r"《[^《》\n]{0,100}》")
_SENTENCE_MARK = re.compile(r"[。！？!?；;…\n]")
_COMMA = re.compile(r"[，,]")
# a quoted string with a comma is a name or a slogan when one of these nouns follows, else speech
_SLOGAN_NOUN = re.compile(
    r"[^，。；,;]{0,6}?(?:理念|原则|要求|目标|思路|模式|机制|工作法|格局|体系|标准|活动|行动|方式|导向|效应|制度|工程|口号|路径|计划|服务)"
)
# “彩礼从15万元降到5万元”，王大爷说: a sentence, though it has no mark
_SPOKEN = re.compile(r"[我你您咱俺他她吗呢吧]|[从由].{0,8}\d.{0,8}到|\d[^+×—-]{0,6}[了着]")
_MARKS = re.compile(r"[,，。；;：:！!？?…]")
_BRACKET = re.compile(r"[(（][^()（）\n]{0,40}[)）]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A part's text beside its *folded* form (ASCII digits) and its *plain* form, all of one length.

    In *plain*, FILLER stands for what is in a name, so that no verb is found there, and no clause ends in brackets.
    ``names`` are the stretches whose numerals count nothing, ``clause_ends`` the places of its marks in *plain*.
    """

    text: str
    folded: str
    plain: str
    names: tuple[tuple[int, int], ...]
    clause_ends: tuple[int, ...]

    def in_name(self, start: int) -> bool:
        """Whether the character at *start* stands in a name, a title or a set phrase."""
        place = bisect_right(self.names, (start, len(self.text) + 1)) - 1
        return place >= 0 and start < self.names[place][1]

    def clause_start(self, place: int) -> int:
        """Where the clause around *place* begins, at most LONGEST_CLAUSE before it."""
        mark = bisect_left(self.clause_ends, place) - 1
        return max(self.clause_ends[mark] + 1 if mark >= 0 else 0, place - LONGEST_CLAUSE)

    def clause_end(self, place: int) -> int:
        """Where the clause around *place* ends: at its punctuation mark, at most LONGEST_CLAUSE behind it."""
        mark = bisect_left(self.clause_ends, place)
        end = self.clause_ends[mark] if mark < len(self.clause_ends) else len(self.plain)
        return min(end, max(place, place + LONGEST_CLAUSE))

    def sentence_start(self, place: int) -> int:
        """Where the sentence around *place* begins, at most three LONGEST_CLAUSE before it."""
        first = max(0, place - 3 * LONGEST_CLAUSE)
        return max((self.plain.rfind(mark, first, place) + 1 for mark in SENTENCE_ENDS), default=first) or first


def read_part(text: str) -> Printed:
    """*text* with its names and clauses found.

    >>> read_part("“一核，三联”机制覆盖12个村").plain
    '“某某某某某”机制覆盖12个村'
    >>> read_part("“五联”机制").in_name(1)
    True
    """
    folded = fold_digits(text)
    quoted = [found.span() for found in _QUOTED.finditer(text) if _is_name(text, found)]
    titles = [found.span() for found in _TITLE.finditer(text)]
    fixed = [found.span() for found in _set_phrase().finditer(text)]
    plain = list(folded)
    for found in _BRACKET.finditer(folded):
        plain[found.start() : found.end()] = _MARKS.sub("、", found[0])
    for start, end in quoted + titles:
        plain[start + 1 : end - 1] = FILLER * (end - start - 2)
    ends = tuple(place for place, character in enumerate(plain) if character in CLAUSE_ENDS)
    return Printed(text, folded, "".join(plain), _joined(quoted + titles + fixed), ends)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """*spans* in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _is_name(text: str, found: re.Match[str]) -> bool:
    inner = found[0][1:-1]
    if _SENTENCE_MARK.search(inner) or (len(inner) > SHORTEST_SPEECH and _SPOKEN.search(inner)):
        return False
    if _COMMA.search(inner):
        return bool(_SLOGAN_NOUN.match(text, found.end()))
    return len(inner) <= LONGEST_NAME


@cache
def _set_phrase() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, set_phrases())))
