"""Makes newspaper pages for tests: HTML in columns with boxes, rules, pictures and captions, printed by Chromium.

Only articles of the sample papers that are not held out are printed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from crawler.sample.papers import PrintedArticle, load_papers
from tests.held_out import is_held_out

GOLD = Path(__file__).resolve().parent.parent / "gold" / "sample"
PULLED = 28  # characters of a pull quote: shorter ones could be section headings

# the spans, in columns, of the articles of each row, for a page of so many columns
ROWS = {
    3: ((2, 1), (1, 2), (3,), (1, 1, 1)),
    4: ((3, 1), (2, 2), (1, 3), (2, 1, 1)),
    5: ((3, 2), (1, 3, 1), (2, 1, 2)),
    6: ((3, 3), (2, 3, 1), (1, 2, 3)),
}
STYLE = """
@page { size: 390mm 550mm; margin: 0 }
* { margin: 0; padding: 0; box-sizing: border-box }
body { width: 390mm; padding: 12mm; font: 12px/1.55 "Noto Serif CJK SC", serif }
header { display: flex; justify-content: space-between; border-bottom: 2px solid #000; margin-bottom: 14px }
footer { border-top: 1px solid #000; margin-top: 12px; font-size: 10px }
.row { display: flex; gap: %(gutter)dpx; margin-bottom: 16px }
.row article { min-width: 0 }
.text { column-gap: %(gutter)dpx; column-fill: balance; text-align: %(align)s; %(rule)s }
.flow { column-count: %(columns)d; column-gap: %(gutter)dpx; column-fill: balance; text-align: %(align)s; %(rule)s }
.flow article { margin-bottom: 14px }
.text p, .flow p { text-indent: 2em }
.text h3, .flow h3 { font-size: 12.5px; font-family: "Noto Sans CJK SC"; text-align: center; margin: 3px 0 }
h1 { font: 700 27px/1.25 "Noto Serif CJK SC"; text-align: %(head)s; margin: 2px 0 6px }
.narrow h1 { font-size: 19px }
.kicker { text-align: %(head)s; font: 15px/1.4 "Noto Sans CJK SC"; color: #333 }
.subhead { font: 15.5px/1.5 "Noto Serif CJK SC" }
.byline { font: 11px/1.6 "Noto Sans CJK SC"; margin-bottom: 4px }
h1, h3, .kicker, .subhead, .byline { break-after: avoid; break-inside: avoid }
figure { break-inside: avoid; margin: 6px 0 }
figure div { height: 86px; background: #c9d3dc }
figcaption { font: 10px/1.4 "Noto Sans CJK SC"; color: #222 }
aside { break-inside: avoid }
aside { border: 1px solid #555; padding: 6px 8px; margin: 8px 0; font: 12px/1.5 "Noto Sans CJK SC" }
aside.tint { border: none; background: #e8eef2 }
.framed { border: 1.5px solid #000; padding: 10px }
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set: its columns, and how its articles stand in them.

    ``flow``: one stream of articles through the columns, each headline in its column; else articles side by side.
    ``gutter``: the white between columns, in pixels (0.75 points).
    """

    columns: int = 5
    rules: bool = True
    justified: bool = True
    flow: bool = False
    boxes: bool = True
    centred: bool = False
    gutter: int = 22


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as it goes to the page, with what the answer key says of it."""

    article: PrintedArticle
    key: dict[str, Any]


def open_articles(slugs: Sequence[str] = ("qinglan-ribao", "yuanpan-xianfeng")) -> list[Printed]:
    """The articles with a headline and a text that are not held out, with their keys, in the order of the papers."""
    found = []
    for paper in load_papers():
        for issue in paper.issues if paper.slug in slugs else ():
            for page in issue.pages:
                name = f"{issue.day}-{page.number:02}"
                key = json.loads((GOLD / paper.slug / f"{name}.json").read_text("utf-8"))
                keys = {article["id"]: article for article in key["articles"]}
                for article in page.articles:
                    if not is_held_out(f"{paper.slug}/{name}", article.id) and article.headline:
                        found.append(Printed(article, keys[article.id]))
    return found


def print_pages(browser: Browser, pages: Sequence[str]) -> list[bytes]:
    """Each HTML page as the PDF that Chromium prints."""
    tab = browser.new_page()
    printed = []
    for page in pages:
        tab.set_content(page)
        printed.append(tab.pdf(prefer_css_page_size=True, print_background=True))
    tab.close()
    return printed


def newspaper_page(articles: Sequence[Printed], layout: Layout) -> str:
    """The HTML of a newspaper page with these articles."""
    body = _flow(articles, layout) if layout.flow else _rows(articles, layout)
    style = STYLE % {
        "align": "justify" if layout.justified else "left",
        "rule": "column-rule: 0.7px solid #777" if layout.rules else "",
        "columns": layout.columns,
        "head": "center" if layout.centred else "left",
        "gutter": layout.gutter,
    }
    head = "<header><span>样张日报</span><span>2023年5月18日 星期四</span><span>第2版 基层治理</span></header>"
    foot = "<footer>责任编辑：郑禾 电话：0000-1234567</footer>"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{head}{body}{foot}"


def _flow(articles: Sequence[Printed], layout: Layout) -> str:
    return f"<div class=flow>{''.join(_article(a, 1, layout, n) for n, a in enumerate(articles))}</div>"


def _rows(articles: Sequence[Printed], layout: Layout) -> str:
    slots = [(row, span) for row, spans in enumerate(ROWS[layout.columns]) for span in spans]
    widest = sorted(range(len(slots)), key=lambda n: -slots[n][1])
    longest = sorted(articles, key=lambda printed: -sum(map(len, printed.article.body)))
    cells = ["" for _ in slots]
    for number, printed in zip(widest, longest, strict=False):  # long ones where there is room
        cells[number] = _article(printed, slots[number][1], layout, number)
    rows = [
        "".join(cell for cell, slot in zip(cells, slots, strict=True) if slot[0] == row) for row in range(len(slots))
    ]
    return "".join(f"<div class=row>{row}</div>" for row in rows if row)


def _article(printed: Printed, span: int, layout: Layout, number: int) -> str:
    article = printed.article
    head = _line("div class=kicker", article.kicker) + _line("h1", article.headline)
    head += _line("div class=subhead", article.subhead) + _line("div class=byline", article.byline)
    text = "".join(_blocks(printed, layout, number))
    framed = "framed" if layout.boxes and number % 8 == 5 and not layout.flow else ""
    narrow = "narrow" if span == 1 else ""
    if layout.flow:
        return f"<article class=narrow>{head}{text}</article>"
    style = f"flex: {span} {span} {layout.gutter * (span - 1)}px"
    return (
        f'<article class="{narrow} {framed}" style="{style}">{head}'
        f"<div class=text style='column-count:{span}'>{text}</div></article>"
    )


def _blocks(printed: Printed, layout: Layout, number: int) -> list[str]:
    """Paragraphs and section headings; inside them a picture with its caption, and a boxed pull quote."""
    paragraphs = printed.article.paragraphs
    blocks = [_line("p" if len(p) > 24 or n == 0 else "h3", p) for n, p in enumerate(paragraphs)]
    longest = max(paragraphs, key=len)
    if layout.boxes and number % 2 == 0 and len(longest) > 3 * PULLED:
        tint = " class=tint" if number % 4 == 0 else ""
        blocks.insert(max(1, len(blocks) // 2), _line(f"aside{tint}", longest[: PULLED + 12]))
    captions = printed.article.captions or ((CAPTION,) if number % 3 == 1 else ())
    for caption in captions:
        blocks.insert(min(2, len(blocks)), f"<figure><div></div>{_line('figcaption', caption)}</figure>")
    return blocks


CAPTION = "图为社区工作人员在服务点了解居民近期的需求。"


def _line(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag.partition(' ')[0]}>" if text else ""
