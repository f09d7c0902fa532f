"""Pages into the library: each is read, checked and kept in a commit of its own, so that one bad page stops nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.archive import Archive, Entry
from crawler.errors import CrawlerError, FileRefused
from crawler.items import Page
from crawler.reading import Reader
from crawler.sources import Source, Sources
from index import records
from index.errors import LibraryError
from index.library import Library
from index.records import Failure, IngestReport
from nlp.read import read_page
from nlp.records import Document, Hints, Mark

Read = Callable[..., Document]
Progress = Callable[[Page], None]

LOOKED_AT_BATCH = 200  # WARC records without a page (layouts, pictures) noted in one commit


@dataclass(slots=True)
class _Tally:
    """What happened so far."""

    read: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    born: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def report(self) -> IngestReport:
        return IngestReport(self.read, self.unchanged, tuple(self.failed), len(self.born), len(self.gone))

    def fail(self, page: Page, reason: str) -> None:
        self.failed.append(Failure(page.source, page.address, page.digest, reason))


def ingest(
    pages: Iterable[Page],
    library: Library,
    *,
    read: Read = read_page,
    again: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Reads the *pages* that the library has not read, or with *again* all of them, and keeps what they say.

    *progress* is told each page when it is done with. A page that cannot be read, or whose reading quotes what it does
    not print, is kept with the reason and tried again next time. Raises LibraryError when the library itself cannot be
    written: the pages before are kept.
    """
    tally = _Tally()
    for page in pages:
        _ingest_page(page, library, _Way(read, again), tally)
        if progress:
            progress(page)
    return tally.report()


@dataclass(frozen=True, slots=True)
class _Way:
    """How pages are read."""

    read: Read
    again: bool


def _ingest_page(page: Page, library: Library, way: _Way, tally: _Tally) -> bool:
    """Whether the page is done with: False when it has to be tried again."""
    if not way.again and library.has_read(page):
        library.see_again(page)
        tally.unchanged += 1
        return True
    try:
        reading = library.add_reading(page, way.read(page.text, hints=hints_of(page)))
    except LibraryError:
        raise
    except Exception as error:  # whatever a page of the open web does to a reader, the next page is read
        _keep_failure(page, f"{type(error).__name__}: {error}", library, tally)
        return False
    tally.read += reading.changed
    tally.unchanged += not reading.changed
    tally.born |= set(reading.born)
    tally.gone |= set(reading.gone)
    return True


def _keep_failure(page: Page, reason: str, library: Library, tally: _Tally) -> None:
    tally.fail(page, reason)
    try:
        library.add_failure(page, reason)
    except (UnicodeError, ValueError) as error:  # a text that not even SQLite takes: reported, not kept
        tally.fail(page, f"not kept: {error}")


def hints_of(page: Page) -> Hints:
    """What the markup or an editor stated of the page, as the reader wants it."""
    stated = page.stated
    return Hints(
        headline=stated.headline,
        kicker=stated.kicker,
        subhead=stated.subhead,
        byline=stated.byline,
        published=page.issued,
        published_at=page.published_at if str(page.issued) == (page.published_at or "")[:10] else None,
        territory=page.territory,
        single_article=page.single_article,
        marks=tuple(Mark(mark.start, mark.end, mark.role) for mark in page.marks),
    )


def ingest_archive(  # noqa: PLR0913 - where from, where to, and how
    archive: Archive,
    sources: Sources,
    library: Library,
    *,
    read: Read = read_page,
    again: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Ingests what lies in *archive* and was not looked at before, or with *again* all of it, in archive order.

    A record that cannot be opened is reported and tried again next time. Raises LibraryError as ingest does.
    """
    tally, way = _Tally(), _Way(read, again)
    _refresh_sources(sources, library)
    with _Notes(library, {} if again else library.looked_at()) as notes:
        reader = Reader(archive, sources)
        for entry, page in _pages_of(archive.entries(), reader, _Shelf(sources, library), notes=notes, tally=tally):
            if _ingest_page(page, library, way, tally):
                notes.add(entry.record, entry.fetched_at)
            if progress:
                progress(page)
    return tally.report()


def _pages_of(
    entries: Iterable[Entry], reader: Reader, shelf: _Shelf, *, notes: _Notes, tally: _Tally
) -> Iterator[tuple[Entry, Page]]:
    """The documents that records nobody looked at are or complete; what holds none is noted, what cannot be opened
    reported."""
    for entry in entries:
        if notes.has(entry.record):
            continue
        if entry.repeats and notes.has(entry.repeats):
            if notes.last_met(entry.repeats) < entry.fetched_at:
                notes.library.see_again(_sight(entry))
                notes.add(entry.repeats, entry.fetched_at)
            continue
        shelf.source(entry.source)
        try:
            page = reader.page_of(entry)
        except FileRefused as error:  # its bytes are kept in the archive, the reason in the library
            _keep_failure(_sight(entry), str(error), notes.library, tally)
            continue
        except CrawlerError as error:
            tally.failed.append(Failure(entry.source, entry.url, entry.digest, str(error)))
            continue
        if page is None:
            notes.add(entry.record, entry.fetched_at)
        else:
            yield entry, page


def _sight(entry: Entry) -> Page:
    """A page met again, its bytes not opened."""
    return Page(entry.source, entry.url, "", entry.digest, entry.record, entry.fetched_at)


def _refresh_sources(sources: Sources, library: Library) -> None:
    """What a source file says today of its title and of what may be shown holds for what was kept before, too."""
    for known in library.sources():
        source = sources.find(known.name)
        if source:
            library.add_source(_known_source(source))


def _known_source(source: Source) -> records.Source:
    return records.Source(source.name, source.title, source.territory, source.publish)


class _Shelf:
    """The sources of the archive's records; each that is met is made known to the library."""

    def __init__(self, sources: Sources, library: Library) -> None:
        self._sources = sources
        self._library = library
        self._met: dict[str, Source | None] = {}

    def source(self, name: str) -> Source | None:
        """The source called *name*; None for a loose file that states none and for a source that is gone."""
        if name not in self._met:
            self._met[name] = self._find(name)
        return self._met[name]

    def _find(self, name: str) -> Source | None:
        source = self._sources.find(name)
        if source:
            self._library.add_source(_known_source(source))
        return source


class _Notes:
    """Which WARC records are done with, written down by the batch and when the work ends, however it ends."""

    def __init__(self, library: Library, done: Mapping[str, datetime]) -> None:
        self.library = library
        self._done = dict(done)
        self._fresh: dict[str, datetime] = {}

    def has(self, record: str) -> bool:
        return record in self._done

    def last_met(self, record: str) -> datetime:
        return self._done[record]

    def add(self, record: str, met: datetime) -> None:
        self._done[record] = self._fresh[record] = met
        if len(self._fresh) >= LOOKED_AT_BATCH:
            self._write()

    def __enter__(self) -> _Notes:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def _write(self) -> None:
        if self._fresh:
            self.library.mark_looked_at(self._fresh)
            self._fresh = {}
