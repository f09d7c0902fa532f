"""Search in the terminal and what the browser's search is exported from. The only package of ours that knows Whoosh."""

from index.search.build import build_index, check_index
from index.search.finding import search
from index.search.parse import Query, Unit, parse_query

__all__ = ["Query", "Unit", "build_index", "check_index", "parse_query", "search"]
