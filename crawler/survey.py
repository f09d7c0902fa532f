"""Looking at a site before crawling it: what of it is recognised, and for a new one the source that it asks for.

Fetches as few pages as it can, each as politely as a crawl, into an archive that is thrown away.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.archive import Archive
from crawler.decode import declared_in_markup, decode
from crawler.errors import CrawlFailed
from crawler.families import Layout, Listing, issue_date, newest_issue, plain_address, read_layout
from crawler.families.family import EPAPER, FEED, SITEMAP
from crawler.families.feed import read_feed
from crawler.families.listing import read_listing
from crawler.families.nothing import nothing_on
from crawler.families.recognise import Recognised, family_of_article, recognise
from crawler.families.sitemap import read_sitemap
from crawler.families.xml import unpacked
from crawler.items import Page
from crawler.markup import parse, tidy
from crawler.pages import page_of
from crawler.run import look
from crawler.sources import Source

MAX_STEPS = 3  # entry pages that lead on, and days looked back for the newest issue
DAYS_BACK = 7
SHOWN_CHARACTERS = 40
SITE_WORDS = re.compile(r"[-_—|·].*$|(?:数字报|电子版|电子报|首页|网站|官网).*$")
PLAIN_LABELS = ("www", "epaper", "paper", "news", "dpaper", "szb", "html", "index", "pc")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was looked at and found, in words; ``is_good`` when articles were found and one of them could be read."""

    source: Source
    findings: tuple[str, ...]
    is_good: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that came: its address, its text and its bytes."""

    url: str
    markup: str
    body: bytes


class Scout:
    """Fetches pages of one source one at a time into an archive of its own."""

    def __init__(self, source: Source, folder: Path, settings: Mapping[str, object]) -> None:
        self.source = source
        self._folder = folder
        self._settings = settings

    def fetch(self, url: str) -> Fetched:
        """The page at an address. Raises CrawlFailed when it does not come."""
        report = look(self.source, [url], self._folder, settings=self._settings)
        if report.failed:
            failure = report.failed[0]
            raise CrawlFailed("a page did not come", value=failure.reason, where=failure.address, advice="Check it")
        with Archive(self._folder) as archive:
            entry = [entry for entry in archive.entries() if entry.status in (200, 304)][-1]
            body = unpacked(archive.payload(entry).body)
        return Fetched(entry.url, decode(body, declared=declared_in_markup(body)).text, body)

    def article(self, url: str) -> Page | None:
        """The article at an address as it would be read, or None when nothing is."""
        self.fetch(url)
        with Archive(self._folder) as archive:
            entry = [entry for entry in archive.entries() if entry.status in (200, 304)][-1]
            return page_of(entry, archive.payload(entry), self.source)


def check_source(source: Source, *, today: date, settings: Mapping[str, object]) -> Survey:
    """Look at the newest page of a source and one article of it. Raises CrawlFailed when a page does not come."""
    with tempfile.TemporaryDirectory() as folder:
        scout = Scout(source, Path(folder), settings)
        if source.habits.kind == EPAPER:
            page = _newest_page(scout, today)
            layout = read_layout(page.markup, url=page.url, family=source.on(issue_date(page.url)).habits)
            return _survey(scout, list(_layout_words(page, layout)), _first(page, source))
        page = scout.fetch(source.entry_address)
        return _survey(scout, list(_listing_words(page, _listing(page, source))), _first(page, source))


def _first(page: Fetched, source: Source) -> str | None:
    """The first article that a page leads to by the habits of its source, or None."""
    then = source.on(issue_date(page.url))
    if then.habits.kind == EPAPER:
        return next((link.url for link in read_layout(page.markup, url=page.url, family=then.habits).articles), None)
    listing = _listing(page, then)
    return next((row.url for row in listing.rows), None) if listing else None


def _survey(scout: Scout, findings: list[str], article: str | None) -> Survey:
    """The survey with one article read, if any is linked."""
    if article is None or not scout.source.owns(article):
        return Survey(scout.source, (*findings, "no article was found"), False)
    page = scout.article(article)
    if page is None or not page.text:
        return Survey(scout.source, (*findings, f"{article}: nothing could be read"), False)
    return Survey(scout.source, (*findings, *_article_words(page)), bool(page.stated.headline))


def _newest_page(scout: Scout, today: date) -> Fetched:
    source = scout.source
    if source.by_date:
        return _newest_by_date(scout, today)
    page = scout.fetch(source.entry_address)
    for _ in range(MAX_STEPS):
        leads_to = newest_issue(page.markup, url=page.url, family=source.habits)
        if leads_to is None or source.habits.is_page(page.url):
            return page
        page = scout.fetch(leads_to)
    return page


def _newest_by_date(scout: Scout, today: date) -> Fetched:
    """The first page of the newest issue, from today back. Raises CrawlFailed when a week has none."""
    failure: CrawlFailed | None = None
    for days in range(DAYS_BACK):
        try:
            page = scout.fetch(scout.source.issue_address(today - timedelta(days=days)))
        except CrawlFailed as error:
            failure = error
            continue
        if not nothing_on(page.markup):
            return page
    if failure:
        raise failure
    raise CrawlFailed(
        "no issue was found", value=f"{DAYS_BACK} days", where=scout.source.name, advice="Check issue and first_node"
    )


def _listing(page: Fetched, source: Source) -> Listing | None:
    kind = source.habits.kind
    if kind in (FEED, SITEMAP):
        return (read_feed if kind == FEED else read_sitemap)(page.body, url=page.url)
    return read_listing(page.markup, url=page.url, family=source.habits)


def _layout_words(page: Fetched, layout: Layout) -> Iterator[str]:
    yield f"page: {page.url}"
    yield f"issue of: {layout.issued or 'not recognised'}"
    yield f"page number and name: {layout.page_no or 'not recognised'} {layout.page_name or ''}".rstrip()
    yield f"pages linked: {len(layout.pages)}; articles linked: {len(layout.articles)}"
    hot = sum(bool(link.areas) for link in layout.articles)
    yield f"hot areas: {hot} articles; page image: {layout.image or 'none'}; PDF: {layout.pdf or 'none'}"


def _listing_words(page: Fetched, listing: Listing | None) -> Iterator[str]:
    yield f"list: {page.url}"
    if listing is None:
        yield "not recognised as a list of this family"
        return
    dated = sum(row.day is not None for row in listing.rows)
    yield f"articles listed: {len(listing.rows)}, {dated} of them with a day"
    yield f"next list: {', '.join(listing.next_lists[:3]) or 'none'}"


def _article_words(page: Page) -> Iterator[str]:
    yield f"article: {page.address}"
    stated = page.stated
    parts = {"headline": stated.headline, "kicker": stated.kicker, "subhead": stated.subhead, "byline": stated.byline}
    for name, words in parts.items():
        yield f"{name}: {words or 'not stated'}"
    yield f"day: {page.issued or 'not stated'}; text: {len(page.text)} characters: {page.text[-SHOWN_CHARACTERS:]!r}"
    yield from page.notes


def survey_url(url: str, *, name: str | None, settings: Mapping[str, object], allow_loopback: bool = False) -> Survey:
    """Recognise the family of the site at an address and make a source for it. Raises CrawlFailed when it cannot."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CrawlFailed(
            "cannot look there", value=url, where="the address", advice="Write it with http:// or https://"
        )
    probe = Source("new", "new", f"{parts.scheme}://{parts.netloc}/", family="listing", allow_loopback=allow_loopback)
    with tempfile.TemporaryDirectory() as folder:
        scout = Scout(probe, Path(folder), settings)
        start = scout.fetch(url)
        page, best = _recognised(scout, start)
        best = _by_article(scout, page, best)
        source = replace(_source_for(start, page, best), allow_loopback=allow_loopback)
        named = replace(source, name=name or _name_for(start.url))
        scout.source = named
        findings = [f"family: {best.family.name} ({best.family.title}); it shows {best.shows}"]
        return _survey(scout, findings, _first(page, named))


def _recognised(scout: Scout, start: Fetched) -> tuple[Fetched, Recognised]:
    """The page at which the family shows, and the family: entry pages are followed."""
    page = start
    for _ in range(MAX_STEPS):
        found = recognise(page.markup, url=page.url)
        leads_to = found[0].leads_to if found else newest_issue(page.markup, url=page.url, family=scout.source.habits)
        if found and leads_to is None:
            return page, found[0]
        if leads_to is None or leads_to == page.url:
            break
        page = scout.fetch(leads_to)
    raise CrawlFailed(
        "the family of the site was not recognised",
        value=page.url,
        where="its entry page, list, feed or sitemap",
        advice="Give the address of an issue's page or of a list; or write the file by hand (docs/add-a-source.md)",
    )


def _by_article(scout: Scout, page: Fetched, best: Recognised) -> Recognised:
    """The same, or the family that the first article shows where the addresses would fit that one too."""
    layout = read_layout(page.markup, url=page.url, family=best.family) if best.family.kind == EPAPER else None
    if layout is None or not layout.articles:
        return best
    url = layout.articles[0].url
    other = family_of_article(scout.fetch(url).markup)
    fits = other is not None and other.is_page(page.url) and other.is_article(url)
    return replace(best, family=other) if fits and other else best


def _source_for(start: Fetched, page: Fetched, best: Recognised) -> Source:
    title = _title_of(start.markup) or _title_of(page.markup) or (urlsplit(start.url).hostname or "")
    root = urljoin(start.url, "/")
    if best.family.kind != EPAPER:
        return Source("new", title, root, family=best.family.name, entry=start.url.removeprefix(root))
    folder = start.url.rpartition("/")[0] + "/"
    base = folder if page.url.startswith(folder) and start.url != page.url else root
    issue, first_node = _issue_form(page.url.removeprefix(base))
    entry = None if start.url == base else start.url.removeprefix(base)
    by_date = start.url == page.url  # no entry page is known
    source = Source("new", title, base, family=best.family.name, issue=issue, by_date=by_date)
    return replace(source, entry=None if by_date else entry, first_node=first_node or source.first_node)


def _issue_form(path: str) -> tuple[str | None, int | None]:
    """The form of an issue's address, made from one: its day and its page's number left open."""
    day = issue_date("http://a.example/" + path)
    if day is None:
        return None, None
    escaped = path.replace("{", "{{").replace("}", "}}")
    form = re.sub(rf"{day:%Y}([-/]?){day:%m}([-/]){day:%d}", r"{year}\1{month}\2{day}", escaped, count=1)
    node = re.search(r"(?<=node_)([1-9]\d*)(?=\.html?$)", form)
    return (form[: node.start()] + "{node}" + form[node.end() :], int(node.group())) if node else (form, None)


def _title_of(markup: str) -> str:
    """The site's name as its <title> says it, without what stands around it."""
    title = parse(markup).title
    return SITE_WORDS.sub("", tidy(title.get_text())).strip() if title else ""


def _name_for(url: str) -> str:
    """A name for the source's file, from the address: the last folder or the first word of the host that says much."""
    parts = urlsplit(plain_address(url))
    words = [word for word in parts.path.split("/")[:-1] if re.fullmatch(r"[a-z][a-z-]+", word)][:1]
    words += [word for word in (parts.hostname or "").split(".") if not word.isdigit()]
    telling = (word for word in words if word not in PLAIN_LABELS and re.fullmatch(r"[a-z0-9-]+", word))
    return next(telling, "new-source")
