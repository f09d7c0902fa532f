"""Bytes to text, by what the bytes bear out and not by what they claim. Nothing is replaced in silence.

Every encoding that Chinese pages come in is tried strictly; what reads without error is judged by how much of it is
common Chinese and punctuation. A declaration only decides between equals: declarations are too often wrong, and
a general detector weighs dozens of encodings that no Chinese page has, which costs it short texts.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHINESE = ("utf-8", "gb18030", "big5hkscs", "cp950")
# what a page may declare -> what reads it: always the largest encoding that has the declared one in it
READ_AS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "cp950",
    "x-x-big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
SPOKEN = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5-HKSCS",
    "cp950": "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
SAMPLE_CHARACTERS = 20_000  # judged for plausibility: a page; more changes nothing but the time
MARKUP_BYTES = 4096  # browsers look for a declaration in the first 1024; real templates put scripts before it
OPEN_CHARACTERS = 8  # so many valid two-byte characters come about by chance less than once in a million
DAMAGED_COST = 20  # plausible characters that one undecodable byte outweighs
WIDE_ZERO_SHARE = 0.2  # of the bytes: UTF-16 text has a zero byte for each ASCII character, other text has none

DECLARATION = re.compile(
    rb"""
    <meta [^>]* charset \s* = \s* ["']? \s* ([a-zA-Z0-9_\-]+)     # <meta charset=x>, <meta content="y; charset=x">
    | ^ \s* <\?xml [^>]* encoding \s* = \s* ["'] ([a-zA-Z0-9_\-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read as, and what an editor should know of that. ``damaged`` counts U+FFFD put in."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    damaged: int = 0


def declared_in_markup(body: bytes) -> str | None:
    """The encoding that a page's own <meta> (or XML declaration) names, in lower case; None when it names none.

    >>> declared_in_markup(b'<META http-equiv=Content-Type content="text/html; charset=GB2312">')
    'gb2312'
    """
    found = DECLARATION.search(body[:MARKUP_BYTES])
    return (found.group(1) or found.group(2)).decode("ascii").lower() if found else None


def decode(body: bytes, *, declared: str | None = None) -> Decoded:
    """The text of *body*. Never raises: bytes that fit no encoding become U+FFFD, counted and named in the notes.

    >>> decode("稻田".encode("gbk"), declared="utf-8")
    Decoded(text='稻田', encoding='GB18030', notes=('read as GB18030, declared utf-8',), damaged=0)
    """
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return _read(body[len(bom) :], encoding, declared)
    claimed = READ_AS.get((declared or "").strip().lower())
    wide = _looks_wide(body)
    if wide:
        return _read(body, wide, declared)
    if _surely_utf8(body):
        return _read(body, "utf-8", declared)
    whole = [encoding for encoding in _candidates(claimed) if _strictly(body, encoding) is not None]
    if whole:
        return _read(body, max(whole, key=lambda e: (_plausibility(body.decode(e)), e == claimed)), declared)
    return _read(body, max(_candidates(claimed), key=lambda encoding: _worth(body, encoding)), declared)


def _candidates(claimed: str | None) -> tuple[str, ...]:
    return CHINESE if claimed is None or claimed in CHINESE else (*CHINESE, claimed)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _surely_utf8(body: bytes) -> bool:
    """Whether bytes that are valid UTF-8 cannot well be anything else.

    About one GBK character in seven (0.42 of GB 2312's lead bytes times 0.33 of its trail bytes) is also a valid
    two-byte UTF-8 character: only a few of them and nothing above U+07FF leave it open.
    """
    text = _strictly(body, "utf-8")
    if text is None:
        return False
    foreign = [character for character in text[:SAMPLE_CHARACTERS] if ord(character) >= 0x80]
    return not foreign or len(foreign) > OPEN_CHARACTERS or max(foreign) >= "\u0800"


def _looks_wide(body: bytes) -> str | None:
    """UTF-16 without a byte order mark, by where its zero bytes lie: text of any other encoding has none."""
    even, odd = body[:MARKUP_BYTES:2].count(0), body[1:MARKUP_BYTES:2].count(0)
    if even + odd < WIDE_ZERO_SHARE * len(body[:MARKUP_BYTES]) or min(even, odd) > 0:
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    return encoding if _strictly(body[: len(body) // 2 * 2], encoding) is not None else None


def _is_common(character: str) -> bool:
    """Whether a character is among the some 8,000 that Chinese is mostly printed with, or is ASCII or punctuation."""
    code = ord(character)
    if code < 0x80:
        return code >= 0x20 or character in "\t\n\r\f"
    if 0x4E00 <= code <= 0x9FFF:
        return _on_first_level(character)
    return 0x2010 <= code <= 0x203B or 0x3000 <= code <= 0x301F or 0xFF01 <= code <= 0xFF5E or character in "·×—…"


def _on_first_level(character: str) -> bool:
    """On level 1 of GB 2312 (lead bytes B0-D7) or of Big5 (A4-C6), the levels of the frequent characters."""
    simplified = character.encode("gb2312", "ignore")
    if simplified and 0xB0 <= simplified[0] <= 0xD7:
        return True
    traditional = character.encode("big5", "ignore")
    return bool(traditional) and 0xA4 <= traditional[0] <= 0xC6


def _plausibility(text: str) -> float:
    """The share of common characters among those that are not ASCII (1.0 when all are ASCII)."""
    foreign = [character for character in text[:SAMPLE_CHARACTERS] if ord(character) >= 0x80]
    return sum(map(_is_common, foreign)) / len(foreign) if foreign else 1.0


def _worth(body: bytes, encoding: str) -> float:
    text = body.decode(encoding, "replace")
    sample = text[:SAMPLE_CHARACTERS]
    return sum(_is_common(c) for c in sample if ord(c) >= 0x80) - DAMAGED_COST * sample.count("\ufffd")


def _read(body: bytes, encoding: str, declared: str | None) -> Decoded:
    text = body.decode(encoding, "replace")
    damaged = 0 if _strictly(body, encoding) is not None else text.count("\ufffd")
    notes = [*_declaration_notes(body, encoding, declared), *_damage_notes(text, encoding, damaged)]
    return Decoded(text, SPOKEN[encoding], tuple(notes), damaged)


def _declaration_notes(body: bytes, encoding: str, declared: str | None) -> list[str]:
    if body.isascii() and encoding == "utf-8":
        return []
    if declared is None:
        return [] if encoding.startswith("utf") else [f"read as {SPOKEN[encoding]}"]
    expected = READ_AS.get(declared.strip().lower())
    if expected == encoding or {expected, encoding} <= {"big5hkscs", "cp950"}:
        return []
    return [f"read as {SPOKEN[encoding]}, declared {declared.strip().lower()}"]


def _damage_notes(text: str, encoding: str, damaged: int) -> list[str]:
    if damaged:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        places = "1 place is" if damaged == 1 else f"{damaged} places are"
        return [f"{places} not {SPOKEN[encoding]}, shown as U+FFFD, the first in line {line}"]
    if "\ufffd" in text:
        return ["holds U+FFFD: characters were lost before it reached us"]
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text)
    return [f"holds {controls} control characters"] if controls else []
