"""What the ids and classes of Chinese sites call their parts, and the words that give furniture away. Tables only.

Ids and classes are matched in lower case as whole words (cut at blanks, - and _): "comment-list" is comments,
"commentary" is not. They name systems that run thousands of sites (TRS, Founder, Discuz, WeChat, UCAP …) and common
English and pinyin names, never one site's article.
"""

from __future__ import annotations

import re

NOISE_NAMES = frozenset(("nav", "footer", "aside", "iframe", "menu"))  # not form: ASP.NET wraps whole pages in one

_BODY_WORDS = """
    trs_editor trs_autoadd ucap-content pages_content js_content rm_txt_con rwb_zw artibody endtext post_text post_body
    article-content article_content articlecontent articlebody article-body article_body mp-editor tt-article-content
    detailcontent main-article content-article view_con xl_nr bt_content zoom ozoom contenttext newscontent news_txt t_f
    text_con content_area cnt_bd vsbcontent v_news_content wp_articlecontent nr_con all-txt index_cententwrap
"""
_NOISE_WORDS = """
    comment comments cmt commentbox reply replies tie-area tiearea gentie pinglun liuyan remark disqus
    recommend recommends recommendation tuijian relate related relatednews xiangguan xgxw xgyd related-news guess
    hot hotlist hotnews rank ranking paihang phb rightbar sidebar side aside toplist
    nav navbar navigation topnav menu breadcrumb breadcrumbs crumb crumbs weizhi dqwz
    footer foot bottom copyright copy banquan
    share bdshare bdsharebuttonbox fenxiang jiathis qrcode ewm erweima toolbar
    login register popup dialog modal toast ad ads advert advertisement guanggao sponsor banner friendlink
    profile_container rich_media_tool page-tools prenext nextpage pagination pager
"""


def _words(table: str) -> re.Pattern[str]:
    """A pattern that finds a word of *table*, standing between blanks, hyphens or underscores."""
    joined = "|".join(map(re.escape, sorted(table.split(), key=len, reverse=True)))
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])")


BODY_MARK = _words(_BODY_WORDS)
NOISE_MARK = _words(_NOISE_WORDS)
TITLE_MARK = re.compile(r"title|tit\b|headline|biaoti|(?<![a-z])bt(?![a-z])")

PROSE = re.compile(r"[。！？；…!?]|[，、：,].*[，、,]")  # what sentences have and labels have not

CREDIT_LINE = re.compile(  # a line of the head or the foot, however many commas its names are set apart with
    r"""
    ^[（(【\[\s]* (?:
        (?: (?:信息|文章|本文|新闻|稿件)?来源 | 稿源 | 作者 | 发布(?:时间|日期|者) | 编辑 | 责任编辑 ) \s* [：:]
      | (?: 时间 | 日期 ) \s* [：:] \s* (?:19|20)\d\d
      | (?: 记者 | 通讯员 ) \s* [：:] \s* [\u4e00-\u9fff]{2,4} (?: [\s、）)】] | $ )
    )
    | (?:19|20)\d\d [-/.年] \d.* \d:\d\d .* (?:来源|作者|编辑) \s* [：:]
    """,
    re.VERBOSE,
)
FOOTER = re.compile(
    r"""
    版\s*权\s*所\s*有 | ICP备 | Copyright | All\s+Rights\s+Reserved | 公网安备 | 许可证 | 违法和不良信息 | 举报电话
    | 网站标识码 | 备案号 | 主办单位 | 技术支持 | ^主办[：:] | ^承办[：:] | 未经(?:书面)?授权
    """,
    re.VERBOSE | re.IGNORECASE,
)
COMMENT = re.compile(
    r"""
    ^\d+(?:秒|分钟|小时|天|个月)前 | (?:小时|分钟)前$ | ^回复\s*点?赞?\s*\d*$ | ^(?:楼主|沙发|板凳|地板)[！!。，,:：\s]
    | 网友(?:评论|跟[贴帖]|留言|[a-z0-9]+$)
    | 发表(?:于|评论|我的评论) | 条评论 | 全部评论 | ^评论(?:区|\s*[（(]?\d+[)）]?)?$ | 写留言 | 精选留言
    | 文明上网 | 网友跟贴
    | 我要留言 | 我有话说 | 参与评论 | 只看该作者
    """,
    re.VERBOSE,
)
RELATED = re.compile(
    r"""
    ^[【\[<>]*\s*(?:
        相关(?:新闻|阅读|推荐|文章|链接|报道|专题|稿件|内容|信息|热词) | 延伸阅读 | 推荐阅读 | 猜你喜欢
        | 为您推荐 | 热门(?:推荐|新闻|文章|排行|评论)
      | 热点(?:新闻|推荐|排行) | 新闻(?:排行|热榜|推荐|实时热点) | 阅读排行榜? | 点击排行 | 精彩推荐 | 今日热点
      | 头条热榜 | 澎湃热榜
      | 大家都在[看搜] | 还喜欢 | 喜欢此内容的人 | 作者最新文章 | 最新文章 | 图片新闻 | 往期(?:回顾|推荐)
      | 更多新闻 | 24小时热文 | 排行榜
      | 阅读下一篇 | 编辑推荐 | 猜您喜欢 | 本类推荐 | 看了又看 | 随便看看 | 其他人还在看 | 相关推荐
    )
    """,
    re.VERBOSE,
)
ENDS = re.compile(  # a line like this ends the article: whatever stands below it is not of it
    r"""
    ^[（(【\[>\s]*(?:
        作者单位 | 本文系.{2,20}(?:独家|原创) | 责任?编辑?\s*[：:丨|/] | 责编 | 编\s?辑\s*[：:丨|/]
        | 网络?编辑\s*[：:] | 值班编辑 | 本文编辑
      | 文字编辑\s*[：:] | 校\s?对\s*[：:丨|/]
      | 上一[篇条页]\s*[：:]? | 下一[篇条页]\s*[：:]? | 打印本页 | 关闭窗口 | 关闭本页 | 分享到 | 分享让更多
      | 返回(?:搜狐|顶部|首页|列表)
      | 特别声明 | 免责声明 | (?:版权)?声明[：:] | 举报/?反馈 | 本文来源[：:] | 阅读原文
      | (?:-\s*)?END(?:\s*-)?\s*$ | 文章录入
      | 扫一扫 | 微信扫 | 关键词\s*(?:[：:]|>>) | 文章关键词 | 标签[：:] | Tags?[：:] | 原标题[：:] | 纠错
      | 我要(?:纠错|反馈) | 网站声明
      | 审核[：:丨|] | 审签[：:丨|] | 终审[：:丨|] | 监制[：:丨|] | 值班(?:主任|总编|编委)
      | 点击进入专题 | 打开.{0,10}(?:APP|新闻|客户端) | 更多精彩 | 欢迎关注 | 长按 | 查看全部 | 全部回复
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
FURNITURE = re.compile(  # a line like this is never of the article, wherever it stands
    r"""
    ^[（(【\[\s]*(?:
        字体\s*[：:【] | 字号 | 打印 | 关闭 | 收藏 | 浏览次数 | 点击数 | 阅读[：:(（\s]*\d* | 来源\s*[：:]
        | 发布时间\s*[：:] | 时间\s*[：:]\s*(?:19|20)\d\d
      | 当前位置 | 您(?:现在|当前)的位置 | 首页\s*(?:>|&gt;|»|→|\|) | 原标题\s*[：:] | 分享(?:到)? | 举报
      | 缩小字体 | 放大字体 | 附件[：:]?$
      | 点击上方 | 点击蓝字 | 关注我们 | 点击收听 | 语音播报 | 复制链接 | \[复制链接\] | 用微信扫码 | 微信扫一扫
      | 微信号 | 今天是 | 设为首页
      | 责任编辑[：:]?\s*$ | 【?我要纠错 | 扫码 | 听新闻 | 赞$ | 在看$ | 人参与 | 加载中 | 图集$ | 加入收藏
      | 返回顶部 | 举报/?反馈 | 下载APP
    )
    | ^[\W\d_]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
