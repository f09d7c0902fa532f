"""What the library knows: frozen records, as they come out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nlp.records import Article


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper or site that documents come from. ``territory`` is a GB/T 2260 code or None."""

    name: str
    title: str
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the library: provenance of every case read from it.

    ``address`` is a URL or ``file:<name>``; ``digest`` is "sha256:<hex>" of the payload; ``record`` the WARC-Record-ID.
    """

    id: int
    source: str
    address: str
    digest: str
    record: str | None
    fetched_at: datetime | None
    paper: str | None
    issued: date | None
    page_no: int | None
    page_name: str | None
    script: str
    page: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One article of the library under its lasting id, with the document it was read from.

    ``id`` is given once and kept: it survives re-reading and a rebuild from the archive. Not every case is a governance
    case: ``article.is_case`` says so (True, False, or None where a selective editor could go either way).
    """

    id: str
    article: Article
    document: DocumentRecord

    @property
    def title(self) -> str:
        """What to call the case: its headline, or the beginning of its text when none is printed."""
        return self.article.headline or self.article.text[:24]
