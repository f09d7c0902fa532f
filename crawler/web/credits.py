"""Who wrote and who edited a web article, as its page prints it: stretches of print, each with the word for the role.

Names are not judged here beyond what a site's own markup gives away (nothing of the site, no code, no nickname); the
reader of bylines does that. Authors win over editors: an editor is told only where no author is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.web.body import is_prose
from crawler.web.headline import strip_site
from crawler.web.sheet import Line
from crawler.web.stated import AUTHOR_NAMES, SITE_NAMES, Statements

NAME = r"[\u4e00-\u9fff]{1,4}(?:\s?·\s?[\u4e00-\u9fff]{1,8})?"
NAMES = rf"{NAME}(?:(?:\s*[、，,/|和]\s*|\s+){NAME}){{0,5}}"
_GAP = r"(?:\s*[：:丨|｜/]\s*[【\[（(]?|\s+)"
LONGEST_CREDIT = 200  # characters of a line that is looked through for credits

_AUTHOR = re.compile(
    rf"""
    (?: (?: (?:[\u4e00-\u9fff]{{0,8}}(?:全媒体|融媒体?|首席|见习|实习|特约|本报|本网))? 记\s?者
    | 通讯员 ) (?:{_GAP}|(?=[\u4e00-\u9fff]))
      | (?: 作\s?者 | 撰\s?[文稿] | 撰稿人 | 采写 | 供稿 | 编译 ) {_GAP}
      | (?: 文字 | (?<![\u4e00-\u9fff])文/?图? | 图文 | 采访 ) \s*[：:丨|｜/]\s* )
    (?P<names>{NAMES}) (?![\u4e00-\u9fff])
    """,
    re.VERBOSE,
)
_EDITOR = re.compile(
    rf"""
    (?: 责\s?任?\s?编\s?辑? | 网络编辑 | 值班编辑 | 本文编辑 | 文字编辑 | 实习编辑 | 新媒体编辑 | (?<!总)编\s?辑 )
    {_GAP}
    (?P<names>{NAMES}) (?![\u4e00-\u9fff])
    """,
    re.VERBOSE,
)
# One element after the other without a blank: 作者：某某责任编辑：某某
_GLUED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=(?:来源|作者|责任?编辑?|(?<!任)(?<!总)编辑|发布时间|时间|日期|校对|审核|摄影|字体|点击|图)\s*[：:丨|｜])"
)
_ROLE_WORDS = re.compile(
    r"责任?编辑?|编辑|来源|作者|记者|时间|日期|摄影|审核|校对|通讯员|发布|点击|浏览|阅读|字体|打印|分享|监制|主编|值班|出品|原标题|声明"
)
_NOBODY = re.compile(
    r"""
    [网报社台局委办院校部队站所厅署组] $ | 公司 | 中心 | 宣传 | 政府 | 新闻 | 客户端 | 融媒 | 日报 | 晚报
    | 发布 $ | 头条 | 频道 | 管理员 | 未知
    | 佚名 | 最[近新] | 文章 | 单位 | 本人 | 介绍 | 简介 | 本站 | 本网 | 本报 | 原创 | 小编 | 编辑部 | 综合
    | 网友 | 匿名 | 转载 | 微信 | 公众号 | 搜索 | 官方
    """,
    re.VERBOSE,
)
_BARE_NAMES = re.compile(rf"^(?:[\u4e00-\u9fff]{{0,8}}记者\s*)?{NAMES}$")
_IN_TEXT = re.compile(
    rf"[（(]\s*(?:[\u4e00-\u9fff]{{0,8}})(?:记者|通讯员|作者)\s*[：:]?\s*{NAME}|(?:记者|通讯员|作者)[：:]?\s*{NAME}(?:\s+{NAME})*\s*[)）]?$"
)


@dataclass(frozen=True, slots=True)
class Credits:
    """The printed stretches that name authors ("记者 某某"), and those that name editors, in order."""

    authors: tuple[str, ...]
    editors: tuple[str, ...]
    in_body: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The last names of all stretches: what stands in the lines they come from, whatever separates it there."""
        return tuple(re.split(r"[：:\s、，]", words)[-1] for words in (*self.authors, *self.editors))

    @property
    def byline(self) -> str | None:
        """The byline: who wrote it, or who edited it where the page names no author at all."""
        words = self.authors or (() if self.in_body else self.editors)
        return " ".join(words) or None


def find_credits(lines: Sequence[Line], body: Sequence[Line], statements: Statements) -> Credits:
    """The credits in *lines* (those around the article) and in what the page states; *body* may name authors itself."""
    site = strip_site(statements.title)
    strangers = frozenset((*statements.of(SITE_NAMES), statements.title.removeprefix(site)))
    authors = [found for line in lines for found in _found(_AUTHOR, line, strangers)]
    if not authors:
        authors = [*_marked(lines, strangers)] or [*_stated(statements, strangers)]
    editors = [found for line in lines for found in _found(_EDITOR, line, strangers)]
    in_body = any(_IN_TEXT.search(line.text) for line in (*body[:2], *body[-2:]))
    return Credits(_once(authors), _once(editors), in_body)


def _once(stretches: Sequence[str]) -> tuple[str, ...]:
    """*stretches*, each set of names once, under the role it is first printed with."""
    known: dict[str, str] = {}
    for words in stretches:
        known.setdefault(re.split(r"[：:\s]", words.strip())[-1], words.strip())
    return tuple(known.values())


def without_credits(body: Sequence[Line], found: Credits) -> tuple[Line, ...]:
    """*body* without the lines at its end that only say who wrote or edited it and that *found* holds."""
    kept = list(body)
    while kept and not is_prose(kept[-1]) and any(names in kept[-1].text for names in found.names):
        kept.pop()
    return tuple(kept)


def _found(pattern: re.Pattern[str], line: Line, strangers: frozenset[str]) -> Iterator[str]:
    if len(line.text) > LONGEST_CREDIT or line.noise or is_prose(line):
        return
    text = _GLUED.sub("\u3000", line.text)
    for found in pattern.finditer(text):
        names = _names(found["names"], strangers, followed=text[found.end() : found.end() + 2])
        if names:
            role = text[found.start() : found.start("names")]
            yield re.sub(r"\s*[丨|｜/]\s*$", "：", role) + names


def _names(printed: str, strangers: frozenset[str], *, followed: str = "") -> str:
    """*printed* up to the first word that is no name; "" when that is all of it. *followed* is what stands behind."""
    end = 0
    for word in re.finditer(NAME, printed):
        is_role = word.end() == len(printed) and re.match(r"\s?[：:丨｜]", followed)
        if is_role or _is_nobody(word[0], strangers):
            break
        end = word.end()
    return printed[:end].rstrip("、，,/|和 \u3000") if end else ""


def _is_nobody(name: str, strangers: frozenset[str]) -> bool:
    if _ROLE_WORDS.search(name) or _NOBODY.search(name):
        return True
    return any(name in words for words in strangers)


def _marked(lines: Sequence[Line], strangers: frozenset[str]) -> Iterator[str]:
    """Lines that markup calls the author's and that hold nothing but names."""
    for line in lines:
        if re.search(r"author|writer|reporter|zuozhe", line.mark) and not line.noise and _BARE_NAMES.match(line.text):
            names = _names(line.text, strangers)
            if names and len(names) == len(line.text):
                yield names


def _stated(statements: Statements, strangers: frozenset[str]) -> Iterator[str]:
    """The author that a meta or JSON-LD names, when it is a person's name."""
    for value in statements.of(AUTHOR_NAMES):
        if re.fullmatch(NAMES, value) and len(value) <= 12 and _names(value, strangers) == value:
            yield value
            return
    for node in statements.linked:
        for author in _people(node.get("author")):
            if re.fullmatch(NAME, author) and _names(author, strangers) == author:
                yield author


def _people(stated: object) -> Iterator[str]:
    """The names in a JSON-LD author: a name, a person, or a list of them."""
    for one in stated if isinstance(stated, list) else [stated]:
        name = one.get("name") if isinstance(one, dict) and one.get("@type") != "Organization" else one
        if isinstance(name, str):
            yield name.strip()
