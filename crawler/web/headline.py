"""The headline of a web article: the line that the page shows large and names itself after, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.web.body import bare
from crawler.web.marks import FURNITURE, TITLE_MARK
from crawler.web.sheet import Line
from crawler.web.stated import SITE_NAMES, TITLE_NAMES, Statements

LONGEST_HEADLINE = 120  # characters
SHORTEST_HEADLINE = 4
LONGEST_SITE = 16  # characters of a site's or a channel's name at the end of a title
ABOVE = 40  # lines above the body that may hold the headline
_CUTS = re.compile(r"\s*(?:[_|｜]+|[-—–]{2,}|\s[-—–]\s?|\s?[-—–]\s|(?<=[\u3000-\uffef])-(?=[\u3000-\uffef\w]))\s*")
_SITE = re.compile(
    r"""
    [网报社台刊版] $ | 新闻 | 频道 | 资讯 | 头条 | 门户 | 政府 | 首页 | 要闻 | 动态 | 客户端 | 中心$ | 论坛
    | 订阅 | 博客 | 周刊 | 正文 | 日报 | 公众号
    | 在线$ | 专题 | 视频 | ^[\w.]+\.(?:com|cn|net|org) | Powered | ^[A-Za-z .]+$ | 党建 | 先锋 | 发布$ | 融媒 | 杂谈
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and the number of the line that shows it (None: stated only)."""

    words: str
    line: int | None


def find_headline(lines: Sequence[Line], body_start: int, statements: Statements) -> Headline | None:
    """The headline of the article whose body begins at line *body_start*; None when nothing is one."""
    names = [*statements.of(TITLE_NAMES), *_linked_titles(statements)]
    known = frozenset(map(bare, statements.of(SITE_NAMES)))
    titles = [title for title in (*names, statements.title) if title]
    best: tuple[float, int] | None = None
    for number in range(max(0, body_start - ABOVE), min(body_start + 3, len(lines))):
        score = _score(lines[number], [bare(title) for title in titles], below=number >= body_start)
        if score > 0 and (best is None or score > best[0]):
            best = (score, number)
    if best:
        return Headline(lines[best[1]].text, best[1])
    words = next((cut for title in titles if len(bare(cut := strip_site(title, known))) >= SHORTEST_HEADLINE), None)
    return Headline(words, None) if words else None


def _linked_titles(statements: Statements) -> Iterator[str]:
    for node in statements.linked:
        for key in ("headline", "title"):
            if isinstance(node.get(key), str):
                yield node[key]


def _score(line: Line, titles: Sequence[str], *, below: bool) -> float:
    """How much a line is like the headline: named in the page's titles, shown as a heading."""
    words = bare(line.text)
    if not SHORTEST_HEADLINE <= len(words) <= LONGEST_HEADLINE or FURNITURE.search(line.text):
        return 0
    named = max((_named(words, title) for title in titles), default=0.0)
    shown = {1: 2.0, 2: 1.5, 3: 1.0}.get(line.heading, 0.0) + bool(TITLE_MARK.search(line.mark))
    if line.is_link or line.noise:
        shown -= 2
    if below and not (line.heading or named >= 0.9):
        return 0
    return 3 * named + shown if named or shown >= 1 else 0


def _named(words: str, title: str) -> float:
    """1 for a whole title, less the more of it is left over; 0 when the line is not what a title begins with."""
    if title.startswith(words):
        return max(0.5, min(1.0, len(words) / max(len(title) - LONGEST_SITE, 1)))
    if words in title and len(words) >= 0.6 * len(title):
        return 0.8
    shortened = title.rstrip("….")
    return 0.9 if len(shortened) >= 8 and words.startswith(shortened) else 0.0


def strip_site(title: str, known: frozenset[str] = frozenset()) -> str:
    """*title* without the names of site and channel at its end; *known* are names that the page states of its site.

    >>> strip_site("一把椅子 老楼有了“歇脚点”_地方新闻_某某网"), strip_site("“1-2-3”工作法见效")
    ('一把椅子 老楼有了“歇脚点”', '“1-2-3”工作法见效')
    """
    words = title.strip()
    while True:
        cuts = list(_CUTS.finditer(words))
        if not cuts:
            return words
        head, tail = words[: cuts[-1].start()], words[cuts[-1].end() :]
        named = bare(tail) in known or not tail or (len(tail) <= LONGEST_SITE and bool(_SITE.search(tail)))
        if not named or len(bare(head)) < SHORTEST_HEADLINE:
            return words
        words = head
