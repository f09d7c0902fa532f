"""``python -m tests.benchmarks.memory MEGABYTES``: reads one document of that size and prints what it took.

A process of its own, since the peak of memory is counted for a whole process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

from nlp.read import split_page
from tests.benchmarks.sheet import load_sheets


@dataclass(frozen=True, slots=True)
class Peak:
    """What reading one document took: *characters*, *seconds* of processor time, *megabytes* of memory at most."""

    characters: int
    seconds: float
    megabytes: int


def peak_of_reading(megabytes: int) -> Peak:
    """Reads a document of *megabytes* (UTF-8) in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", str(megabytes)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Peak(int(printed[0]), float(printed[1]), int(printed[2]))


def _read_one(megabytes: int) -> None:
    sheets = "\n".join(sheet.text for sheet in load_sheets())
    text = sheets * (megabytes * 1_000_000 // len(sheets.encode()))
    started = time.process_time()
    split_page(text)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in kilobytes on Linux
    print(len(text), f"{seconds:.2f}", peak // 1000)


if __name__ == "__main__":
    _read_one(int(sys.argv[1]))
