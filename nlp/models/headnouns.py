"""The head noun behind a name: “四四”模式, “1462”城市社区志愿模式, “五联”的工作机制."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nlp.models.lexicon import either, heads, table, words

_REACH = 18  # characters behind a name in which its head noun is looked for; the longest seen in print had 13
_NEAR = 5  # characters that may stand before the head noun of a thing or place; before a way of working, any number
_SHORT = "圈团队制榜码链"  # head nouns of one character that end a quoted name of four or more
_PHRASE = re.compile(r"[^\W的_]*")  # letters, digits and characters up to the next mark or 的
_FREE = frozenset({"way", "team", "event", "service"})  # classes before which any words may stand


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the stretch from the name to its end, the noun, its class, and whether 的 stands between."""

    surface: str
    noun: str
    sort: str
    by_de: bool


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(either(tuple(heads())))


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(either(tuple(table("model_modifiers"))))


@cache
def _stop() -> re.Pattern[str]:
    verbs = tuple(word for role in ("coin", "make") for word in words("model_verbs", role) if len(word) > 1)
    return re.compile(either(words("model_verbs", "stop") + verbs))


def head_after(text: str, at: int) -> Head | None:
    """The head noun of the name that ends at *at*, or None when the phrase behind it has none.

    >>> head_after("“1+5+N”商户微联盟工作新模式,好", 7)
    Head(surface='商户微联盟工作新模式', noun='模式', sort='way', by_de=False)
    >>> head_after("“红巷子”引领治理", 5) is None
    True
    """
    by_de = text.startswith("的", at)
    phrase = _phrase(text, at + by_de)
    first = next((m for m in _noun().finditer(phrase) if _fits(phrase, m)), None)
    if first is None or (heads()[first.group()] == "service" and text.startswith("“", at + by_de + len(phrase))):
        return None  # “A”服务“B”: a verb
    last = _last_noun(phrase, first)
    return Head("的" * by_de + phrase[: last.end()], last.group(), heads()[last.group()], by_de)


def _phrase(text: str, at: int) -> str:
    """The run of letters and characters from *at*, to the next mark or 的."""
    found = _PHRASE.match(text, at, at + _REACH)
    return found.group() if found else ""


def _fits(phrase: str, noun: re.Match[str]) -> bool:
    sort = heads()[noun.group()]
    gap = _modifiers().sub("", phrase[: noun.start()])
    if _stop().search(gap) or (sort not in _FREE and len(gap) > _NEAR):
        return False
    if sort == "service" and re.match(r"[二三四五六七八九十两]", phrase):
        return False  # 三网融合 sums up a list, it names nothing
    return not _needs_end(noun.group(), sort) or _ends_phrase(phrase, noun.end())


def _needs_end(noun: str, sort: str) -> bool:
    return len(noun) == 1 or sort == "service"


def _ends_phrase(phrase: str, at: int) -> bool:
    """Whether nothing but a further head noun, or a verb, stands behind."""
    rest = phrase[at:]
    return not rest or _stop().match(rest) is not None or _next_noun(phrase, at) is not None


def _next_noun(phrase: str, at: int) -> re.Match[str] | None:
    while True:
        noun = _noun().match(phrase, at)
        if noun:
            return noun
        modifier = _modifiers().match(phrase, at)
        if not modifier:
            return None
        at = modifier.end()


def _last_noun(phrase: str, noun: re.Match[str]) -> re.Match[str]:
    """The noun that ends the name: further ones count while only modifiers stand between."""
    while True:
        following = _next_noun(phrase, noun.end())
        if following is None or _is_verb_use(phrase, following):
            return noun
        noun = following


def _is_verb_use(phrase: str, noun: re.Match[str]) -> bool:
    sort = heads()[noun.group()]
    return _needs_end(noun.group(), sort) and not _ends_phrase(phrase, noun.end())


@cache
def _endings() -> re.Pattern[str]:
    kept = tuple(noun for noun, sort in heads().items() if sort in {"way", "team", "site", "class"} and len(noun) > 1)
    return re.compile(rf"{either(kept)}$|(?<=...)[{_SHORT}]$")


@lru_cache(maxsize=1024)
def head_inside(core: str) -> str | None:
    """The head noun with which a name itself ends, None when it has none or is nothing else.

    >>> head_inside("青苗工程"), head_inside("工程"), head_inside("四四")
    ('工程', None, None)
    """
    found = _endings().search(core)
    return found.group() if found and found.start() > 0 else None
