"""PDFium's view of a page as a Sheet. The only module that knows pypdfium2; runs in the reader's own process."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from crawler.pdf.records import Glyph, Rect, Sheet

FORM_DEPTH = 4  # forms inside forms that are looked into
MOST_SHAPES = 20_000  # of a page: a map drawn in vectors has more and says nothing about columns
TILT = 0.1  # radians: text set at a slant is a stamp or a watermark
FAINT = 250  # of 255: a fill as light as this is paper
CAN_BE_WIDE = ("W", "F")


class Unreadable(Exception):
    """PDFium cannot open the file; the argument is its reason in a word."""


def open_document(body: bytes) -> Any:
    """The document in *body*. Raises Unreadable: "encrypted" or "broken"."""
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdf.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise Unreadable("encrypted" if locked else "broken") from error


def read_sheet(document: Any, number: int, *, most_glyphs: int) -> Sheet:
    """Page *number*, from 0. Raises Unreadable ("broken", or "too many characters": more than *most_glyphs*)."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Unreadable("broken") from error
    count = max(pdf.FPDFText_CountChars(text), 0)
    if count > most_glyphs:
        raise Unreadable("too many characters")
    left, bottom, right, top = page.get_cropbox()
    frame = Rect(left, -top, right, -bottom)
    glyphs = tuple(_glyphs(text, count, frame))
    shapes, pictures = _drawn(page, frame)
    unmapped = sum(glyph.char == "\ufffd" for glyph in glyphs)
    page.close()
    return Sheet(frame.width, frame.height, glyphs, tuple(shapes), tuple(pictures), unmapped)


def _glyphs(text: Any, count: int, frame: Rect) -> Iterator[Glyph]:
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdf.FS_RECTF(), pdf.FS_MATRIX()
    fonts, before = _Fonts(text), None
    for i in range(count):
        char = _character(text, i)
        if char.isspace() or not char or pdf.FPDFText_IsGenerated(text, i) == 1:
            continue
        pdf.FPDFText_GetCharOrigin(text, i, x, y)
        pdf.FPDFText_GetLooseCharBox(text, i, box)
        pdf.FPDFText_GetMatrix(text, i, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        if abs(math.atan2(matrix.b, matrix.a)) > TILT or not math.isfinite(x.value + y.value + box.right):
            continue
        size = pdf.FPDFText_GetFontSize(text, i) * (scale or 1)
        left, right = x.value - frame.left, max(box.right, x.value) - frame.left
        if unicodedata.east_asian_width(char) in CAN_BE_WIDE:  # fonts without metrics tell the ink only
            right = max(right if right < left + 1.2 * size else left, left + 0.95 * size * _stretch(matrix))
        glyph = Glyph(char, left, right, -y.value - frame.top, max(size, 0.1), fonts.name(i))
        if before and _is_on(before, glyph):
            if char == before.char and char not in "—…":  # printed twice to look bold
                continue
            glyph = replace(glyph, left=before.right, right=max(right, before.right))  # part of a ligature
        yield glyph
        before = glyph


def _is_on(one: Glyph, other: Glyph) -> bool:
    return abs(one.left - other.left) < 0.1 * one.size and abs(one.base - other.base) < 0.1 * one.size


def _character(text: Any, i: int) -> str:
    code = pdf.FPDFText_GetUnicode(text, i)
    if pdf.FPDFText_HasUnicodeMapError(text, i) == 1:
        return "\ufffd"
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _stretch(matrix: Any) -> float:
    """How much wider than high characters are set."""
    high = math.hypot(matrix.c, matrix.d)
    return math.hypot(matrix.a, matrix.b) / high if high else 1.0


class _Fonts:
    """Names of fonts, without the tag of a subset."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def name(self, i: int) -> str:
        pdf.FPDFText_GetFontInfo(self._text, i, self._buffer, 128, self._flags)
        return self._buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def _drawn(page: Any, frame: Rect) -> tuple[list[Rect], list[Rect]]:
    """What is drawn beside the text: lines and filled or stroked shapes, and pictures."""
    shapes: list[Rect] = []
    pictures: list[Rect] = []
    for kind, rect in _objects(page, frame):
        (pictures if kind == pdf.FPDF_PAGEOBJ_IMAGE else shapes).append(rect)
        if len(shapes) > MOST_SHAPES:
            return [], pictures
    return shapes, pictures


def _objects(page: Any, frame: Rect) -> Iterator[tuple[int, Rect]]:
    for i in range(pdf.FPDFPage_CountObjects(page)):
        yield from _shapes_in(pdf.FPDFPage_GetObject(page, i), frame, _IDENTITY, 0)


_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Matrix = tuple[float, float, float, float, float, float]


def _shapes_in(drawn: Any, frame: Rect, matrix: _Matrix, depth: int) -> Iterator[tuple[int, Rect]]:
    kind = pdf.FPDFPageObj_GetType(drawn)
    if kind == pdf.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
        inner = _times(_matrix_of(drawn), matrix)
        for i in range(pdf.FPDFFormObj_CountObjects(drawn)):
            yield from _shapes_in(pdf.FPDFFormObj_GetObject(drawn, i), frame, inner, depth + 1)
    elif kind == pdf.FPDF_PAGEOBJ_IMAGE or (kind == pdf.FPDF_PAGEOBJ_PATH and _is_visible(drawn)):
        rect = _bounds(drawn, frame, matrix)
        if rect and rect.area < 0.9 * frame.area:
            yield kind, rect


def _is_visible(drawn: Any) -> bool:
    """Whether a path shows on white paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdf.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if stroke.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdf.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    return bool(fill.value) and alpha.value > 8 and min(red.value, green.value, blue.value) < FAINT


def _bounds(drawn: Any, frame: Rect, matrix: _Matrix) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdf.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    a, b, c, d, e, f = matrix
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    if not all(map(math.isfinite, (*xs, *ys))):
        return None
    return Rect(min(xs) - frame.left, -max(ys) - frame.top, max(xs) - frame.left, -min(ys) - frame.top)


def _matrix_of(form: Any) -> _Matrix:
    found = pdf.FS_MATRIX()
    if not pdf.FPDFPageObj_GetMatrix(form, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
