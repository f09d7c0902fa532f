"""Place names in a text: chains of division names (四川什邡市, 六安市金安区), and what their surroundings make of them.

Only finds and weighs words; which place the article is about is decided in choice.py. A name that begins something
else (北京路街道, 中山公园, 大同镇, 长春观) is no place name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from nlp.divisions import Division, Name, names_by_start
from nlp.records import Part

# Taiwan, Hong Kong, Macau by the start of their codes: a district is theirs in a chain or if alone of its name.
BEYOND = frozenset(("71", "81", "82"))

_NO_SHORT = re.compile(  # what makes a short name the beginning of another name
    r"""
    [一二三四五六七八九十东南西北中上下前后老新]{0,2}(?:路|街|大道|道(?!路)|巷|弄|胡同|里(?!面))
    | 大?[桥楼塔寺观庙岛湾港站村镇乡苑府门坝浜塘岭滩屯庄]
    | [湖山江河](?=[边畔岸上里水风公流沿，。、；：\s]|$)
    | [^\s，。、；：,;:！？!?“”（）()]{0,3}
      (?:公园|花园|广场|小区|社区|新村|大厦|酒店|饭店|宾馆|家园|小学|中学|幼儿园|高速|铁路|机场)
    | 精神|会议|起义|事变|战役|保卫战|人民?(?!政府|法院|检察|医院|银行|代表|大会)|话|菜|瓜|玉|石|茶|籍|戏|烤鸭
    | 巴巴|时间|久安|会海|安全|健康|幸福|区域
    """,
    re.VERBOSE,
)
_NO_FULL = {  # suffix → what must not follow it, so that 西安区域, 合作市场 and 新县域 are not cut through
    "区": re.compile(r"[域位块间段]|划(?!入|归|拨)"),
    "市": re.compile(r"场(?!监)|[值况]"),
    "县": re.compile(r"域"),
    "省": re.compile(r"[心力下去钱时]"),
}
_NO_BEFORE = re.compile(
    r"[沿滨临近]海城市$|[形建组变完生]成都市?$|[古新老旧]都?江城市$|[一两几各全省本我该邻外跨]省市?$"
)
_SCHOOL = re.compile(r"[^\s，。、；：,;:！？!?“”（）()]{0,10}?(?:大学|学院|师专|职校|技校)")
_LEFT_OF_TWO = re.compile(r"(?:^|[\s，。、；：,;:！？!?“”‘’《》（）()—\-·|—]|[在赴由为])$")

SIGNATURE_LENGTH = 12  # characters of a line that is no more than a reader's place and name

OFFICE = re.compile(  # what makes a short name an office, firm or zone of that place
    r"""
    (?:[省市州县区]委|[省市县区]直|人大|政协|政府|军分区|机关|法院|检察院|公安|交警|消防|海关|税务|城管|供电|电网|烟草
    |邮政|农商|社会工作部|组织部|总工会|妇联|团委|残联|日报|晚报|及周边|全[市州])
    | [^\s，。、；：,;:！？!?“”（）()]{0,6}?
    (?:分公司|支公司|供电公司|供电局|支行|分行|农商银?行|税务局|公安局|烟草局|经济技术开发区|经济开发区
    |高新技术产业开发区|高新区|经开区|开发区|工业园区?|产业园区|保税区|监狱|水务公司|公交公司|地铁公司)
    """,
    re.VERBOSE,
)
_NO_SUBJECT = re.compile(r"[的之和与及、]|城[市乡]|[东南西北]部")  # behind a short name: it does nothing here itself

_PASSING_BEFORE = re.compile(
    r"""
    (?:来自|老家[在是]?|家乡[在是]|作者单位[：:]|作者系|新华社|祖籍|籍贯|远赴|赴|前往|奔赴|去往|学习借鉴|借鉴|学习|对标|考察|调研学习|驰援|支援|援助|援
    |对口[支帮]?[援扶]?|帮扶|协作|销[往到售至]|远销|发往|运往|销向|毕业于|就读于?|旅居|嫁到|嫁[来入]|迁自|务工|相比|不同于|如同|像
    |先后[在到赴]|走访过?|推广到|复制到|比如|例如|譬如|读者|网友)[了过着的、 ]*$
    """,
    re.VERBOSE,
)
_PASSING_AFTER = re.compile(
    r"""
    [省市县区州]?
    (?:籍|等地|等[一二三四五六七八九十百\d]+[余多来]?个?(?:省|市|县|区|地)|等[省市县区]+|一带|方言|客商|游客|老乡|之行|经验
    |考察|挂职|打工|务工|求学|上学|读书|嫁[到来过]|搬来|人[，。”])
    """,
    re.VERBOSE,
)
_LONG_AGO = re.compile(r"(?:世纪|年代)\w{0,4}[，,]?$")  # 上世纪60年代，浙江诸暨…: history, told everywhere
_IN_BRACKETS = re.compile(r"[ 　·]+[\u4e00-\u9fff]{1,4}[)）]")
_SIGNATURE = re.compile(r"[ 　·:：]*[\u4e00-\u9fff]{1,4}[)）]?$")


@dataclass(frozen=True, slots=True)
class Token:
    """One division name as printed: text[start:end]."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Mention:
    """A chain of names as printed, ``part.text[start:end]``, and what its last name may be.

    ``length``: names in the chain; ``full``: the last one is a full name; ``last_start``: where that begins.
    ``office``: it heads the name of an office or firm; ``school``: a school's own name.
    ``passing``: named as origin, model or destination; ``listed``: one of several side by side; ``opens``: begins a
    clause; ``bare``: a plain word like 城区 without its city, a place only if the article proves it.
    """

    part: str
    start: int
    end: int
    divisions: tuple[Division, ...]
    length: int
    full: bool
    last_start: int
    office: bool = False
    school: bool = False
    passing: bool = False
    listed: bool = False
    opens: bool = False
    bare: bool = False

    @property
    def sure(self) -> Division | None:
        """The one division it can be, None when there are several."""
        return self.divisions[0] if len(self.divisions) == 1 else None


def find_mentions(part: Part) -> tuple[Mention, ...]:
    """The place names of *part* in order.

    >>> text = "四川省什邡市的北京路社区和中山公园，来自河北、贵州的代表"
    >>> [(m.divisions[0].name, m.passing) for m in find_mentions(Part("text", text, text))]
    [('什邡市', False), ('河北省', True), ('贵州省', True)]
    """
    text = part.text
    found = [mention for chain in _chains(_tokens(text)) for mention in _judge(part.name, text, chain)]
    return tuple(_mark_lists(text, found))


def _tokens(text: str) -> Iterator[Token]:
    """Names from left to right, the longest that is not cut out of another word, none overlapping."""
    starts = names_by_start()
    position = 0
    while position < len(text) - 1:
        called = starts.get(text[position : position + 2])
        name = next((n for n in called if _stands(text, position, n)), None) if called else None
        if name:
            yield Token(position, position + len(name.text), name)
            position += len(name.text)
        else:
            position += 1


def _stands(text: str, start: int, name: Name) -> bool:
    """Whether *name* stands at *start* and does not break a longer word in two."""
    if not text.startswith(name.text, start):
        return False
    end = start + len(name.text)
    if _NO_BEFORE.search(text[max(0, start - 2) : end]):
        return False
    refused = _NO_FULL.get(name.text[-1]) if name.full else None
    return not (refused and refused.match(text, end))


def _chains(tokens: Iterator[Token]) -> Iterator[tuple[Token, ...]]:
    """Tokens that touch and lead downwards, together."""
    chain: tuple[Token, ...] = ()
    for token in tokens:
        if chain and token.start == chain[-1].end and _fitting(chain, token):
            chain = (*chain, token)
            continue
        if chain:
            yield chain
        chain = (token,)
    if chain:
        yield chain


def _fitting(chain: Sequence[Token], token: Token) -> tuple[Division, ...]:
    """What *token* may be, given the names right before it."""
    return tuple(
        d
        for d in token.name.divisions
        if all(any(d.lies_in(above) for above in before.name.divisions) for before in chain)
    )


def _judge(part: str, text: str, chain: tuple[Token, ...]) -> Iterator[Mention]:
    """The mention that a chain makes; where its last name begins another name, the chain before it counts."""
    while chain and not _is_place(text, chain):
        if len(chain) > 1 and chain[-1].name.full:
            return
        chain = chain[:-1]
    if not chain:
        return
    last, start = chain[-1], chain[0].start
    divisions = _likely(last.name, _fitting(chain[:-1], last))
    after = text[last.end : last.end + 24]
    yield Mention(
        part,
        start,
        last.end,
        divisions,
        len(chain),
        last.name.full,
        last.start,
        office=_heads_office(text, last),
        school=bool(_SCHOOL.match(after)),
        passing=_is_passing(text, start, last.end) or _is_faraway(part, chain),
        bare=len(chain) == 1 and last.name.text in _words("generic"),
        opens=bool(_LEFT_OF_TWO.search(text[max(0, start - 1) : start])) and not _NO_SUBJECT.match(after),
    )


def _is_place(text: str, chain: Sequence[Token]) -> bool:
    last = chain[-1]
    if last.name.full:
        return len(chain) > 1 or _may_stand_alone(text, last)
    if _NO_SHORT.match(text, last.end):
        return False
    return len(chain) > 1 or not _is_doubtful(last.name) or _fills(text, last) or _heads_office(text, last)


def _may_stand_alone(text: str, token: Token) -> bool:
    return len(token.name.text) > 2 or bool(_LEFT_OF_TWO.search(text[max(0, token.start - 1) : token.start]))


@cache
def _words(kind: str) -> frozenset[str]:
    """The names in our table that are also words, of one kind (its header says which kinds there are)."""
    table = files("nlp.tables").joinpath("place_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row[0] for row in rows if row[1] == kind)


def _is_doubtful(name: Name) -> bool:
    """Whether a short name alone proves nothing: it is a word (来宾), or a county's (资源, 合作 are words)."""
    far = (d.level == "county" or (d.level == "city" and d.code[:2] in BEYOND) for d in name.divisions)
    return name.text in _words("word") or all(far)


def _heads_office(text: str, token: Token) -> bool:
    """Whether an office's name begins with *token*; for a doubtful name it must begin there (not 能源动力分公司)."""
    begins = not _is_doubtful(token.name) or bool(_LEFT_OF_TWO.search(text[max(0, token.start - 1) : token.start]))
    return begins and bool(OFFICE.match(text, token.end, token.end + 24))


def _fills(text: str, token: Token) -> bool:
    """Whether a name stands quite alone, as in a dateline (本报朝阳讯) or before a colon."""
    if text[max(0, token.start - 2) : token.start] == "本报":
        return text.startswith("讯", token.end)
    return token.start <= 4 and not text[: token.start].strip("—- ") and text[token.end : token.end + 1] in ("：", ":")


def _likely(name: Name, divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """What *name* may well mean: a short one the highest division so called; none of Taiwan's where others share it."""
    if not name.full:
        for level in ("province", "city"):
            divisions = tuple(d for d in divisions if d.level == level) or divisions
    return tuple(d for d in divisions if d.code[:2] not in BEYOND) or divisions


def _is_faraway(part: str, chain: Sequence[Token]) -> bool:
    """Whether a text says no more than 香港, 澳门 or 台湾: where somebody lives or trades, not where a case is."""
    last = chain[-1].name
    return part == "text" and len(chain) == 1 and not last.full and last.divisions[0].code[:2] in BEYOND


def _is_passing(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if _PASSING_BEFORE.search(before) or _PASSING_AFTER.match(after) or _LONG_AGO.search(before):
        return True
    return _in_title(text, start) or _is_signature(text, start, end)


def _in_title(text: str, start: int) -> bool:
    """Whether a document's title 《…》 is open at *start*."""
    before = text[max(0, start - 40) : start]
    return before.rfind("《") > before.rfind("》")


def _is_signature(text: str, start: int, end: int) -> bool:
    """Whether the line or the bracket holds nothing but a place and a reader's name (四川 姚宁)."""
    if text[max(0, start - 1) : start] in ("(", "（") and _IN_BRACKETS.match(text, end):
        return True
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = line_end if line_end >= 0 else len(text)
    alone = start == line_start > 0 and line_end - line_start <= SIGNATURE_LENGTH
    return alone and bool(_SIGNATURE.fullmatch(text[end:line_end]))


def _mark_lists(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions with those marked that stand in a list (河北、贵州、福建): if one is an origin, all are."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _are_listed(text, group[-1], mention):
            yield from _close_list(group)
            group = []
        group.append(mention)
    yield from _close_list(group)


def _close_list(group: Sequence[Mention]) -> Iterator[Mention]:
    listed = len(group) > 1
    passing = any(mention.passing for mention in group)
    for mention in group:
        yield replace(mention, passing=passing, listed=listed) if listed else mention


def _are_listed(text: str, before: Mention, after: Mention) -> bool:
    gap = text[before.end : after.start]
    return "、" in gap and len(gap) <= 18 and not re.search(r"[。；！？\n]", gap)
