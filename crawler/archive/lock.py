"""One writer at a time. The lock is the operating system's: it goes when its process goes, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from crawler.errors import ArchiveBusy

LOCK_NAME = "writer.lock"


def take_lock(folder: Path) -> IO[str]:
    """The open lock file; closing it gives the lock back. Raises ArchiveBusy when another process has it."""
    lock = (folder / LOCK_NAME).open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise ArchiveBusy(
            "cannot write the archive, another process is writing it",
            value=f"process {holder}",
            where=str(folder),
            advice="Wait until it has ended, or end it, and run the command again",
        ) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock
