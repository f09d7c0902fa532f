"""Quotations that are only part of a name: one quoted character (心声“8”我听行动), and lists that a count sums up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from nlp.models.headnouns import Head, head_after
from nlp.models.lexicon import MINOR, WAYS, either, heads, words
from nlp.models.mentions import Mention

_BEFORE = 4  # characters of a name before its one quoted character
_BETWEEN = 5  # characters between the quoted character and the head noun
_SUMMED = re.compile(r"^([一二三四五六七八九十两]大(?:行动|工程|计划|机制|体系|项目|平台|举措|工作法))")


def whole_names(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """*mentions* with such quotations widened to the whole name."""
    return tuple(_widened(mention) for mention in mentions)


def _widened(mention: Mention) -> Mention:
    if len(mention.core) == 1 and not mention.in_speech:
        return _around_character(mention)
    summed = _SUMMED.match(mention.after)
    if summed and "、" in mention.core:
        return _count_of(mention, summed.group(1))
    return mention


def _count_of(mention: Mention, name: str) -> Mention:
    """“A行动、B行动”两大行动 is called 两大行动 when the parts carry its noun, else by the quoted list."""
    noun = name[2:]
    if not mention.core.endswith(noun):
        return mention
    end = mention.end + len(name)
    return replace(mention, start=mention.end, end=end, core=name, quoted=False, head=Head("", noun, "way", False))


def _around_character(mention: Mention) -> Mention:
    series = re.match(r"字(?:系列|头|号)", mention.after)
    if series and (head := head_after(mention.strip.text, mention.end)):
        return _spanning(mention, 0, len(series.group()), head)
    found = _noun_near().match(mention.after)
    left = _left_of(mention.before)
    if found is None or left is None:
        return mention
    return _spanning(mention, len(left), found.end(1), Head(found.group(), found[2], heads()[found[2]], False))


@cache
def _noun_near() -> re.Pattern[str]:
    nouns = either(tuple(noun for noun, sort in heads().items() if sort in WAYS | MINOR and len(noun) > 1))
    return re.compile(rf"(?!是|即|指|为|代表|体现)([一-鿿]{{0,{_BETWEEN}}}?)({nouns})(?![一-鿿])")


def _spanning(mention: Mention, left: int, right: int, head: Head) -> Mention:
    start, end = mention.start - left, mention.end + right
    core = mention.strip.text[start : mention.start] + mention.core + mention.strip.text[mention.end : end]
    return replace(mention, start=start, end=end, core=core, head=replace(head, surface=head.surface[right:]))


def _left_of(before: str) -> str | None:
    """The words of the name before its quoted character: from the last mark or verb; None when that is unclear."""
    left = re.split(r"[、“”]", _verbs().split(before)[-1])[-1]
    return left if len(left) <= _BEFORE else None


@cache
def _verbs() -> re.Pattern[str]:
    roles = ("coin", "make", "figure", "stop")
    return re.compile(either(tuple(w for role in roles for w in words("model_verbs", role) if len(w) > 1)) + r"了?")
