"""Which article is which case: ids are given once, and follow the article through every later version of its page.

Pure. An id is made from where an article was first seen (source, address, digest) and what stands at its head, so that
a rebuild finds it again without asking the old library; the headline rather than the whole text, because better
software changes texts more often than headlines. What two texts share is counted in pairs of neighbouring characters.

All versions of an address are gone through in the order in which they were fetched, so the order in which they reach
the library does not matter.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.folding import fold
from index.records import Moved

ID_LENGTH = 10  # base32 characters = 50 bits: among 1,000,000 cases a clash is expected once in 2,000 libraries
SAME_ARTICLE = 0.5  # of the character pairs of both texts; issue 2 states it
ANCHOR_LETTERS = 64  # of the text, where the headline alone does not tell two articles of a page apart

Pairs = Counter[str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One article in one version of a page. ``given`` is the id it already has, None at first sight."""

    anchor: str
    pairs: Pairs
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the document at an address; ``identity`` is source, address and digest in one string."""

    document: int
    identity: str
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """The ids of a version's articles, and its strand: the first document of which it is a later version."""

    document: int
    strand: int
    ids: tuple[str, ...]


@dataclass(slots=True)
class _Strand:
    """The latest state of a page while its versions are gone through: what each case's article said last."""

    founder: int
    present: dict[str, Pairs] = field(default_factory=dict)


def short_hash(*parts: str) -> str:
    """Ten lower-case base32 characters made from *parts*: always the same for the same parts, safe as a file name.

    >>> short_hash("三三"), short_hash("a", "bc") == short_hash("ab", "c")
    ('3juvdjpzzy', False)
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii").lower()[:ID_LENGTH]


def letters(text: str) -> str:
    """The letters and digits of *text*, folded: what is left when punctuation, spaces and line breaks are taken out.

    >>> letters("“三三”模式， 1+6")
    '三三模式16'
    """
    return "".join([c for c in fold(text) if c.isalnum()])


def pairs_of(text: str) -> Pairs:
    """The pairs of neighbouring letters in *text*, counted; a text of one letter counts as that letter."""
    plain = letters(text)
    return Counter(map("".join, pairwise(plain))) if len(plain) > 1 else Counter([plain])


def overlap(one: Pairs, other: Pairs) -> float:
    """The share of pairs that two texts have in common, 0 to 1 (Dice: twice the common ones over both totals)."""
    sizes = one.total() + other.total()
    if 2 * min(one.total(), other.total()) < SAME_ARTICLE * sizes:  # cannot reach the bar: spare the counting
        return 0.0
    return 2 * (one & other).total() / sizes


def contained(piece: Pairs, whole: Pairs) -> float:
    """The share of *piece* that stands in *whole*, 0 to 1."""
    return (piece & whole).total() / piece.total()


def anchors(articles: Sequence[tuple[str, str]]) -> list[str]:
    """What each article, given as (headline, text), is recognised by on its page; no two are alike.

    >>> anchors([("简讯", "甲社区"), ("简讯", "乙社区"), ("要闻", "丙社区")])
    ['简讯|甲社区', '简讯|乙社区', '要闻']
    """
    heads = [letters(headline) for headline, _ in articles]
    common = Counter(heads)
    wide = [
        head if head and common[head] == 1 else f"{head}|{letters(text)[:ANCHOR_LETTERS]}"
        for head, (_, text) in zip(heads, articles, strict=True)
    ]
    seen: Counter[str] = Counter()
    for position, anchor in enumerate(wide):
        wide[position] = f"{anchor}#{seen[anchor]}" if seen[anchor] else anchor
        seen[anchor] += 1
    return wide


def match(old: dict[str, Pairs], new: dict[int, Pairs]) -> dict[int, str]:
    """New articles, by position, → the old ones they continue: ≥ half shared, best first, one to one."""
    scored = [(overlap(was, now), position, id) for position, now in new.items() for id, was in old.items()]
    pairs: dict[int, str] = {}
    for share, position, id in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if share >= SAME_ARTICLE and position not in pairs and id not in pairs.values():
            pairs[position] = id
    return pairs


def assign_ids(versions: Iterable[Version], is_taken: Callable[[str], bool]) -> tuple[Assigned, ...]:
    """The ids of all articles of one address, over its versions in the order of fetching.

    A version that shares no article with what stood at the address before is another document there (yesterday's front
    page, an error page): it begins a strand of its own, and the old cases stay. *is_taken* says that an id belongs to
    another address.
    """
    strands: list[_Strand] = []
    used: set[str] = set()
    return tuple([_assign_version(version, strands, used, is_taken) for version in versions])


def _assign_version(
    version: Version, strands: list[_Strand], used: set[str], is_taken: Callable[[str], bool]
) -> Assigned:
    strand, kept = _find_strand(version, strands)
    used.update(kept.values())
    ids = []
    for position, sighting in enumerate(version.sightings):
        id = kept.get(position) or _new_id(version, sighting, lambda id: id in used or is_taken(id))
        used.add(id)
        ids.append(id)
    strand.present = {id: s.pairs for id, s in zip(ids, version.sightings, strict=True)}
    return Assigned(version.document, strand.founder, tuple(ids))


def _find_strand(version: Version, strands: list[_Strand]) -> tuple[_Strand, dict[int, str]]:
    """The strand that *version* continues, and which of its articles are which; a new strand when it continues none."""
    candidates = [(strand, _continue(strand.present, version.sightings)) for strand in strands]
    found = [(strand, kept) for strand, kept in candidates if kept]
    if found:
        return max(found, key=lambda pair: len(pair[1]))
    strands.append(_Strand(version.document))
    return strands[-1], {}


def _continue(present: dict[str, Pairs], sightings: Sequence[Sighting]) -> dict[int, str]:
    """What was matched once stays matched, whatever newer software makes of the texts; the rest is matched by text."""
    kept = {n: s.given for n, s in enumerate(sightings) if s.given in present}
    given = {n: id for n, id in kept.items() if id is not None}
    old = {id: pairs for id, pairs in present.items() if id not in given.values()}
    new = {n: s.pairs for n, s in enumerate(sightings) if n not in given}
    return given | match(old, new)


def _new_id(version: Version, sighting: Sighting, is_taken: Callable[[str], bool]) -> str:
    """The id an article already has, or a new one; a clash is salted until it is none."""
    if sighting.given is not None and not is_taken(sighting.given):
        return sighting.given
    id, salt = short_hash(version.identity, sighting.anchor), 0
    while is_taken(id):
        salt += 1
        id = short_hash(version.identity, sighting.anchor, str(salt))
    return id


def find_moves(before: dict[str, Pairs], after: dict[str, Pairs]) -> tuple[Moved, ...]:
    """What became of the cases of an address: pointers for those that are gone, and for pieces split off.

    *before* and *after* are its cases with what they said. A case that is as it was leaves no pointer.
    """
    moves = [_pointer(id, was, before, after) for id, was in before.items() if id not in after]
    born = {id: now for id, now in after.items() if id not in before}
    for id, was in before.items():
        pieces = [new for new, now in born.items() if id in after and contained(now, was) >= SAME_ARTICLE]
        if pieces:
            moves.append(Moved(id, "split", (id, *pieces)))
    return tuple(moves)


def _pointer(id: str, was: Pairs, before: dict[str, Pairs], after: dict[str, Pairs]) -> Moved:
    shares = {new: contained(was, now) for new, now in after.items()}
    best = max(shares, key=lambda new: shares[new], default=None)
    if best is not None and shares[best] >= SAME_ARTICLE:
        return Moved(id, "merged" if best in before else "renamed", (best,))
    pieces = tuple([new for new, now in after.items() if contained(now, was) >= SAME_ARTICLE])
    return Moved(id, "split" if pieces else "vanished", pieces)
