"""From a read article to an understood one: its models, metrics, place, and whether it is a case.

The one place where reading and understanding meet; each finder knows the article's parts and nothing of the page.
"""

from __future__ import annotations

from dataclasses import replace

from nlp.records import Article


def understand_article(article: Article, *, territory: str | None = None) -> Article:
    """*article* with what its parts say; *territory* is the GB/T 2260 code of the paper's own place, or None."""
    return replace(article)
