"""Terms into shards: which file a term is in, what a file says, and what it is called.

A shard is a classic script, the only thing that a page opened from a folder may load piece by piece.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.export.digits import SEPARATOR

HASH_CHARACTERS = 10  # of a file's name; enough to tell two builds apart


@dataclass(frozen=True, slots=True)
class Term:
    """A bigram or single character with its posting string; ``spots`` is None for a single."""

    text: str
    posting: str
    spots: str | None


def shard_of(term: str, shards: int) -> int:
    """The shard of a term: FNV-1a over its code points, 32 bits. Keep in step with search.js.

    >>> shard_of("社区", 64), shard_of("社", 64)
    (1, 33)
    """
    value = 2166136261
    for character in term:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return value % shards


def script(name: str, value: object) -> bytes:
    """A shard as a script. Nothing in it can end a script or a line early, wherever it is put."""
    json_text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        json_text = json_text.replace(character, f"\\u{ord(character):04x}")
    return f"caifengShard({json.dumps(name)},{json_text});\n".encode("utf-8", "backslashreplace")


def content_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:HASH_CHARACTERS]


def terms_value(terms: Sequence[Term], words: Sequence[str]) -> list[str]:
    """[keys, postings, words] of one shard. A key holds no white space, so a space can part them."""
    return [" ".join([t.text for t in terms]), SEPARATOR.join([t.posting for t in terms]), " ".join(words)]


def spots_value(terms: Iterable[Term]) -> str:
    """The positions of the bigrams of one shard, in the order of the keys."""
    return SEPARATOR.join([t.spots for t in terms if t.spots is not None])
