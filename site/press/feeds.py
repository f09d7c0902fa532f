"""Atom feeds: the newest cases of the library, of each theme, of each place.

Only with an address of the site: a feed's links and its id are absolute. No clock is asked: a feed is as new as its
newest case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import quote as url_quote
from xml.sax.saxutils import escape, quoteattr

from press.catalogue import Card, Catalogue, newest_first
from press.words import WORDS

ENTRIES = 50
NOT_XML = {c: "\ufffd" for c in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))}


def feed_path(kind: str, slug: str) -> str:
    """Where the feed of a theme or place stands."""
    return f"feeds/{kind}-{slug}.xml"


def feeds(catalogue: Catalogue, base: str) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every feed; *base* is the address of the site, ending in a slash."""
    yield "feeds/all.xml", _feed("", "feeds/all.xml", catalogue.newest, base=base)
    for theme in catalogue.themes:
        path = feed_path("theme", theme.slug)
        yield path, _feed(theme.name, path, theme.cards, base=base)
    for node in (node for place in catalogue.places for node in place.all()):
        path = feed_path("place", node.slug)
        cards = newest_first(catalogue.cards[id] for id in node.cases())
        yield path, _feed("".join(filter(None, node.names)), path, cards, base=base)


def open_search(base: str) -> bytes:
    """The OpenSearch description: a browser may offer our search in its own box."""
    site = WORDS["site"]
    template = f"{base}index.html?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{site.zh} {site.en}</ShortName>\n"
        f"<Description>{WORDS['site_long'].zh} {WORDS['site_long'].en}</Description>\n"
        f'<Url type="text/html" template={quoteattr(template)}/>\n'
        "<Language>zh-Hans</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    ).encode()


def _feed(name: str, path: str, cards: Sequence[Card], *, base: str) -> bytes:
    dated = [card for card in cards if card.issued][:ENTRIES]
    title = f"{WORDS['site'].zh}：{name}" if name else f"{WORDS['site'].zh}{WORDS['site_long'].zh}"
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<title>{_text(title)}</title>\n<id>{_text(base + path)}</id>\n<updated>{_newest(dated)}</updated>\n"
        f"<author><name>{WORDS['site'].zh}</name></author>\n"
        f"<link rel={quoteattr('self')} href={quoteattr(base + path)}/>\n<link href={quoteattr(base)}/>\n"
    )
    return (head + "".join(_entry(card, base) for card in dated) + "</feed>\n").encode("utf-8", errors="replace")


def _entry(card: Card, base: str) -> str:
    address = quoteattr(base + url_quote(card.path))
    told = "，".join(filter(None, [card.place, card.paper, "、".join(card.themes)]))
    themes = "".join(f"<category term={quoteattr(theme)}/>" for theme in card.themes)
    return (
        f"<entry><title>{_text(card.title + card.cut_short)}</title><id>{_text(base + card.path)}</id>"
        f"<link href={address}/><updated>{_instant(card.issued)}</updated>{themes}"
        f"<summary>{_text(told)}</summary></entry>\n"
    )


def _newest(cards: Iterable[Card]) -> str:
    return _instant(max((card.issued for card in cards if card.issued), default=None))


def _instant(day: date | None) -> str:
    """A day as Atom wants it; the beginning of time for a feed without a day."""
    return f"{(day or date(1970, 1, 1)).isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    """*text* for XML, which cannot hold every character."""
    return escape(text.translate(NOT_XML))
