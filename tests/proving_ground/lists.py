"""Sites that list their articles: government lists of every paging scheme, plain lists, feeds and sitemaps."""

# ruff: noqa: E501 - markup is written as sites write it

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from tests.proving_ground.prose import Story, story
from tests.proving_ground.serving import Answer

A_LIST = 4  # articles
LISTS = 3
LAST_DAY = date(2024, 5, 16)


@dataclass(frozen=True)
class Posted:
    """An article of a site: the n-th from the newest, one a day."""

    n: int
    path: str

    @property
    def story(self) -> Story:
        return story(self.n)

    @property
    def day(self) -> date:
        return LAST_DAY - timedelta(days=self.n)

    @property
    def minute(self) -> str:
        return f"{self.day} 08:{10 + self.n}"


def posted(form: str) -> list[Posted]:
    """Twelve articles under addresses of a form with {day} and {n}."""
    days = [LAST_DAY - timedelta(days=n) for n in range(A_LIST * LISTS)]
    return [Posted(n, form.format(day=day, n=397400 + n)) for n, day in enumerate(days)]


TRS = "/gk/{day:%Y%m}/t{day:%Y%m%d}_{n}.html"
PLAIN = "/a/{day:%Y/%m/%d}/{n}.shtml"


def trs_article(article: Posted, site: str = "云渡区人民政府") -> Answer:
    """A government article: metas in varying case and twice, a TRS body."""
    told = article.story
    body = "".join(f"<p>　　{paragraph}</p>" for paragraph in told.paragraphs)
    return Answer(
        f"""<html><head><meta name="SiteName" content="{site}"><META NAME="ColumnName" CONTENT="基层动态">
<meta name="ArticleTitle" content="{escape(told.headline)}"><meta name="articletitle" content="{escape(told.headline)}">
<meta name="PubDate" content="{article.minute}"><meta name="contentSource" content="云渡区融媒体中心">
<meta name="author" content="{told.byline}"><title>{told.headline}-{site}</title></head><body><div>今天是 2026年01月01日</div>
<div class="title"><h1>{told.headline}</h1></div><p>发布时间：{article.minute}　来源：云渡区融媒体中心</p>
<div class="TRS_Editor">{body}</div><p>打印 关闭</p></body></html>""".encode()
    )


def web_article(article: Posted) -> Answer:
    """An article of a plain news site."""
    told = article.story
    body = "".join(f"<p>　　{paragraph}</p>" for paragraph in told.paragraphs)
    return Answer(
        f"""<html><head><title>{told.headline}_山河网</title></head><body><div class="nav"><a href="/">首页</a></div>
<h1>{told.headline}</h1><div class="info">{article.minute} 来源：山河网 作者：{told.byline or "陈默"}</div>
<div class="article">{body}</div><div class="foot">版权所有 山河网</div></body></html>""".encode()
    )


def row(article: Posted) -> str:
    """A row of a list: the headline cut short, the whole of it in the title."""
    told = article.story.headline
    return f'<li><a href="{article.path}" title="{told}">{told[:8]}…</a><span>{article.day}</span></li>'


def rows(articles: list[Posted]) -> str:
    return f"<ul>{''.join(map(row, articles))}</ul>"


def batches(articles: list[Posted]) -> list[list[Posted]]:
    return [articles[at : at + A_LIST] for at in range(0, len(articles), A_LIST)]


def created(number: int) -> tuple[str, str]:
    name = "index.html" if number == 0 else f"index_{number}.html"
    return f"/gk/{name}", f'<script>createPageHTML({LISTS}, {number}, "index", "html");</script>'


def worded(number: int) -> tuple[str, str]:
    links = [f'<a href="list_{number + 2}.html">下一页 &gt;</a>'] if number + 1 < LISTS else ["<a>下一页</a>"]
    return f"/gk/list_{number + 1}.html", "".join(links)


def numbered(number: int) -> tuple[str, str]:
    pages = (f'<a href="t_{n}.html">{n}</a>' if n != number + 1 else f"<b>{n}</b>" for n in range(1, LISTS + 1))
    return f"/gk/t_{number + 1}.html", "".join(pages)


def last_only(number: int) -> tuple[str, str]:
    name = "index.html" if number == 0 else f"index_{number}.html"
    return f"/gk/{name}", f'共{LISTS}页 <a href="index.html">首页</a> <a href="index_{LISTS - 1}.html">尾页</a>'


def columned(number: int) -> tuple[str, str]:
    name = "column.shtml" if number == 0 else f"column-index-{number + 1}.shtml"
    return f"/gk/{name}", f'<a href="column-index-{LISTS}.shtml">末页</a>'


def queried(number: int) -> tuple[str, str]:
    path = "/gk/list.jsp?col=7" + (f"&pageNo={number + 1}" if number else "")
    return path, f'<a href="list.jsp?col=7&pageNo={LISTS}">尾页</a>'


def counted(number: int) -> tuple[str, str]:
    return f"/gk/list.jsp?page={number + 1}", f"<script>var totalPage = {LISTS}; var currPage = {number + 1};</script>"


def related(number: int) -> tuple[str, str]:
    link = f'<link rel="next" href="/gk/{number + 2}/">' if number + 1 < LISTS else ""
    return f"/gk/{number + 1}/", link


SCHEMES = {
    "createPageHTML": created,
    "下一页": worded,
    "numbers": numbered,
    "尾页 from zero": last_only,
    "末页 from one": columned,
    "尾页 by query": queried,
    "totalPage": counted,
    "rel=next": related,
}


def government(scheme: str) -> tuple[str, dict[str, Answer]]:
    """A government site paged by a scheme: its first list and everything it serves."""
    articles = posted(TRS)
    served = {article.path: trs_article(article) for article in articles}
    names = [SCHEMES[scheme](number) for number in range(LISTS)]
    for (path, paging), batch in zip(names, batches(articles), strict=True):
        served[path] = Answer(f"<html><body>{rows(batch)}<div class=page>{paging}</div></body></html>".encode())
    return names[0][0], served


def plain_site() -> dict[str, Answer]:
    """A news site with lists, whose articles are read as any web page."""
    articles = posted(PLAIN)
    served = {article.path: web_article(article) for article in articles}
    for number, batch in enumerate(batches(articles)):
        following = f'<a href="/list/{number + 2}.html">下一页</a>' if number + 1 < LISTS else ""
        served[f"/list/{number + 1}.html"] = Answer(f"<html><body>{rows(batch)}{following}</body></html>".encode())
    return served


BASE = "http://feed.proving.invalid"


def atom() -> dict[str, Answer]:
    """An Atom feed in two parts, one of its entries twice."""
    articles = posted(PLAIN)
    served = {article.path: web_article(article) for article in articles}
    for number, batch in enumerate((articles[:6], articles[5:])):
        entries = "".join(
            f"<entry><title type='html'>{escape(a.story.headline)}</title><link rel='alternate' href='{a.path}'/>"
            f"<link rel='replies' href='/comments/{a.n}'/><updated>{a.day}T08:00:00+08:00</updated></entry>"
            for a in batch
        )
        following = "<link rel='next' href='/feed2.xml'/>" if number == 0 else ""
        document = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{following}{entries}</feed>"
        served["/feed.xml" if number == 0 else "/feed2.xml"] = Answer(document.encode(), "application/atom+xml")
    return served


def rss() -> dict[str, Answer]:
    """An RSS feed in GBK with CDATA titles and dates as RFC 822 writes them."""
    articles = posted(PLAIN)
    items = "".join(
        f"<item><title><![CDATA[{a.story.headline}]]></title><link>{BASE}{a.path}?utm_source=rss</link>"
        f"<pubDate>{a.day:%a, %d %b %Y} 08:00:00 +0800</pubDate></item>"
        for a in articles
    )
    document = (
        f'<?xml version="1.0" encoding="gbk"?><rss version="2.0"><channel><title>山河</title>{items}</channel></rss>'
    )
    served = {article.path: web_article(article) for article in articles}
    return served | {"/feed.xml": Answer(document.encode("gbk"), "text/xml")}


NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap() -> dict[str, Answer]:
    """An index of two sitemaps: a news sitemap, and one in gzip."""
    articles = posted(PLAIN)
    news = "".join(
        f"<url><loc>{BASE}{a.path}</loc><news:news><news:publication_date>{a.day}</news:publication_date>"
        f"<news:title>{escape(a.story.headline)}</news:title></news:news></url>"
        for a in articles[:6]
    )
    older = "".join(f"<url><loc>{BASE}{a.path}</loc><lastmod>{a.day}</lastmod></url>" for a in articles[6:])
    start = "<?xml version='1.0' encoding='UTF-8'?>"
    spaces = f"xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='{NEWS}'"
    index = "".join(f"<sitemap><loc>{BASE}/{name}</loc></sitemap>" for name in ("news.xml", "older.xml.gz"))
    return {article.path: web_article(article) for article in articles} | {
        "/sitemap.xml": Answer(f"{start}<sitemapindex {spaces}>{index}</sitemapindex>".encode(), "application/xml"),
        "/news.xml": Answer(f"{start}<urlset {spaces}>{news}</urlset>".encode(), "application/xml"),
        "/older.xml.gz": Answer(
            gzip.compress(f"{start}<urlset {spaces}>{older}</urlset>".encode()), "application/gzip"
        ),
    }
