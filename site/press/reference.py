"""A case as a bibliographic record, and the forms that reference managers read: BibTeX, RIS, CSL-JSON.

The record says what is printed and known; what is not known is left out of every form, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

NEWSPAPER, WEBSITE, LEAFLET = "N", "EB", "Z"  # GB/T 7714-2015, annex B
LINES = re.compile(r"[\r\n\t]+")
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "#": r"\#",
        "&": r"\&",
        "$": r"\$",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # verbatim in BibTeX: only what ends the field is changed


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation may name. "" and None: not known. ``seen`` is the day the address was fetched."""

    id: str
    title: str
    authors: tuple[str, ...]
    paper: str
    issued: date | None
    page: str
    address: str | None
    seen: date | None
    language: str

    @property
    def kind(self) -> str:
        """The mark of the kind of document, without its carrier."""
        return NEWSPAPER if self.paper else WEBSITE if self.address else LEAFLET


def bibtex(reference: Reference) -> str:
    """A BibTeX entry; the kind of document and the day it was seen as the Chinese styles of biblatex read them."""
    known = {
        "title": f"{{{_tex(reference.title)}}}" if reference.title else "",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in reference.authors),
        "journal": _tex(reference.paper),
        "date": reference.issued.isoformat() if reference.issued else "",
        "year": str(reference.issued.year) if reference.issued else "",
        "pages": _tex(reference.page),
        "url": (reference.address or "").translate(URL),
        "urldate": reference.seen.isoformat() if reference.seen else "",
        "language": "chinese",
        "mark": reference.kind,
        "entrysubtype": "newspaper" if reference.paper else "",
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in known.items() if value)
    return f"@{'article' if reference.paper else 'misc'}{{caifeng-{reference.id},\n{rows}}}\n"


def ris(reference: Reference) -> str:
    """A RIS record: a line a field, CR LF at its end, as the format wants it."""
    lines = (("TY", "NEWS" if reference.paper else "GEN"), *_ris_fields(reference), ("ER", ""))
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)


def csl(reference: Reference) -> dict[str, Any]:
    """An item of CSL-JSON. A Chinese name is one word: family and given name are not told apart in print."""
    item: dict[str, Any] = {
        "id": reference.id,
        "type": "article-newspaper" if reference.paper else "webpage" if reference.address else "document",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.paper,
        "issued": _parts(reference.issued),
        "page": reference.page,
        "URL": reference.address,
        "accessed": _parts(reference.seen),
        "language": reference.language,
    }
    return {name: value for name, value in item.items() if value}


def gb_t_7714(reference: Reference, *, names: int) -> str:
    """责任者. 题名[N/OL]. 报纸名, 年-月-日(版次)[引用日期]. 获取和访问路径. Up to *names* authors are named."""
    mark = reference.kind + ("/OL" if reference.address else "")
    head = ". ".join(filter(None, [_named(reference.authors, names), f"{reference.title}[{mark}]"]))
    when = (reference.issued.isoformat() if reference.issued else "") + (
        f"({reference.page})" if reference.page else ""
    )
    seen = f"[{reference.seen.isoformat()}]" if reference.seen else ""
    where = ", ".join(filter(None, [reference.paper, when])) + seen
    return ". ".join(filter(None, [head, where, reference.address])) + "."


def _named(authors: Sequence[str], names: int) -> str:
    return ", ".join([*authors[:names], "等"] if len(authors) > names else authors)


def _ris_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    fields = [
        ("ID", f"caifeng-{reference.id}"),
        ("TI", reference.title),
        *(("AU", name) for name in reference.authors),
        ("T2", reference.paper),
        ("PY", str(reference.issued.year) if reference.issued else ""),
        ("DA", f"{reference.issued:%Y/%m/%d}" if reference.issued else ""),
        ("SP", reference.page),
        ("UR", reference.address or ""),
        ("Y2", f"{reference.seen:%Y/%m/%d}" if reference.seen else ""),
        ("LA", reference.language),
    ]
    return ((tag, value) for tag, value in fields if value)


def _parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _line(text: str) -> str:
    return LINES.sub(" ", text)


def _tex(text: str) -> str:
    return _line(text).translate(TEX)
