"""A library becomes a folder of files that any web host, or a memory stick, can serve. Same library, same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

from index.export import export_search
from index.library import Library
from index.records import Case
from press.catalogue import Catalogue, read_catalogue
from press.errors import PressError, QuoteError
from press.folder import Folder, open_folder
from press.links import web_address
from press.quotes import check_quotations, stored_words
from press.render import Renderer
from press.sheets import Sheet, all_sheets

CASES_IN_MEMORY = 512  # a case is some 20 kB; model pages ask for the same cases again and again
VERSION_LETTERS = 8  # of a file's hash

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

    *base_url* is where the site will stand (http or https); without it, canonical addresses and the site map are left
    out. A page whose quotations are not in the stored article is withheld and told of in the report. Raises PressError
    (the folder cannot be written, *base_url* cannot be used) and CaifengIndexError (library or index cannot be read).
    """
    base = _checked_base(base_url)
    with open_folder(folder) as out:
        versions = _write_all(out, chain(export_search(index_folder, library), static_files()))
        failed = _print_sheets(library, out, Renderer(base_url=base, versions=versions), progress=progress or _silent)
        if base:
            out.write("sitemap.xml", _site_map(base, sorted(p for p in out.kept if p.endswith(".html"))))
    pages = sum(path.endswith(".html") for path in out.kept)
    notes = () if base else ("no --base-url: the site map and canonical addresses are left out",)
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
    sheets = list(all_sheets(catalogue, case_of))
    failed = []
    for done, sheet in enumerate(sheets, start=1):
        try:
            html = _render_checked(sheet, renderer, case_of)
        except QuoteError as error:
            failed.append(FailedPage(sheet.path, str(error)))
            html = renderer.render("withheld", sheet.path, {})
        out.write(sheet.path, html.encode("utf-8", errors="replace"))
        progress(done, len(sheets), sheet.path)
    _write_all(out, _snippet_files(catalogue, case_of))
    return tuple(failed)


def _render_checked(sheet: Sheet, renderer: Renderer, case_of: Callable[[str], Case]) -> str:
    html = renderer.render(sheet.template, sheet.path, sheet.values())
    check_quotations(html, stored=lambda id, part: stored_words(case_of(id), part))
    return html


def _snippet_files(catalogue: Catalogue, case_of: Callable[[str], Case]) -> Iterator[tuple[str, bytes]]:
    """The parts of each case as a script, which search loads for the results it shows: file:// allows nothing else."""
    for id in catalogue.cards:
        yield f"cases/{id}.js", shard(f"text-{id}", [[part.name, part.text] for part in case_of(id).article.parts])


def shard(name: str, value: object) -> bytes:
    """A classic script that hands *value* to the page; nothing in it can end the script or start another."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for unsafe in ("<", "\u2028", "\u2029"):
        written = written.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return f"caifengShard({json.dumps(name)},{written});\n".encode("utf-8", errors="replace")


def _known_case(library: Library, id: str) -> Case:
    case = library.case(id)
    if case is None:
        raise PressError(f"cannot publish case {id!r}: it left the library while the site was built; publish again")
    return case


def _write_all(out: Folder, contents: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Writes each file; gives path → the version of what was written."""
    versions = {}
    for path, content in contents:
        out.write(path, content)
        versions[path] = sha256(content).hexdigest()[:VERSION_LETTERS]
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
