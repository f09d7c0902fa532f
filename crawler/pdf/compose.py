"""Stories to the text of a document, with marks for what text alone would not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.items import Mark
from crawler.pdf.records import Block, PdfText, Story

REPEATED = 2  # pages that carry a short line for it to be furniture
LONGEST_REPEATED = 40  # characters


def compose(pages: Sequence[Sequence[Story]]) -> PdfText:
    """The text of all pages in turn; without any headline there are no marks, and the text speaks for itself."""
    running = _running_lines(pages)
    blocks = [block for stories in pages for story in stories for block in _blocks(story, running)]
    text, marks = "", []
    for block in blocks:
        if block.role == "end":
            marks.append(Mark(len(text), len(text), "end"))
            continue
        if block.role != "text":
            marks.append(Mark(len(text), len(text) + len(block.text), block.role))
        text += block.text + "\n\n"
    headed = any(mark.role == "headline" for mark in marks)
    return PdfText(text.rstrip("\n") + "\n" if text else "", tuple(marks) if headed else (), pages=len(pages))


def _blocks(story: Story, running: set[str]) -> Iterator[Block]:
    """A story as it is printed in one column: what stands beside the text behind it."""
    if not story.head:
        yield Block("end", "")
    if story.head and not story.body:  # the text of a picture, or one set on a ground of its own
        story = replace(story, body=[Block("text", b.text) for b in story.aside], aside=[])
    for block in (*story.head, *story.body, *story.aside):
        if _bare(block.text) in running:
            yield Block("furniture", block.text)
        elif story.body or block.role not in ("headline", "kicker", "subhead"):
            yield block
        else:  # large lines with nothing under them: a masthead, a slogan
            yield Block("text", block.text)


def _running_lines(pages: Sequence[Sequence[Story]]) -> set[str]:
    """Short lines that stand on several pages, their numbers aside."""
    counted: Counter[str] = Counter()
    for stories in pages:
        blocks = (block for story in stories for block in (*story.head, *story.body, *story.aside))
        counted.update({_bare(b.text) for b in blocks if len(b.text) <= LONGEST_REPEATED})
    return {text for text, count in counted.items() if count >= max(REPEATED, len(pages) / 2)}


def _bare(text: str) -> str:
    return re.sub(r"\s+|[0-9]+", "#", text)
