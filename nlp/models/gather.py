"""From mentions to names: one name per practice, however often and in whatever variant it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.models.judge import Name
from nlp.models.mentions import Mention

_MOST_NAMES = 400  # quotations of one article; a real one has some 60. The caps bound the time on hostile pages
_MOST_MENTIONS = 40  # printings of one name that are looked at


def gather(mentions: Iterable[Mention]) -> tuple[Name, ...]:
    """Mentions with the same core as one name each, in the order of their first printing."""
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(mention.key, []).append(mention)
    return tuple(Name(tuple(found[:_MOST_MENTIONS])) for key, found in by_key.items() if key)[:_MOST_NAMES]


def without_clippings(names: Sequence[Name]) -> tuple[Name, ...]:
    """*names* without those that only clip a longer accepted one (大联盟 beside 商圈大联盟) and have no head noun."""
    keyed = [(name, name.mentions[0].key) for name in names]
    return tuple(name for name, key in keyed if not _is_clipping(name, key, keyed))


def _is_clipping(name: Name, key: str, names: Sequence[tuple[Name, str]]) -> bool:
    """Whether a longer name begins with *key*, unquoted, or holds its characters in order and ends alike."""
    if name.direct or name.is_coined or len(key) < 3:
        return False
    if any(len(other) > len(key) and other.startswith(key) and not n.mentions[0].quoted for n, other in names):
        return True
    return any(len(other) > len(key) and other[-2:] == key[-2:] and _in_order(key, other) for _, other in names)


def _in_order(key: str, other: str) -> bool:
    rest = iter(other)
    return all(ch in rest for ch in key)
