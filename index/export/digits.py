"""Small numbers as printable characters: what postings are written in. Keep in step with search.js.

Of the 95 printable ASCII characters five are left out: two that JSON escapes, and three that a page could stumble over.
Thirty of the others begin a number, sixty end it: below 60 a number takes one character, below 1,800 two.
"""

from __future__ import annotations

from collections.abc import Sequence

ALPHABET = "".join([chr(code) for code in range(0x20, 0x7F) if chr(code) not in "\"\\<&'"])
LEADING = 30  # the first thirty characters are leading digits
FINAL = len(ALPHABET) - LEADING

SEPARATOR = "&"  # between two posting strings; not in the alphabet


def encode(numbers: Sequence[int]) -> str:
    """*numbers*, none negative, one after the other.

    >>> encode([0, 59, 60, 1799])
    'B~!BA~'
    """
    if max(numbers, default=0) < len(_WRITTEN):
        return "".join(map(_WRITTEN.__getitem__, numbers))
    return "".join(map(_write, numbers))


def decode(text: str) -> list[int]:
    """The numbers that *text* encodes.

    >>> decode(encode([0, 7, 60, 123456789]))
    [0, 7, 60, 123456789]
    """
    numbers, high = [], 0
    for character in text:
        digit = ALPHABET.index(character)
        if digit < LEADING:
            high = high * LEADING + digit
        else:
            numbers.append(high * FINAL + digit - LEADING)
            high = 0
    return numbers


def _write(number: int) -> str:
    high, low = divmod(number, FINAL)
    written = ALPHABET[LEADING + low]
    while high:
        high, digit = divmod(high, LEADING)
        written = ALPHABET[digit] + written
    return written


_WRITTEN = tuple([_write(number) for number in range(LEADING * FINAL)])
