"""The published folder: whole files or none, only what changed, and nothing removed that is not ours.

What we wrote is told by a manifest in the folder; paths written since are in a journal beside it, so that a build which
was cut off still knows its own files. No other record is kept: a file's bytes are compared with what stands there.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from press.errors import FolderBusy, FolderOccupied, FolderUnwritable

MANIFEST = ".caifeng-site.manifest"  # one path a line, sorted
JOURNAL = ".caifeng-site.journal"  # one path a line, in the order of writing; only while a build runs, or after a crash
HALF = ".caifeng-half"  # ends the name of a file being written
SAFE_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


@dataclass(slots=True)
class Folder:
    """An open build into a folder. Counts what it did: files ``written``, ``unchanged`` and ``removed``."""

    root: Path
    ours: frozenset[str]
    journal: TextIO
    kept: set[str] = field(default_factory=set)
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def write(self, path: str, content: bytes) -> None:
        """Puts *content* at *path* (relative, with slashes) unless it stands there already.

        Raises FolderOccupied when somebody else's file stands there, ValueError when *path* could leave the folder.
        """
        if not SAFE_PATH.fullmatch(path):
            raise ValueError(f"cannot publish under {path!r}: not a plain path inside the folder")
        target = self.root / path
        same = _holds(target, content)
        if not same and path not in self.ours and os.path.lexists(target):
            raise FolderOccupied(
                f"cannot publish {path!r} in {str(self.root)!r}: a file that this command did not write stands there; "
                "move it away, or publish into another folder"
            )
        self._claim(path)
        if same:
            self.unchanged += 1
            return
        _replace(target, content)
        self.written += 1

    def _claim(self, path: str) -> None:
        """Notes that *path* is ours before anything of it is on the disk."""
        self.kept.add(path)
        if path not in self.ours:
            self.journal.write(path + "\n")
            self.journal.flush()

    def sweep(self) -> None:
        """Removes what earlier builds wrote and this one did not, with the folders that this empties."""
        for path in sorted(self.ours - self.kept):
            target = self.root / path
            target.with_name(target.name + HALF).unlink(missing_ok=True)
            if target.is_file() or target.is_symlink():
                target.unlink()
                self.removed += 1
            _remove_empty(target.parent, self.root)
        _replace(self.root / MANIFEST, "".join(f"{path}\n" for path in sorted(self.kept)).encode())


@contextmanager
def open_folder(root: Path) -> Iterator[Folder]:
    """A build into *root*, which is made when missing. Left without an error, it is swept and its manifest written.

    Raises FolderBusy while another build runs, FolderUnwritable when there is no room or no permission.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root / JOURNAL).open("a+", encoding="utf-8") as journal:
            _lock(journal, root)
            folder = Folder(root, listed_paths(root / MANIFEST) | listed_paths(root / JOURNAL), journal)
            yield folder
            folder.sweep()
            (root / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise FolderUnwritable(_unwritable(root, error)) from error


def _lock(journal: TextIO, root: Path) -> None:
    try:
        fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FolderBusy(
            f"cannot publish into {str(root)!r}: another build is writing there; wait for it to end and try again"
        ) from error


def _unwritable(root: Path, error: OSError) -> str:
    advice = "make room on that disk" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "check who may write there"
    return f"cannot publish into {str(root)!r}: {error.strerror or error} ({error.filename or root}); {advice}"


def listed_paths(listing: Path) -> frozenset[str]:
    """The paths that *listing* names; a line that could lead out of the folder is not believed."""
    try:
        lines = listing.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line for line in lines if SAFE_PATH.fullmatch(line))


def _holds(target: Path, content: bytes) -> bool:
    try:
        return target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _replace(target: Path, content: bytes) -> None:
    """*target* becomes *content* at once: a reader, or a crash, finds the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(target.name + HALF)
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
