"""The WARC files of an archive on the disk: appending to the last one, starting the next, cutting off a torn end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from crawler.archive.records import Entry
from crawler.archive.warc import Member, entry_at, info_record, members_of
from crawler.errors import ArchiveError

DISK_ADVICE = "Free space on the disk or mend its permissions and run it again; what was kept before is safe"
NAME = "caifeng-{:05d}.warc.gz"


def warc_files(folder: Path) -> list[Path]:
    """The WARC files in archive order."""
    return sorted(folder.glob("caifeng-*.warc.gz"))


def scan(path: Path, start: int = 0) -> Iterator[tuple[Member, Entry | None]]:
    """Every member from byte *start* on with its entry; (member, None) for requests, warcinfo and damaged bytes."""
    for member in members_of(path, start):
        yield member, entry_at(member, path.name) if member.content is not None else None


class WarcAppender:
    """Appends whole records to the last WARC file of a folder. Not for two at a time: the archive holds the lock."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._file: int | None = None
        self._size = 0
        self.name = ""

    def append(self, *records: bytes) -> int:
        """Write the records one after another; the offset of the last. Raises ArchiveError, leaving nothing half."""
        try:
            file = self._open_file()
            offset = self._size + sum(len(record) for record in records[:-1])
            self._write(file, b"".join(records))
        except OSError as error:
            raise ArchiveError(
                "cannot write to the archive",
                value=error.strerror or str(error),
                where=str(self._folder / self.name),
                advice=DISK_ADVICE,
            ) from error
        return offset

    def sync(self) -> None:
        """Wait until everything appended is on the disk."""
        if self._file is not None:
            os.fsync(self._file)

    def close(self) -> None:
        """Close the file; append opens it again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self, file: int, content: bytes) -> None:
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError:
            os.ftruncate(file, self._size)
            raise
        self._size += len(content)

    def _open_file(self) -> int:
        if self._file is not None and self._size < self._max_bytes:
            return self._file
        self.sync()
        self.close()
        path = self._next_path()
        self.name = path.name
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._size = path.stat().st_size
        if self._size == 0:
            self._write(self._file, info_record(path.name))
        return self._file

    def _next_path(self) -> Path:
        files = warc_files(self._folder)
        if files and files[-1].stat().st_size < self._max_bytes:
            return files[-1]
        number = int(files[-1].name.split("-")[1].split(".")[0]) + 1 if files else 0
        return self._folder / NAME.format(number)
