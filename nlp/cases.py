"""Is an article a case: does it report a concrete practice of governance, Party building or community work?

Judged by what a selective editor looks at: kind of article, a named actor, measures taken and what came of them. None
stands for what such an editor could decide either way: photo captions, event notices, study campaigns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.records import Article

MEASURES_OF_A_CASE = 2  # different measures that make a report a case though it names no model
MEASURES_BEYOND_AN_EVENT = 3  # … though it is about an event
EXHORTATIONS_OF_AN_ESSAY = 5  # 要 and 必须 at the head of a clause; measured: reports up to 2, essays 2 to 12
SHORT_TAIL = 150  # characters below which the tail of a lost article tells too little

_NO_PRACTICE = {
    "furniture": "版面用语，不是文章",
    "essay": "理论评论文章，不报道具体做法",
    "qa": "读者问答，不报道具体做法",
}

_NOTICE = re.compile(
    r"""
    天气预报|气象台(?:预报|预计|发布)|最高气温|降雨量|降水(?:量|过程)
    | 停[水电气]通[知告]|施工(?:通|公)告|交通管制|绕行
    | 招[聘标生租商](?:公告|启事|简章|信息)|中标公[告示]|拍卖公告|任前公示|名单公[示布]|遗失声明|注销公告
    | 征[文稿订]启事|寻[人物]启事|更正启事|讣告|订阅热线|欢迎订阅|广告刊登|诚招|诚聘|优惠酬宾|开奖
    """,
    re.VERBOSE,
)
_LETTER_HEAD = re.compile(r"倡议书|一封信|公开信|答记者问|解读|须知|公告$|通告$|公示$|启事$|征稿")
_FIGURES_HEAD = re.compile(
    r"(?:GDP|生产总值|收入|投资|产量|进出口|消费|价格|客流|票房)\w{0,8}(?:增长|下降|上涨|突破|达)"
)
_HONOUR_HEAD = re.compile(r"(?:荣获|获评|入选|摘得|喜获|上榜)\w{0,16}|名单(?:公布|揭晓|出炉)$|受(?:到)?表彰$")
_EXHORTING = re.compile(r"[，。；、](?:就)?(?:要|必须|应当|应该|需要|务必|才能)")
_MEETING_HEAD = re.compile(
    r"""
    (?:会议?|论坛|座谈|培训班)(?:在\w{1,8})?(?:召开|举行|举办|开幕|闭幕|开班)$ | ^\w{0,12}(?:召开|举行)\w{0,24}会议?$
    | 调研$ | 视察$ | 会见
    """,
    re.VERBOSE,
)
_MEETING_TEXT = re.compile(r"会议(?:强调|指出|要求|传达|听取|审议|通报)|(?:出席|主持)(?:会议|并讲话)|会上")
_STUDY = re.compile(r"学习(?:宣传)?(?:贯彻)?[^，。]{0,16}(?:精神|热潮|思想)|(?:专题|集中|主题教育)学习|读书班|热潮")
_EVENT = re.compile(
    r"""
    (?:开展|举办|举行|组织)[^，。；]{0,40}?
    (?:活动|仪式|比赛|大赛|竞赛|演[出讲]|晚会|展览?|分享会|报告会|讲座|联欢|运动会|培训|宣讲|主题党日|第一课|义诊|党课)
    | (?:走进|慰问|祭奠|参观|植树|揭牌|启动)\w{0,6}(?:仪式|活动)$
    """,
    re.VERBOSE,
)
_MEASURE = re.compile(
    r"""
    (?:推行|建立|探索|打造|构建|创新|健全|完善|组建|推出|搭建|出台|制定|划分|设立|开通|整合|试行|创建|启用|选派|公示|改造|实行|落实
    |开发|运行|推广|升级|聘[请任]|吸纳|延伸|简化|下沉|结对|成立|签订|首创|首推)(?:了|起|出|成|好)?
    """,
    re.VERBOSE,
)
_STANDING = re.compile(
    r"机制|制度|模式|工作法|平台|体系|清单|品牌|网格|积分|服务[站点圈队]|联盟|队伍|阵地|管理办法|项目|工程"
)
_RESULT = re.compile(
    r"累计|已[有经]?\w{0,4}(?:建成|服务)|同比|办结|满意[度率]|提[高升]到|下降|化解|解决|受益|惠及|节省"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an article is a case (None: could go either way), and why, in words an editor can check."""

    is_case: bool | None
    reasons: tuple[str, ...]


def judge_case(article: Article) -> Judgement:
    """Whether *article*, read to the end (kind, parts, place, models, metrics), belongs into a case library.

    >>> from nlp.records import Part
    >>> def report(kind, headline, text):
    ...     return Article(1, kind, (Part("headline", headline, headline), Part("text", text, text)))
    >>> judge_case(report("essay", "论善治", "善治贵在听。")).is_case
    False
    >>> judge_case(report("photo", "", "图为志愿者包饺子。")).is_case is None
    True
    >>> judged = judge_case(report("report", "小积分管大事", "李家村建立积分制度，组建评议队伍，化解纠纷30件。"))
    >>> judged.is_case, judged.reasons[0]
    (True, '采取举措：建立、组建')
    """
    if article.kind in _NO_PRACTICE:
        return Judgement(False, (_NO_PRACTICE[article.kind],))
    if article.kind == "photo":
        return Judgement(None, ("独立图片说明",))
    if _is_notice(article):
        return Judgement(False, ("天气、公告、广告等告知类内容",))
    if _only_argues(article):
        return Judgement(False, ("通篇论述，没有地点和单位的具体做法",))
    return _judge_report(article)


def _judge_report(article: Article) -> Judgement:
    measures = tuple(dict.fromkeys(found[0] for found in _MEASURE.finditer(article.text)))
    reasons = _reasons_for(article, measures)
    if _is_meeting(article):
        return Judgement(False, ("会议或调研报道，没有具体做法",))
    doubt = _doubt(article, measures)
    if doubt:
        return Judgement(None, (doubt, *reasons))
    if _has_practice(article, measures):
        return Judgement(True, reasons or ("报道有具体做法",))
    return Judgement(None, ("没有看到明确的举措或成效", *reasons))


def _has_practice(article: Article, measures: tuple[str, ...]) -> bool:
    """Whether somebody named does something: a model, or a place or unit with a measure, a service or a result."""
    if article.models or len(measures) >= MEASURES_OF_A_CASE:
        return True
    somebody = article.place.province or article.place.county or article.place.units
    return bool(somebody and (measures or _STANDING.search(article.text) or _RESULT.search(article.text)))


def _reasons_for(article: Article, measures: tuple[str, ...]) -> tuple[str, ...]:
    place = article.place
    names = [name for name in (place.province, place.city, place.county) if name]
    units = [unit.name for unit in place.units[:3]]
    told = (
        ("采取举措：", list(measures[:5])),
        ("有命名的做法：", [model.name for model in article.models[:3]]),
        ("地点明确：", ["".join(names)] if names else []),
        ("行动单位：", units),
        ("有数字成效：", [metric.text for metric in article.metrics[:2]]),
    )
    return tuple(label + "、".join(found) for label, found in told if found)


def _doubt(article: Article, measures: tuple[str, ...]) -> str | None:
    """Why an editor might leave the article out, None when nothing speaks against it."""
    if not article.headline and len(article.text) < SHORT_TAIL:
        return "只剩片段，看不出是谁的做法"
    if len(measures) >= MEASURES_BEYOND_AN_EVENT and _STANDING.search(article.text):
        return None
    if _FIGURES_HEAD.search(article.headline) or _HONOUR_HEAD.search(article.headline):
        return "统计数字或荣誉消息"
    if _STUDY.search(article.headline):
        return "学习活动报道，没有自己的做法"
    if _EVENT.search(article.headline) or (article.kind == "brief" and _is_single_event(article)):
        return "一次性活动的消息"
    return None


def _is_single_event(article: Article) -> bool:
    """Whether the opening sentence reports an event and nothing after it a standing practice."""
    opening = re.split(r"[。！？\n]", article.text, maxsplit=1)[0]
    return bool(_EVENT.search(opening)) and not (_STANDING.search(article.headline) or _RESULT.search(article.text))


def _is_notice(article: Article) -> bool:
    opening = article.headline + "\n" + article.text[:120]
    return bool(_NOTICE.search(opening) or _LETTER_HEAD.search(article.headline.strip()))


def _only_argues(article: Article) -> bool:
    """Whether the article exhorts from start to end and names nobody: an essay that the page did not mark as one."""
    place = article.place
    if place.province or place.county or place.units or article.metrics:
        return False
    return len(_EXHORTING.findall(article.text)) >= EXHORTATIONS_OF_AN_ESSAY


def _is_meeting(article: Article) -> bool:
    """Whether the headline announces a meeting and the text reports what it said, models named there or not."""
    return bool(_MEETING_HEAD.search(article.headline.strip()) and _MEETING_TEXT.search(article.text))
