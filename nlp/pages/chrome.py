"""What a site prints round the pages it copies: paths, buttons, pagers, counters, disclaimers.

Words, not whole lines, are listed, since every site puts them together its own way.
"""

from __future__ import annotations

import re

LONGEST_CHROME = 160  # characters; measured: disclaimers reach 130
LEAST_SHARE = 0.6  # of a line's characters that buttons and links make up, for the line to be nothing else

# A line that opens so, or holds this anywhere, is the site's.
_OPENS = re.compile(
    r"""
    ^[【\[「]?(?: (?:特别|郑重|免责|版权|转载|法律)?(?:声明|申明) | 当前位置 | 您(?:现)?在的?位置 | 你的位置
      | 首页\s*[>＞»›/-] | 分享(?:到|至|按钮) | 字\s?[体号]\s*[:：]
      | (?:浏览|阅读|点击|访问)(?:次数|数|量|人次)?\s*[:：]
      | (?:上|下|前|后)一?[篇页]\s*[:：\]】] | 共\s*[0-9]+\s*页 | 第\s*[0-9]+\s*/\s*[0-9]+\s*页
      | 标签\s*[:：] | 关键[词字]\s*[:：]
      | (?:主办|承办|协办|技术支持|运行|维护)(?:单位)?\s*[:：] | 网站标识码 )
    | [A-Z]?ICP[备证] | 公网安备 | 备案号 | (?:不代表|与)本[网站刊报](?:观点|立场|无关)
    | (?:建议|推荐)使用.{0,20}(?:分辨率|浏览)
    | 点赞\s*[:：]?\s*[0-9]|(?:阅读|浏览)[数量]\s*[:：]?\s*[0-9]
    """,
    re.VERBOSE,
)
_TITLE = re.compile(
    r"^[【\[]?(?:相关|延伸|推荐|热门|精彩|更多|猜你)(?:阅读|新闻|文章|报道|推荐|内容|喜欢)[】\]]?[:：]?$"
    r"|^(?:我来说两句|网友评论|发表评论|查看评论|编辑推荐|热点排行|友情链接)[:：]?$"
)
_BUTTON = re.compile(
    r"首页|末页|尾页|上一[页篇]|下一[页篇]|返回(?:首页|列表|目录|顶部)?|打印(?:本页)?|关闭(?:窗口|本页)?|网站地图|站点地图|关于我们|联系我们"
    r"|法律声明|隐私(?:政策|保护)|版权(?:所有|声明)|加入收藏|收藏(?:本页)?|设为首页|手机版|电脑版|无障碍(?:浏览)?|登录|注册|分享|微信|微博|QQ空间|朋友圈|评论|点赞|转发"
)


def is_chrome(line: str) -> bool:
    """Whether *line* is a site's own: a path, buttons, a counter, a pager, a disclaimer, the title of a list of links.

    >>> [is_chrome(s) for s in ("首页 > 要闻 > 正文", "【打印本页】【关闭窗口】", "相关阅读", "阅读量：81 点赞：3")]
    [True, True, True, True]
    >>> is_chrome("版权声明：本网转载内容不代表本网观点，请自行核实。"), is_chrome("社区设评论区，居民点赞。")
    (True, False)
    """
    if len(line) > LONGEST_CHROME:
        return False
    return bool(_TITLE.match(line) or _is_told(line)) or _is_made_of_buttons(line)


def _is_told(line: str) -> bool:
    return bool(_OPENS.search(line)) and (
        not line.endswith("。") or bool(re.search(r"本[网站]|转载|来源|法律责任", line))
    )


def _is_made_of_buttons(line: str) -> bool:
    rest = re.sub(r"[\s|｜【】\[\]「」·•>＞»/:：0-9-]", "", line)
    return bool(rest) and sum(map(len, _BUTTON.findall(rest))) >= LEAST_SHARE * len(rest) and len(rest) < len(line)
