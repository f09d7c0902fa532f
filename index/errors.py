"""What can go wrong in the library and in search; ``str(error)`` is written for the person at the terminal.

CaifengIndexError
├── LibraryError     LibraryMissing  LibraryNewer  LibraryBusy  LibraryFull  LibraryUnwritable  LibraryDamaged
├── ReadingRefused   a reading whose quotations are not in its document
├── CaseUnknown      a case that the library never had
└── SearchError      IndexMissing  IndexStale  IndexBusy  IndexUnwritable
"""

# an error is named by what happened: LibraryBusy says more than LibraryBusyError

from __future__ import annotations


class CaifengIndexError(Exception):
    """Anything that the library or its search index could not do."""


class LibraryError(CaifengIndexError):
    """The library could not be opened, read or written. Nothing half-done is left behind."""


class LibraryMissing(LibraryError):
    """There is no library in the folder."""


class LibraryNewer(LibraryError):
    """The library was written by a newer version of Caifeng."""


class LibraryBusy(LibraryError):
    """Somebody else is writing to the library, and went on longer than we wait."""


class LibraryFull(LibraryError):
    """The disk, or the room the library may take, is used up. What was begun is rolled back."""


class LibraryUnwritable(LibraryError):
    """The folder or the file may not be read or written by this user."""


class LibraryDamaged(LibraryError):
    """The file is not a library, or its pages are damaged."""


class ReadingRefused(CaifengIndexError):
    """A reading whose quotations do not stand in its document: kept as a failure, never as cases."""


class CaseUnknown(CaifengIndexError):
    """The library never had a case of this number."""


class SearchError(CaifengIndexError):
    """The search index could not be read or written."""


class IndexMissing(SearchError):
    """There is no search index in the folder."""


class IndexStale(SearchError):
    """The search index was built by another version of Caifeng, which cuts or folds words differently."""


class IndexBusy(SearchError):
    """Somebody else is writing the search index."""


class IndexUnwritable(SearchError):
    """The search index could not be written: no room or no permission."""
