"""The archive's CDXJ index: one line an entry, in archive order. It can be thrown away and built anew from the WARCs.

Not sorted by address as replay tools want it, because the order of arrival is what ingest needs; ``LC_ALL=C sort``
makes the usual form of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from crawler.archive.records import Entry, FileFacts

INDEX_NAME = "index.cdxj"
KEY_SAFE = "%,:)/?&=;+@!$'(*~"  # stays as it is in a key; blanks and what is not ASCII do not


def sort_key(url: str) -> str:
    """The address turned round (SURT), so that a site's pages lie side by side.

    >>> sort_key("http://epaper.example.com:8080/html/node_2.htm?div=1")
    'com,example,epaper:8080)/html/node_2.htm?div=1'
    """
    parts = urlsplit(url)
    if not parts.hostname:
        return quote(url, safe=":/")
    host = ",".join(reversed(parts.hostname.split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{host}{port}){parts.path or '/'}{query}", safe=KEY_SAFE)


def facts_to_json(facts: FileFacts) -> dict[str, Any]:
    """The stated facts as JSON values, what is not stated left out."""
    known = {
        "source": facts.source,
        "paper": facts.paper,
        "issued": facts.issued.isoformat() if facts.issued else None,
        "page": facts.page_no,
        "address": facts.address,
    }
    return {name: value for name, value in known.items() if value is not None}


def facts_from_json(known: dict[str, Any]) -> FileFacts:
    """The reverse of facts_to_json."""
    issued = known.get("issued")
    return FileFacts(
        source=known.get("source"),
        paper=known.get("paper"),
        issued=date.fromisoformat(issued) if issued else None,
        page_no=known.get("page"),
        address=known.get("address"),
    )


def line_of(entry: Entry) -> str:
    """The index line of an entry, without its newline."""
    fields = {
        "url": entry.url,
        "mime": entry.media_type,
        "status": str(entry.status) if entry.status is not None else None,
        "digest": entry.digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": entry.warc,
        "record": entry.record,
        "kind": entry.kind,
        "date": entry.fetched_at.isoformat(),
        "source": entry.source,
        "repeats": entry.repeats,
        "stated": facts_to_json(entry.stated) or None,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    stamp = entry.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{sort_key(entry.url)} {stamp} {json.dumps(kept, ensure_ascii=True)}"


def entry_of(line: str) -> Entry:
    """The entry of an index line. Raises ValueError when the line is not one of ours."""
    fields = json.loads(line.split(" ", 2)[2] if line.count(" ") >= 2 else "")
    try:
        return Entry(
            record=fields["record"],
            kind=fields["kind"],
            url=fields["url"],
            fetched_at=datetime.fromisoformat(fields["date"]),
            digest=fields["digest"],
            warc=fields["filename"],
            offset=int(fields["offset"]),
            length=int(fields["length"]),
            status=int(fields["status"]) if "status" in fields else None,
            media_type=fields.get("mime", ""),
            source=fields.get("source", ""),
            repeats=fields.get("repeats"),
            stated=facts_from_json(fields.get("stated", {})),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an index line: {error}") from error


def read_index(folder: Path) -> list[Entry] | None:
    """The entries in archive order; None when there is no index or it is damaged. A torn last line is left out."""
    try:
        lines = (folder / INDEX_NAME).read_bytes().split(b"\n")
        return [entry_of(line.decode("ascii")) for line in lines[:-1]]
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def append_lines(folder: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the index and wait until they are on the disk."""
    with (folder / INDEX_NAME).open("ab", buffering=0) as out:
        size = out.seek(0, os.SEEK_END)
        rest = memoryview("".join(line_of(entry) + "\n" for entry in entries).encode("ascii"))
        try:
            while rest:
                rest = rest[out.write(rest) :]
            os.fsync(out.fileno())
        except OSError:
            out.truncate(size)
            raise


def cut_torn_line(folder: Path) -> None:
    """Cut off what a crash left of a last line. The WARCs still hold the record."""
    path = folder / INDEX_NAME
    if not path.exists():
        return
    with path.open("r+b") as index:
        content = index.read()
        index.truncate(content.rfind(b"\n") + 1)


def write_index(folder: Path, entries: Iterable[Entry]) -> None:
    """Put a whole new index in the place of the old one, in one step."""
    fresh = folder / (INDEX_NAME + ".new")
    with fresh.open("w", encoding="ascii", newline="\n") as out:
        out.writelines(line_of(entry) + "\n" for entry in entries)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(folder / INDEX_NAME)
