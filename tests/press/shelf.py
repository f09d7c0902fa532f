"""Small libraries made by hand: documents whose parts, runs and evidence are where they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from crawler.items import Page
from index.library import Library
from index.records import Source
from index.search import build_index
from nlp.records import (
    Article,
    Block,
    Byline,
    Component,
    Document,
    Evidence,
    Formula,
    Metric,
    Model,
    Part,
    Place,
    Run,
    Sentence,
    Theme,
    Unit,
)
from press import publish

FETCHED = datetime(2024, 5, 20, 3, 4, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """An article as a test tells it: strings, and what they state. ``original`` maps a part to its printed glyphs."""

    headline: str = ""
    text: str = ""
    kicker: str = ""
    subhead: str = ""
    byline: str = ""
    names: Sequence[tuple[str, str | None]] = ()
    models: Sequence[tuple[str, str, str | None, Sequence[Component]]] = ()
    metrics: Sequence[tuple[str, float, str, str | None, str]] = ()
    place: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)
    units: Sequence[str] = ()
    kind: str = "report"
    is_case: bool | None = True
    doubts: tuple[str, ...] = ()
    themes: Sequence[tuple[str, str]] = ()
    summary: Sequence[str] = ()
    formulas: Sequence[str] = ()
    original: dict[str, str] = field(default_factory=dict)


def document(*articles: Told, script: str = "simplified") -> Document:
    """A document that prints *articles* one after the other."""
    page, made = "", []
    for number, told in enumerate(articles, start=1):
        parts = []
        for name in ("kicker", "headline", "subhead", "byline", "text"):
            words = getattr(told, name)
            if words:
                printed = told.original.get(name, words)
                parts.append(Part(name, words, printed, (Run(0, len(page), len(words)),)))
                page += printed + "\n"
        made.append(_article(number, told, tuple(parts)))
    return Document(page, script, tuple(made), (Block(0, len(page), "body", None),))


def page(text: str, *, address: str = "http://paper.example/1.htm", **facts: object) -> Page:
    """The document as the crawler hands it on."""
    digest = f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    made = Page("ceshi-ribao", address, text, digest, record="<urn:uuid:1>", fetched_at=FETCHED, paper="测试日报")
    made = replace(made, issued=date(2024, 5, 16), page_no=3, page_name="综合")
    return replace(made, **facts)  # type: ignore[arg-type]


def library_of(folder: Path, *documents: tuple[Document, dict[str, object]]) -> Library:
    """A library that holds *documents*, each with what is stated of its page."""
    library = Library.open(folder, create=True)
    library.add_source(Source("ceshi-ribao", "测试日报", None))
    for number, (read, facts) in enumerate(documents, start=1):
        address = facts.get("address", f"http://paper.example/{number}.htm")
        library.add_reading(page(read.page, **{**facts, "address": address}), read)
    return library


def _article(number: int, told: Told, parts: tuple[Part, ...]) -> Article:
    by_name = {part.name: part for part in parts}

    def where(words: str) -> Evidence:
        for name in ("text", "headline", "kicker", "subhead", "byline"):
            start = by_name[name].text.find(words) if name in by_name else -1
            if start >= 0:
                return Evidence(name, start, start + len(words))
        raise ValueError(f"{words!r} is not printed in the article")

    province, city, county, code = told.place
    named = county or city or province
    return Article(
        id=number,
        kind=told.kind,
        parts=parts,
        is_case=told.is_case,
        bylines=tuple(Byline(name, role, where(name)) for name, role in told.names),
        place=Place(
            province,
            city,
            county,
            code,
            units=tuple(Unit(unit, where(unit)) for unit in told.units),
            evidence=(where(named),) if named and any(named in part.text for part in parts) else (),
            rule="named" if named else "",
            confidence=0.9 if named else 0.0,
        ),
        models=tuple(Model(n, k, kind, tuple(c), where(n), "quoted", 0.9) for n, k, kind, c in told.models),
        metrics=tuple(
            Metric(words, value, unit, thing, bound, None, where(words), "counted", 0.8)
            for words, value, unit, thing, bound in told.metrics
        ),
        doubts=told.doubts,
        themes=tuple(Theme(name, (where(words),), "theme", 0.9) for name, words in told.themes),
        summary=tuple(Sentence(sentence, where(sentence), "summary", 0.8) for sentence in told.summary),
        formulas=tuple(Formula(name, "formula", where(name), "formula", 0.9) for name in told.formulas),
    )


@dataclass(frozen=True)
class Site:
    """A published library: where its site is, and what it was made from."""

    folder: Path
    library: Library
    index: Path

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def pages(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    def case_page(self, title: str) -> str:
        """The path of the case with this title."""
        return next(f"cases/{case.id}.html" for case in self.library.cases() if case.title == title)


def site_of(folder: Path, *documents: tuple[Document, dict[str, object]], base_url: str | None = None) -> Site:
    """*documents* kept, indexed and published under *folder*."""
    library = library_of(folder, *documents)
    build_index(library, folder / "index")
    publish(library, folder / "site", index_folder=folder / "index", base_url=base_url)
    return Site(folder / "site", library, folder / "index")


YUNQI = Told(
    kicker="基层治理看云栖",
    headline="云栖镇：“一核三联”工作法让烦心事有人管",
    subhead="——什邡市基层议事见闻",
    byline="本报记者 林小满 通讯员 周  牧",
    names=[("林小满", "记者"), ("周  牧", "通讯员")],
    text="今年以来，四川省德阳市什邡市云栖镇推行“一核三联”工作法，以镇党委为核心，组织联建、资源联享、服务联办。\n"
    "议事亭里说事\n全镇9个村建起议事亭，累计办理群众诉求1.2万余件，办结率98.5%。桂花社区的居民代表轮流值守。\n"
    "下一步，云栖镇将把“1+6+X”清单推广到各村。",
    models=[
        (
            "“一核三联”工作法",
            "一核三联",
            "工作法",
            [
                Component("一核", (Component("镇党委"),)),
                Component("三联", (Component("组织联建"), Component("资源联享"), Component("服务联办"))),
            ],
        ),
        ("“1+6+X”清单", "1+6+X", "清单", []),
    ],
    metrics=[
        ("9个村建起议事亭", 9.0, "个", "村", "exact"),
        ("累计办理群众诉求1.2万余件", 12000.0, "件", "群众诉求", "at_least"),
        ("办结率98.5%", 98.5, "%", "办结率", "exact"),
    ],
    place=("四川省", "德阳市", "什邡市", "510682"),
    units=["云栖镇", "桂花社区"],
    themes=[("议事协商", "议事亭"), ("接诉即办", "群众诉求")],
    summary=["全镇9个村建起议事亭，累计办理群众诉求1.2万余件，办结率98.5%。"],
)
GUIHUA = Told(
    headline="桂花社区有了合伙人",
    text="桂花社区招募社区合伙人35名，推行“一核三联”工作法，建起时间银行。\n社区合伙人每月碰头一次。",
    models=[("社区合伙人", "社区合伙人", "合伙人", []), ("“一核三联”工作法", "一核三联", "工作法", [])],
    metrics=[("招募社区合伙人35名", 35.0, "名", "社区合伙人", "exact")],
    place=("四川省", "德阳市", None, "510600"),
)
HANJIANG = Told(
    headline="大众议事团：街坊的事街坊议",
    text="阳江市江城区南恩街道组建“大众议事团”，推动党建引领基层治理。\n议事团成员约120人，解决难题86个。",
    original={
        "headline": "大眾議事團：街坊的事街坊議",
        "text": "陽江市江城區南恩街道組建“大眾議事團”，推動黨建引領基層治理。\n議事團成員約120人，解決難題86個。",
    },
    models=[("“大众议事团”", "大众议事团", None, [])],
    metrics=[("约120人", 120.0, "人", "议事团成员", "approx"), ("解决难题86个", 86.0, "个", "难题", "exact")],
    themes=[("议事协商", "议事团")],
    summary=["议事团成员约120人，解决难题86个。"],
    formulas=["党建引领基层治理"],
    place=("广东省", "阳江市", "江城区", "441702"),
)
UNSIGNED = Told(
    text="该社区用积分换服务，去年兑换3000多次，居民参与热情越来越高，物业矛盾明显减少。",
    metrics=[("兑换3000多次", 3000.0, "次", None, "at_least")],
    kind="brief",
    is_case=None,
    doubts=("the headline is missing",),
)
NO_CASE = Told(headline="市委召开工作会议", text="会议指出，要抓好落实。", is_case=False)

SMALL: tuple[tuple[Document, dict[str, object]], ...] = (
    (document(YUNQI, GUIHUA, NO_CASE), {}),
    (document(HANJIANG, script="traditional"), {"issued": date(2024, 3, 6), "page_no": 1}),
    (
        document(UNSIGNED),
        {
            "address": "file:unsigned.txt",
            "source": "",
            "paper": None,
            "issued": None,
            "page_no": None,
            "page_name": None,
            "record": None,
            "fetched_at": None,
        },
    ),
)
