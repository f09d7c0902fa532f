"""Where a character stands in one case, as bytes: how often in each field, then positions. One posting for all fields.

Whoosh's own positions are pickled lists, one posting a field: several times as large, and slower to read and write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Spots = dict[int, list[int]]  # number of the field → positions in it, ascending


def encode_spots(spots: Spots) -> bytes:
    """How often in each field, then for each field its positions as gaps; numbers of seven bits a byte.

    >>> decode_spots(encode_spots({0: [3, 300, 70000], 4: [0]}))
    {0: [3, 300, 70000], 4: [0]}
    """
    written = bytearray([len(spots)])
    for field, positions in spots.items():
        written.append(field)
        _append(written, (len(positions),))
    for positions in spots.values():
        _append(written, _gaps(positions))
    return bytes(written)


def decode_counts(written: bytes) -> dict[int, int]:
    """Number of the field → how often it stands there.

    >>> decode_counts(encode_spots({0: list(range(200)), 2: [5, 9]}))
    {0: 200, 2: 2}
    """
    return _header(written)[0]


def decode_spots(written: bytes) -> Spots:
    """Number of the field → positions in it."""
    counts, at = _header(written)
    numbers = _numbers(written, at)
    spots, begin = {}, 0
    for field, times in counts.items():
        spots[field] = _sums(numbers[begin : begin + times])
        begin += times
    return spots


def _header(written: bytes) -> tuple[dict[int, int], int]:
    """The counts, and where the positions begin."""
    counts, at = {}, 1
    for _ in range(written[0]):
        field, times, shift, at = written[at], 0, 0, at + 1
        while written[at] >= 128:
            times |= (written[at] & 127) << shift
            shift, at = shift + 7, at + 1
        counts[field] = times | written[at] << shift
        at += 1
    return counts, at


def _numbers(written: bytes, at: int) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in written[at:]:
        number |= (byte & 127) << shift
        if byte < 128:
            numbers.append(number)
            number, shift = 0, 0
        else:
            shift += 7
    return numbers


def _append(written: bytearray, numbers: Iterable[int]) -> None:
    for number in numbers:
        rest = number
        while rest >= 128:
            written.append(rest & 127 | 128)
            rest >>= 7
        written.append(rest)


def _gaps(positions: Sequence[int]) -> Iterable[int]:
    previous = 0
    for position in positions:
        yield position - previous
        previous = position


def _sums(gaps: Iterable[int]) -> list[int]:
    total, positions = 0, []
    for gap in gaps:
        total += gap
        positions.append(total)
    return positions
