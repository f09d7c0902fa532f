"""What became of a crawl: counted while it runs, told when it ends, carried as JSON from Scrapy's process to ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is. Expected numbers grow while pages are read. ``address`` was fetched last."""

    pages_expected: int
    pages_fetched: int
    articles_expected: int
    articles_fetched: int
    failed: int
    address: str

    @property
    def expected(self) -> int:
        """Pages and articles known of so far."""
        return self.pages_expected + self.articles_expected

    @property
    def fetched(self) -> int:
        """Pages and articles that came."""
        return self.pages_fetched + self.articles_fetched


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that could not be fetched or understood, and why, in words."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """A crawl when it has ended. ``kept`` and ``revisits`` count WARC records; ``issues`` are the days fetched.

    ``days_without_issue`` were asked for and the paper has none; that is no failure. ``notes`` tell of repairs to the
    archive and of dates nothing was found for.
    """

    source: str
    issues: tuple[date, ...] = ()
    pages_expected: int = 0
    pages_fetched: int = 0
    articles_expected: int = 0
    articles_fetched: int = 0
    failed: tuple[Failure, ...] = ()
    days_without_issue: tuple[date, ...] = ()
    kept: int = 0
    revisits: int = 0
    notes: tuple[str, ...] = ()

    @property
    def fetched(self) -> int:
        """Pages and articles that came."""
        return self.pages_fetched + self.articles_fetched

    @property
    def unchanged(self) -> int:
        """Responses that were the same as before, robots.txt and the entry page counted in."""
        return self.revisits

    @property
    def is_complete(self) -> bool:
        """Whether everything that the pages promise was fetched."""
        return not self.failed


@dataclass(slots=True)
class Tally:
    """The counts of a running crawl. Addresses are in sets: a page that is linked twice is expected once."""

    source: str
    tell: Callable[[CrawlProgress], None]
    pages: set[str] = field(default_factory=set)
    pages_fetched: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    articles_fetched: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    issues: set[date] = field(default_factory=set)
    days_without_issue: set[date] = field(default_factory=set)
    kept: int = 0
    revisits: int = 0
    notes: list[str] = field(default_factory=list)
    fatal: Exception | None = None

    def fetched(self, url: str, *, is_article: bool) -> None:
        """Count a page or article that came and was understood."""
        (self.articles_fetched if is_article else self.pages_fetched).add(url)
        self._tell(url)

    def fail(self, url: str, reason: str) -> None:
        """Count an address that did not come or was not understood."""
        self.failed[url] = reason
        self._tell(url)

    def fail_the_lost(self, reason: str) -> None:
        """Count what is expected and neither came nor failed: Scrapy drops a redirect to an address it knows."""
        for url in (self.pages - self.pages_fetched) | (self.articles - self.articles_fetched):
            self.failed.setdefault(url, reason)

    def say_once(self, words: str) -> None:
        """Add a note, unless it is there already."""
        if words not in self.notes:
            self.notes.append(words)

    def report(self) -> CrawlReport:
        """The counts as they stand."""
        return CrawlReport(
            source=self.source,
            issues=tuple(sorted(self.issues)),
            pages_expected=len(self.pages),
            pages_fetched=len(self.pages_fetched),
            articles_expected=len(self.articles),
            articles_fetched=len(self.articles_fetched),
            failed=tuple(Failure(address, reason) for address, reason in sorted(self.failed.items())),
            days_without_issue=tuple(sorted(self.days_without_issue)),
            kept=self.kept,
            revisits=self.revisits,
            notes=tuple(self.notes),
        )

    def _tell(self, url: str) -> None:
        numbers = (len(self.pages), len(self.pages_fetched), len(self.articles), len(self.articles_fetched))
        self.tell(CrawlProgress(*numbers, len(self.failed), url))


def report_to_json(report: CrawlReport) -> dict[str, Any]:
    """A report as JSON values."""
    plain = {name: getattr(report, name) for name in CrawlReport.__slots__}
    plain["failed"] = [[failure.address, failure.reason] for failure in report.failed]
    for name in ("issues", "days_without_issue"):
        plain[name] = [day.isoformat() for day in plain[name]]
    return plain


def report_from_json(plain: dict[str, Any]) -> CrawlReport:
    """The reverse of report_to_json."""
    days = {name: tuple(map(date.fromisoformat, plain[name])) for name in ("issues", "days_without_issue")}
    failed = tuple(Failure(address, reason) for address, reason in plain["failed"])
    return CrawlReport(**{**plain, **days, "failed": failed, "notes": tuple(plain["notes"])})
