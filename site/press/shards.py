"""Scripts that carry values to our pages (file:// allows nothing else), and which of them holds what, by its name."""

from __future__ import annotations

import json
from hashlib import sha256

VERSION_LETTERS = 8  # of a file's hash


def shard(name: str, value: object) -> bytes:
    """A classic script that hands *value* to the page; nothing in it can end the script or start another."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for unsafe in ("<", "\u2028", "\u2029"):
        written = written.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return f"caifengShard({json.dumps(name)},{written});\n".encode("utf-8", errors="replace")


def bucket(name: str, buckets: int) -> int:
    """Which of *buckets* (a power of two) holds *name*: FNV-1a over code points. Keep in step with page.js.

    >>> bucket("mzpq4xk2ab", 1), bucket("a", 16)
    (0, 12)
    """
    state = 2166136261
    for character in name:
        state = ((state ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return state & (buckets - 1)


def buckets_for(count: int, each: int) -> int:
    """The power of two of buckets that hold about *each* of *count* things.

    >>> buckets_for(0, 16), buckets_for(17, 16), buckets_for(1000, 16)
    (1, 2, 64)
    """
    wanted = 1
    while wanted * each < count:
        wanted *= 2
    return wanted


def version(content: bytes) -> str:
    """A few letters that change with the content: a browser never joins new pages with old files."""
    return sha256(content).hexdigest()[:VERSION_LETTERS]
