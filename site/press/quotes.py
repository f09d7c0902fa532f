"""The check on every page that is built: what it shows as a quotation stands, to the letter, in the stored article.

It reads the finished HTML as a browser would and not the values that went in, so a template that cuts, joins or escapes
wrongly is caught too. Quotations name their origin: ``data-quote="<case id> <part>"``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from index.records import Case
from nlp.records import Evidence
from press.errors import QuoteError

PAGE = "page"  # the part name for the document as received
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words shown as a quotation, and where they are said to come from."""

    case: str
    part: str
    words: str


def stored_words(case: Case, part: str) -> tuple[str, ...]:
    """What the library holds of a part: unified and as printed; of "page" the document as received. () when nothing."""
    if part == PAGE:
        return (case.document.page,)
    found = case.article.part(part)
    return (found.text, found.original) if found else ()


def evidence_words(case: Case, evidence: Evidence) -> tuple[str, str]:
    """The words of *evidence*, unified and as printed. Raises QuoteError when it points outside the stored article."""
    stored = stored_words(case, evidence.part)
    if not stored or not 0 <= evidence.start < evidence.end <= len(stored[0]):
        raise QuoteError(
            f"case {case.id!r}: evidence {evidence.start}–{evidence.end} of part {evidence.part!r} is outside what is "
            f"stored of it; read {case.document.address!r} again"
        )
    return stored[0][evidence.start : evidence.end], stored[-1][evidence.start : evidence.end]


def check_quotations(html: str, *, stored: Callable[[str, str], tuple[str, ...]]) -> int:
    """How many quotations *html* shows. Raises QuoteError for the first that is not in ``stored(case, part)``."""
    count = 0
    for quotation in quotations_in(html):
        if not any(quotation.words in words for words in stored(quotation.case, quotation.part)):
            raise QuoteError(
                f"case {quotation.case!r}: the quotation {_short(quotation.words)!r} is not in the stored "
                f"{quotation.part!r}; read the document again, and report this if it stays"
            )
        count += 1
    return count


def quotations_in(html: str) -> Iterator[Quotation]:
    """Every quotation of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return iter(reader.found)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


class _Reader(HTMLParser):
    """Collects the text inside elements that carry data-quote; one may stand inside another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Quotation] = []
        self._open: list[tuple[str, list[str]] | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        origin = dict(attrs).get("data-quote")
        self._open.append(None if origin is None else (origin, []))

    def handle_data(self, data: str) -> None:
        for quote in self._open:
            if quote:
                quote[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open:
            return
        quote = self._open.pop()
        if quote:
            case, _, part = quote[0].partition(" ")
            self.found.append(Quotation(case, part, "".join(quote[1])))
