"""Place names in a text: chains of division names (四川什邡市, 六安市金安区), with what stands around them.

Only finds names; which place the article is about is decided in choice.py. A name that begins something else
(北京路街道, 中山公园, 大同镇, 长春观) is no place name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from nlp.divisions import Division, Name, names_by_start
from nlp.places.surroundings import (
    begins_clause,
    begins_other_name,
    cuts_a_word,
    heads_office,
    heads_school,
    is_idle,
    is_passing,
    stands_alone,
)
from nlp.records import Part

# Taiwan, Hong Kong, Macau by the start of their codes: a district is theirs in a chain or if alone of its name.
BEYOND = frozenset(("71", "81", "82"))

_JOINED = re.compile(r"[^。；！？\n]*、[^。；！？\n]*|[^，。；！？\n]*(?:与|和|同|及|以及)")


@dataclass(frozen=True, slots=True)
class Token:
    """One division name as printed: text[start:end]."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Mention:
    """A chain of names as printed, ``part.text[start:end]``, and what its last name may be.

    ``length``: names in the chain; ``full``: the last one is a full name; ``last_start``: where that begins.
    ``office``: it heads the name of an office or firm; ``school``: a school's own name.
    ``passing``: named as origin, model or destination; ``listed``: one of several side by side; ``opens``: begins a
    clause; ``bare``: a plain word like 城区 without its city, a place only if the article proves it.
    """

    part: str
    start: int
    end: int
    divisions: tuple[Division, ...]
    length: int
    full: bool
    last_start: int
    office: bool = False
    school: bool = False
    passing: bool = False
    listed: bool = False
    opens: bool = False
    bare: bool = False

    @property
    def sure(self) -> Division | None:
        """The one division it can be, None when there are several."""
        return self.divisions[0] if len(self.divisions) == 1 else None


def find_mentions(part: Part) -> tuple[Mention, ...]:
    """The place names of *part* in order.

    >>> text = "四川省什邡市的北京路社区和中山公园，来自河北、贵州的代表"
    >>> [(m.divisions[0].name, m.passing) for m in find_mentions(Part("text", text, text))]
    [('什邡市', False), ('河北省', True), ('贵州省', True)]
    """
    text = part.text
    found = [mention for chain in _chains(_tokens(text)) for mention in _judge(part.name, text, chain)]
    return tuple(_mark_lists(text, found))


def _tokens(text: str) -> Iterator[Token]:
    """Names from left to right, the longest that is not cut out of another word, none overlapping."""
    starts = names_by_start()
    position = 0
    while position < len(text) - 1:
        called = starts.get(text[position : position + 2])
        name = next((n for n in called if _stands(text, position, n)), None) if called else None
        if name:
            yield Token(position, position + len(name.text), name)
            position += len(name.text)
        else:
            position += 1


def _stands(text: str, start: int, name: Name) -> bool:
    """Whether *name* stands at *start* and does not break a longer word in two."""
    end = start + len(name.text)
    return text.startswith(name.text, start) and not cuts_a_word(text, start, end, full=name.full)


def _chains(tokens: Iterator[Token]) -> Iterator[tuple[Token, ...]]:
    """Tokens that touch and lead downwards, together."""
    chain: tuple[Token, ...] = ()
    for token in tokens:
        if chain and token.start == chain[-1].end and _fitting(chain, token):
            chain = (*chain, token)
            continue
        if chain:
            yield chain
        chain = (token,)
    if chain:
        yield chain


def _fitting(chain: Sequence[Token], token: Token) -> tuple[Division, ...]:
    """What *token* may be, given the names right before it."""
    return tuple(
        d
        for d in token.name.divisions
        if all(any(d.lies_in(above) for above in before.name.divisions) for before in chain)
    )


def _judge(part: str, text: str, chain: tuple[Token, ...]) -> Iterator[Mention]:
    """The mention that a chain makes; where its last name begins another name, the chain before it counts."""
    while chain and not _is_place(text, chain):
        if len(chain) > 1 and chain[-1].name.full:
            return
        chain = chain[:-1]
    if not chain:
        return
    last, start = chain[-1], chain[0].start
    yield Mention(
        part,
        start,
        last.end,
        _likely(last.name, _fitting(chain[:-1], last)),
        len(chain),
        last.name.full,
        last.start,
        office=_heads_office(text, last),
        school=heads_school(text, last.end),
        passing=is_passing(text, start, last.end) or _is_faraway(part, chain),
        bare=len(chain) == 1 and last.name.text in _words("generic"),
        opens=begins_clause(text, start) and not is_idle(text, last.end),
    )


def _is_place(text: str, chain: Sequence[Token]) -> bool:
    """Whether a chain may be a place: a name of two characters (新县) needs an edge before it, a doubtful one proof."""
    last = chain[-1]
    if last.name.full:
        return len(chain) > 1 or len(last.name.text) > 2 or begins_clause(text, last.start)
    if begins_other_name(text, last.end):
        return False
    proven = stands_alone(text, last.start, last.end) or _heads_office(text, last)
    return len(chain) > 1 or proven or not _is_doubtful(last.name)


@cache
def _words(kind: str) -> frozenset[str]:
    """The names in our table that are also words, of one kind (its header says which kinds there are)."""
    table = files("nlp.tables").joinpath("place_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row[0] for row in rows if row[1] == kind)


def _is_doubtful(name: Name) -> bool:
    """Whether a short name alone proves nothing: it is a word (来宾), or a county's (资源, 合作 are words)."""
    far = (d.level == "county" or (d.level == "city" and d.code[:2] in BEYOND) for d in name.divisions)
    return name.text in _words("word") or all(far)


def _heads_office(text: str, token: Token) -> bool:
    """Whether an office's name begins with *token*; for a doubtful name it must begin there (not 能源动力分公司)."""
    return heads_office(text, token.end) and (not _is_doubtful(token.name) or begins_clause(text, token.start))


def _likely(name: Name, divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """What *name* may well mean: a short one the highest division so called; none of Taiwan's where others share it."""
    if not name.full:
        for level in ("province", "city"):
            divisions = tuple(d for d in divisions if d.level == level) or divisions
    return tuple(d for d in divisions if d.code[:2] not in BEYOND) or divisions


def _is_faraway(part: str, chain: Sequence[Token]) -> bool:
    """Whether a text says no more than 香港, 澳门 or 台湾: where somebody lives or trades, not where a case is."""
    last = chain[-1].name
    return part == "text" and len(chain) == 1 and not last.full and last.divisions[0].code[:2] in BEYOND


def _mark_lists(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions with those marked that stand in a list (河北、贵州、福建): if one is an origin, all are."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _are_listed(text, group[-1], mention):
            yield from _close_list(group)
            group = []
        group.append(mention)
    yield from _close_list(group)


def _close_list(group: Sequence[Mention]) -> Iterator[Mention]:
    listed = len(group) > 1
    passing = any(mention.passing for mention in group)
    for mention in group:
        yield replace(mention, passing=passing, listed=listed) if listed else mention


def _are_listed(text: str, before: Mention, after: Mention) -> bool:
    """Whether 、 or 与 joins two mentions, with no more between them than the rest of a name."""
    gap = text[before.end : after.start]
    return len(gap) <= 18 and bool(_JOINED.fullmatch(gap))
