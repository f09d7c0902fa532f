"""What the crawler hands on: one document as it reached us, with what its markup states. No reading happens here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

HEAD_LINES = 12  # a head that is printed in the text at all stands among its first lines


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup of a page states of its article. None: the markup does not say."""

    headline: str | None = None
    kicker: str | None = None
    subhead: str | None = None
    byline: str | None = None

    def over(self, lines: Sequence[str]) -> tuple[str, ...]:
        """*lines* under the stated head: kicker, headline, subhead and byline stand above, each once.

        What a reader of the page sees is in its text, so that whatever is quoted from the head is found there.
        """
        below = {"".join(line.split()) for line in lines[:HEAD_LINES]}
        head = (self.kicker, self.headline, self.subhead, self.byline)
        return (*(words for words in head if words and "".join(words.split()) not in below), *lines)


@dataclass(frozen=True, slots=True)
class Mark:
    """What size and place on a printed page, or a style, make of ``text[start:end]`` of a Page.

    ``role``: headline, kicker, subhead, section (heading inside an article), caption, box, furniture or end (an empty
    stretch: what follows belongs to no article above). What carries no mark is text.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the archive (or one loose file): its text, where it comes from, and the proof.

    ``text`` is what a reader reads: the decoded file, or the visible text of the article in its markup,
    one paragraph a line. ``address`` is the URL, or ``file:<name>`` of a loose file. ``digest`` is "sha256:<hex>"
    of the payload, ``record`` the WARC-Record-ID (None outside an archive). ``single_article`` says that the page
    holds one article only. ``marks`` are what the layout of a PDF or the styles of a Word file say of the text.
    ``published_at`` is the minute that a web page states (YYYY-MM-DDTHH:MM, China's time; its day is ``issued``).
    ``parts`` are the records of the article's further web pages and of its rest on another page, in their order;
    ``digest`` is then that of all their digests. ``areas`` are the corners (x, y, x, y, …) of the article's hot areas
    on the page, ``page_image`` and ``page_pdf`` the addresses of the whole page as a picture and as PDF, as stated.
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
    marks: tuple[Mark, ...] = ()
    published_at: str | None = None
    parts: tuple[str, ...] = ()
    areas: tuple[tuple[float, ...], ...] = ()
    page_image: str | None = None
    page_pdf: str | None = None
