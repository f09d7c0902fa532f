"""The sample newspapers as web sites: every address of a paper and the bytes that are served there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from crawler.sample import markup
from crawler.sample.markup import Template, shout, text
from crawler.sample.papers import Issue, Paper, PrintedArticle, PrintedPage

WEEKDAYS = "一二三四五六日"
ROBOTS = b"User-agent: *\nDisallow: /tplimg/\nDisallow: /admin/\n"
UNTITLED = "图片新闻"  # what the list of a page shows for an article without a headline
# each paper has another habit of the family, so that none goes untried
TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "rongwan-shibao": Template(upper_case=True, content_type="text/html; charset=utf-8"),
        "yuanpan-xianfeng": Template(charset="gb2312", encoding="gb18030", founder_property=True),
    }
)


@dataclass(frozen=True, slots=True)
class Served:
    """What a site answers: the bytes, their Content-Type header, the status and, for a redirect, where to."""

    body: bytes
    content_type: str
    status: int = 200
    location: str | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in its paper a page stands."""

    paper: Paper
    issue: Issue
    page: PrintedPage

    @property
    def template(self) -> Template:
        return TEMPLATES.get(self.paper.slug, Template())

    @property
    def label(self) -> str:
        return f"第{self.page.number:02d}版：{self.page.name}"

    @property
    def node(self) -> int:
        return self.paper.first_node + self.page.number - 1

    def content_number(self, article: PrintedArticle) -> int:
        """The number in an article's address; they rise through the days as a site's counter does."""
        return (self.issue.day.toordinal() % 10_000) * 1000 + self.page.number * 100 + article.id


def site_of(paper: Paper) -> dict[str, Served]:
    """All addresses of a paper, from "/" on, with what they serve."""
    newest = paper.issues[-1]
    entry = markup.REFRESH.format(url=f"html/{newest.day:%Y-%m/%d}/node_{paper.first_node}.htm")
    pages = {"/": Served(entry.encode(), "text/html"), "/robots.txt": Served(ROBOTS, "text/plain")}
    for issue in paper.issues:
        for page in issue.pages:
            pages |= _page_addresses(_Spot(paper, issue, page))
    return pages


def _page_addresses(spot: _Spot) -> dict[str, Served]:
    folder = f"/html/{spot.issue.day:%Y-%m/%d}"
    served = {f"{folder}/node_{spot.node}.htm": _finish(spot, _layout(spot))}
    for article in spot.page.articles:
        address = f"{folder}/content_{spot.content_number(article)}.htm"
        served[address] = _finish(spot, _article(spot, article))
    return served


def _finish(spot: _Spot, page: str) -> Served:
    template = spot.template
    shown = shout(page) if template.upper_case else page
    return Served(shown.encode(template.encoding), template.content_type)


def _frame(spot: _Spot, title: str, body: str, evidence: str = "") -> str:
    day = spot.issue.day
    return markup.PAGE.format(
        doctype=markup.DOCTYPE,
        title=text(f"{spot.paper.name}数字报-{title}"),
        charset=spot.template.charset,
        script=markup.ZOOM_SCRIPT,
        day=f"{day:%Y年%m月%d日}",
        weekday=f"星期{WEEKDAYS[day.weekday()]}",
        issues=_issue_links(spot),
        body=body,
        property=evidence,
    )


def _issue_links(spot: _Spot) -> str:
    at = spot.paper.issues.index(spot.issue)
    before, after = spot.paper.issues[:at][-1:], spot.paper.issues[at + 1 :][:1]
    links = [_issue_link(spot, issue.day, "上一期") for issue in before]
    links += [_issue_link(spot, issue.day, "下一期") for issue in after]
    return " ".join(links)


def _issue_link(spot: _Spot, day: date, words: str) -> str:
    up = "../../" if (day.year, day.month) != (spot.issue.day.year, spot.issue.day.month) else "../"
    folder = f"{day:%Y-%m/%d}" if up == "../../" else f"{day:%d}"
    return markup.ISSUE_LINK.format(url=f"{up}{folder}/node_{spot.paper.first_node}.htm", text=words)


def _page_list(spot: _Spot) -> str:
    rows = (_Spot(spot.paper, spot.issue, page) for page in spot.issue.pages)
    return "".join(markup.PAGE_ROW.format(url=f"node_{row.node}.htm", label=text(row.label)) for row in rows)


def _layout(spot: _Spot) -> str:
    articles = spot.page.articles
    body = markup.LAYOUT.format(
        label=text(spot.label),
        stamp=f"{spot.issue.day:%Y-%m/%d}",
        number=spot.page.number,
        slug=spot.paper.slug,
        turn=_turns(spot),
        areas="".join(_areas(spot, n) for n in range(len(articles))),
        articles="".join(_list_row(spot, article) for article in articles),
        pages=_page_list(spot),
        furniture="<br>".join(map(text, spot.page.furniture)),
    )
    return _frame(spot, spot.label, body)


def _turns(spot: _Spot) -> str:
    numbers = [page.number for page in spot.issue.pages]
    back = markup.TURN_BACK.format(url=f"node_{spot.node - 1}.htm") if spot.page.number - 1 in numbers else ""
    on = markup.TURN_ON.format(url=f"node_{spot.node + 1}.htm") if spot.page.number + 1 in numbers else ""
    return f"{back} {on}"


def _areas(spot: _Spot, n: int) -> str:
    """The hot area of an article; the first has two, as an article printed in two blocks has."""
    url = f"content_{spot.content_number(spot.page.articles[n])}.htm"
    boxes = [f"{20 + n},{20 + 90 * n},380,{20 + 90 * n},380,{100 + 90 * n},{20 + n},{100 + 90 * n}"]
    boxes += ["390,20,470,20,470,90,390,90"] if n == 0 else []
    return "".join(markup.AREA.format(coords=box, url=url) for box in boxes)


def _list_row(spot: _Spot, article: PrintedArticle) -> str:
    number = spot.content_number(article)
    return markup.LIST_ROW.format(
        url=f"content_{number}.htm",
        number=number,
        title=text(article.headline or UNTITLED),
        kicker=text(article.kicker),
        subhead=text(article.subhead),
    )


def _article(spot: _Spot, article: PrintedArticle) -> str:
    body = markup.ARTICLE.format(
        pages=_page_list(spot),
        label=text(spot.label),
        neighbours=_neighbours(spot, article),
        headings=_headings(article),
        pictures=_pictures(spot, article),
        paragraphs="".join(f"<P>　　{text(paragraph)}</P>" for paragraph in article.paragraphs),
    )
    return _frame(spot, article.headline or UNTITLED, body, _property(spot, article))


def _headings(article: PrintedArticle) -> str:
    """The rows 肩题, 主题, 副题 and 作者; the title's always stands, the others only when printed."""
    title = markup.MARKED.format(part="title", text=text(article.headline))
    rows = [
        ("font02", article.kicker, markup.MARKED.format(part="pretitle", text=text(article.kicker))),
        ("font01", "always", f"<founder-title>{title}</founder-title>"),
        ("font02", article.subhead, markup.MARKED.format(part="subtitle", text=text(article.subhead))),
        ("font02", article.byline, markup.MARKED.format(part="author", text=text(article.byline))),
    ]
    return "".join(markup.HEADING_ROW.format(style=style, marked=marked) for style, there, marked in rows if there)


def _pictures(spot: _Spot, article: PrintedArticle) -> str:
    number = spot.content_number(article)
    url = f"../../../images/{spot.issue.day:%Y-%m/%d}/{spot.page.number:02d}/{number}_b.jpg"
    return "".join(markup.PICTURE.format(url=url, caption=text(caption)) for caption in article.captions)


def _neighbours(spot: _Spot, article: PrintedArticle) -> str:
    articles = spot.page.articles
    at = articles.index(article)
    links = [(markup.NEIGHBOUR_BACK, other) for other in articles[:at][-1:]]
    links += [(markup.NEIGHBOUR_ON, other) for other in articles[at + 1 :][:1]]
    return " ".join(link.format(url=f"content_{spot.content_number(other)}.htm") for link, other in links)


def _property(spot: _Spot, article: PrintedArticle) -> str:
    form = markup.FOUNDER_PROPERTY if spot.template.founder_property else markup.PROPERTY
    return form.format(
        number=spot.content_number(article),
        day=spot.issue.day.isoformat(),
        author=text(article.byline),
        title=text(article.headline or UNTITLED),
        subhead=text(article.subhead),
        kicker=text(article.kicker),
        node=spot.node,
        name=text(spot.page.name),
    )
