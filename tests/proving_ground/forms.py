"""The forms of the e-paper families: how each writes its layout pages and its article pages."""

# ruff: noqa: E501 - markup is written as sites write it

from __future__ import annotations

from datetime import date

from tests.proving_ground.epapers import (
    PAGE_NAMES,
    Form,
    Print,
    areas,
    issue_links,
    label,
    links,
    page_links,
    paragraphs,
    picture,
    when,
)

CLASSIC_LIST = '<tr><td class="default"><a href={0}><div id=mp7>{1}</div></a></td></tr>'
TABLE_PICTURE = '<table id="newspic" width="400"><tr><td><img src="a.jpg"></td></tr><tr><td>{}</td></tr></table>'
PCI = '<table class="pci_c" width="400"><tr><td><img src="a.jpg"></td></tr><tr><td><p>{}</p></td></tr></table>'
PLAIN_PICTURE = '<table width="400"><tr><td><img src="a.jpg"></td></tr><tr><td>{}</td></tr></table>'
FIGURE = '<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>'


def classic_layout(form: Form, day: date, page_no: int) -> str:
    turn = '<a id="ed_next" class="preart" href="{}">下一版<font face=webdings>4</font></a>'
    return f"""<HTML><BODY><TABLE><TR><TD class=px12>{day:%Y年%m月%d日} 星期三 出版</TD><TD>{issue_links(form, day)}</TD></TR></TABLE>
<TABLE><TR><TD align="left"><STRONG>{label(page_no)}</STRONG></TD><td valign=center><a href="{form.pdf(day, page_no)}">PDF</a></td>
<td>{turn.format(form.page_path(day, 2)) if page_no == 1 else ""}</td></TR></TABLE>
<MAP NAME="pagepicmap">{areas(form, day, page_no, '<Area coords="{0}" shape="polygon" href="{1}">')}</MAP>
<IMG SRC="{form.image(day, page_no)}" USEMAP="#pagepicmap">
<div id="main-ed-articlenav-list"><table>{links(form, day, page_no, CLASSIC_LIST)}</table></div>
<table>{page_links(form, day, '<tr><td class="default"><a id="pageLink" href={0}>{1}</a></td></tr>')}</table></BODY></HTML>"""


def classic_article(printed: Print) -> str:
    told = printed.story
    marked = "<tr valign=top><td><!--<npm:article-{0}>-->{1}<!--</npm:article-{0}>--></td></tr>"
    rows = [marked.format(name, text) for name, text in (("pretitle", told.kicker), ("title", told.headline)) if text]
    rows += [marked.format(name, text) for name, text in (("subtitle", told.subhead), ("author", told.byline)) if text]
    return f"""<html><body><td align="left"><strong>{label(printed.page_no)}</strong></td><table class="wz">{"".join(rows)}</table>
{picture(told, TABLE_PICTURE)}<div id="ozoom"><founder-content><!--enpcontent-->{paragraphs(told)}<!--/enpcontent--></founder-content></div>
</body></html><!--enpproperty <articleid>{printed.number}</articleid><date>{printed.day} 09:28:27.0</date>
<title>{told.headline}</title><nodename>{PAGE_NAMES[printed.page_no - 1]}</nodename>/enpproperty-->"""


def nbs_layout(form: Form, day: date, page_no: int) -> str:
    return f"""<html><body><div id="pageList"><ul>{page_links(form, day, '<div class="right_title-name"><a href="{0}">{1}</a></div>')}</ul></div>
<div class="paperinfo">{label(page_no)}</div><div class="paper"><map name="PagePicMap">{areas(form, day, page_no)}</map>
<img src="{form.image(day, page_no)}" usemap="#PagePicMap"></div><p class="right btn"><a href="{form.pdf(day, page_no)}">PDF</a></p>
<div id="titleList"><ul>{links(form, day, page_no, '<li><a href="{0}">{1}</a></li>')}</ul></div>{issue_links(form, day)}</body></html>"""


def headed_article(printed: Print, *, dated: str, body_id: str = "ozoom") -> str:
    told = printed.story
    return f"""<html><head><title>{told.headline}-数字报</title></head><body><div class="article">
{when("<h3>{}</h3>", told.kicker)}<h1>{told.headline}</h1>{when("<h2>{}</h2>", told.subhead)}
<p class="sec">{told.byline}<span class="{dated}">《山河日报》（ {printed.day:%Y年%m月%d日}   第 {printed.page_no:02d} 版）</span></p>
<div id="{body_id}">{picture(told, PCI)}{paragraphs(told)}</div></div></body></html>"""


def nbs_article(printed: Print) -> str:
    return headed_article(printed, dated="date")


def gmw_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body>{when("<h3>{}</h3>", told.kicker)}<h1>{told.headline}</h1>{when("<h2>{}</h2>", told.subhead)}
<div class="lai">{when("<span>作者：{}</span>", told.byline)}<b>《山河日报》（ {printed.day:%Y年%m月%d日}　{printed.page_no:02d}版）</b></div>
<div id="articleContent">{picture(told, PLAIN_PICTURE)}{paragraphs(told)}</div></body></html>"""


def pc_layout(form: Form, day: date, page_no: int) -> str:
    pad = form.page_path(day, page_no).replace("/pc/", "/pad/")
    pages = page_links(form, day, '<div class="swiper-slide"><a id=pageLink href="{0}">{1}</a></div>')
    return f"""<html><body><div class="swiper-box">{pages}</div><a href="{pad}">手机版</a>
<p class="left ban">{label(page_no)}</p><p class="right btn"><a href="{form.pdf(day, page_no)}">PDF</a></p>
<div class="paper"><img src="{form.image(day, page_no)}" usemap="#PagePicMap"><map name="PagePicMap">{areas(form, day, page_no)}</map></div>
<div class="news"><ul class="news-list">{links(form, day, page_no, '<li><a href="{0}">{1}</a></li>')}</ul></div>{issue_links(form, day)}
</body></html>"""


def pc_article(printed: Print) -> str:
    told = printed.story
    evidence = f"<title><p>{told.headline}</p></title><introtitle><p>{told.kicker}</p></introtitle>"
    return headed_article(printed, dated="newstime") + f"<!--enpproperty {evidence}/enpproperty-->"


def folders_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body><strong>{label(printed.page_no)}</strong><table cellpadding="5"><tr><td></td></tr><tr><td align="center">
{when("<span>{}</span>", told.kicker)}<strong>{told.headline}</strong>{when("<span>{}</span>", told.subhead)}</td></tr></table>
<div id="ozoom">{picture(told, PLAIN_PICTURE)}{paragraphs(told)}</div></body></html>"""


def zjol_layout(form: Form, day: date, page_no: int) -> str:
    hidden = '<li><a href="{0}">{1}</a><span style="display:none">#article-pretitle#~~~#article-subtitle#</span></li>'
    return f"""<html><body><div class="main-ed-map-title">{label(page_no)}</div>
<map name="PagePicMap">{areas(form, day, page_no)}</map><img usemap="#PagePicMap" src="{form.image(day, page_no)}">
<a href="{form.pdf(day, page_no)}">下载PDF</a><ul class="main-ed-articlenav-list">{links(form, day, page_no, hidden)}</ul>
<ul>{page_links(form, day, '<li><a id=pageLink href="{0}">{1}</a></li>')}</ul>{issue_links(form, day)}</body></html>"""


def zjol_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body><strong>{label(printed.page_no)}</strong><div class="main-article-content"><div class="main-article-alltitle">
{when('<div class="main-article-pretitle">{}</div>', told.kicker)}<div class="main-article-title">{told.headline}</div>
{when('<div class="main-article-subtitle">{}</div>', told.subhead)}{when('<div class="main-article-author">{}</div>', told.byline)}</div>
{picture(told, PLAIN_PICTURE)}{paragraphs(told)}</div></body></html>"""


def pretitle_layout(form: Form, day: date, page_no: int) -> str:
    pages = page_links(form, day, '<li><a href="/x.pdf.html">图</a><a href="{0}">{1}</a></li>')
    return f"""<html><body><ul id="widthNone">{pages}</ul><div class="newslisttit"><em>{label(page_no)}</em></div>
<map name="PagePicMap">{areas(form, day, page_no)}</map><img usemap="#PagePicMap" src="{form.image(day, page_no)}">
<a href="{form.pdf(day, page_no)}">PDF</a><div class="newsnext"><a href="{form.page_path(day, 2)}">下一版</a></div>{issue_links(form, day)}
</body></html>"""


def pretitle_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body><p id="PreTitle">{told.kicker}</p><h3 id="Title">{told.headline}</h3><p id="SubTitle">{told.subhead}</p>
<div class="newsdetatext">{picture(told, PLAIN_PICTURE)}{paragraphs(told)}</div></body></html>"""


def drawn_layout(form: Form, day: date, page_no: int) -> str:
    drawn = []
    for number in (1, 2):
        for printed in form.prints(day, number):
            for area in printed.areas:
                corners = " ".join(f"{x:g},{y:g}" for x, y in zip(area[::2], area[1::2], strict=True))
                drawn.append(
                    f'<polygon class=area title="{printed.story.headline}" points="{corners}" '
                    f"data-pageid={number + 70} data-contentid={printed.number}></polygon>"
                )
    return (
        f"""<html><body>{issue_links(form, day)}<svg>{"".join(drawn)}</svg><script>drawPages()</script></body></html>"""
    )


def drawn_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body><div class="content">{when("<h3>{}</h3>", told.kicker)}<h1>{told.headline}</h1>{when("<h2>{}</h2>", told.subhead)}
{when('<p class="author">{}</p>', told.byline)}{picture(told, FIGURE)}{paragraphs(told)}</div>
<span class="page-name">{label(printed.page_no)}</span></body></html>"""


def queried_layout(form: Form, day: date, page_no: int) -> str:
    pages = page_links(form, day, '<ul><li><a href="{0}">{1}</a></li></ul>')
    return f"""<html><body><div id="pageList">{pages}</div><div class="left B_02_1">{label(page_no)}</div>
<map id="hotarea" name="hotarea">{areas(form, day, page_no)}</map><img usemap="#hotarea" src="{form.image(day, page_no)}">
<a href="{form.pdf(day, page_no)}">PDF</a><div id="titleList"><ul>{links(form, day, page_no, '<li><a href="{0}">{1}</a></li>')}</ul></div>
{issue_links(form, day)}</body></html>"""


def queried_article(printed: Print) -> str:
    told = printed.story
    return f"""<html><body><p class="introtitle">{told.kicker}</p><h1 class="title">{told.headline}</h1><p class="subtitle">{told.subhead}</p>
<p class="author">{told.byline}</p><p>{printed.day:%Y年%m月%d日}</p><div id="articleText">{picture(told, PLAIN_PICTURE)}{paragraphs(told)}</div></body></html>"""


NO_BYLINE = frozenset({"kicker", "subhead", "caption"})
FORMS = (
    Form(
        "founder",
        "/html/{day:%Y-%m/%d}/node_{node}.htm",
        "/html/{day:%Y-%m/%d}/content_{number}.htm",
        classic_layout,
        classic_article,
    ),
    Form(
        "founder-nbs",
        "/shrb/html/{day:%Y-%m/%d}/nbs.D110000shrb_{page:02d}.htm",
        "/shrb/html/{day:%Y-%m/%d}/nw.D110000shrb_{day:%Y%m%d}_{place}-{page:02d}.htm",
        nbs_layout,
        nbs_article,
        source={"issue": "shrb/html/{year}-{month}/{day}/nbs.D110000shrb_01.htm"},
    ),
    Form(
        "founder-pc",
        "/shrb/pc/layout/{day:%Y%m/%d}/node_{page:02d}.html",
        "/shrb/pc/content/{day:%Y%m/%d}/content_{number}.html",
        pc_layout,
        pc_article,
        source={"issue": "shrb/pc/layout/{year}{month}/{day}/node_01.html"},
    ),
    Form(
        "founder-folders",
        "/html/ncb/{day:%Y-%m/%d}/{page:03d}/node.htm",
        "/html/ncb/{day:%Y-%m/%d}/{page:03d}/content_{number}.htm",
        classic_layout,
        folders_article,
        states=NO_BYLINE,
        source={"issue": "html/ncb/{year}-{month}/{day}/001/node.htm"},
    ),
    Form(
        "zjol",
        "/html/{day:%Y-%m/%d}/node_{node}.htm",
        "/html/{day:%Y-%m/%d}/content_{number}.htm",
        zjol_layout,
        zjol_article,
        entry_path="/paperindex.htm",
    ),
    Form(
        "pretitle",
        "/pc/{day:%Y%m/%d}/col{page:02d}.html",
        "/pc/{day:%Y%m/%d}/c{number}.html",
        pretitle_layout,
        pretitle_article,
        states=NO_BYLINE,
        source={"issue": "pc/{year}{month}/{day}/col01.html"},
    ),
    Form(
        "polygon",
        "/{day:%Y%m/%d}/",
        "/{day:%Y%m/%d}/con-{number}.html",
        drawn_layout,
        drawn_article,
        entry_markup='<html><script>location.href="{page}#page=1"</script></html>',
        has_scan=False,
        pages=1,
    ),
    Form(
        "queried",
        "/epapers?period=1&period_date={day:%Y-%m-%d}&page={page}",
        "/article/{number}",
        queried_layout,
        queried_article,
        entry_markup='<html><a href="{page}">读报</a></html>',
        source={"issue": "epapers?period=1&period_date={year}-{month}-{day}&page=1"},
    ),
)
GMW = Form(
    "founder-nbs",
    "/gmrb/html/{day:%Y-%m/%d}/nbs.D110000gmrb_{page:02d}.htm",
    "/gmrb/html/{day:%Y-%m/%d}/nw.D110000gmrb_{day:%Y%m%d}_{place}-{page:02d}.htm",
    nbs_layout,
    gmw_article,
    source={"issue": "gmrb/html/{year}-{month}/{day}/nbs.D110000gmrb_01.htm"},
)
