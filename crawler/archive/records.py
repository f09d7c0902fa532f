"""What the archive keeps: one exchange with a site or one loose file goes in, an Entry comes out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

RESPONSE = "response"
REVISIT = "revisit"
FILE = "file"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the giver of a loose file says of it. None: not said."""

    source: str | None = None
    paper: str | None = None
    issued: date | None = None
    page_no: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the answer to it, as they went over the wire. ``fetched_at`` is aware, in UTC."""

    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    source: str
    request_headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    protocol: str = "HTTP/1.1"
    ip_address: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One payload of the archive. ``warc``, ``offset`` and ``length`` (bytes) say where its record lies.

    ``kind`` is "response", "revisit" (looked again, the same bytes) or "file". ``url`` is the address asked for,
    or "file:<name>". ``status`` is the HTTP status, None for a file. ``repeats`` is the record id of the response that
    a revisit repeats. ``source`` is "" when a loose file names none.
    """

    record: str
    kind: str
    url: str
    fetched_at: datetime
    digest: str
    warc: str
    offset: int
    length: int
    status: int | None = None
    media_type: str = ""
    source: str = ""
    repeats: str | None = None
    stated: FileFacts = field(default_factory=FileFacts)


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of an entry, with any content coding (gzip …) undone, and its HTTP headers (none for a file)."""

    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """The first header called *name*, in any case, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


def digest_of(body: bytes) -> str:
    """The digest of a payload as it stands in every record: "sha256:<hex>".

    >>> digest_of(b"")[:15]
    'sha256:e3b0c442'
    """
    return "sha256:" + hashlib.sha256(body).hexdigest()
