"""The archive: everything that was fetched or given, kept as it came. It appends and never changes what is there.

A record is first in the WARC, then in the index. After a crash the index may lack the last records and the last one may
be torn: a reader finds the whole ones, the next writer (or ``repair``) indexes them and cuts off the torn one.
"""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from crawler.archive.files import DISK_ADVICE, WarcAppender, scan, warc_files
from crawler.archive.index import INDEX_NAME, append_lines, cut_torn_line, read_index, write_index
from crawler.archive.lock import take_lock
from crawler.archive.records import FILE, RESPONSE, REVISIT, Entry, Exchange, FileFacts, Payload, digest_of
from crawler.archive.warc import NOT_MODIFIED, Member, file_record, read_payload, request_record, response_record
from crawler.errors import ArchiveError

MAX_WARC_BYTES = 1_000_000_000  # the size the WARC standard's annex recommends for one file
MAX_PAYLOAD_BYTES = 256 * 1024 * 1024  # unpacked; eight times the largest file that is taken, so only a bomb meets it
COMMIT_EVERY = 16  # records between two waits for the disk: some seconds of polite crawling


class Archive:
    """A folder of WARC files and their index. Reading needs no lock; the first append takes it until ``close``."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_WARC_BYTES) -> None:
        self.folder = folder
        self.repairs: tuple[str, ...] = ()
        self._warcs = WarcAppender(folder, max_bytes=max_bytes)
        self._lock: IO[str] | None = None
        self._unsaved: list[Entry] = []
        self._load(self._read())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def entries(self) -> Iterator[Entry]:
        """Every entry in archive order."""
        return iter(tuple(self._entries))

    def latest(self, url: str) -> Entry | None:
        """The last entry of this address, or None."""
        return self._latest.get(url)

    def newest(self, url: str) -> Entry | None:
        """The last entry of this address that holds what it shows (200, or "not modified" since), or None."""
        return self._shown.get(url)

    def payload(self, entry: Entry) -> Payload:
        """The bytes of an entry and its HTTP headers; a revisit gives those it repeats.

        Raises ArchiveError when its WARC file is missing or damaged there.
        """
        holder = self._holder(entry)
        try:
            body, headers = read_payload(self.folder / holder.warc, holder, max_bytes=MAX_PAYLOAD_BYTES)
        except (OSError, ValueError) as error:
            raise ArchiveError(
                f"cannot read a record of the archive ({error})",
                value=holder.record,
                where=f"{self.folder / holder.warc}, byte {holder.offset}",
                advice="Put the WARC file back from a copy, or rebuild the index if the file is whole",
            ) from error
        return Payload(body, headers)

    def append_response(self, exchange: Exchange) -> Entry:
        """Keep an exchange; the same payload at the same address once more becomes a revisit record.

        So does the answer "not modified" (304) at an address whose payload is held; its status stays 304.
        """
        self._open_for_writing()
        digest = digest_of(exchange.body)
        original = self._first.get((exchange.url, digest, exchange.status))
        held = self.newest(exchange.url) if exchange.status == NOT_MODIFIED else None
        if held is not None:
            original = self._holder(held)
            digest = original.digest
        record_id = f"<urn:uuid:{uuid.uuid4()}>"
        answer = response_record(exchange, record_id, original)
        offset = self._warcs.append(request_record(exchange, record_id), answer)
        media_type = next((v for k, v in exchange.headers if k.lower() == "content-type"), "")
        return self._keep(
            Entry(
                record=record_id,
                kind=REVISIT if original else RESPONSE,
                url=exchange.url,
                fetched_at=exchange.fetched_at,
                digest=digest,
                warc=self._warcs.name,
                offset=offset,
                length=len(answer),
                status=exchange.status,
                media_type=media_type.partition(";")[0].strip().lower(),
                source=exchange.source,
                repeats=original.record if original else None,
            )
        )

    def append_file(self, name: str, body: bytes, *, facts: FileFacts, kept_at: datetime) -> Entry | None:
        """Keep a loose file under *name*; None when the same bytes with the same facts are there already."""
        self._open_for_writing()
        if (name, digest_of(body), facts) in self._files:
            return None
        entry = Entry(
            record=f"<urn:uuid:{uuid.uuid4()}>",
            kind=FILE,
            url=f"file:{name}",
            fetched_at=kept_at,
            digest=digest_of(body),
            warc="",
            offset=0,
            length=0,
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            source=facts.source or "",
            stated=facts,
        )
        record = file_record(entry, body)
        offset = self._warcs.append(record)
        return self._keep(replace(entry, warc=self._warcs.name, offset=offset, length=len(record)))

    def commit(self) -> None:
        """Wait until everything appended is on the disk, WARC first, then the index."""
        if not self._unsaved:
            return
        try:
            self._warcs.sync()
            append_lines(self.folder, self._unsaved)
        except OSError as error:
            raise self._index_error(error) from error
        self._unsaved.clear()

    def repair(self) -> tuple[str, ...]:
        """After a crash: index the records that the index lacks and cut off a torn one. What was done, in words."""
        held = self._lock is not None
        self._open_for_writing()
        if not held:
            self.close()
        return self.repairs

    def rebuild_index(self) -> tuple[str, ...]:
        """Build the index anew from the WARC files alone. What was cut off or is damaged, in words."""
        self._open_for_writing()
        self.commit()
        self._warcs.close()
        return self._rebuild()

    def close(self) -> None:
        """Commit and give the lock back. The archive can still be read and, with a new lock, written."""
        try:
            self.commit()
        finally:
            self._warcs.close()
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def _read(self) -> list[Entry]:
        """What the index says and, whole, what a crash kept from it; changes nothing on the disk."""
        try:
            entries = read_index(self.folder) or []
            found, _ = self._scan_from(entries[-1] if entries else None, mend=False)
        except OSError as error:
            raise ArchiveError(
                "cannot read the archive",
                value=error.strerror,
                where=str(error.filename or self.folder),
                advice="Mend its permissions and run the command again",
            ) from error
        return entries + found

    def _load(self, entries: list[Entry]) -> None:
        self._entries: list[Entry] = []
        self._by_record: dict[str, Entry] = {}
        self._latest: dict[str, Entry] = {}
        self._shown: dict[str, Entry] = {}
        self._first: dict[tuple[str, str, int | None], Entry] = {}
        self._files: set[tuple[str, str, FileFacts]] = set()
        for entry in entries:
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._by_record[entry.record] = entry
        self._latest[entry.url] = entry
        if entry.status in (200, NOT_MODIFIED) and (entry.kind == RESPONSE or entry.repeats):
            self._shown[entry.url] = entry
        if entry.kind == RESPONSE:
            self._first.setdefault((entry.url, entry.digest, entry.status), entry)
        elif entry.kind == FILE:
            self._files.add((entry.url.removeprefix("file:"), entry.digest, entry.stated))

    def _keep(self, entry: Entry) -> Entry:
        self._note(entry)
        self._unsaved.append(entry)
        if len(self._unsaved) >= COMMIT_EVERY:
            self.commit()
        return entry

    def _holder(self, entry: Entry) -> Entry:
        if entry.kind != REVISIT:
            return entry
        return self._by_record.get(entry.repeats or "", entry)

    def _open_for_writing(self) -> None:
        if self._lock is not None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = take_lock(self.folder)
            cut_torn_line(self.folder)
            self._catch_up()
        except OSError as error:
            self.close()
            raise self._index_error(error) from error

    def _catch_up(self) -> None:
        entries = read_index(self.folder)
        if entries is None:
            self._rebuild()
            return
        self._load(entries)
        found, self.repairs = self._scan_from(entries[-1] if entries else None, mend=True)
        for entry in found:
            self._note(entry)
        if found:
            append_lines(self.folder, found)

    def _rebuild(self) -> tuple[str, ...]:
        entries, self.repairs = self._scan_from(None, mend=True)
        write_index(self.folder, entries)
        self._load(entries)
        return self.repairs

    def _scan_from(self, last: Entry | None, *, mend: bool) -> tuple[list[Entry], tuple[str, ...]]:
        files = [path for path in warc_files(self.folder) if last is None or path.name >= last.warc]
        found: list[Entry] = []
        words: list[str] = []
        for path in files:
            start = last.offset + last.length if last and path.name == last.warc else 0
            for member, entry in scan(path, start):
                if member.content is None:
                    words.append(_mend(path, member, may_cut=mend and path == files[-1]))
                elif entry is not None:
                    found.append(entry)
        return found, tuple(words)

    def _index_error(self, error: OSError) -> ArchiveError:
        return ArchiveError(
            "cannot write the archive",
            value=error.strerror or str(error),
            where=str(self.folder / INDEX_NAME),
            advice=DISK_ADVICE,
        )


def _mend(path: Path, member: Member, *, may_cut: bool) -> str:
    """Cut torn bytes off the end of the last file; bytes damaged elsewhere stay as they are. What it was, in words."""
    offset, length = member.offset, member.length
    if may_cut and offset + length >= path.stat().st_size:
        with path.open("r+b") as file:
            file.truncate(offset)
        return f"{path.name}: cut off {length} bytes of a torn last record at byte {offset}"
    return f"{path.name}: {length} damaged bytes at byte {offset} passed over"
