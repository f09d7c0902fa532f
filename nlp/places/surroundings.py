"""What the words around a division's name make of it: part of another name, an office, a school, a mention in passing.

Each question is one function over (text, start, end); the patterns know the genre, never a place.
"""

from __future__ import annotations

import re

SIGNATURE_LENGTH = 12  # characters of a line that is no more than a reader's place and name
WINDOW = 24  # characters behind a name that may tell what it begins

# Characters that a name does not hold but a phrase does: 成都|推进社区治理 is no 成都推进社区.
_PHRASE = (
    r"[^\s，。、；：,;:！？!?“”（）()推打建探强深开构创城农优聚以让把在实全加提各的将为着抓促与和同委局厅动助向从]"
)

_OTHER_NAME = re.compile(
    rf"""
    [一二三四五六七八九十东南西北中上下前后老新]{{0,2}}(?:路(?!长)|街(?![区坊头面镇长])|大道|道(?!路)|巷|弄|胡同|里(?!面))
    | 大?(?:[桥楼塔寺庙岛湾港站苑坝浜塘岭屯] | 观(?![察光摩]) | 村(?![级务民居]) | 镇(?!级) | 乡(?![村贤镇亲土愁风])
      | 府(?!谷) | 门(?![户诊牌类]) | 滩(?!涂) | 庄(?!严))
    | [湖山江河](?=[边畔岸上里水风公流沿，。、；：\s]|$) | 岸(?!线)
    | {_PHRASE}{{0,3}}(?:公园|花园|广场|小区|社区|新村|大厦|酒店|饭店|宾馆|家园|小学|中学|幼儿园|高速|铁路|机场)
    | 精神|会议(?!中心)|起义|事变|战役|保卫战|条约|谈判|奥运|冬奥|亚运|世博|时间|久安|会海|安全|健康|幸福|区域|巴巴
    | 人(?![社大才民防武力均口])|人民(?!政府|法院|检察|医院|银行|代表|大会)|话(?!剧)|籍|戏|梆子|评弹|豫剧|音乐
    | 菜|瓜|玉|石(?!油|化)|茶|醋|枣|烤鸭|小面|火锅|拉面|米[粉线]|啤酒|小吃|凉皮|热干面|螺蛳粉|榨菜|火腿
    | 黄酒|炒饭|枸杞|棉
    """,
    re.VERBOSE,
)
_CUT_THROUGH = {  # suffix → what must not follow it, so that 西安区域, 合作市场 and 新县域 are not cut through
    "区": re.compile(r"[域位块间段]|划(?!入|归|拨)"),
    "市": re.compile(r"场(?!监)|[值况]"),
    "县": re.compile(r"域|小吃"),
    "省": re.compile(r"[心力下去钱时]"),
}
_CUT_BEFORE = re.compile(
    r"[沿滨临近]海城市$|[形建组变完生]成都市?$|[古新老旧]都?江城市$|[一两几各全省本我该邻外跨]省市?$"
)
_SCHOOL = re.compile(
    r"[^\s，。、；：,;:！？!?“”（）()推打探把在各的将着促与和同委局厅动向从为]{0,10}?(?:大学(?![生城])|学院|师专|职校|技校)"
)
_LEFT_EDGE = re.compile(r"(?:^|[\s，。、；：,;:！？!?“”‘’「」『』《》（）()\[\]【】—\-·|]|[在赴由为])$")
_OFFICE = re.compile(
    r"""
    (?:[省市州县区]委|[省市县区]直|人大|政协|政府|军分区|机关|法院|检察院|公安|交警|消防|海关|税务|城管|供电|电网|烟草
    |邮政|农商|社会工作部|组织部|总工会|妇联|团委|残联|日报|晚报|及周边|全[市州])
    | [^\s，。、；：,;:！？!?“”（）()]{0,6}?
    (?:分公司|支公司|供电公司|供电局|支行|分行|农商银?行|税务局|公安局|烟草局|经济技术开发区|经济开发区
    |高新技术产业开发区|高新区|经开区|开发区|工业园区?|产业园区|保税区|监狱|水务公司|公交公司|地铁公司)
    """,
    re.VERBOSE,
)
_IDLE_AFTER = re.compile(r"[的之和与及、]|城[市乡]|[东南西北]部")  # behind a short name: it does nothing here itself

_PASSING_BEFORE = re.compile(
    r"""
    (?:来自|老家[在是]?|家乡[在是]|祖籍|籍贯|毕业于|就读于?|旅居|嫁到|嫁[来入]|迁自|务工       # where somebody is from
    |远赴|赴|前往|奔赴|去往|走访过?|先后[在到赴]                                               # where somebody went
    |学习借鉴|借鉴|学习|对标|考察|相比|不同于|如同|[好就]像|比如|例如|譬如|推广到|复制到       # what is compared
    |驰援|支援|援助|援|对口[支帮]?[援扶]?|帮扶|协作|销[往到售至]|远销|发往|运往|销向             # what goes elsewhere
    |作者单位[：:]|作者系|新华社|读者|网友)[了过着的、\s]*$
    """,
    re.VERBOSE,
)
_PASSING_AFTER = re.compile(
    r"""
    [省市县区州]?
    (?:籍|等地|等[一二三四五六七八九十百\d]+[余多来]?个?(?:省|市|县|区|地)|等[省市县区]+|一带|方言|客商|游客|老乡|之行|经验
    |考察|挂职|打工|务工|求学|上学|读书|嫁[到来过]|搬来|人[，。”]|(?:代表|参观|观摩|调研)团|专家|学者|教授)
    """,
    re.VERBOSE,
)
_FETCHED = re.compile(r"[^，。；]{0,4}(?:返乡|回乡|归来|引进|请来|赶来|招引|采购)")  # behind 从北京
_LONG_AGO = re.compile(r"(?:世纪|年代)\w{0,4}[，,]?$")  # 上世纪60年代，浙江诸暨…: history, told everywhere
_IN_BRACKETS = re.compile(r"[ 　·]+[\u4e00-\u9fff]{1,4}[)）]")
_SIGNATURE = re.compile(r"[ 　·:：]*[\u4e00-\u9fff]{1,4}[)）]?$")


def cuts_a_word(text: str, start: int, end: int, *, full: bool) -> bool:
    """Whether taking text[start:end] for a division's name breaks a longer word in two.

    >>> cuts_a_word("西安区域中心", 0, 3, full=True), cuts_a_word("沿海城市", 1, 4, full=True)
    (True, True)
    """
    if _CUT_BEFORE.search(text[max(0, start - 2) : end]):
        return True
    refused = _CUT_THROUGH.get(text[end - 1]) if full else None
    return bool(refused and refused.match(text, end))


def begins_other_name(text: str, end: int) -> bool:
    """Whether a short name that ends at *end* is the beginning of a street, a park, a dish, a saying …

    >>> [begins_other_name(text, 2) for text in ("北京路街道", "中山公园", "成都推进社区治理", "泉州乡村振兴")]
    [True, True, False, False]
    """
    return bool(_OTHER_NAME.match(text, end, end + WINDOW))


def heads_office(text: str, end: int) -> bool:
    """Whether the name that ends at *end* is that of an office, a branch or a zone (攀枝花|销售分公司)."""
    return bool(_OFFICE.match(text, end, end + WINDOW))


def heads_school(text: str, end: int) -> bool:
    """Whether the name that ends at *end* begins a university's own name, which says nothing of where a case is."""
    return bool(_SCHOOL.match(text, end, end + WINDOW))


def begins_clause(text: str, start: int) -> bool:
    """Whether a word may begin at *start*: the text, a clause or a quotation does, or 在 stands before it."""
    return bool(_LEFT_EDGE.search(text[max(0, start - 1) : start]))


def is_idle(text: str, end: int) -> bool:
    """Whether a short name is a mere attribute (北京的, 上海城市治理), not somebody who does something."""
    return bool(_IDLE_AFTER.match(text, end))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is all there is, as in a dateline (本报朝阳讯) or before a headline's colon."""
    if text[max(0, start - 2) : start] == "本报":
        return text.startswith("讯", end)
    return start <= 4 and not text[:start].strip("—- ") and text[end : end + 1] in ("：", ":")


def is_passing(text: str, start: int, end: int) -> bool:
    """Whether a place is named as origin, model, destination, in a document's title or in a signature.

    >>> is_passing("来自河北的代表", 2, 4), is_passing("《北京市物业管理条例》", 1, 4), is_passing("走进河北", 2, 4)
    (True, True, False)
    """
    before, after = text[max(0, start - 12) : start], text[end : end + WINDOW]
    if _PASSING_BEFORE.search(before) or _PASSING_AFTER.match(after) or _LONG_AGO.search(before):
        return True
    fetched = before.endswith(("从", "由")) and bool(_FETCHED.match(after))
    return fetched or _in_title(text, start) or _is_signature(text, start, end)


def _in_title(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start]
    return before.rfind("《") > before.rfind("》")


def _is_signature(text: str, start: int, end: int) -> bool:
    """Whether the line or the bracket holds nothing but a place and a reader's name (四川 姚宁)."""
    before = text[max(0, start - 1) : start]
    if before in ("(", "（") and _IN_BRACKETS.match(text, end):
        return True
    line = text[end : end + SIGNATURE_LENGTH + 1].split("\n", maxsplit=1)[0]
    return before == "\n" and end - start + len(line) <= SIGNATURE_LENGTH and bool(_SIGNATURE.fullmatch(line))
