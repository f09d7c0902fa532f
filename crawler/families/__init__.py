"""The kinds of site that papers are published on: each a TOML file of habits, read by a few pure modules.

A family says how addresses are told apart and where parts stand; it never fetches anything. A source names its family
and may set any of its habits otherwise under ``[markup]``.
"""

from crawler.families.address import issue_date, plain_address
from crawler.families.article import read_article
from crawler.families.family import Family, families, family_named
from crawler.families.layout import newest_issue, read_layout
from crawler.families.records import Article, Layout, Link, Listing, Row

__all__ = [
    "Article",
    "Family",
    "Layout",
    "Link",
    "Listing",
    "Row",
    "families",
    "family_named",
    "issue_date",
    "newest_issue",
    "plain_address",
    "read_article",
    "read_layout",
]
