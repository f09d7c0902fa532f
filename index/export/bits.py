"""Numbers as bits, and bits as text: how postings are written for the browser. Keep in step with search.js.

Bits and not characters, because the commonest words need a bit or two a case; a script can carry them as base64 only.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import cache

NAT = 11 / 16  # about ln 2: Golomb's best parameter is ln 2 times the mean gap
TABLE = 4096  # written numbers kept for each parameter: most gaps and positions are below


def rice_parameter(room: int, count: int) -> int:
    """The best number of low bits for *count* gaps in a *room* of places: whole numbers only, so that all agree.

    >>> rice_parameter(2000, 1), rice_parameter(2000, 100), rice_parameter(2000, 1900)
    (10, 3, 0)
    """
    return max(0, (room * 11 // (16 * count)).bit_length() - 1)


def rice(number: int, low_bits: int) -> str:
    """*number* with its high part in unary and its *low_bits* as they are.

    >>> rice(5, 0), rice(5, 2)
    ('111110', '1001')
    """
    low = f"{number & ((1 << low_bits) - 1):0{low_bits}b}" if low_bits else ""
    return "1" * (number >> low_bits) + "0" + low


@cache
def rice_table(low_bits: int) -> tuple[str, ...]:
    """The first numbers of one parameter, written."""
    return tuple([rice(number, low_bits) for number in range(TABLE)])


def rices(numbers: Iterable[int], low_bits: int) -> list[str]:
    """Each of *numbers*, written."""
    table = rice_table(low_bits)
    return [table[number] if number < TABLE else rice(number, low_bits) for number in numbers]


@cache
def gamma(number: int) -> str:
    """*number*, 1 or more, in Elias' gamma code.

    >>> gamma(1), gamma(2), gamma(9)
    ('1', '010', '0001001')
    """
    binary = f"{number:b}"
    return "0" * (len(binary) - 1) + binary


def pack(bits: str) -> str:
    """Bits as base64, filled up with zeros to whole bytes; "" for none.

    >>> pack("01000001"), unpack(pack("01000001"))
    ('QQ', '01000001')
    """
    if not bits:
        return ""
    whole = bits + "0" * (-len(bits) % 8)
    return b64encode(int(whole, 2).to_bytes(len(whole) // 8, "big")).decode().rstrip("=")


def unpack(text: str) -> str:
    """The bits that *text* packs, with the zeros that fill it up."""
    octets = b64decode(text + "=" * (-len(text) % 4))
    return f"{int.from_bytes(octets, 'big'):0{len(octets) * 8}b}" if octets else ""
