"""What leaves the library for the browser: plain files, the same bytes for the same library."""

from index.export.search_export import export_search

__all__ = ["export_search"]
