"""What a reader gets out of a page: frozen records, from the whole document down to one number.

Offsets are code points, half-open. Everything a reader finds carries evidence: the part of the article it
stands in and the exact stretch of that part. A part keeps two strings of equal length, the unified one
(simplified script, noise removed) and the glyphs as printed, so one pair of offsets serves both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

KINDS = ("report", "brief", "photo", "qa", "essay", "furniture")
PART_NAMES = ("headline", "kicker", "subhead", "byline", "dateline", "text")
BOUNDS = ("exact", "at_least", "at_most", "approx", "range")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a part that stood unbroken in the document: part[start:start+length] = page[page_start:…]."""

    start: int
    page_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """One printed part of an article (headline, text, …) in both scripts, and where it stood on the page."""

    name: str
    text: str
    original: str
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if len(self.text) != len(self.original):
            raise ValueError(
                f"part {self.name!r}: {len(self.text)} unified but {len(self.original)} printed characters"
            )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is printed: ``article.part(part).text[start:end]``; part "page" is the document as received."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that the numerals or letters of a model stand for, with its own parts."""

    name: str
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A governance model: a named way of working (SPEC.md: name, key, kind, components)."""

    name: str
    key: str
    kind: str | None
    components: tuple[Component, ...]
    evidence: Evidence
    rule: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A counted fact. ``value`` and ``high`` in ``unit`` with 万 and 亿 multiplied out; ``high`` only for ranges.

    ``period`` is the printed word (今年以来); ``since`` and ``until`` its first and last day, None where the word or
    the date of the page does not tell. ``check`` says which printed counts a rate follows from (262/299 = 87.6 %); a
    rate that contradicts its counts has a doubt instead.
    """

    text: str
    value: float
    unit: str
    object: str | None
    bound: str
    high: float | None
    evidence: Evidence
    rule: str
    confidence: float
    qualifier: str | None = None
    period: str | None = None
    doubts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A named place or body below the county that acts in the case."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """Where the case is: official names, and the GB/T 2260 code of the lowest level that is certain.

    None where the article does not say. ``evidence`` is empty where the place follows from the paper's territory.
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    code: str | None = None
    units: tuple[Unit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    confidence: float = 0.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What a case is about, by the published scheme (nlp/tables/themes.tsv); ``evidence``: words that show it."""

    name: str
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, literally: ``text`` is what its evidence quotes."""

    text: str
    evidence: Evidence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Formula:
    """A national formula, campaign or standing institution that an article names: no practice of its own.

    ``name`` is the table's spelling, ``sort`` one of formula, campaign, institution; evidence is its first printing.
    """

    name: str
    sort: str
    evidence: Evidence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Byline:
    """A person named as author; ``role`` is the printed word (记者, 通讯员, 摄影 …) or None."""

    name: str
    role: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document as received, ``page[start:end]``, its role, and its article's id (None: no article)."""

    start: int
    end: int
    role: str
    article: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, read whole. Parts that are not printed are missing from ``parts``."""

    id: int
    kind: str
    parts: tuple[Part, ...]
    is_case: bool | None = None
    case_reasons: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    published: date | None = None
    published_at: str | None = None
    missing_head: bool = False
    missing_tail: bool = False
    place: Place = field(default_factory=Place)
    models: tuple[Model, ...] = ()
    metrics: tuple[Metric, ...] = ()
    doubts: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    summary: tuple[Sentence, ...] = ()
    formulas: tuple[Formula, ...] = ()

    def part(self, name: str) -> Part | None:
        """The part called *name*, or None when the article prints none."""
        return next((p for p in self.parts if p.name == name), None)

    def words(self, name: str) -> str:
        """The unified text of a part, "" when it is not printed."""
        found = self.part(name)
        return found.text if found else ""

    @property
    def headline(self) -> str:
        return self.words("headline")

    @property
    def text(self) -> str:
        return self.words("text")


@dataclass(frozen=True, slots=True)
class Mark:
    """What layout makes of ``page[start:end]``: headline, kicker, subhead, section, caption, box, furniture or end.

    "end" is empty: what follows belongs to no article above.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What markup or an editor already knows of a document, which wins over guesses from text. None: not known.

    ``marks`` hold what a layout tells of single lines; without any the text alone is read.
    """

    headline: str | None = None
    kicker: str | None = None
    subhead: str | None = None
    byline: str | None = None
    published: date | None = None
    published_at: str | None = None
    territory: str | None = None
    single_article: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as received, and everything read from it.

    ``page`` is the text as received, never changed. ``script`` names the script it was printed in
    ("simplified", "traditional" …). Every character of ``page`` is in exactly one of ``blocks``.
    """

    page: str
    script: str
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]
    doubts: tuple[str, ...] = ()
