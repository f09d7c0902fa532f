"""The PDF reader's own process: bytes on stdin, JSON on stdout, within a limit of memory and time.

PDFium is C++ that meets hostile files: what it does to memory, to the clock or to itself stays in here.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from crawler.pdf.compose import compose
from crawler.pdf.layout import read_stories
from crawler.pdf.records import Story
from crawler.pdf.sheets import Unreadable, open_document, read_sheet

MEMORY_BYTES = 400 * 1024 * 1024  # address space of this process; a page of 4,100 characters takes 60 MB
CPU_SECONDS = 3.0  # a full newspaper page of 4,500 characters takes 0.12
MOST_PAGES = 1_000
MOST_GLYPHS = 1_000_000  # of a document


def read_here(body: bytes) -> dict[str, Any]:
    """What a PDF says, as JSON takes it: text, marks and notes, or why it is refused."""
    try:
        document = open_document(body)
        if len(document) > MOST_PAGES:
            return {"refused": "too many pages", "value": f"{len(document)} pages"}
        return _read_pages(document)
    except Unreadable as error:
        return {"refused": str(error), "value": f"{len(body)} bytes"}
    except MemoryError:
        return {"refused": "too large", "value": f"{len(body)} bytes"}


def _read_pages(document: Any) -> dict[str, Any]:
    pages: list[list[Story]] = []
    empty: list[int] = []
    left, unmapped = MOST_GLYPHS, 0
    for number in range(len(document)):
        sheet = read_sheet(document, number, most_glyphs=left)
        left -= len(sheet.glyphs)
        unmapped += sheet.unmapped
        if not sheet.glyphs:
            empty.append(number + 1)
        pages.append(read_stories(sheet))
    if not any(pages):
        return {"refused": "scanned", "value": _count(len(pages), "page")}
    made = compose(pages)
    marks = [[mark.start, mark.end, mark.role] for mark in made.marks]
    return {"text": made.text, "marks": marks, "notes": _notes(empty, unmapped), "pages": len(pages)}


def _notes(empty: list[int], unmapped: int) -> list[str]:
    notes = []
    if empty:
        told = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        notes.append(f"{_count(len(empty), 'page')} without text ({told}): pictures are not read, there is no OCR here")
    if unmapped:
        notes.append(f"{_count(unmapped, 'character')} of a font that does not say which, shown as U+FFFD")
    return notes


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _set_limits() -> None:
    """Ends this process when it takes too much, also inside PDFium; elsewhere the reader's clock does."""
    try:
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    except (ImportError, AttributeError, ValueError, OSError):
        return


def main() -> None:
    """Read what stdin brings, tell what it says."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # nothing that a library prints may stand before the answer
    body = sys.stdin.buffer.read()
    _set_limits()
    json.dump(read_here(body), out)
    out.close()


if __name__ == "__main__":
    main()
