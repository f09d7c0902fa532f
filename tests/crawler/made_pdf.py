"""PDF files made by hand for tests: small honest ones, and hostile ones."""

from __future__ import annotations

import zlib
from collections.abc import Callable

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LOCK = b"<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file with these objects; the first is the catalog."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + xref + end


def stream_of(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A compressed stream object that unpacks to *times* the content, which is never held whole."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(content) for _ in range(times)) + packing.flush()
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def pages_of(
    drawn: bytes, *, pages: int = 1, times: int = 1, trailer: bytes = b"", extra: tuple[bytes, ...] = ()
) -> bytes:
    """A PDF of so many equal pages with this content; fonts and forms are objects 4 (/F1) and 6 (/X1)."""
    kids = b" ".join([b"3 0 R"] * pages)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
        b"/Resources<</Font<</F1 4 0 R>>/XObject<</X1 6 0 R>>>>/Contents 5 0 R>>"
    )
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    return pdf_of([CATALOG, tree, page, HELVETICA, stream_of(drawn, times=times), *extra], trailer)


def text_page(*lines: str) -> bytes:
    """A page with these lines of ASCII under one another."""
    shown = b" ".join(b"1 0 0 1 50 %d Tm (%s) Tj" % (700 - 20 * n, line.encode()) for n, line in enumerate(lines))
    return pages_of(b"BT /F1 12 Tf " + shown + b" ET")


def scan(pages: int = 1) -> bytes:
    """Pages that hold a picture each and no text."""
    picture = stream_of(
        b"\x80" * 600 * 800,
        b"/Type/XObject/Subtype/Image/Width 600/Height 800/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    return pages_of(b"q 600 0 0 800 0 0 cm /X1 Do Q", pages=pages, extra=(picture,))


def locked() -> bytes:
    """A PDF that opens with a password only."""
    return pages_of(b"", trailer=b"/Encrypt 6 0 R/ID[(abcdefghijklmnop)(abcdefghijklmnop)]", extra=(LOCK,))


def form_that_calls_itself() -> bytes:
    """A form that draws itself fifty times."""
    form = stream_of(
        b"/X1 Do " * 50, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X1 6 0 R>>>>"
    )
    return pages_of(b"/X1 Do " * 50, extra=(form,))


def scattered_letters(count: int) -> bytes:
    """Single letters all over a page, each with a place of its own."""
    shown = b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n * 37 % 600, n * 91 % 800) for n in range(count))
    return pages_of(b"BT /F1 12 Tf " + shown + b"ET")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb of characters": lambda: pages_of(
        b"BT /F1 1 Tf 50 700 Td " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET"
    ),
    "a bomb of blanks": lambda: pages_of(b" " * 1_000_000, times=450),
    "a bomb of shapes": lambda: pages_of(b"0 0 10 10 re f " * 100_000, times=30),
    "a bomb of pages": lambda: pages_of(b"BT /F1 12 Tf 50 700 Td (page) Tj ET", pages=100_000),
    "letters all over the page": lambda: scattered_letters(60_000),
    "a form that calls itself": form_that_calls_itself,
    "a page tree that is its own page": lambda: pdf_of([CATALOG, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"]),
    "coordinates beyond all numbers": lambda: pages_of(b"BT /F1 1e30 Tf 1e38 1e38 Td (abc) Tj ET"),
    "a PDF by its first bytes only": lambda: b"%PDF-1.7\n" + b"x" * 1000,
}
