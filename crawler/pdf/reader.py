"""A PDF's bytes to its text: asks the reader's process, and says in words what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

from crawler.errors import FileRefused
from crawler.items import Mark
from crawler.pdf.records import PdfText

READ_SECONDS = 15  # by the clock; the process ends itself after three seconds of work, which a busy machine stretches
KILLED_FOR_TIME = -getattr(signal, "SIGPROF", 27)

_SPLIT = "Split it into single pages and give those"
_WORDS = {  # reason → what is said of it, and what to do
    "encrypted": ("the PDF is locked with a password", "Save it again without a password"),
    "broken": ("the PDF cannot be opened, it is damaged", "Fetch or export it again"),
    "scanned": (
        "the PDF holds pictures of pages and no text, and there is no OCR here",
        "Let an OCR program put text into it, or give its text as .txt",
    ),
    "too many pages": ("the PDF has too many pages", _SPLIT),
    "too many characters": ("the PDF has too many characters", _SPLIT),
    "too large": ("the PDF takes too much memory", _SPLIT),
    "too slow": ("the PDF takes too long", _SPLIT),
}


def read_pdf(body: bytes, *, where: str) -> PdfText:
    """The text of a PDF in reading order, with marks for heads, captions and boxes. *where* names it in messages.

    Raises FileRefused: locked, damaged, without any text (a scan), or too much for the limits of the reader's process.
    """
    told = _ask(body)
    if "refused" in told:
        what, advice = _WORDS.get(told["refused"], _WORDS["broken"])
        raise FileRefused(what, value=told["value"], where=where, advice=advice)
    marks = tuple(Mark(start, end, role) for start, end, role in told["marks"])
    return PdfText(told["text"], marks, tuple(told["notes"]), told["pages"])


def _ask(body: bytes) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "crawler.pdf.child"]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=READ_SECONDS, check=False)  # noqa: S603
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"refused": "too slow", "value": f"{len(body)} bytes"}
    except ValueError:  # it died without a word: memory in PDFium ends the process
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        large = done.returncode < 0 or any("MemoryError" in line for line in told)
        reason = "too slow" if done.returncode == KILLED_FOR_TIME else "too large" if large else "broken"
        return {"refused": reason, "value": f"{len(body)} bytes"}
    return answer
