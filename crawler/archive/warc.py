"""WARC 1.1 records as bytes and back: building them, and walking a file of them even when its end is torn.

warcio writes and parses the records. The walk over gzip members is ours, because warcio's iterator raises or stays
silent at a torn or damaged member, and we must know the exact byte where it begins.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from crawler.archive.index import facts_from_json, facts_to_json
from crawler.archive.records import FILE, RESPONSE, REVISIT, Entry, Exchange, FileFacts, digest_of

STATED_HEADER = "Caifeng-Stated"  # JSON in ASCII: what the giver of a loose file says of it
SOURCE_HEADER = "Caifeng-Source"
REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
READ_BYTES = 1 << 20
GZIP_START = b"\x1f\x8b\x08"
NOT_MODIFIED = 304
UNDONE_HEADERS = {"transfer-encoding"}  # the body is kept with its chunks joined
KIND_OF_TYPE = {"response": RESPONSE, "revisit": REVISIT, "resource": FILE}


class Sha256Writer(WARCWriter):  # type: ignore[misc]
    """warcio's writer with sha256 in the place of sha1."""

    @staticmethod
    def _create_digester() -> Any:
        return Digester("sha256")


@dataclass(frozen=True, slots=True)
class Member:
    """A stretch of a WARC file: one whole gzip member, or (``content`` None) bytes that are no whole member."""

    offset: int
    length: int
    content: bytes | None


def stamp(moment: datetime) -> str:
    """A moment as WARC 1.1 writes it, UTC to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _clean(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    flat = ((name, " ".join(value.splitlines())) for name, value in pairs)
    return [(name, value) for name, value in flat if name.lower() not in UNDONE_HEADERS]


def _gzipped(record: Any) -> bytes:
    out = BytesIO()
    Sha256Writer(out, gzip=True, warc_version="1.1").write_record(record)
    return out.getvalue()


def _builder() -> Sha256Writer:
    return Sha256Writer(BytesIO(), gzip=True, warc_version="1.1")


def info_record(name: str) -> bytes:
    """The record every WARC file begins with."""
    info = {
        "software": "caifeng",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/",
    }
    return _gzipped(_builder().create_warcinfo_record(name, info))


def request_record(exchange: Exchange, response_id: str) -> bytes:
    """The request, tied to the response that follows it."""
    path = "/" + exchange.url.split("://", 1)[-1].partition("/")[2]
    head = StatusAndHeaders(
        f"{exchange.method} {path} HTTP/1.1", _clean(exchange.request_headers), is_http_request=True
    )
    fields = {"WARC-Date": stamp(exchange.fetched_at), "WARC-Concurrent-To": response_id}
    return _gzipped(
        _builder().create_warc_record(
            exchange.url, "request", http_headers=head, payload=BytesIO(b""), length=0, warc_headers_dict=fields
        )
    )


def response_record(exchange: Exchange, record_id: str, original: Entry | None) -> bytes:
    """The answer; when *original* already holds the same payload, a revisit record without it."""
    reason = HTTPStatus(exchange.status).phrase if exchange.status in set(HTTPStatus) else "Unknown"
    head = StatusAndHeaders(f"{exchange.status} {reason}", _clean(exchange.headers), protocol=exchange.protocol)
    fields = {
        "WARC-Record-ID": record_id,
        "WARC-Date": stamp(exchange.fetched_at),
        "WARC-Payload-Digest": original.digest if original else digest_of(exchange.body),
        SOURCE_HEADER: json.dumps(exchange.source),
    }
    if exchange.ip_address:
        fields["WARC-IP-Address"] = exchange.ip_address
    if original is None:
        return _gzipped(
            _builder().create_warc_record(
                exchange.url,
                "response",
                http_headers=head,
                payload=BytesIO(exchange.body),
                length=len(exchange.body),
                warc_headers_dict=fields,
            )
        )
    fields |= {
        "WARC-Profile": NOT_MODIFIED_PROFILE if exchange.status == NOT_MODIFIED else REVISIT_PROFILE,
        "WARC-Refers-To": original.record,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": stamp(original.fetched_at),
    }
    return _gzipped(_builder().create_warc_record(exchange.url, "revisit", http_headers=head, warc_headers_dict=fields))


def file_record(entry: Entry, body: bytes) -> bytes:
    """A loose file as a resource record, with what was said of it in a header of ours."""
    fields = {
        "WARC-Record-ID": entry.record,
        "WARC-Date": stamp(entry.fetched_at),
        "WARC-Payload-Digest": entry.digest,
        SOURCE_HEADER: json.dumps(entry.source),
        STATED_HEADER: json.dumps(facts_to_json(entry.stated)),
    }
    target = "file:" + quote(entry.url.removeprefix("file:"))
    return _gzipped(
        _builder().create_warc_record(
            target,
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=entry.media_type or "application/octet-stream",
            warc_headers_dict=fields,
        )
    )


def _first_member(content: bytes, start: int) -> tuple[bytes, int] | None:
    """The uncompressed first gzip member at *start* and where it ends; None when it is not whole."""
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        out = unzip.decompress(memoryview(content)[start:])
    except zlib.error:
        return None
    return (out, len(content) - len(unzip.unused_data)) if unzip.eof else None


def _next_whole(content: bytes, start: int) -> int:
    """Where after *start* the next whole record begins, or the end of *content*."""
    at = content.find(GZIP_START, start)
    while at != -1:
        found = _first_member(content, at)
        if found and found[0].startswith(b"WARC/"):
            return at
        at = content.find(GZIP_START, at + 1)
    return len(content)


def members_of(path: Path, start: int = 0) -> Iterator[Member]:
    """The gzip members of a WARC file from byte *start* on; a Member without content is damaged or torn.

    Reads one member at a time: memory is bounded by the largest record, and by what follows a damaged one.
    """
    with path.open("rb") as file:
        file.seek(start)
        offset = start
        while True:
            member = _read_member(file, offset)
            if member is None:
                return
            yield member
            offset = member.offset + member.length
            file.seek(offset)


def _read_member(file: Any, offset: int) -> Member | None:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    read = 0
    try:
        while not unzip.eof:
            chunk = file.read(READ_BYTES)
            if not chunk:
                break
            read += len(chunk)
            parts.append(unzip.decompress(chunk))
    except zlib.error:
        pass
    if read == 0:
        return None
    content = b"".join(parts)
    if unzip.eof and content.startswith(b"WARC/"):
        return Member(offset, read - len(unzip.unused_data), content)
    file.seek(offset)
    rest = file.read()
    return Member(offset, _next_whole(rest, 1), None)


def _media_type(record: Any) -> str:
    head = record.http_headers or record.rec_headers
    return (head.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def entry_at(member: Member, warc: str) -> Entry | None:
    """The index entry of a whole member, or None for a record that has none (request, warcinfo)."""
    record = next(iter(ArchiveIterator(BytesIO(member.content or b""))))
    kind = KIND_OF_TYPE.get(record.rec_type)
    if kind is None:
        return None
    head = record.rec_headers
    stated = json.loads(head.get_header(STATED_HEADER) or "{}")
    target = head.get_header("WARC-Target-URI")
    return Entry(
        record=head.get_header("WARC-Record-ID"),
        kind=kind,
        url=unquote(target) if kind == FILE else target,
        fetched_at=datetime.fromisoformat(head.get_header("WARC-Date")),
        digest=head.get_header("WARC-Payload-Digest"),
        warc=warc,
        offset=member.offset,
        length=member.length,
        status=int(record.http_headers.get_statuscode()) if kind != FILE else None,
        media_type=_media_type(record),
        source=json.loads(head.get_header(SOURCE_HEADER) or '""'),
        repeats=head.get_header("WARC-Refers-To"),
        stated=facts_from_json(stated) if stated else FileFacts(),
    )


def read_payload(path: Path, entry: Entry, *, max_bytes: int) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The body (content coding undone) and HTTP headers of a response or file record.

    Raises OSError when the bytes are not there, ValueError when they are no such record or hold over *max_bytes*.
    """
    with path.open("rb") as file:
        file.seek(entry.offset)
        stored = file.read(entry.length)
    record = next(iter(ArchiveIterator(BytesIO(stored))), None)
    if record is None or record.rec_headers.get_header("WARC-Record-ID") != entry.record:
        raise ValueError("another record lies there")
    body = _read_within(record.content_stream(), max_bytes)
    headers = tuple(record.http_headers.headers) if record.http_headers else ()
    return body, headers


def _read_within(stream: Any, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    left = max_bytes
    while part := stream.read(READ_BYTES):
        left -= len(part)
        if left < 0:
            raise ValueError(f"over {max_bytes} bytes when unpacked")
        parts.append(part)
    return b"".join(parts)
