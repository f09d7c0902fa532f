"""Clean printed sheets with their answer keys: what damages are done to.

A sheet is two pages of a sample newspaper side by side, as a dump of the open spread gives them: five articles or so,
some 2,600 characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from crawler.sample.papers import HEAD_LINES, Issue, Paper, PrintedArticle, PrintedPage, load_papers
from tests.scoring import Json

KEYS = Path(__file__).resolve().parent.parent / "gold" / "sample"
Change = Callable[[str], str]

# Two sample pages are printed littered with readings; a sheet is clean before it is damaged. Nothing else in the papers
# stands in parentheses in small letters alone.
_LITTER = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A printed paragraph or section heading: ``core`` is what the key holds, the rest stands on the same line."""

    lead: str
    core: str
    tail: str

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.lead + self.core + self.tail

    def changed(self, change: Change) -> Paragraph:
        """Each of its strings changed."""
        return Paragraph(change(self.lead), change(self.core), change(self.tail))


@dataclass(frozen=True, slots=True)
class Story:
    """An article as printed, part by part, and its entry in the key."""

    heads: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    captions: tuple[str, ...]
    key: Json

    @property
    def body(self) -> str:
        """The printed paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def blocks(self) -> Iterator[str]:
        """Everything printed of it, in order."""
        yield from self.heads
        yield from (paragraph.text for paragraph in self.paragraphs)
        yield from self.captions

    def changed(self, change: Change) -> Story:
        """Every printed string of it changed; the key stays."""
        return replace(
            self,
            heads=tuple(map(change, self.heads)),
            paragraphs=tuple(paragraph.changed(change) for paragraph in self.paragraphs),
            captions=tuple(map(change, self.captions)),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet: furniture above and below, and its stories in reading order. ``script`` is its paper's."""

    source: str
    script: str
    top: tuple[str, ...]
    stories: tuple[Story, ...]
    foot: tuple[str, ...]

    def blocks(self) -> Iterator[str]:
        """Everything printed, in order; furniture is one block at each end."""
        yield "\n".join(self.top)
        for story in self.stories:
            yield from story.blocks()
        yield "\n".join(self.foot)

    @property
    def text(self) -> str:
        """The sheet as a clean dump: blocks apart by blank lines."""
        return join_blocks(self.blocks())

    @property
    def key(self) -> Json:
        """What a perfect reader gets out of it, furniture left out."""
        return {"source": self.source, "articles": [story.key for story in self.stories]}

    def changed(self, change: Change) -> Sheet:
        """Every printed string changed."""
        return Sheet(
            self.source,
            self.script,
            tuple(map(change, self.top)),
            tuple(story.changed(change) for story in self.stories),
            tuple(map(change, self.foot)),
        )


def join_blocks(blocks: Iterator[str] | list[str]) -> str:
    """The blocks that hold anything, apart by blank lines."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def load_key(paper: Paper, issue: Issue, page: PrintedPage) -> Json:
    """The answer key of a sample page."""
    path = KEYS / paper.slug / f"{issue.day}-{page.number:02}.json"
    key: Json = json.loads(path.read_text("utf-8"))
    return key


@cache
def load_sheets() -> tuple[Sheet, ...]:
    """All sheets of the sample newspapers: each issue's pages by twos."""
    issues = [(paper, issue) for paper in load_papers() for issue in paper.issues]
    return tuple(
        _sheet(paper, issue, issue.pages[first : first + 2])
        for paper, issue in issues
        for first in range(0, len(issue.pages), 2)
    )


def _sheet(paper: Paper, issue: Issue, pages: tuple[PrintedPage, ...]) -> Sheet:
    """*pages* of an issue as one sheet, cleaned."""
    keys = [{article["id"]: article for article in load_key(paper, issue, page)["articles"]} for page in pages]
    printed = Sheet(
        source=f"{paper.slug}/{issue.day}-{pages[0].number:02}+",
        script=paper.script,
        top=pages[0].furniture[:HEAD_LINES],
        stories=tuple(_story(a, key[a.id]) for page, key in zip(pages, keys, strict=True) for a in page.articles),
        foot=tuple(line for page in pages for line in page.furniture[HEAD_LINES:]),
    )
    return printed.changed(lambda text: _LITTER.sub("", text))


def _story(article: PrintedArticle, key: Json) -> Story:
    heads = (article.kicker, article.headline, article.subhead, article.byline)
    last = len(article.body) - 1
    paragraphs = tuple(
        Paragraph(article.lead if not i else "", core, article.tail if i == last else "")
        for i, core in enumerate(article.body)
    )
    return Story(tuple(head for head in heads if head), paragraphs, article.captions, key)
