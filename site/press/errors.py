"""What publishing can fail at. ``str(error)`` is for the person at the terminal.

PressError
├── FolderError   FolderBusy  FolderOccupied  FolderUnwritable
└── QuoteError    a quotation that is not in the stored article
"""

from __future__ import annotations


class PressError(Exception):
    """Anything that publishing could not do."""


class FolderError(PressError):
    """The folder of the site could not be written. What was published before still stands."""


class FolderBusy(FolderError):
    """Somebody else is publishing into the folder."""


class FolderOccupied(FolderError):
    """A file that we did not write stands where one of ours belongs."""


class FolderUnwritable(FolderError):
    """No room, or no permission."""


class QuoteError(PressError):
    """A quotation on a page does not stand, character by character, in the stored article. That page is not built."""
