"""What the crawler hands on: one document as it reached us, with what its markup states. No reading happens here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup of a page states of its article. None: the markup does not say."""

    headline: str | None = None
    kicker: str | None = None
    subhead: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the archive (or one loose file): its text, where it comes from, and the proof.

    ``text`` is what a reader reads: the decoded file, or the visible text of the article in its markup,
    one paragraph a line. ``address`` is the URL, or ``file:<name>`` of a loose file. ``digest`` is "sha256:<hex>"
    of the payload, ``record`` the WARC-Record-ID (None outside an archive). ``single_article`` says that the page
    holds one article only.
    """

    source: str
    address: str
    text: str
    digest: str
    record: str | None = None
    fetched_at: datetime | None = None
    paper: str | None = None
    territory: str | None = None
    issued: date | None = None
    page_no: int | None = None
    page_name: str | None = None
    single_article: bool = False
    stated: Stated = field(default_factory=Stated)
    notes: tuple[str, ...] = ()
