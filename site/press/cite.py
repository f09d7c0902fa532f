"""How to cite a case: the printed article in the form of GB/T 7714-2015, section 4.5 and 8 (newspaper articles, [N]).

What is not known is left out and named, never guessed. Glyphs are those of the print: citing does not convert script.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from index.records import Case
from nlp.records import Byline
from press.links import web_address
from press.reference import Reference, bibtex, csl, gb_t_7714, ris

NAMED_AUTHORS = 3  # GB/T 7714-2015, 8.1.2: up to three are named, of more the first three and 等
NOT_AUTHORS = re.compile(r"摄|图|编|校|审|责任")
SPACES = re.compile(r"\s+")
LANGUAGES = {"traditional": "zh-Hant", "simplified": "zh-Hans"}  # by the script that a document is printed in


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in every form, and the interface words for what had to be left out of it."""

    reference: Reference
    unknown: tuple[str, ...]

    @property
    def text(self) -> str:
        return gb_t_7714(self.reference, names=NAMED_AUTHORS)

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """The name of each form of reference managers, and the case in it."""
        written = json.dumps([csl(self.reference)], ensure_ascii=False, indent=1)
        return (("BibTeX", bibtex(self.reference)), ("RIS", ris(self.reference)), ("CSL-JSON", written))


def cite(case: Case, *, paper: str | None) -> Citation:
    """The citation of *case*; *paper* is the newspaper's title, or None when it is not known."""
    reference = refer(case, paper=paper)
    fields = {
        "authors": reference.authors,
        "headline": reference.title,
        "paper": reference.paper,
        "date": reference.issued,
        "page_no": reference.page,
    }
    return Citation(reference, tuple(name for name, value in fields.items() if not value))


def refer(case: Case, *, paper: str | None) -> Reference:
    """The bibliographic record of *case*."""
    document = case.document
    address = web_address(document.address)
    return Reference(
        id=case.id,
        title=title(case),
        authors=authors(case),
        paper=paper or "",
        issued=case.article.published or document.issued,
        page="" if document.page_no is None else str(document.page_no),
        address=address,
        seen=document.fetched_at.date() if address and document.fetched_at else None,
        language=LANGUAGES.get(document.script, "zh"),
    )


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
