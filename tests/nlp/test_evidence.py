"""For every fact of every document the slice of its part is the evidence, in simplified and in the original script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sample.papers import dump, load_papers
from nlp.models.fold import squeezed
from nlp.output import as_json
from nlp.read import read_page
from nlp.records import Article, Document, Evidence
from nlp.script import simplify

# Words of the genre in both scripts, and what may go wrong between them: pinyin, blanks, full width, quotes.
PIECES = (
    "推行|“三三”模式|「三三」工作法|“1+6+X”|１＋６＋Ｘ|支部微联盟|社區|议事团|志愿者|志願服務隊|网格|枫桥经验|“三会一课”|累计服务|54位|老人|"
    "收集意見299條|办理262件|办结率87.6%|什邡市|四川省|我县|（记者 王观）|本报讯|。|。|，|、|\n|\n\n| |　|“|”|「|」|"
    "jīn|nián|近日|今年以来|开展活动2.3万余次|打通“最后一公里”|”说。|后面|乾隆|著名|随着|的|了|3-5个|网格|一是|二是|：|——|《|》|𬶍|\u200b|①"
)
pages = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join)


def evidences(article: Article) -> Iterator[tuple[Evidence, str | None]]:
    """Every piece of evidence, with the words that the fact itself claims to be printed (None: it claims none)."""
    yield from ((byline.evidence, byline.name) for byline in article.bylines)
    yield from ((model.evidence, None) for model in article.models)
    yield from ((metric.evidence, metric.text) for metric in article.metrics)
    yield from ((unit.evidence, None) for unit in article.place.units)
    yield from ((evidence, None) for evidence in article.place.evidence)
    yield from ((sentence.evidence, sentence.text) for sentence in article.summary)
    yield from ((formula.evidence, None) for formula in article.formulas)
    yield from ((evidence, None) for theme in article.themes for evidence in theme.evidence)


def check(document: Document) -> int:
    """How many facts were looked at; fails where one is not printed as it says."""
    seen = 0
    for article in document.articles:
        for part in article.parts:
            assert len(part.text) == len(part.original)
            for run in part.runs:
                printed = part.original[run.start : run.start + run.length]
                assert document.page[run.page_start : run.page_start + run.length] == printed
        for evidence, claimed in evidences(article):
            seen += 1
            check_one(document, article, evidence, claimed)
        for model in article.models:
            shown = article.words(model.evidence.part)[model.evidence.start : model.evidence.end]
            assert squeezed(model.key) == squeezed(shown)
    return seen


def check_one(document: Document, article: Article, evidence: Evidence, claimed: str | None) -> None:
    part = article.part(evidence.part)
    assert part is not None or evidence.part == "page"
    text = part.text if part else document.page
    assert 0 <= evidence.start < evidence.end <= len(text)
    if claimed is not None:
        assert closed_up(text[evidence.start : evidence.end]) == closed_up(claimed)


def closed_up(text: str) -> str:
    """*text* in one script and without blanks: 王　观 is told as 王观."""
    return "".join(simplify(text).split())


def check_output(document: Document) -> None:
    """The printed JSON carries the same slices, with the glyphs of the original."""
    for article, told in zip(document.articles, as_json(document, source="x")["articles"], strict=True):
        facts = [*told["models"], *told["metrics"], *told["summary"], *told["formulas"], *told["byline_details"]]
        spans = [fact["evidence"] for fact in facts] + [e for theme in told["themes"] for e in theme["evidence"]]
        for span in spans:
            part = article.part(span["part"])
            original = part.original if part else document.page
            assert original[span["start"] : span["end"]] == span["original"]


@pytest.mark.needs_seeds
def test_every_fact_of_every_seed_is_printed_where_it_says(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = read_page(path.read_text("utf-8"))
        assert check(document) > 20
        check_output(document)


def test_every_fact_of_every_sample_page_is_printed_where_it_says() -> None:
    scripts = set()
    for page in sample_pages():
        document = read_page(page)
        scripts.add(document.script)
        check(document)
        check_output(document)
    assert {script.split("-")[0] for script in scripts} >= {"simplified", "traditional"}


def sample_pages() -> Iterator[str]:
    """Every page of the sample papers as a dump of its text, whole and with its columns broken."""
    for paper in load_papers():
        for issue in paper.issues:
            for page in issue.pages:
                yield dump(paper, issue.day, page.number)
                yield dump(paper, issue.day, page.number, column_characters=18)


@given(pages)
def test_every_fact_of_any_page_is_printed_where_it_says(page: str) -> None:
    document = read_page(page)
    check(document)
    check_output(document)
