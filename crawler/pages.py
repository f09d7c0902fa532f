"""A record of the archive, or a loose file, to a Page: decoded, and with what its markup states. Fetches nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from crawler.archive.records import FILE, Entry, FileFacts, Payload, digest_of
from crawler.decode import Decoded, declared_in_markup, decode
from crawler.docx import read_docx
from crawler.families import Article, Family, families, issue_date, read_article
from crawler.families.family import EPAPER
from crawler.families.nothing import nothing_on
from crawler.families.recognise import family_of_article
from crawler.items import Page, Stated
from crawler.pdf import read_pdf
from crawler.sources import Source
from crawler.webpage import read_webpage

HTML_TYPES = ("text/html", "application/xhtml+xml", "")
HTML_SUFFIXES = (".html", ".htm")
PDF_SUFFIX, DOCX_SUFFIX = ".pdf", ".docx"
MARKUP_START_BYTES = 1024
NOISE_CHARACTERS = 4000
NOISE_SHARE = 0.05  # damaged pages have some bad bytes in a thousand; a JPEG has a third
SHOWN = (200, 304)  # 304: the page that is held, once more
NO_FAMILY = "the markup is not that of the source's family, its visible text is taken"


def page_of(entry: Entry, payload: Payload, source: Source | None) -> Page | None:
    """The page an entry of the archive holds; None where there is nothing to read.

    Nothing to read: layout pages, robots.txt, answers other than 200, anything that is not HTML. *source* is None for a
    loose file without one and for a source that is gone.
    """
    if entry.kind == FILE:
        return _page_of_file_entry(entry, payload, source)
    family = family_at(entry.url, source)
    if entry.status not in SHOWN or family is None or not _is_markup(entry, payload):
        return None
    decoded = decode(payload.body, declared=_declared(payload))
    if _is_noise(decoded.text) or nothing_on(decoded.text):
        return None
    return _with_entry(_article_page(decoded, entry.url, family), entry, source)


def family_at(url: str, source: Source | None) -> Family | None:
    """The family whose article lies at an address, by the habits of the day that the address names; None: no article.

    Without a source any e-paper family will do.
    """
    if source is None:
        return next(
            (family for family in families().values() if family.kind == EPAPER and family.is_article(url)), None
        )
    family = source.on(issue_date(url)).habits
    is_other = url == source.entry_address or urlsplit(url).path == "/robots.txt"
    return family if family.is_article(url) and not is_other else None


def _is_markup(entry: Entry, payload: Payload) -> bool:
    """Whether a payload is a web page: by its type, or whatever the type says by how it begins."""
    if entry.media_type in HTML_TYPES:
        return True
    start = payload.body[:MARKUP_START_BYTES].lower()
    return b"<html" in start or b"<!doctype html" in start


def _is_noise(text: str) -> bool:
    """Whether what calls itself a page is a picture, or packed: full of what no text has."""
    start = text[:NOISE_CHARACTERS]
    return sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f") for c in start) > NOISE_SHARE * len(start)


def _article_page(decoded: Decoded, url: str, family: Family) -> Page:
    """An article by the habits of its family, or of the family that its markup shows, or as any web page."""
    if family.kind != EPAPER:
        return _listed_page(decoded, url, family)
    article = read_article(decoded.text, url=url, family=family)
    if article:
        return _family_page(decoded, url, article)
    other = family_of_article(decoded.text)
    article = read_article(decoded.text, url=url, family=other) if other else None
    if article and other:
        return _family_page(decoded, url, article, (f"read as {other.name}, the source says {family.name}",))
    return _web_page(decoded, url, (NO_FAMILY,))


def _listed_page(decoded: Decoded, url: str, family: Family) -> Page:
    """An article of a site: read as any web page, and over that what its markup states where the family says."""
    page = _web_page(decoded, url)
    article = read_article(decoded.text, url=url, family=family) if family.body else None
    if article is None:
        return replace(page, issued=page.issued or issue_date(url))
    stated = Stated(
        headline=article.stated.headline or page.stated.headline,
        kicker=article.stated.kicker or page.stated.kicker,
        subhead=article.stated.subhead or page.stated.subhead,
        byline=article.stated.byline or page.stated.byline,
    )
    return replace(
        page,
        text="\n".join(stated.over((*article.body, *article.captions))),
        issued=article.issued or page.issued,
        page_name=article.page_name,
        single_article=True,
        stated=stated,
        notes=(*decoded.notes, *article.notes),
    )


def page_of_file(name: str, body: bytes, *, facts: FileFacts | None = None) -> Page:
    """The page a loose file holds, by what its name ends in: .html or .htm, .pdf, .docx, else plain text.

    Raises FileRefused for a PDF or Word file that holds no text or cannot be opened.
    """
    stated = facts or FileFacts()
    address = stated.address or f"file:{name}"
    page = _read_file(name, body, address)
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
        published_at=page.published_at,
        marks=page.marks,
    )


def _read_file(name: str, body: bytes, address: str) -> Page:
    """What the bytes of a file hold, by the ending of its *name*."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == PDF_SUFFIX:
        pdf = read_pdf(body, where=name)
        return Page(source="", address=address, text=pdf.text, digest="", notes=pdf.notes, marks=pdf.marks)
    if suffix == DOCX_SUFFIX:
        word = read_docx(body, where=name)
        return Page(source="", address=address, text=word.text, digest="", marks=word.marks)
    if suffix in HTML_SUFFIXES:
        return _loose_page(decode(body, declared=declared_in_markup(body)), address)
    return _text_page(decode(body), address)


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
        published_at=page.published_at,
        marks=page.marks,
    )


def _text_page(decoded: Decoded, address: str) -> Page:
    return Page(source="", address=address, text=decoded.text, digest="", notes=decoded.notes)


def _loose_page(decoded: Decoded, address: str) -> Page:
    """A page that no source vouches for: of the family that its markup shows, or as any web page."""
    family = family_of_article(decoded.text)
    article = read_article(decoded.text, url=address, family=family) if family else None
    return _family_page(decoded, address, article) if article else _web_page(decoded, address)


def _family_page(decoded: Decoded, address: str, article: Article, notes: tuple[str, ...] = ()) -> Page:
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
        notes=(*decoded.notes, *notes, *article.notes),
    )


def _web_page(decoded: Decoded, address: str, notes: tuple[str, ...] = ()) -> Page:
    page = read_webpage(decoded.text)
    return Page(
        source="",
        address=address,
        text="\n".join(page.stated.over(page.lines)),
        digest="",
        issued=page.published,
        single_article=page.single_article,
        stated=page.stated if page.lines else Stated(),
        notes=(*decoded.notes, *notes, *page.notes),
        published_at=page.published_at,
    )
