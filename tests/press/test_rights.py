"""What a source does not let us show, and what was withdrawn, stands in no file of the site; nor do private numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.library import Library
from index.records import Source
from index.search import build_index
from nlp.records import Evidence, Sentence
from press import check_site, publish
from press.rights import EXTRACT_SHARE, show
from tests.press.shelf import GUIHUA, HANJIANG, YUNQI, Site, Told, document, library_of, site_of

AT = datetime(2024, 6, 1, tzinfo=UTC)
LONG = Told(
    headline="长寿社区的一天",
    text="社区推行“三张网”机制，办结诉求300件。\n"
    + "".join(f"第{n}段是报社记者写下的细节，写居民在院坝里怎样一件一件把事情说清楚。\n" for n in "一二三四五六七八九")
    + "去年兑换积分5000分。",
    models=[("“三张网”机制", "三张网", "机制", [])],
    metrics=[("办结诉求300件", 300.0, "件", "诉求", "exact"), ("兑换积分5000分", 5000.0, "分", "积分", "exact")],
)


def published(folder: Path, publish_as: str) -> Site:
    """LONG, from a source that lets us show *publish_as* of it."""
    library = library_of(folder, (document(LONG), {}))
    library.add_source(Source("ceshi-ribao", "测试日报", None, publish_as))
    build_index(library, folder / "index")
    publish(library, folder / "site", index_folder=folder / "index")
    return Site(folder / "site", library, folder / "index")


def everything(site: Site) -> Iterator[tuple[str, str]]:
    """Every file that carries words of cases, but not the postings of the search: they hold words, not sentences."""
    for file in sorted(site.folder.rglob("*")):
        path = file.relative_to(site.folder).as_posix()
        if file.is_file() and not path.startswith("static/") and (not path.startswith("search/") or "/cards" in path):
            yield path, file.read_text("utf-8-sig", errors="replace")


def test_of_a_full_source_everything_is_shown(tmp_path: Path) -> None:
    site = published(tmp_path, "full")
    assert "第九段是报社记者写下的细节" in site.read(site.case_page(LONG.headline))


def test_of_an_extract_the_sentences_of_facts_are_shown_and_no_more(tmp_path: Path) -> None:
    site = published(tmp_path, "extract")
    html = site.read(site.case_page(LONG.headline))
    assert "办结诉求300件" in html
    assert "按来源的授权只示摘录" in html
    assert [path for path, text in everything(site) if "怎样一件一件把事情说清楚" in text] == []


def test_of_a_citation_no_sentence_figure_or_model_is_shown(tmp_path: Path) -> None:
    site = published(tmp_path, "citation")
    html = site.read(site.case_page(LONG.headline))
    assert "测试日报, 2024-05-16(3)" in html
    assert "只示题录" in html
    pages = [(path, text) for path, text in everything(site) if not path.startswith("search/")]
    for words in ("三张网", "300件", "积分", "社区推行"):
        assert [path for path, text in pages if words in text] == [], words
    assert not [path for path in site.pages() if path.startswith("models/") and path != "models/index.html"]


def test_an_extract_is_at_most_a_third_and_its_summary_counts_first(tmp_path: Path) -> None:
    with published(tmp_path, "extract").library as library:
        case = next(library.cases())
        shown = show(case)
        assert shown.passages
        assert sum(span.end - span.start for span in shown.passages) <= len(LONG.text) * EXTRACT_SHARE
        assert "".join(part.text for part in shown.parts() if part.name == "text").startswith("社区推行")


def test_withdrawn_a_case_leaves_a_page_that_says_so_and_is_gone_elsewhere(tmp_path: Path) -> None:
    site = site_of(tmp_path, (document(YUNQI, GUIHUA), {}), (document(HANJIANG, script="traditional"), {}))
    path = site.case_page(HANJIANG.headline)
    site.library.withdraw(Path(path).stem, why="当事人要求，联系13800138000", at=AT)
    build_index(site.library, site.index)
    publish(site.library, site.folder, index_folder=site.index)
    html = site.read(path)
    assert "这个案例已经撤下" in html
    assert "当事人要求，联系138********" in html
    assert 'content="noindex"' in html
    for words in (HANJIANG.headline, HANJIANG.original["headline"], "大众议事团", "议事团成员"):
        assert [p for p, text in everything(site) if words in text] == [], words
    id = Path(path).stem
    assert [p for p, text in everything(site) if id in text and p not in (path, ".caifeng-site.manifest")] == []
    assert not (site.folder / "cases" / f"{id}.js").exists()
    assert check_site(site.library, site.folder) == []


def test_the_check_misses_the_page_of_a_withdrawn_case(tmp_path: Path) -> None:
    site = site_of(tmp_path, (document(YUNQI, GUIHUA), {}))
    other = Path(site.case_page(GUIHUA.headline)).stem
    site.library.withdraw(other, why="甲", at=AT)
    assert check_site(site.library, site.folder) == []  # its page stands, though it still shows the case: publish says
    (site.folder / "cases" / f"{other}.html").unlink()
    assert check_site(site.library, site.folder) != []


PRIVATE = Told(
    headline="有事找楼长13912345678",
    text="楼长王师傅的电话13912345678贴在楼道里。身份证号510682199001011234也被写错。监督热线13800138000照旧。共有9户。",
    metrics=[("共有9户", 9.0, "户", None, "exact")],
)


def test_private_numbers_are_masked_in_every_file_and_the_line_of_a_body_stays(tmp_path: Path) -> None:
    site = site_of(tmp_path, (document(PRIVATE), {}))
    pages = [(path, text) for path, text in everything(site) if not path.startswith("search/")]
    assert [path for path, text in pages if "12345678" in text or "199001011234" in text] == []
    case = next(site.library.cases())
    html = site.read(f"cases/{case.id}.html")
    assert "139********" in html
    assert "监督热线13800138000" in html


def test_a_page_with_masked_words_passes_the_check_of_quotations(tmp_path: Path) -> None:
    library = library_of(tmp_path, (document(PRIVATE), {}))
    with library:
        build_index(library, tmp_path / "index")
        assert publish(library, tmp_path / "site", index_folder=tmp_path / "index").problems == ()


@pytest.mark.parametrize("publish_as", ["full", "extract", "citation"])
def test_what_may_be_shown_is_on_the_page_of_the_source(tmp_path: Path, publish_as: str) -> None:
    site = published(tmp_path, publish_as)
    words = {"full": "可示范围：全文", "extract": "可示范围：摘录", "citation": "可示范围：题录"}
    assert words[publish_as] in site.read("sources/ceshi-ribao.html")


def test_a_summary_is_quoted_before_facts(tmp_path: Path) -> None:
    with published(tmp_path, "extract").library as library:
        case = next(library.cases())
    start = LONG.text.index("第五段")
    end = LONG.text.index("\n", start)
    summary = Sentence(LONG.text[start:end], Evidence("text", start, end), "", 1.0)
    told = show(replace(case, article=replace(case.article, summary=(summary,))))
    assert told.allows(start, end)


def test_a_library_is_never_changed_by_publishing(tmp_path: Path) -> None:
    site = published(tmp_path, "citation")
    with Library.open(tmp_path, create=False) as library:
        assert "第九段" in next(library.cases()).article.text
    assert site.pages()
