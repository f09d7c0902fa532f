"""XML of sites: feeds and sitemaps, packed or not, with or without namespaces. Never raises on broken markup."""

from __future__ import annotations

import zlib

from bs4 import BeautifulSoup
from bs4.element import Tag

GZIP_START = b"\x1f\x8b"
MAX_UNPACKED_BYTES = 16 * 1024 * 1024  # as much as is fetched unpacked; 50,000 addresses take some 5 MB


def parse_xml(document: bytes | str) -> BeautifulSoup:
    """The element tree of a document, its names without their prefixes."""
    soup = BeautifulSoup(unpacked(document) if isinstance(document, bytes) else document, "xml")
    for tag in soup.find_all(True):
        tag.name = tag.name.rpartition(":")[2]
    return soup


def child_text(parent: Tag, name: str) -> str:
    """The text of the first child of that name, "" when there is none."""
    found = parent.find(name, recursive=False)
    return found.get_text().strip() if found is not None else ""


def unpacked(body: bytes) -> bytes:
    """The bytes without gzip, when they are gzip: no more than MAX_UNPACKED_BYTES, and what is whole."""
    if not body.startswith(GZIP_START):
        return body
    unpacking = zlib.decompressobj(wbits=31)
    try:
        return unpacking.decompress(body, MAX_UNPACKED_BYTES)
    except zlib.error:
        return b""
