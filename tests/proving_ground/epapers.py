"""E-papers of every family: two issues of two pages with three articles each, and what must be read of them.

The markup is written after public descriptions of each family (../shared/reference/epapers.md), with its bad habits:
repeated ids, relative addresses, a map that names an article twice, a list that is shorter than its map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from tests.proving_ground.prose import Story, story
from tests.proving_ground.serving import Answer

DAYS = (date(2024, 5, 15), date(2024, 5, 16))
PAGE_NAMES = ("要闻", "基层治理")
STORIES_A_PAGE = 3


@dataclass(frozen=True)
class Expected:
    """What the crawler must say of one article."""

    address: str
    headline: str
    kicker: str | None
    subhead: str | None
    byline: str | None
    lines: tuple[str, ...]
    captions: tuple[str, ...]
    issued: date
    page_no: int
    page_name: str
    areas: tuple[tuple[float, ...], ...]
    page_image: str | None
    page_pdf: str | None


@dataclass(frozen=True)
class Print:
    """An article where it is printed: issue, page, place on the page."""

    form: Form
    day: date
    page_no: int
    place: int

    @property
    def story(self) -> Story:
        at = DAYS.index(self.day) * 6 + (self.page_no - 1) * STORIES_A_PAGE + self.place
        return story(at)

    @property
    def number(self) -> int:
        """The number in its address."""
        return 1000 * self.day.day + 10 * self.page_no + self.place

    @property
    def path(self) -> str:
        return self.form.article.format(day=self.day, number=self.number, page=self.page_no, place=self.place + 1)

    @property
    def areas(self) -> tuple[tuple[float, ...], ...]:
        """The corners of its hot areas: the first article of a page is printed in two blocks."""
        top = 100.0 * self.place
        blocks = [(10.0, top, 300.0, top, 300.0, top + 90, 10.0, top + 90)]
        return (*blocks, (310.0, 5.0, 390.0, 5.0, 390.0, 80.0, 310.0, 80.0))[: 2 if self.place == 0 else 1]


@dataclass(frozen=True)
class Form:
    """How one family writes its sites. ``states`` are the parts of an article that its markup states."""

    family: str
    page: str
    article: str
    layout_markup: Callable[[Form, date, int], str]
    article_markup: Callable[[Print], str]
    entry_path: str = "/"
    entry_markup: str = '<html><head><META HTTP-EQUIV="REFRESH" CONTENT="0; URL={page}"></head><body></body></html>'
    states: frozenset[str] = frozenset({"kicker", "subhead", "byline", "caption"})
    pages: int = 2
    source: Mapping[str, object] = field(default_factory=dict)
    has_scan: bool = True

    @property
    def host(self) -> str:
        return f"{self.family}.proving.invalid"

    @property
    def base(self) -> str:
        return f"http://{self.host}/"

    def page_path(self, day: date, page_no: int) -> str:
        return self.page.format(day=day, page=page_no, node=page_no + 1)

    def image(self, day: date, page_no: int) -> str:
        return f"/images/{day:%Y-%m/%d}/{page_no:02d}/page.jpg"

    def pdf(self, day: date, page_no: int) -> str:
        return f"/images/{day:%Y-%m/%d}/{page_no:02d}/page.pdf"

    def prints(self, day: date, page_no: int) -> list[Print]:
        return [Print(self, day, page_no, place) for place in range(STORIES_A_PAGE)]

    def site(self) -> dict[str, Answer]:
        """Every address of the paper with what is served there."""
        served = {self.entry_path: Answer(self.entry_markup.format(page=self.page_path(DAYS[-1], 1)).encode())}
        for day in DAYS:
            for page_no in (1, 2):
                served.setdefault(self.page_path(day, page_no), Answer(self.layout_markup(self, day, page_no).encode()))
                served |= {p.path: Answer(self.article_markup(p).encode()) for p in self.prints(day, page_no)}
        return served

    def expected(self) -> dict[str, Expected]:
        """What must be read, by address."""
        printed = (p for day in DAYS for page_no in (1, 2) for p in self.prints(day, page_no))
        return {record.address: record for record in map(self._expected, printed)}

    def _expected(self, printed: Print) -> Expected:
        told = printed.story
        stated = {part: getattr(told, part) or None if part in self.states else None for part in PARTS}
        return Expected(
            address=urljoin(self.base, printed.path),
            headline=told.headline,
            kicker=stated["kicker"],
            subhead=stated["subhead"],
            byline=stated["byline"],
            lines=told.paragraphs,
            captions=(told.caption,) if told.caption else (),
            issued=printed.day,
            page_no=printed.page_no,
            page_name=PAGE_NAMES[printed.page_no - 1],
            areas=printed.areas,
            page_image=urljoin(self.base, self.image(printed.day, printed.page_no)) if self.has_scan else None,
            page_pdf=urljoin(self.base, self.pdf(printed.day, printed.page_no)) if self.has_scan else None,
        )


PARTS = ("kicker", "subhead", "byline")


def label(page_no: int) -> str:
    """第01版：要闻."""
    return f"第{page_no:02d}版：{PAGE_NAMES[page_no - 1]}"


def when(form: str, shown: str) -> str:
    """*form* with the text in it, or nothing where there is no text: a missing row is simply missing."""
    return form.format(shown) if shown else ""


def picture(told: Story, form: str) -> str:
    """The picture with its caption, or nothing."""
    return form.format(told.caption) if told.caption else ""


def paragraphs(told: Story) -> str:
    """The body's paragraphs, indented as papers do."""
    return "".join(f"<P>　　{paragraph}</P>" for paragraph in told.paragraphs)


def areas(form: Form, day: date, page_no: int, tag: str = '<area coords="{0}" shape="polygon" href="{1}">') -> str:
    """The hot areas of a page, each article's as many as it has."""
    found = []
    for printed in form.prints(day, page_no):
        for area in printed.areas:
            found.append(tag.format(",".join(f"{corner:g}" for corner in area), printed.path))
    return "".join(found)


def links(form: Form, day: date, page_no: int, tag: str) -> str:
    """The list of a page's articles, the last left out: the map is the fuller list."""
    return "".join(tag.format(p.path, p.story.headline) for p in form.prints(day, page_no)[:-1])


def page_links(form: Form, day: date, tag: str) -> str:
    """The list of the issue's pages."""
    return "".join(tag.format(form.page_path(day, n), label(n)) for n in (1, 2))


def issue_links(form: Form, day: date, tag: str = '<a class="preart" href="{0}">{1}</a>') -> str:
    """上一期 and 下一期."""
    at = DAYS.index(day)
    before = tag.format(form.page_path(DAYS[at - 1], 1), "上一期") if at else ""
    after = tag.format(form.page_path(DAYS[at + 1], 1), "下一期") if at + 1 < len(DAYS) else ""
    return before + after
