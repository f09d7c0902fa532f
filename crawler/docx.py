"""Word files (.docx) as text: paragraphs in order, tables with a tab between cells, text boxes behind their paragraph.

The XML is read directly (zipfile, lxml). Not with python-docx: it leaves out text boxes, content controls and what was
inserted with changes tracked, and unpacks whatever an archive says it holds.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawler.docx_styles import DocxText, Paragraph, Styles, make_text
from crawler.errors import FileRefused

MOST_XML_BYTES = 16 * 1024 * 1024  # unpacked, of one part: as a tree it takes ten times as much memory
MOST_ELEMENTS = 1_000_000  # of one part: each takes 150 bytes and more
MOST_PARTS = 10_000
DEEPEST = 200  # elements inside one another
TABLE_CELL = 200  # characters of a cell above which a table only sets text in place
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_PASSED_OVER = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "sectPr")}
_SPELLED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_docx(body: bytes, *, where: str) -> DocxText:
    """The text of a Word file, one paragraph a line, with marks for headlines, sections and text boxes.

    *where* names it in messages. Raises FileRefused: locked, damaged, without text, or too large when unpacked.
    """
    parts = _unpack(body, where)
    document = _parse(parts["word/document.xml"], where)
    styles = Styles(_parse(parts["word/styles.xml"], where) if "word/styles.xml" in parts else None)
    root = document.find(f"{W}body")
    paragraphs = [p for p in _blocks(root, styles, 0) if p.text.strip()] if root is not None else []
    if not paragraphs:
        raise _refused(
            "the Word file holds no text", f"{len(body)} bytes", where, "Pictures are not read: there is no OCR here"
        )
    return make_text(paragraphs)


def _unpack(body: bytes, where: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise _refused("the Word file has too many parts", len(packed.infolist()), where, _AGAIN)
            names = {"word/document.xml", "word/styles.xml"} & set(packed.namelist())
            parts = {name: _part(packed, name, where) for name in names}
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        locked = "encrypted" in str(error)
        what = "the Word file is locked with a password" if locked else "the Word file cannot be opened, it is damaged"
        raise _refused(what, f"{len(body)} bytes", where, _AGAIN) from error
    if "word/document.xml" not in parts:
        raise _refused("this is a ZIP file but no Word file", f"{len(body)} bytes", where, "Give its text as .txt")
    return parts


_AGAIN = "Save it again as .docx without a password"


def _part(packed: zipfile.ZipFile, name: str, where: str) -> bytes:
    with packed.open(name) as part:
        content = part.read(MOST_XML_BYTES + 1)  # what the archive says of its size may be a lie
    if len(content) > MOST_XML_BYTES:
        raise _refused(
            f"the Word file unpacks to more than {MOST_XML_BYTES} bytes",
            name,
            where,
            "Split it, or give its text as .txt",
        )
    if content.count(b"<") > MOST_ELEMENTS:
        raise _refused(f"the Word file has more than {MOST_ELEMENTS} elements", name, where, "Split it")
    return content


def _parse(xml: bytes, where: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise _refused("the Word file cannot be opened, it is damaged", str(error)[:120], where, _AGAIN) from error


def _refused(what: str, value: object, where: str, advice: str) -> FileRefused:
    return FileRefused(what, value=value, where=where, advice=advice)


@dataclass(slots=True)
class _Printed:
    """What a paragraph prints while it is read: its text, the sizes it is set in, and the text boxes tied to it."""

    text: list[str]
    sizes: dict[float, int]
    boxes: list[Any]


def _blocks(parent: Any, styles: Styles, depth: int) -> Iterator[Paragraph]:
    """The paragraphs below *parent* in order; content controls and the like are looked into."""
    if depth > DEEPEST:
        return
    for element in parent:
        if element.tag == f"{W}p":
            yield from _paragraph(element, styles, depth)
        elif element.tag == f"{W}tbl":
            yield from _table(element, styles, depth)
        elif isinstance(element.tag, str) and element.tag not in _PASSED_OVER:
            yield from _blocks(_chosen(element), styles, depth + 1)


def _chosen(element: Any) -> Any:
    """Of content that is given twice, for new readers and old ones, the first."""
    if element.tag != ALTERNATE:
        return element
    choice = element.find(CHOICE)
    return element[-1:] if choice is None else [choice]


def _paragraph(element: Any, styles: Styles, depth: int) -> Iterator[Paragraph]:
    printed = _Printed([], {}, [])
    _read_inline(element, styles.size_of(element), styles, printed)
    role = styles.role_of(element)
    size = max(printed.sizes, key=lambda s: printed.sizes[s], default=0.0)
    for line in "".join(printed.text).split("\n"):
        yield Paragraph(line.strip(), size, role, styles.level_of(element))
    for box in printed.boxes:
        for inner in _blocks(box, styles, depth + 1):
            yield Paragraph(inner.text, inner.size, "box", None)


def _read_inline(element: Any, size: float, styles: Styles, printed: _Printed) -> None:
    """Adds what *element* prints. Without recursion: a hostile file nests runs as deep as its parser lets it."""
    waiting = [(child, size) for child in reversed(list(element))]
    while waiting:
        child, size = waiting.pop()
        if not isinstance(child.tag, str) or child.tag in _PASSED_OVER:
            continue
        if child.tag == f"{W}t":
            printed.text.append(child.text or "")
            printed.sizes[size] = printed.sizes.get(size, 0) + len(child.text or "")
        elif child.tag in _SPELLED:
            printed.text.append(_SPELLED[child.tag])
        elif child.tag == f"{W}txbxContent":
            printed.boxes.append(child)
        else:
            inner = styles.size_of(child, size) if child.tag == f"{W}r" else size
            waiting.extend((one, inner) for one in reversed(list(_chosen(child))))


def _table(element: Any, styles: Styles, depth: int) -> Iterator[Paragraph]:
    """Rows as lines with tabs between the cells; the paragraphs of a table that only sets text in place."""
    rows = [
        [list(_blocks(cell, styles, depth + 1)) for cell in row.iterfind(f"{W}tc")] for row in element.iter(f"{W}tr")
    ]
    lengths = [sum(len(p.text) for p in cell) for row in rows for cell in row]
    if max(map(len, rows), default=0) == 1 or max(lengths, default=0) > TABLE_CELL:
        for row in rows:
            for cell in row:
                yield from cell
        return
    for row in rows:
        cells = [" ".join(p.text.replace("\t", " ") for p in cell if p.text) for cell in row]
        yield Paragraph("\t".join(cells).rstrip("\t"), 0.0, "table", None)
