"""Loose files as they lie on a disk: finding them, refusing what cannot be read, with a word of what to do about it."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.records import FileFacts
from crawler.errors import FileRefused
from crawler.items import Page
from crawler.meta import META_NAME, read_meta
from crawler.pages import page_of_file

__all__ = ["FileFacts", "Found", "LooseFile", "find_files", "read_bytes", "read_page"]

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx")
OPENINGS = {".pdf": (b"%PDF-", 1024), ".docx": (b"PK", 2)}  # what files begin with, within how many bytes
MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP (also .docx, .xlsx)",
    b"\xd0\xcf\x11\xe0": "old Office",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"BM": "BMP",
    b"\x7fELF": "program",
    b"SQLite format 3": "SQLite",
}
WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
BINARY_SHARE = 0.02  # of the bytes: random ones hold 11 % control bytes, text of any 8-bit encoding none
PROBED_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A file to be read: ``name`` is what it is called in a library, ``facts`` what was said of it."""

    path: Path
    name: str
    facts: FileFacts = field(default_factory=FileFacts)


@dataclass(frozen=True, slots=True)
class Found:
    """The files found, in order, and why others are not among them."""

    files: tuple[LooseFile, ...]
    refused: tuple[FileRefused, ...]


def read_page(path: Path, *, max_bytes: int, name: str | None = None, facts: FileFacts | None = None) -> Page:
    """The page of a .txt, .html, .pdf or .docx file. Raises FileRefused when it cannot be taken."""
    return page_of_file(name or path.name, read_bytes(path, max_bytes=max_bytes), facts=facts)


def read_bytes(path: Path, *, max_bytes: int) -> bytes:
    """The bytes of a file that holds text, or of a PDF or Word file, which is not opened here.

    Raises FileRefused: missing, a folder, no permission, over *max_bytes*, empty, binary, or of an unknown kind.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise _refused("this kind of file is not read", path.suffix, path, f"Known kinds: {', '.join(SUFFIXES)}")
    try:
        body = _read_within(path, max_bytes)
    except OSError as error:
        raise _refused(*_why(error), path, _advice(error)) from error
    if not body.strip():
        raise _refused("the file is empty", f"{len(body)} bytes", path, "Fetch or export it again")
    _check_contents(path, body)
    return body


def _check_contents(path: Path, body: bytes) -> None:
    """Raises FileRefused when a file is not what its name says."""
    suffix, kind = path.suffix.lower(), _binary_kind(body)
    if suffix in OPENINGS:
        opening, within = OPENINGS[suffix]
        if opening not in body[:within]:
            advice = "Save an old Word file as .docx" if kind == "old Office" else "Fetch or export it again"
            raise _refused(f"the file is no {suffix} file", kind or "text", path, advice)
    elif kind:
        raise _refused("the file is not text", kind, path, "Give its text as .txt or .html, a PDF as .pdf")


def find_files(paths: Sequence[Path], *, facts: FileFacts | None = None) -> Found:
    """The files of *paths*; a folder stands for every file in it that can be read, in the order of their names.

    A meta.csv beside a file says more of it than *facts* do. What is wrong with a file, a folder or a row is in
    ``refused``; the file of a wrong row is not among the files, so that it is not kept without what it belongs to.
    """
    known = facts or FileFacts()
    found = [_folder_files(path, known) if path.is_dir() else _single_file(path, known) for path in paths]
    return _together(found)


def _together(found: Sequence[Found]) -> Found:
    return Found(tuple(f for part in found for f in part.files), tuple(e for part in found for e in part.refused))


def _single_file(path: Path, known: FileFacts) -> Found:
    meta = read_meta(path.parent, known=known)
    error = meta.unusable or meta.spoiled.get(path.name)
    if error:
        return Found((), (error,))
    return Found((LooseFile(path, path.name, meta.facts.get(path.name, known)),), ())


def _folder_files(root: Path, known: FileFacts) -> Found:
    refused: list[FileRefused] = []
    walked = [_listed_files(root, folder, names, known=known) for folder, names in _walk(root, refused)]
    found = _together([*walked, Found((), tuple(refused))])
    if found.files or found.refused:
        return found
    nothing = _refused("the folder holds no file to read", root.name, root, f"Known kinds: {', '.join(SUFFIXES)}")
    return Found((), (nothing,))


def _listed_files(root: Path, folder: Path, names: list[str], *, known: FileFacts) -> Found:
    meta = read_meta(folder, known=known)
    if meta.unusable:
        return Found((), meta.errors)
    prefix = Path(root.resolve().name) / folder.relative_to(root)
    kept = (name for name in names if name not in meta.spoiled)
    files = (LooseFile(folder / name, (prefix / name).as_posix(), meta.facts.get(name, known)) for name in kept)
    return Found(tuple(files), meta.errors)


def _walk(root: Path, refused: list[FileRefused]) -> Iterator[tuple[Path, list[str]]]:
    def note(error: OSError) -> None:
        refused.append(_refused("cannot open the folder", error.strerror, Path(error.filename), "Mend its permissions"))

    for folder, folders, names in os.walk(root, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen = sorted(name for name in names if not name.startswith("."))
        yield Path(folder), [name for name in seen if Path(name).suffix.lower() in SUFFIXES and name != META_NAME]


def _read_within(path: Path, max_bytes: int) -> bytes:
    # O_NONBLOCK: opening a named pipe must not wait for a writer
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(21, "Is a directory", str(path))
        if not stat.S_ISREG(status.st_mode):
            raise _refused("this is not a file with contents", "device or pipe", path, "Give a plain file")
        body = b"" if status.st_size > max_bytes else file.read(max_bytes + 1)
    if status.st_size > max_bytes or len(body) > max_bytes:
        raise _refused(
            f"the file is over {max_bytes} bytes",
            f"{max(status.st_size, len(body))} bytes",
            path,
            "Split it, or allow it with the setting MAX_FILE_BYTES (environment: CAIFENG_MAX_FILE_BYTES)",
        )
    return body


def _why(error: OSError) -> tuple[str, str]:
    words = {
        FileNotFoundError: "there is no such file",
        PermissionError: "no permission to read the file",
        IsADirectoryError: "this is a folder, not a file",
    }
    return words.get(type(error), "cannot read the file"), error.strerror or str(error)


def _advice(error: OSError) -> str:
    advice = {
        FileNotFoundError: "Check the spelling of its name",
        PermissionError: "Make it readable (chmod u+r) or ask its owner",
        IsADirectoryError: "Give the files in it",
    }
    return advice.get(type(error), "Check the disk and try again")


def _refused(what: str, value: object, path: Path, advice: str) -> FileRefused:
    return FileRefused(what, value=value, where=str(path), advice=advice)


def _binary_kind(body: bytes) -> str | None:
    """What a file is when it is no text, in a word; None for text."""
    if body.startswith(WIDE_BOMS):
        return None
    for magic, kind in MAGIC.items():
        if body.startswith(magic) and not (kind == "BMP" and b"\0" not in body[:64]):
            return kind
    probed = body[:PROBED_BYTES]
    controls = len(probed) - len(probed.translate(None, CONTROL_BYTES))
    zeros = (probed[::2].count(0), probed[1::2].count(0))
    if controls == sum(zeros) and min(zeros) == 0:  # all in one half: UTF-16 without a byte order mark
        return None
    return "binary" if controls > BINARY_SHARE * len(probed) else None
