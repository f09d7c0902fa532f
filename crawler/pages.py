"""A record of the archive, or a loose file, to a Page: decoded, and with what its markup states. Fetches nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

from crawler.archive.records import FILE, Entry, FileFacts, Payload, digest_of
from crawler.decode import Decoded, declared_in_markup, decode
from crawler.founder import is_article_address, read_article
from crawler.items import Page, Stated
from crawler.sources import Source
from crawler.webpage import read_webpage

HTML_TYPES = ("text/html", "application/xhtml+xml", "")
HTML_SUFFIXES = (".html", ".htm")
NO_FAMILY = "the markup is not that of the source's family, its visible text is taken"


def page_of(entry: Entry, payload: Payload, source: Source | None) -> Page | None:
    """The page an entry of the archive holds; None where there is nothing to read.

    Nothing to read: layout pages, robots.txt, answers other than 200, anything that is not HTML. *source* is None for a
    loose file without one and for a source that is gone.
    """
    if entry.kind == FILE:
        return _page_of_file_entry(entry, payload, source)
    if entry.status != 200 or entry.media_type not in HTML_TYPES or not is_article_address(entry.url):
        return None
    decoded = decode(payload.body, declared=_declared(payload))
    article = _founder_page(decoded, entry.url) or _web_page(decoded, entry.url, (NO_FAMILY,))
    return _with_entry(article, entry, source)


def page_of_file(name: str, body: bytes, *, facts: FileFacts | None = None) -> Page:
    """The page a loose file holds: markup when its name ends in .html or .htm, else plain text."""
    stated = facts or FileFacts()
    is_markup = PurePosixPath(name).suffix.lower() in HTML_SUFFIXES
    decoded = decode(body, declared=declared_in_markup(body) if is_markup else None)
    address = stated.address or f"file:{name}"
    page = _text_page(decoded, address)
    if is_markup:
        page = _founder_page(decoded, address) or _web_page(decoded, address)
    return Page(
        source=stated.source or "",
        address=address,
        text=page.text,
        digest=digest_of(body),
        paper=stated.paper,
        issued=stated.issued or page.issued,
        page_no=stated.page_no or page.page_no,
        page_name=page.page_name,
        single_article=page.single_article,
        stated=page.stated,
        notes=page.notes,
    )


def _declared(payload: Payload) -> str | None:
    header = payload.header("Content-Type") or ""
    _, _, charset = header.lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'") or declared_in_markup(payload.body)


def _page_of_file_entry(entry: Entry, payload: Payload, source: Source | None) -> Page:
    page = page_of_file(entry.url.removeprefix("file:"), payload.body, facts=entry.stated)
    return _with_entry(page, entry, source)


def _with_entry(page: Page, entry: Entry, source: Source | None) -> Page:
    return Page(
        source=entry.source,
        address=page.address,
        text=page.text,
        digest=entry.digest,
        record=entry.record,
        fetched_at=entry.fetched_at,
        paper=page.paper or (source.title if source else None),
        territory=source.territory if source else None,
        issued=page.issued,
        page_no=page.page_no,
        page_name=page.page_name,
        single_article=page.single_article,
        stated=page.stated,
        notes=page.notes,
    )


def _text_page(decoded: Decoded, address: str) -> Page:
    return Page(source="", address=address, text=decoded.text, digest="", notes=decoded.notes)


def _founder_page(decoded: Decoded, address: str) -> Page | None:
    article = read_article(decoded.text, url=address)
    if article is None:
        return None
    return Page(
        source="",
        address=address,
        text="\n".join(article.stated.over((*article.body, *article.captions))),
        digest="",
        issued=article.issued,
        page_no=article.page_no,
        page_name=article.page_name,
        single_article=True,
        stated=article.stated,
        notes=(*decoded.notes, *article.notes),
    )


def _web_page(decoded: Decoded, address: str, notes: tuple[str, ...] = ()) -> Page:
    page = read_webpage(decoded.text)
    return Page(
        source="",
        address=address,
        text="\n".join(page.stated.over(page.lines)),
        digest="",
        single_article=page.single_article,
        stated=page.stated if page.lines else Stated(),
        notes=(*decoded.notes, *notes, *page.notes),
    )
