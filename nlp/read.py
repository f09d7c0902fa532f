"""Reading a page: the one door to ``nlp.pages`` for those who want a document read."""

from __future__ import annotations

from nlp.pages.read import read_page, split_page

__all__ = ["read_page", "split_page"]
