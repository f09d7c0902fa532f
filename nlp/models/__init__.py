"""Governance models: the names of ways of working, and what their numerals stand for.

``find_models`` reads one article. Rules know the genre, never a practice; what is data stands in ``nlp/tables``.
"""

from __future__ import annotations

from nlp.models.find import Considered, consider, find_models

__all__ = ["Considered", "consider", "find_models"]
