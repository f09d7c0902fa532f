"""The markup of the classic Founder e-paper, as public descriptions of it show it: tables, comments, webdings and all.

Written to be as unhandy as the real thing (repeated ids, unquoted attributes, hidden spans, headings only marked by
comments), because the crawler must cope with that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

DOCTYPE = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">'
ZOOM_SCRIPT = """<script language="javascript">
function doZoom(size) { document.getElementById('ozoom').style.fontSize = size + 'px'; }
</script>"""
REFRESH = """<html><head><META HTTP-EQUIV="REFRESH" CONTENT="0; URL={url}"></head><body></body></html>
"""
PAGE = """{doctype}
<html><head>
<title>{title}</title>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<link href="../../../tplimg/style.css" rel="stylesheet" type="text/css">
{script}
</head>
<body leftmargin=0 topmargin=0>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td class="px12" height="25">{day}&nbsp;{weekday}&nbsp;出版</td>
<td class="px12" align="right">{issues}</td></tr>
</table>
{body}
</body></html>
{property}"""
ISSUE_LINK = '<a class="preart" href="{url}">{text}</a>'
LAYOUT = """<table width="1000" border="0" align="center"><tr>
<td width="405" valign="top">
<table width="100%"><tr>
<td align="left"><strong>{label}</strong></td>
<td valign="center" align="center">
<a href="../../../images/{stamp}/{number:02d}/{slug}{number:02d}_pdf.pdf">PDF下载</a></td>
<td align="right">{turn}</td></tr></table>
<map name="PagePicMap">{areas}</map>
<img src="../../../images/{stamp}/{number:02d}/b_{number:02d}.jpg" usemap="#PagePicMap" border=0>
</td>
<td width="380" valign="top">
<div id="main-ed-articlenav-list"><table width="100%">{articles}</table></div>
</td>
<td width="215" valign="top"><table width="100%" cellpadding="2">{pages}</table></td>
</tr></table>
<table width="1000" align="center"><tr><td class="px12" align="center">{furniture}</td></tr></table>"""
TURN_BACK = '<a class="preart" href="{url}"><font face="webdings">3</font>上一版</a>'
TURN_ON = '<a class="preart" id="ed_next" href="{url}">下一版<font face="webdings">4</font></a>'
AREA = '<area coords="{coords}" shape="polygon" href="{url}">'
LIST_ROW = """<tr><td class="default"><a href={url}><div id=mp{number}>{title}</div></a>
<span style="display:none">{kicker}~~~{subhead}</span></td></tr>"""
PAGE_ROW = '<tr><td class="default" align="left"><a id="pageLink" href="{url}">{label}</a></td></tr>'
ARTICLE = """<table width="1000" border="0" align="center"><tr>
<td width="300" valign="top"><table>{pages}</table></td>
<td width="700" valign="top">
<table width="100%"><tr><td align="left"><strong>{label}</strong></td>
<td class="px12" align="right">{neighbours}
<a href="javascript:doZoom(16)">放大</a> <a href="javascript:doZoom(12)">缩小</a>
<a href="javascript:doZoom(14)">默认</a>
<a href="javascript:;">朗读</a></td></tr></table>
<table class="wz" width="100%"><tr><td>
<table width="100%" cellspacing="0" cellpadding="5">{headings}</table>
</td></tr></table>
<table width="100%"><tr><td>{pictures}
<div id="ozoom"><founder-content><!--enpcontent-->{paragraphs}<!--/enpcontent--></founder-content></div>
</td></tr></table>
</td></tr></table>"""
HEADING_ROW = """<tr valign="top"><td class="{style}" align="center">{marked}</td></tr>"""
MARKED = "<!--<npm:article-{part}>-->{text}<!--</npm:article-{part}>-->"
PICTURE = """<table id="newspic" width="400" align="center"><tr><td><img src="{url}" border=0></td></tr>
<tr><td class="px12">{caption}</td></tr></table>"""
NEIGHBOUR_BACK = '<a class="preart" href="{url}"><font face="webdings">3</font>上一篇</a>'
NEIGHBOUR_ON = '<a class="preart" href="{url}">下一篇<font face="webdings">4</font></a>'
PROPERTY = (
    "<!--enpproperty <articleid>{number}</articleid><date>{day} 00:00:00.0</date><author>{author}</author>"
    "<title>{title}</title><keyword></keyword><subtitle>{subhead}</subtitle><introtitle>{kicker}</introtitle>"
    "<siteid>1</siteid><nodeid>{node}</nodeid><nodename>{name}</nodename><nodesearchname></nodesearchname>"
    "<picurl></picurl>/enpproperty-->"
)
FOUNDER_PROPERTY = (
    "<!--enpproperty <founder-date>{day}</founder-date><founder-author>{author}</founder-author>"
    "<founder-title>{title}</founder-title><founder-subtitle>{subhead}</founder-subtitle>/enpproperty-->"
)


@dataclass(frozen=True, slots=True)
class Template:
    """How one paper's pages differ: what they declare, how they are encoded, and how their template is written."""

    charset: str = "utf-8"
    encoding: str = "utf-8"
    content_type: str = "text/html"
    upper_case: bool = False
    founder_property: bool = False


def text(printed: str) -> str:
    """Printed words as markup: escaped, and runs of blanks kept as no-break spaces."""
    return re.sub(r" {2,}", lambda blanks: "&nbsp;" * len(blanks.group()), escape(printed))


def shout(markup: str) -> str:
    """The same markup with tags and attribute names in upper case, comments left alone."""

    def raised(tag: re.Match[str]) -> str:
        names = re.sub(r"^</?[a-z][a-z0-9-]*", lambda name: name.group().upper(), tag.group())
        return re.sub(r"(?<=\s)[a-z-]+(?==)", lambda name: name.group().upper(), names)

    parts = re.split(r"(<!--.*?-->)", markup, flags=re.DOTALL)
    return "".join(part if part.startswith("<!--") else re.sub(r"</?[a-z][^<>]*>", raised, part) for part in parts)
