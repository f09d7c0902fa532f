"""Terms into shards: which file a term is in, what a file says, and what it is called.

A shard is a classic script, the only thing that a page opened from a folder may load piece by piece. A query loads
whole shards, so what makes it dear is what else stands in them: there are as many shards as a memory stick bears, and
the words that people ask for stand apart from the strings and pairs that only a phrase needs.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.export.bits import gamma, pack, rice, rice_parameter
from index.export.postings import Term

HASH_CHARACTERS = 4  # of a file's name: all names are in the manifest, which every reader loads

# Files a thousand cases, 290 in all: at most 600 at 2,000. Measured by tests/benchmarks/search; one moves the others.
FILES = {"words": 105, "strings": 34, "pairs": 42, "singles": 22, "cards": 62, "names": 3, "sounds": 20}
FEWEST_CASES = 500  # a smaller library gets as many files as one of so many
LEAST_BYTES = 2048  # of a file, where a small library would else have many tiny ones
KEY_BITS = 13  # of a pair's hash, beyond what tells the pairs of a shard apart: one pair in 8,000 is mistaken


def hash_of(key: str) -> int:
    """FNV-1a over code points, 32 bits, mixed once more. Keep in step with search.js.

    >>> hash_of("社区"), hash_of("社")
    (3281432808, 4014806495)
    """
    value = 2166136261
    for character in key:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return (value ^ value >> 15) * 2246822519 & 0xFFFFFFFF


def shard_of(term: str, shards: int) -> int:
    """The shard of a term: all that begin with the same two characters lie together."""
    return hash_of(term[:2]) % shards


def count_files(series: str, *, cases: int, size: int) -> int:
    """How many files a series of *size* bytes gets."""
    return max(1, min(FILES[series] * max(cases, FEWEST_CASES) // 1000, size // LEAST_BYTES))


def sort_into_shards(terms: Iterable[Term], count: int) -> list[list[Term]]:
    """The terms of each shard, in the order they come."""
    shards: list[list[Term]] = [[] for _ in range(count)]
    for term in terms:
        shards[shard_of(term.text, count)].append(term)
    return shards


def written_size(terms: Iterable[Term]) -> int:
    """About how many bytes the terms take."""
    return sum(len(term.posting) // 6 + 5 for term in terms)


def terms_value(terms: Sequence[Term], vocabulary: frozenset[str]) -> list[str]:
    """[keys, bits] of one shard. The keys are written as what each adds to the one before: see ``front_coded``.

    The bits of a term: whether it is a word of the *vocabulary*; whether its posting is that of an earlier term of the
    shard; and either how many postings back that was, or the posting.
    """
    known: dict[str, int] = {}
    bits = []
    for term in terms:
        mark = "1" if term.text in vocabulary else "0"
        if term.posting in known:
            bits.append(mark + "1" + gamma(len(known) - known[term.posting]))
        else:
            known[term.posting] = len(known)
            bits.append(mark + "0" + term.posting)
    return [front_coded([term.text for term in terms]), pack("".join(bits))]


def front_coded(keys: Sequence[str]) -> str:
    """Sorted *keys*, each as the number of characters it shares with the one before, and the others; no key has a tab.

    >>> front_coded(["社区", "社区合", "社区合伙", "社会"])
    '0社区\\t2合\\t3伙\\t1会'
    """
    return "\t".join([_added(key, before) for before, key in pairwise(["", *keys])])


def _added(key: str, before: str) -> str:
    shared = 0
    while shared < min(len(key), len(before), 9) and key[shared] == before[shared]:
        shared += 1
    return f"{shared}{key[shared:]}"


def pairs_value(terms: Sequence[Term], shards: int) -> list[object]:
    """[number of pairs, bits] of one shard of pairs that are no words: in the order of their hashes, each as the gap
    to its hash and its posting. Two pairs of one hash stand one after the other, and each is
    found with the cases of both.
    """
    hashed = sorted((key_hash(term.text, shards, len(terms)), term.text, term.posting) for term in terms)
    room = hash_room(len(terms))
    gaps = [number - before for (before, *_), (number, *_) in pairwise([(0, "", ""), *hashed])]
    low = rice_parameter(room, max(1, len(terms)))
    return [
        len(terms),
        pack("".join([rice(gap, low) + posting for gap, (*_, posting) in zip(gaps, hashed, strict=True)])),
    ]


def key_hash(term: str, shards: int, terms: int) -> int:
    """What stands for a pair in a shard of so many."""
    return hash_of(term) // shards % hash_room(terms)


def hash_room(terms: int) -> int:
    """How many hashes a shard of so many pairs tells apart."""
    return 1 << min(30, terms.bit_length() + KEY_BITS)


def plain_value(terms: Sequence[Term]) -> list[str]:
    """[keys, bits] of the single characters of one shard."""
    return ["".join([term.text for term in terms]), pack("".join([term.posting for term in terms]))]


def script(name: str, value: object) -> bytes:
    """A shard as a script. Nothing in it can end a script or a line early, wherever it is put."""
    json_text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        json_text = json_text.replace(character, f"\\u{ord(character):04x}")
    return f"caifengShard({json.dumps(name)},{json_text});\n".encode("utf-8", "backslashreplace")


def content_hash(content: bytes) -> str:
    """A few letters that change with the content, safe in a file name."""
    return b32encode(hashlib.sha256(content).digest()).decode().lower()[:HASH_CHARACTERS]
