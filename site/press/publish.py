"""A library becomes a folder of files that any web host, or a memory stick, can serve. Same library, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

from index.export import export_search
from index.library import Library
from press.catalogue import read_catalogue
from press.errors import PressError, QuoteError
from press.exports import export
from press.feeds import feeds, open_search
from press.folder import Folder, open_folder
from press.links import web_address
from press.quotes import check_quotations, stored_words
from press.render import Renderer
from press.rights import Shown, show
from press.shards import version
from press.sheets import Sheet, Stock, all_sheets

CASES_IN_MEMORY = 512  # a case is some 20 kB; model pages ask for the same cases again and again

OPEN_SEARCH = "opensearch.xml"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that was withheld, and why. In its place stands a page that says so."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a build did, in files; ``pages`` are the HTML ones. ``notes`` are for the person at the terminal."""

    pages: int
    written: int
    unchanged: int
    removed: int
    failed: tuple[FailedPage, ...]
    notes: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Each withheld page in a line."""
        return tuple(f"{page.path}: {page.reason}" for page in self.failed)


def publish(
    library: Library,
    folder: Path,
    *,
    index_folder: Path,
    base_url: str | None = None,
    progress: Progress | None = None,
) -> PublishReport:
    """Builds the site of *library* in *folder*; *index_folder* holds the search index that it exports.

    *base_url* is where the site will stand (http or https); without it, what needs absolute addresses is left out:
    canonical links, the site map, Atom feeds and the OpenSearch description. A page whose quotations are not in the
    stored article is withheld and told of in the report. Raises PressError (the folder cannot be written, *base_url*
    cannot be used) and CaifengIndexError (library or index cannot be read).
    """
    base = _checked_base(base_url)
    with open_folder(folder) as out:
        versions = _write_all(out, chain(export_search(index_folder, library), static_files()))
        failed = _print_sheets(library, out, Renderer(base_url=base, versions=versions), progress=progress or _silent)
        if base:
            out.write("sitemap.xml", _site_map(base, sorted(p for p in out.kept if p.endswith(".html"))))
    pages = sum(path.endswith(".html") for path in out.kept)
    notes = () if base else ("no --base-url: site map, Atom feeds, OpenSearch and canonical addresses are left out",)
    return PublishReport(pages, out.written, out.unchanged, out.removed, failed, notes)


def static_files() -> Iterator[tuple[str, bytes]]:
    """Style, scripts and icon, as they ship with us."""
    folder = files("press").joinpath("static")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith((".css", ".js", ".svg")):
            yield f"static/{file.name}", file.read_bytes()


def _print_sheets(library: Library, out: Folder, renderer: Renderer, *, progress: Progress) -> tuple[FailedPage, ...]:
    """Renders, checks and writes every page; a page that fails the check gives way to one that says so."""
    catalogue = read_catalogue(library)
    case_of = lru_cache(maxsize=CASES_IN_MEMORY)(lambda id: _known_case(library, id))
    exported = export(catalogue, case_of, out.write)
    if renderer.base_url:
        _write_all(out, chain(feeds(catalogue, renderer.base_url), [(OPEN_SEARCH, open_search(renderer.base_url))]))
    sheets = list(all_sheets(Stock(catalogue, case_of, library.history, exported)))
    failed = []
    for done, sheet in enumerate(sheets, start=1):
        try:
            html = _render_checked(sheet, renderer, case_of)
        except QuoteError as error:
            failed.append(FailedPage(sheet.path, str(error)))
            html = renderer.render("withheld", sheet.path, {})
        out.write(sheet.path, html.encode("utf-8", errors="replace"))
        progress(done, len(sheets), sheet.path)
    return tuple(failed)


def _render_checked(sheet: Sheet, renderer: Renderer, case_of: Callable[[str], Shown]) -> str:
    html = renderer.render(sheet.template, sheet.path, sheet.values())
    check_quotations(html, stored=lambda id, part: stored_words(case_of(id).case, part))
    return html


def _known_case(library: Library, id: str) -> Shown:
    case = library.case(id)
    if case is None:
        raise PressError(f"cannot publish case {id!r}: it left the library while the site was built; publish again")
    return show(case)


def _write_all(out: Folder, contents: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Writes each file; gives path → the version of what was written."""
    versions = {}
    for path, content in contents:
        out.write(path, content)
        versions[path] = version(content)
    return versions


def _checked_base(base_url: str | None) -> str | None:
    """*base_url* ending in a slash. Raises PressError when it is no http or https address."""
    if not base_url:
        return None
    if not web_address(base_url) or "?" in base_url or "#" in base_url:
        raise PressError(
            f"cannot publish for {base_url!r}: an http or https address without ? and # is wanted, "
            "such as https://example.org/cases/"
        )
    return base_url.rstrip("/") + "/"


def _site_map(base: str, paths: Iterable[str]) -> bytes:
    places = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in paths if path != "404.html")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{places}</urlset>\n".encode()


def _silent(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""
