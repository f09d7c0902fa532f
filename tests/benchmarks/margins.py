"""Damage to the lines of a page: blank lines lost, lines hard-wrapped, what a site puts round its copies."""

from __future__ import annotations

import re
from random import Random

from tests.benchmarks.cuts import wrap
from tests.benchmarks.sheet import Sheet, join_blocks

FOOT = (
    "上一篇：关于做好近期安全生产工作的通知 下一篇：我市召开经济运行分析会",
    "共3页: 上一页 1 2 3 下一页",
    "免责声明：本网转载内容仅为传递信息之目的，不代表本网观点，如涉及版权问题请与本网联系，我们将及时处理。",
    "【打印本页】【关闭窗口】【返回顶部】",
    "分享到：微信 微博 QQ空间",
    "网站地图 | 关于我们 | 联系我们 | 法律声明",
    "主办单位：某某市融媒体中心 备案号：某ICP备00000000号-1",
    "阅读数：1286 点赞：37 来源：本站整理",
    "相关阅读",
    "版权所有 未经授权不得转载 建议使用1024×768以上分辨率浏览",
)
TOP = ("首页 > 党建之窗 > 基层动态 > 正文", "字体：大 中 小 浏览次数：862")
TOP_FROM = 6  # lines at the foot from which a site also has a path above


def lose_blank_lines(sheet: Sheet, share: float, random: Random) -> str:
    """*share* of the blank lines between blocks lost."""
    return re.sub(r"\n\n", lambda _: "\n" if random.random() < share else "\n\n", sheet.text)


def wrap_lines(sheet: Sheet, width: float, _: Random) -> str:
    """Every block in hard lines of *width* characters."""
    return join_blocks(["\n".join(wrap(block, int(width))) for block in sheet.blocks()])


def wrap_without_blanks(sheet: Sheet, width: float, random: Random) -> str:
    """Hard lines of *width* characters and no blank line at all."""
    return re.sub(r"\n\n+", "\n", wrap_lines(sheet, width, random))


def put_on_site(sheet: Sheet, lines: float, random: Random) -> str:
    """The page as a site copies it: *lines* of pager, disclaimer and buttons at the foot, from some on a path above."""
    top = "\n".join(TOP) + "\n\n" if lines >= TOP_FROM else ""
    return top + append_foot(sheet.text, lines, random)


def append_foot(text: str, lines: float, random: Random) -> str:
    """The text with *lines* of pager, disclaimer and buttons below."""
    return text + "\n" + "\n".join(random.sample(FOOT, int(lines))) + "\n"
