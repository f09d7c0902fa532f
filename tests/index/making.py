"""Small documents made by hand: what a reader would have found, so that the library is tested apart from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from crawler.items import Page
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

NOWHERE = Place()


@dataclass(frozen=True)
class Draft:
    """One article to be printed: parts in the order of the page; ``original`` is the text in other glyphs, if any."""

    headline: str
    text: str
    kicker: str = ""
    place: Place = NOWHERE
    models: tuple[str, ...] = ()
    kind: str = "report"
    is_case: bool | None = True
    original: str = ""
    published: date | None = None


def make_page(
    *drafts: Draft, address: str = "file:page.txt", at: datetime | None = None, source: str = "sample"
) -> Page:
    """A page that prints *drafts* one after the other."""
    text = "\n".join(printed for draft in drafts for _, _, printed in _parts(draft))
    digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return Page(
        source=source, address=address, text=text, digest=digest, fetched_at=at, paper="样报", issued=date(2024, 5, 6)
    )


def _parts(draft: Draft) -> list[tuple[str, str, str]]:
    """(name, unified, printed) of the parts that are printed."""
    rows = [("kicker", draft.kicker, draft.kicker), ("headline", draft.headline, draft.headline)]
    rows.append(("text", draft.text, draft.original or draft.text))
    return [row for row in rows if row[1]]


def read(page: Page, *drafts: Draft) -> Document:
    """What a perfect reader makes of the page that prints *drafts*."""
    articles, position = [], 0
    for number, draft in enumerate(drafts, start=1):
        parts = []
        for name, unified, printed in _parts(draft):
            parts.append(Part(name, unified, printed, (Run(0, position, len(printed)),)))
            position += len(printed) + 1
        articles.append(_article(number, draft, tuple(parts)))
    blocks = (Block(0, len(page.text), "body", 1),) if page.text else ()
    return Document(page.text, "simplified", tuple(articles), blocks)


def _article(number: int, draft: Draft, parts: Sequence[Part]) -> Article:
    return Article(
        id=number,
        kind=draft.kind,
        parts=tuple(parts),
        is_case=draft.is_case,
        place=draft.place,
        published=draft.published,
        models=tuple([_model(name, parts) for name in draft.models]),
    )


def _model(name: str, parts: Sequence[Part]) -> Model:
    part = next(p for p in parts if name in p.text)
    start = part.text.index(name)
    evidence = Evidence(part.name, start, start + len(name))
    return Model(name, name.strip("“”"), None, (), evidence, "by hand", 1.0)


def a_full_article() -> tuple[Page, Document]:
    """A page of which every field of every record is filled in, none with its default."""
    page = make_page(Draft("“三三”模式進社區", "记者张三报道。服务54至60位老人，三项制度落地。"))
    printed = "“三三”模式進社區"
    here = Evidence("text", 7, 16)
    article = Article(
        id=7,
        kind="brief",
        parts=(
            Part("headline", "“三三”模式进社区", printed, (Run(0, 0, len(printed)),)),
            Part("text", page.text[len(printed) + 1 :], page.text[len(printed) + 1 :], (Run(0, len(printed) + 1, 5),)),
        ),
        is_case=None,
        case_reasons=("a practice", "a place"),
        bylines=(Byline("张三", "记者", Evidence("text", 2, 4)), Byline("李四", None, Evidence("page", 0, 3))),
        published=date(2024, 5, 6),
        published_at="2024-05-06T08:30",
        missing_head=True,
        missing_tail=True,
        place=Place(
            province="四川省",
            city="德阳市",
            county="什邡市",
            code="510682",
            units=(Unit("雍湖社区", here),),
            evidence=(here, Evidence("page", 1, 2)),
            rule="dateline",
            confidence=0.75,
            doubts=("two of that name",),
        ),
        models=(
            Model(
                name="“三三”模式",
                key="三三",
                kind="模式",
                components=(
                    Component("三项制度", (Component("联席机制"), Component("清单机制"))),
                    Component("三个平台"),
                ),
                evidence=Evidence("headline", 0, 6),
                rule="quoted with head noun",
                confidence=0.9,
                doubts=("components incomplete",),
            ),
        ),
        metrics=(
            Metric(
                text="服务54至60位老人",
                value=54,
                unit="位",
                object="老人",
                bound="range",
                high=60.0,
                evidence=here,
                rule="range",
                confidence=0.5,
                qualifier="累计",
                period="今年以来",
                doubts=("object from afar",),
                since=date(2024, 1, 1),
                until=date(2024, 5, 6),
                check="54/60 = 90 %",
            ),
        ),
        doubts=("no tail",),
        themes=(Theme("养老", (here, Evidence("text", 2, 4)), "by hand", 0.75),),
        summary=(Sentence("记者张三报道。", Evidence("text", 0, 7), "by hand", 0.5),),
        formulas=(Formula("三会一课", "institution", Evidence("text", 0, 4), "by hand", 0.25),),
    )
    document = Document(
        page.text, "traditional", (article,), (Block(0, 3, "headline", 7), Block(3, 5, "noise", None)), ("mixed",)
    )
    return page, document


NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
