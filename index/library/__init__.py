"""The library of cases. The only package of ours that speaks SQL."""

from index.library.library import WAIT_SECONDS, Library

__all__ = ["WAIT_SECONDS", "Library"]
