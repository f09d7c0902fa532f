"""What the library knows: frozen records, as they come out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nlp.records import Article


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper or site that documents come from. ``territory`` is a GB/T 2260 code or None.

    ``publish`` says how much of its articles may be shown: "full"; "extract" (head, summary, the sentences that prove
    a fact, within bounds); "citation" (what a citation has, and where it leads).
    """

    name: str
    title: str
    territory: str | None = None
    publish: str = "full"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the library: provenance of every case read from it.

    ``address`` is a URL or ``file:<name>``; ``digest`` is "sha256:<hex>" of the payload; ``record`` the WARC-Record-ID.
    """

    id: int
    source: str
    address: str
    digest: str
    record: str | None
    fetched_at: datetime | None
    paper: str | None
    issued: date | None
    page_no: int | None
    page_name: str | None
    script: str
    page: str
    notes: tuple[str, ...]
    territory: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One article of the library under its lasting id, with the document it was read from.

    ``id`` is given once and kept: it survives re-reading and a rebuild from the archive. Not every case is a governance
    case: ``article.is_case`` says so (True, False, or None where a selective editor could go either way). ``publish``
    is that of its source; ``withdrawn`` says why the case may no longer be shown at all, None when it may.
    """

    id: str
    article: Article
    document: DocumentRecord
    publish: str = "full"
    withdrawn: str | None = None

    @property
    def title(self) -> str:
        """What to call the case: its headline, or the beginning of its text when none is printed."""
        return self.article.headline or self.article.text[:24]

    @property
    def listed(self) -> bool:
        """Whether the case is published, indexed and counted: no furniture, not surely no case, not withdrawn."""
        is_case = self.article.kind != "furniture" and self.article.is_case is not False
        return is_case and self.withdrawn is None


@dataclass(frozen=True, slots=True)
class Reading:
    """What keeping one reading changed. ``cases`` are the ids of the document's articles, in their order."""

    document: int
    cases: tuple[str, ...]
    changed: bool
    born: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why. It is kept and tried again by the next ingest."""

    source: str
    address: str
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did: documents read, documents that were known already, and what could not be read."""

    read: int
    unchanged: int
    failed: tuple[Failure, ...]
    cases_new: int
    cases_gone: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a case went when its article was split, merged or vanished.

    "split": ``to`` are the pieces, the case itself among them when it lives on in one. "merged" and "renamed": the one
    case that holds its text now. "vanished": nowhere, ``to`` is empty.
    """

    id: str
    kind: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A model of a case: ``key`` is one that the case's article has."""

    case: str
    key: str


@dataclass(frozen=True, slots=True)
class RelatedModel:
    """Another model that may be taken for this one, and why the two are kept apart, in words for readers."""

    slug: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A governance model of the library: every case that names it. ``names`` and ``kinds``: commonest first.

    ``reasons`` say why the names of several cases are taken for one model, empty where one case names it.
    """

    key: str
    slug: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    cases: tuple[str, ...]
    named_in: tuple[NamedIn, ...] = ()
    reasons: tuple[str, ...] = ()
    related: tuple[RelatedModel, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of the library at the lowest level its cases are certain of. ``cases`` are its own, not its parts'."""

    province: str | None
    city: str | None
    county: str | None
    code: str | None
    slug: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One decision of an editor on one field of a case: ``value`` is JSON, ``at`` when it was made."""

    case: str
    field: str
    value: str
    editor: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A case that may no longer be shown, and why: ``why`` is printed on the page that stands in its place.

    ``by`` is the case that was withdrawn: ``id`` itself, or one whose text went over into it by a split or a merger.
    """

    id: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the library holds. ``cases`` are the listed ones; models are counted once a key, metrics once a fact."""

    sources: int
    documents: int
    articles: int
    cases: int
    models: int
    metrics: int
    failures: int
    edits: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a snippet to mark, half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a case that shows the query. ``text`` and ``original`` are equally long, so ``spans`` fit both.

    ``part`` is where it stands (headline, text …); ``cut_before`` and ``cut_after`` say that the part goes on.
    """

    text: str
    original: str
    part: str
    spans: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One case found. ``tier`` 0: the whole query as one phrase; 1: every word printed; 2: words apart or derived."""

    id: str
    title: str
    place: str
    date: date | None
    score: float
    tier: int
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Heard:
    """Letters that were taken for the pinyin of ``word``; ``others`` are words that they may mean as well."""

    typed: str
    word: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found. ``total`` counts all, ``hits`` are the best. ``also`` is the query as folded, when folding
    changed it; ``unknown`` are its words that no case holds, ``suggestions`` words of the library that may be meant
    instead; ``filtered_out`` how many cases the words alone would find when the filters leave none."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    also: str | None = None
    unknown: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    suggestions: tuple[str, ...] = ()
    filtered_out: int = 0


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run of the indexer did, in cases."""

    added: int
    changed: int
    removed: int
    unchanged: int

    @property
    def total(self) -> int:
        return self.added + self.changed + self.unchanged
