"""The append-only WARC archive of everything fetched or given."""

from crawler.archive.records import FILE, RESPONSE, REVISIT, Entry, Exchange, FileFacts, Payload, digest_of
from crawler.archive.store import MAX_WARC_BYTES, Archive

__all__ = [
    "FILE",
    "MAX_WARC_BYTES",
    "RESPONSE",
    "REVISIT",
    "Archive",
    "Entry",
    "Exchange",
    "FileFacts",
    "Payload",
    "digest_of",
]
