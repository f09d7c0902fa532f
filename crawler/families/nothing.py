"""Pages that answer 200 and hold nothing: 页面不存在, a login form. What such a page says, so that nobody reads it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from crawler.markup import line_of, parse

MISSING = re.compile(
    r"""
    (?: 页面|网页|文章|内容|信息|栏目|版面|文件|頁面|網頁 ) [^。！\n]{0,8}?
    (?: 不存在|未找到|找不到|已(?:被)?删除|已下线|不見了|走丢 )
    | 找不到 [^。！\n]{0,8} (?: 页面|网页|文章|頁面 )
    | \b404\b .{0,20} (?: not\s*found|错误|error ) | page\s+not\s+found
    """,
    re.VERBOSE | re.IGNORECASE,
)
MISSING_CHARACTERS = 300  # visible; an article that speaks of missing pages is longer
LOGIN_CHARACTERS = 600

SAYS_MISSING = "the site answered 200, but the page says that there is none"
ASKS_LOGIN = "the site asks for a login instead"


def why_nothing(soup: BeautifulSoup) -> str | None:
    """Why a page that came is none, in words; None when it may be one."""
    root = soup.body or soup
    title = soup.title.get_text() if soup.title else ""
    words = f"{title} {line_of(root)}"
    if len(words) <= LOGIN_CHARACTERS and soup.select_one("input[type=password i]") is not None:
        return ASKS_LOGIN
    return SAYS_MISSING if len(words) <= MISSING_CHARACTERS and MISSING.search(words) else None


def nothing_on(markup: str) -> str | None:
    """Why a page is none, in words, or None. The tree is only built where a word of it asks for that."""
    if not MISSING.search(markup) and "password" not in markup.lower():
        return None
    return why_nothing(parse(markup))
