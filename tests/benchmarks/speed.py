"""Benchmark: pace of reading, understanding, indexing and searching, beside bare jieba and OpenCC in the same run.

Processor time on one core, the best of several rounds: what stays comparable on a machine that others use too. Every
round has texts of its own, so that nothing that remembers a text is timed.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import jieba
from opencc import OpenCC

from crawler.decode import decode
from crawler.items import Page
from index.ingest import ingest
from index.library import Library
from index.search import build_index, search
from nlp.read import read_page, split_page
from nlp.records import Article, Part
from nlp.understand import understand_article
from tests.benchmarks.memory import peak_of_reading
from tests.benchmarks.sheet import Sheet, load_sheets
from tests.benchmarks.tables import Cell, Row, table

ROUNDS = 5
PAGE_CHARACTERS = 6_000  # of a newspaper page: what the bar of 30 pages a second is stated for
ARTICLE_CHARACTERS = 2_000  # of an article: what the bar of 60 articles a second is stated for
GROWTH_PAGES = (1, 10, 100)
LARGE_MEGABYTES = 20  # of one document, which may not take 500 MB of memory
INDEXED_COPIES = 10  # of every sheet, each with words of its own
QUERIES = ("议事", "“1+4+N”", "网格 积分", "社区合伙人", "鄰里", "老旧小区 物业", "2023")


def shortest(work: Callable[[int], object], *, rounds: int = ROUNDS) -> float:
    """Seconds of processor time that *work* takes at its fastest; it is told the number of the round."""
    return min(_timed(work, number) for number in range(rounds))


def _timed(work: Callable[[int], object], number: int) -> float:
    started = time.process_time()
    work(number)
    return time.process_time() - started


@dataclass(frozen=True, slots=True)
class Pace:
    """*characters* done in *seconds*."""

    characters: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds

    def units(self, characters: int) -> str:
        """Pages or articles of *characters* each a second."""
        return f"{self.per_second / characters:,.1f}"


def pages(number: int, *, script: str | None = None) -> list[str]:
    """Page texts of some PAGE_CHARACTERS out of the sample papers, never the same for two numbers."""
    sheets = [sheet for sheet in load_sheets() if script in (None, sheet.script)]
    texts, text = [], ""
    for sheet in sheets:
        text += f"{sheet.text}\n第{number + 1}次印刷\n\n"
        if len(text) >= PAGE_CHARACTERS * 0.8:
            texts.append(text)
            text = ""
    return texts


def articles(number: int) -> list[Article]:
    """Articles of some ARTICLE_CHARACTERS, joined of shorter ones of one sheet, never the same for two numbers."""
    return [article for sheet in load_sheets() for article in _long_articles(sheet, number)]


def _long_articles(sheet: Sheet, number: int) -> Iterator[Article]:
    text = ""
    for story in sheet.stories:
        text += story.key["text"] + "\n"
        if len(text) >= ARTICLE_CHARACTERS * 0.8:
            headline = f"{story.key['headline']}之{number}"
            parts = (Part("headline", headline, headline), Part("text", text, text))
            yield Article(1, "report", parts, published=date(2023, 5, 18))
            text = ""


def _paced(texts: Callable[[int], Sequence[str]], work: Callable[[str], object]) -> Pace:
    seconds = shortest(lambda number: [work(text) for text in texts(number)])
    return Pace(sum(map(len, texts(0))), seconds)


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def cut_bare(text: str) -> object:
    """What anybody does first: OpenCC's conversion, then jieba's words."""
    return jieba.lcut(_opencc().convert(text))


def _read_bytes(text: str) -> object:
    return split_page(decode(text.encode()).text)


def pace_table() -> str:
    """Reading, understanding and both, beside bare jieba and OpenCC over the same texts."""
    jieba.setLogLevel(logging.CRITICAL)
    for warm_up in (cut_bare, _read_bytes, read_page):
        warm_up(pages(99)[0])
    rows: list[Row] = [
        _pace_row("reading, bytes to articles: simplified", lambda n: pages(n, script="simplified"), _read_bytes),
        _pace_row("reading, bytes to articles: traditional", lambda n: pages(n, script="traditional"), _read_bytes),
        _pace_row("reading and understanding", pages, read_page),
    ]
    head = ["work", f"pages of {PAGE_CHARACTERS:,} a second", "jieba + OpenCC", "ratio", "jieba alone"]
    return table(head, rows)


def _pace_row(name: str, texts: Callable[[int], Sequence[str]], work: Callable[[str], object]) -> list[Cell]:
    ours, bare, alone = (_paced(texts, one) for one in (work, cut_bare, jieba.lcut))
    paces = [pace.units(PAGE_CHARACTERS) for pace in (ours, bare)]
    return [name, *paces, f"{ours.per_second / bare.per_second:.2f}", alone.units(PAGE_CHARACTERS)]


def understanding_table() -> str:
    """Understanding of articles of ARTICLE_CHARACTERS beside bare jieba and OpenCC over the same texts."""
    texts = [article.text for article in articles(0)]
    seconds = shortest(lambda number: [understand_article(article) for article in articles(number)])
    ours, bare = Pace(sum(map(len, texts)), seconds), _paced(lambda _: texts, cut_bare)
    alone = _paced(lambda _: texts, jieba.lcut)
    paces = [pace.units(ARTICLE_CHARACTERS) for pace in (ours, bare)]
    row = ["understanding", *paces, f"{ours.per_second / bare.per_second:.2f}", alone.units(ARTICLE_CHARACTERS)]
    head = ["work", f"articles of {ARTICLE_CHARACTERS:,} a second", "jieba + OpenCC", "ratio", "jieba alone"]
    return table(head, [row])


def growth_table() -> str:
    """Reading one document of many pages: a steady pace is linear growth."""
    rows = [_growth_row(count) for count in GROWTH_PAGES]
    large = peak_of_reading(LARGE_MEGABYTES)
    pace = Pace(large.characters, large.seconds).units(PAGE_CHARACTERS)
    label = f"{LARGE_MEGABYTES} MB"
    rows.append([label, f"{large.characters:,}", f"{large.seconds:.2f}", pace, f"{large.megabytes} MB"])
    return table(["pages in one document", "characters", "seconds", "pages a second", "memory at most"], rows)


def _growth_row(count: int) -> list[Cell]:
    text = "\n".join(islice(_endless_pages(), count))
    seconds = shortest(lambda _: split_page(text), rounds=2)
    return [count, f"{len(text):,}", f"{seconds:.2f}", Pace(len(text), seconds).units(PAGE_CHARACTERS), ""]


def _endless_pages() -> Iterator[str]:
    number = 0
    while True:
        yield from pages(number, script="simplified")
        number += 1


def index_table() -> str:
    """Keeping, indexing and searching the cases of all sheets, INDEXED_COPIES times with words of their own."""
    with TemporaryDirectory() as name, Library.open(Path(name), create=True) as library:
        folder = Path(name) / "index"
        kept = _timed(lambda _: ingest(_many_pages(), library), 0)
        built = _timed(lambda _: build_index(library, folder), 0)
        again = _timed(lambda _: build_index(library, folder), 0)
        cases = sum(1 for _ in library.fingerprints(only_cases=True))
        found = [(query, *_searched(folder, query)) for query in QUERIES]
    rows: list[Row] = [
        [f"ingest {len(load_sheets()) * INDEXED_COPIES} pages", f"{kept:.2f} s", ""],
        [f"index {cases} cases", f"{built:.2f} s", f"{cases / built:.0f} a second"],
        ["index again, nothing changed", f"{again:.2f} s", ""],
        *([f"search {query}", f"{seconds * 1000:.0f} ms", f"{total} found"] for query, seconds, total in found),
    ]
    return table(["work", "processor time", ""], rows)


def _searched(folder: Path, query: str) -> tuple[float, int]:
    seconds = median(_timed(lambda _: search(folder, query), 0) for _ in range(ROUNDS))
    return seconds, search(folder, query).total


def _many_pages() -> Iterator[Page]:
    for copy in range(INDEXED_COPIES):
        for number, sheet in enumerate(load_sheets()):
            text = sheet.text.replace("社区", f"第{copy + 1}社区")
            digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
            day = date(2023, 1, 1) + timedelta(days=copy)
            yield Page("samples", f"file:{copy}-{number}.txt", text, digest, issued=day)


def tables() -> dict[str, str]:
    """The tables of this benchmark by the name of their markers."""
    return {
        "speed-reading": pace_table(),
        "speed-understanding": understanding_table(),
        "speed-growth": growth_table(),
        "speed-index": index_table(),
    }
