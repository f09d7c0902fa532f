"""What machines read on a case page: Highwire and Dublin Core metas (one consistent set), schema.org JSON-LD.

No COinS: Zotero would take them over better tags. ``z:itemType`` says newspaper article, which Highwire cannot.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from press.catalogue import Card
from press.reference import Reference

Metas = list[tuple[str, str]]
ENDS_SCRIPTS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def metas(reference: Reference, card: Card, themes: Sequence[str]) -> Metas:
    """(name, content) of every meta tag; what is not known has none."""
    day = reference.issued.isoformat() if reference.issued else ""
    title = reference.title or card.title
    rows = [
        ("z:itemType", "newspaperArticle" if reference.paper else "document"),
        ("citation_title", title),
        *(("citation_author", name) for name in reference.authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_journal_title", reference.paper),
        ("citation_firstpage", reference.page),
        ("citation_language", reference.language),
        ("citation_public_url", reference.address or ""),
        ("citation_keywords", "; ".join(themes)),
        ("DC.title", title),
        *(("DC.creator", name) for name in reference.authors),
        ("DC.date", day),
        ("DC.source", reference.paper),
        ("DC.language", reference.language),
        ("DC.identifier", reference.address or ""),
        ("DC.coverage", card.place),
        *(("DC.subject", theme) for theme in themes),
    ]
    return [(name, content) for name, content in rows if content]


def json_ld(reference: Reference, card: Card, themes: Sequence[str]) -> Markup:
    """The case for search engines, as the inside of a script element of data: nothing in it can end that element."""
    return Markup(json.dumps(_schema(reference, card, themes), ensure_ascii=False).translate(ENDS_SCRIPTS))  # noqa: S704


def _schema(reference: Reference, card: Card, themes: Sequence[str]) -> dict[str, Any]:
    place = {"@type": "AdministrativeArea", "name": card.place, "identifier": card.code}
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": card.id,
        "headline": reference.title or card.title,
        "author": [{"@type": "Person", "name": name} for name in reference.authors],
        "datePublished": reference.issued.isoformat() if reference.issued else None,
        "isPartOf": {"@type": "Newspaper", "name": reference.paper} if reference.paper else None,
        "pagination": reference.page,
        "inLanguage": reference.language,
        "url": reference.address,
        "contentLocation": {name: value for name, value in place.items() if value} if card.place else None,
        "keywords": list(themes),
    }
    return {name: value for name, value in known.items() if value}
