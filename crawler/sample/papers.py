"""The sample newspapers as they were printed: invented, shipped with the package, read from JSON. No markup here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

HEAD_LINES = 3  # of a page's furniture stand above its articles in a dump, the others below


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """One article as printed. "" where a part is not printed; ``lead`` and ``tail`` stand on a paragraph's own line."""

    id: int
    kicker: str
    headline: str
    subhead: str
    byline: str
    lead: str
    body: tuple[str, ...]
    tail: str
    captions: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body with its lead and tail, one paragraph or section heading each."""
        lines = list(self.body)
        lines[0] = self.lead + lines[0]
        lines[-1] += self.tail
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page of an issue: its number, name, furniture lines and articles in reading order."""

    number: int
    name: str
    furniture: tuple[str, ...]
    articles: tuple[PrintedArticle, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a paper printed on one day."""

    day: date
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A sample newspaper with its issues in order of their days."""

    slug: str
    name: str
    publisher: str
    script: str
    territory: str
    description: str
    first_node: int
    issues: tuple[Issue, ...]

    def issue(self, day: date) -> Issue | None:
        """The issue of that day, or None."""
        return next((issue for issue in self.issues if issue.day == day), None)


def _article(printed: Mapping[str, Any]) -> PrintedArticle:
    texts = {name: printed.get(name) or "" for name in ("kicker", "headline", "subhead", "byline", "lead", "tail")}
    return PrintedArticle(
        id=printed["id"], body=tuple(printed["body"]), captions=tuple(printed.get("captions", ())), **texts
    )


def _page(file: Traversable) -> PrintedPage:
    printed = json.loads(file.read_text(encoding="utf-8"))
    articles = tuple(_article(article) for article in printed["articles"])
    return PrintedPage(printed["page"], printed["name"], tuple(printed["furniture"]), articles)


def _issue(folder: Traversable) -> Issue:
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return Issue(date.fromisoformat(folder.name), tuple(_page(file) for file in files))


def _paper(folder: Traversable) -> Paper:
    stated = json.loads((folder / "paper.json").read_text(encoding="utf-8"))
    return Paper(
        slug=stated["slug"],
        name=stated["name"],
        publisher=stated["publisher"],
        script=stated["script"],
        territory=stated["territory"],
        description=stated["description"],
        first_node=stated["first_node"],
        issues=tuple(_issue(folder / day) for day in sorted(stated["issues"])),
    )


@cache
def load_papers() -> tuple[Paper, ...]:
    """The sample newspapers in the order of their slugs."""
    folders = (item for item in resources.files("crawler.sample").joinpath("papers").iterdir() if item.is_dir())
    whole = (folder for folder in folders if folder.joinpath("paper.json").is_file())
    return tuple(_paper(folder) for folder in sorted(whole, key=lambda folder: folder.name))


def _dumped_blocks(page: PrintedPage) -> Iterator[str]:
    yield "\n".join(page.furniture[:HEAD_LINES])
    for article in page.articles:
        yield from (article.kicker, article.headline, article.subhead, article.byline)
        yield from article.paragraphs
        yield from article.captions
    yield "\n".join(page.furniture[HEAD_LINES:])


def _torn(block: str, column_characters: int) -> Iterator[str]:
    """A paragraph broken where a column ends, as page dumps break it."""
    for start in range(0, len(block), column_characters):
        yield block[start : start + column_characters]


def dump(paper: Paper, issued: date, page_no: int, *, column_characters: int | None = None) -> str:
    """A page as the plain text that a dump of its PDF gives: furniture round it, blocks apart by blank lines.

    With *column_characters* longer blocks are broken there, in the middle of a sentence. Raises LookupError when the
    paper has no such page.
    """
    issue = paper.issue(issued)
    page = next((page for page in issue.pages if page.number == page_no), None) if issue else None
    if page is None:
        raise LookupError(f"no page {page_no} of {issued} in {paper.slug!r}")
    blocks = [block for block in _dumped_blocks(page) if block]
    if column_characters:
        blocks = [piece for block in blocks for piece in _torn(block, column_characters)]
    return "\n\n".join(blocks) + "\n"
