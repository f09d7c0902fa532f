"""How to cite a case: the printed article in the form of GB/T 7714-2015, section 4.5 and 8 (newspaper articles, [N]).

    责任者. 题名[N]. 报纸名, 年-月-日(版次)[引用日期]. 获取和访问路径.

What is not known is left out and named, never guessed. Glyphs are those of the print: citing does not convert script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.records import Case
from nlp.records import Byline
from press.links import web_address

NAMED_AUTHORS = 3  # GB/T 7714-2015, 8.1.2: up to three are named, of more the first three and 等
NOT_AUTHORS = re.compile(r"摄|图|编|校|审|责任")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation, and the interface words for what had to be left out of it."""

    text: str
    unknown: tuple[str, ...]


def cite(case: Case, *, paper: str | None) -> Citation:
    """The citation of *case*; *paper* is the newspaper's title, or None when it is not known."""
    address = web_address(case.document.address)
    issued = case.article.published or case.document.issued
    fields = {
        "authors": _names(authors(case)),
        "headline": title(case),
        "paper": paper or "",
        "date": issued.isoformat() if issued else "",
        "page_no": "" if case.document.page_no is None else str(case.document.page_no),
    }
    unknown = tuple(name for name, value in fields.items() if not value)
    return Citation(_assemble(fields, address, seen=_seen(case, address)), unknown)


def title(case: Case) -> str:
    """Headline and subhead as printed, "" when no headline is."""
    headline = _printed(case, "headline")
    subhead = _printed(case, "subhead").lstrip("—-─– ")
    return f"{headline}: {subhead}" if headline and subhead else headline


def authors(case: Case) -> tuple[str, ...]:
    """The names that answer for the words, in the glyphs of the print: photographers and editors are no authors."""
    writers = [b for b in case.article.bylines if not (b.role and NOT_AUTHORS.search(b.role))]
    return tuple(dict.fromkeys(_printed_name(case, byline) for byline in writers))


def _printed(case: Case, part: str) -> str:
    found = case.article.part(part)
    return SPACES.sub(" ", found.original).strip() if found else ""


def _printed_name(case: Case, byline: Byline) -> str:
    """The name in printed glyphs when its evidence is that name and nothing else, as read otherwise."""
    part = case.article.part(byline.evidence.part)
    if part is None:
        return byline.name
    span = slice(byline.evidence.start, byline.evidence.end)
    same = SPACES.sub("", part.text[span]) == SPACES.sub("", byline.name)
    return SPACES.sub("", part.original[span]) if same else byline.name


def _names(names: Sequence[str]) -> str:
    return ", ".join([*names[:NAMED_AUTHORS], "等"] if len(names) > NAMED_AUTHORS else names)


def _seen(case: Case, address: str | None) -> date | None:
    """The day the page was fetched, which is what 引用日期 asks for; only with an address."""
    return case.document.fetched_at.date() if address and case.document.fetched_at else None


def _assemble(fields: dict[str, str], address: str | None, *, seen: date | None) -> str:
    kind = ("N" if fields["paper"] else "EB" if address else "Z") + ("/OL" if address else "")
    head = ". ".join(filter(None, [fields["authors"], f"{fields['headline']}[{kind}]"]))
    when = fields["date"] + (f"({fields['page_no']})" if fields["page_no"] else "")
    where = ", ".join(filter(None, [fields["paper"], when]))
    return ". ".join(filter(None, [head, where + (f"[{seen.isoformat()}]" if seen else ""), address])) + "."
