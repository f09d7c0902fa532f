"""The static site: a library becomes a folder of pages. Never asks the network, never changes the library."""

from press.check import check_site
from press.errors import FolderBusy, FolderError, FolderOccupied, FolderUnwritable, PressError, QuoteError
from press.publish import FailedPage, PublishReport, publish

__all__ = [
    "FailedPage",
    "FolderBusy",
    "FolderError",
    "FolderOccupied",
    "FolderUnwritable",
    "PressError",
    "PublishReport",
    "QuoteError",
    "check_site",
    "publish",
]
