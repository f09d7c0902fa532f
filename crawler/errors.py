"""What can go wrong between the world and a Page, said in four parts: what, the value, where, what to do next.

CrawlerError
├── ArchiveError    the archive could not be read or written
│   └── ArchiveBusy     another process writes it
├── SourceError     a source file or a source's name is wrong
├── FileRefused     a loose file cannot be taken
└── CrawlFailed     a crawl ended without a report
"""

from __future__ import annotations


class CrawlerError(Exception):
    """Something the user can do something about; ``str()`` of it is the whole message."""

    def __init__(self, what: str, *, value: object, where: str, advice: str) -> None:
        super().__init__(f"{what}: {value!r} ({where}). {advice}")
        self.what = what
        self.value = value
        self.where = where
        self.advice = advice


class ArchiveError(CrawlerError):
    """The archive could not be read or written; what was committed before is still there."""


class ArchiveBusy(ArchiveError):
    """Another process has the archive open for writing."""


class SourceError(CrawlerError):
    """A source file cannot be understood, or there is no source of that name."""


class FileRefused(CrawlerError):
    """A loose file (or a row of a meta.csv) cannot be taken; the others can."""


class CrawlFailed(CrawlerError):
    """A crawl ended without its report."""
