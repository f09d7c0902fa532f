"""How single lines give themselves away: furniture, headings, datelines, openings and endings of sentences.

Every pattern looks at one line alone; what its neighbours say is decided in roles.py and heads.py.
"""

from __future__ import annotations

import re

from nlp.pages.chrome import is_chrome

LONGEST_HEADING = 48  # characters; measured: headlines of the genre reach 44, body lines start at 17
LONGEST_FURNITURE = 80  # characters of a line that only serves the page

_FURNITURE = re.compile(
    r"""
      ^(?:责任?|本版|值班|执行|美术?|视觉|网络|见习|文字|图片)?(?:编辑|主编|编审|责编|美编|版式|校对|组版|排版|制图|设计|总值班|监制)\s*[:：/丨|]
    | ^责任?编辑 | ^第?\s*[A-DＡ-Ｄ]?[0-9０-９一二三四五六七八九十]{1,3}\s*版(?:\s|$|[:：])
    | ^[A-D]?[0-9]{1,2}\s+\S{2,8}(?:\s+[0-9]{4}年.*)?$ | ^(?:总第|第)\s*[0-9]+\s*期 | 今日[0-9一二三四五六七八九十]+版
    | 国内统一(?:连续出版物|刊)号 | 邮发代号 | ^CN\s?[0-9-]+ | 零售(?:每份|价)|定价[:：]
    | 承印|印刷厂|报社出版|主管主办|主办[:：]
    | ^(?:\S{0,8}(?:电话|热线|传真|邮箱|邮编|网址|[Ee]-?[Mm]ail|社址|地址|公众号|QQ|客户端))\s*[:：]
    | ^\S{2,12}\s\S{2,10}\s(?:电话|热线)[:：] | [\w.+-]+@[\w-]+\.[\w.-]+
    | ^(?:公益)?广告(?:\s|[:：]|$) | [（(](?:虚构)?广告[)）]|\s公益广告$|招租|诚聘 | 扫码|扫一扫|二维码
    | (?:上|下|前|后|首|末|尾)一?[页頁篇](?:\s|$|[:：\[]) | ^(?:\[?[0-9]+\]?\s*){3,}$ | 返回(?:首页|列表|目录|顶部)
    | ^(?:文章|稿件|信息|内容)?来源(?:于)?\s*[:：] | https?:// | ^www\. | 版权(?:所有|声明|归)
    | 未经(?:许可|授权|书面)|不得转载|谢绝转载
    | 本站|本网站|网站内容|免责声明|网友|纯属虚构|均为虚构 | ^(?:分享到|打印|收藏|点击|浏览|阅读|字[号体])\s*[:：\[【]
    | ^(?:当前位置|您(?:现)?在的?位置)
    """,
    re.VERBOSE,
)
_DATE_LINE = re.compile(
    r"^(?:\S{2,8}\s+)?(?:[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[一二][〇零○九一二三四五六七八]{3}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日|星期[一二三四五六日天])(?![0-9])"
)
LONGEST_FIELD = 24  # characters between two blanks of a masthead; measured: 2 to 15
_FIELD_GAP = re.compile(r"[\s|｜■●◆/]+")
_FIELD = re.compile(
    r"""
    ^(?:更新|发布|发表|发稿)(?:时间|日期)[:：]
    | ^(?:19|20)[0-9]{2}\s*[年.-]\s*[0-9]{1,2}\s*[月.-]\s*[0-9]{1,2}日?
    | ^星期[一二三四五六日天]$
    | ^(?:(?:19|20)[0-9]{2}年)?(?:总?第)[0-9一二三四五六七八九十百]+[期号] | [（(]总第[0-9]+期[)）]
    | ^第?[A-D]?[0-9一二三四五六七八九十]{1,3}版 | ^(?:责任?|本版|值班)?(?:编辑|主编|编审|责编|美编|校对)[:：]?$
    """,
    re.VERBOSE,
)
_LATIN_LINE = re.compile(r"^[A-Za-z][A-Za-z0-9 .,:/&'-]{2,60}$")
_MASTHEAD = re.compile(
    r"^\S{1,8}(?:日报|时报|晚报|早报|晨报|商报|周报|周刊|导报|快报|新报|都市报|工人报|农民报|党建|先锋|新闻)$"
)
PAGE_NAME = re.compile(
    r"""
    ^(?: (?:今日)?
         (?: 要闻|时政|综合|综合新闻|本地新闻|国内|国际|社会|民生|经济|理论|理论周刊|评论|言论|副刊|文化|教育
           | 法治|健康|专题|专版|特刊|特别报道|广告|公告|公益|读者|基层|基层党建|党建|党建专版|党的建设|组工|先锋
           | 乡村|社区|县区|区县|镇街 )
         (?:新闻|版|专刊|周刊|观察|视窗)? )$
    """,
    re.VERBOSE,
)

_STOP = r"[。！？!?…]"
_CLOSED = re.compile(rf"(?:{_STOP}|(?<=[^。])[.．])[”’」』）)\]】〕》]*$")
_COLON = re.compile(r"[:：；;][”’」』）)]*$")
_QUESTION = re.compile(r"[？?！!]”?$")
_DATELINE = re.compile(
    r"""
    (?: [本这](?:报|刊|台|网|社)\s?[\u4e00-\u9fff]{0,6}?\s?(?:讯|消息)
    | (?:新华社|中新社|中新网|人民网|新华网|央视网|光明网)
      \s?[^，。,\s]{0,10}?(?:电|讯)
    | [\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|网|新闻|通讯|周报)\s?讯 | ^讯 ) (?![息号])
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十]+[、，,\s条部章]|[0-9]{1,2}[、．.“]|0[0-9](?=[\u4e00-\u9fff])|[①-⑳❶-❿]|[（(][0-9]{1,2}[)）]|[◆●■▲★◎])"
)
_LEAD = re.compile(
    r"^(?:近年来|今年以来|去年以来|今年来|年初以来|近期|日前|近日|近来|连日来|目前|前不久|不久前|新年伊始|入[春夏秋冬]以?来|本周|上周|昨日|今[日天]|为(?:进一步|深入|全面|切实|了)"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬)|[0-9]{4}年|[“”\u4e00-\u9fff]{2,16}(?:以来|伊始|前夕|之际)[,，])"
)
_PLACE_CHAIN = re.compile(r"[\u4e00-\u9fff]{2,6}(?:省|自治区)[\u4e00-\u9fff]{2,8}?[市州县区盟]")
_PLACE_HEAD = re.compile(
    r"^[“”\u4e00-\u9fff]{2,16}?(?:省|市|县|区|镇|乡|街道|村|社区|局|院|公司|学院|大学|学校|集团|党委|支部|委员会|办事处|工作队|团)(?:[:：]|\s|(?=“))"
)
_FRAGMENT_OPENER = re.compile(
    r"^(?:随着|由于|为了|通过|根据|按照|围绕|针对|[0-9]{1,2}月[0-9]{1,2}日[，,]|在(?!握)[^，,]{2,12}[，,]"
    r"|(?:下一步|同时|此外|目前|近年来|今年以来|日前|近日|其中|随后|接下来)[，,])"
)
# What no heading holds: a stop, two commas or a list before one, and at its end a mark or a word that wants another.
_RUNS_ON = re.compile(
    r"[。；]|[，,、]$|[，,][^，,]*[，,]|、[^，,]*、[^，,]*[，,]|[的由和与在把将对从向被让使及以并或]$"
)
_SALUTATION = re.compile(r"^(?:编辑同志|尊敬的\S{1,8}|\S{1,8}(?:编辑|律师|老师|专家|记者)?(?:您好|你好))[:：！!，,]")
_LETTER_LABEL = re.compile(
    r"^(?:读者|网友|专家|编辑|律师|医生|记者|居民|群众|职工|部门|本报|心理|法律|嘉宾)?(?:来问|来信|提问|心解|答复|回复|回应|解答|释疑|说法|支招|点评|回音|提醒|的话|问|答)[:：]?$"
)
_SIGNATURE = re.compile(
    r"^(?:读者|网友|职工|居民|市民|村民|[\u4e00-\u9fff]{2,3})\s+[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,2}$"
)
_PULL_LABEL = re.compile(
    r"^(?:阅读提示|核心提示|内容提要|内容摘要|新闻提示|导读|摘要|提要|核心阅读|编者按|编者的话|(?:相关|新闻|延伸|背景|知识)(?:链接|背景)|名词解释)[:：]?$"
)
_CAPTION = re.compile(r"^(?:[（(]?[左右上下中]?图[一二三四1-9①-⑨]?[)）]?\s?[为:：是①]|图片[:：说]|[▲△▼]|[上下左右]图)")
_CAPTION_VERB = re.compile(
    r"^[“”\u4e00-\u9fff]{2,20}?(?:”|社区|村|街道|镇|县|区|市|局|院|校|公司|中心|者|队|员|干部|民|生|们|人)"
    r"(?:[在到向为]|正在?|开展|召开|举行|举办|参加|参观|走访|走进|调解|讲解|组织|体验|领取|观看|宣讲|慰问|展示|合影)"
)


def is_furniture(line: str) -> bool:
    """Whether *line* only serves the page: its date, editors, telephone, pager, disclaimer.

    >>> [is_furniture(s) for s in ("2021年12月23日 星期四", "责任编辑:钟某", "上一页 [1] [2] 下一页", "第2版 基层治理")]
    [True, True, True, True]
    >>> is_furniture("2021年12月23日，市里召开会议，部署工作。"), is_furniture("基层治理")
    (False, False)
    """
    if is_chrome(line):
        return True
    if len(line) > LONGEST_FURNITURE or line.endswith("。"):
        return False
    return bool(
        is_date_line(line)
        or _FURNITURE.search(line)
        or _LATIN_LINE.match(line)
        or _MASTHEAD.match(line)
        or is_fielded(line)
    )


def names_sort(line: str) -> bool:
    """Whether a heading ends with what sort of report it heads, as subheads do: 某某镇议事见闻."""
    return bool(re.search(r"(?:见闻|纪实|侧记|走笔|掠影|综述|小记|扫描|采访记|启示录)$", line))


def names_source(line: str) -> bool:
    """Whether *line* tells where the article was taken from; it may name the author too."""
    return bool(re.match(r"(?:文章|稿件|信息|内容)?来源(?:于)?\s*[:：]", line))


def is_fielded(line: str) -> bool:
    """Whether *line* is a masthead in one line: fields set apart by blanks, a day, issue or page number among them.

    >>> [is_fielded(s) for s in ("某湾日报　2023年5月18日　第3版　基层", "某某先锋（月刊）　2022年第8期　基层实践")]
    [True, True]
    >>> is_fielded("2023年5月18日 市里召开会议，部署工作")
    False
    """
    fields = _FIELD_GAP.split(line.strip())
    if len(fields) < 2 or re.search(r"[，,。；！？]", line) or max(map(len, fields)) > LONGEST_FIELD:
        return False
    return any(_FIELD.search(field) for field in fields)


def is_date_line(line: str) -> bool:
    """Whether *line* prints the day of the page and little else."""
    return len(line) <= LONGEST_HEADING and bool(_DATE_LINE.match(line)) and not re.search(r"[，。；、]", line)


def is_closed(text: str) -> bool:
    """Whether *text* ends where a sentence ends.

    >>> is_closed("讲解知识。”"), is_closed("用心工"), is_closed("“最后一公里”")
    (True, False, False)
    """
    return bool(_CLOSED.search(text[-8:]))


def is_open(text: str) -> bool:
    """Whether *text* breaks off inside a sentence (a colon or semicolon may end a paragraph)."""
    return not is_closed(text) and not _COLON.search(text[-4:])


def find_dateline(text: str) -> int:
    """Where the dateline at the head of *text* ends, 0 when there is none.

    >>> find_dateline("本报邹城讯(通讯员 高齐)近年来"), find_dateline("新华社北京7月1日电 记者")
    (5, 10)
    """
    found = _DATELINE.match(text[:24])
    return found.end() if found else 0


def looks_like_heading(line: str) -> bool:
    """Whether *line* is short and ends in no full stop: a headline, a section heading, a label, or a caption."""
    if len(line) > LONGEST_HEADING or find_dateline(line) or _FRAGMENT_OPENER.match(line) or not _is_balanced(line):
        return False
    if _QUESTION.search(line):
        return len(line) <= 30 and not re.search(r"[。“]", line[:-2])
    return not is_closed(line) and not _RUNS_ON.search(line)


def is_numbered(line: str) -> bool:
    """Whether *line* opens with the number of a section: 一、 01 （二） ①."""
    return bool(_NUMBERED.match(line))


def has_lead(text: str) -> bool:
    """Whether *text* opens like the first sentence of a report: 近年来, 日前, 5月12日."""
    return bool(_LEAD.match(text.lstrip("“")))


def names_far_place(text: str) -> bool:
    """Whether *text* introduces a place from its province down, as first sentences do."""
    return bool(_PLACE_CHAIN.search(text[:60]))


def heads_with_place(line: str) -> bool:
    """Whether a heading opens with whom it is about: 邹城市: …, 某某街道 …"""
    return bool(_PLACE_HEAD.match(line))


def first_place(line: str) -> str:
    """The place that *line* opens with, "" for none.

    >>> first_place("青山镇“三问”走进田间"), first_place("建强组织体系")
    ('青山镇', '')
    """
    found = re.match(r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|镇|乡|街道|村)", line)
    return found[0] if found else ""


def is_letter_label(line: str) -> bool:
    """Whether *line* labels question or answer in a letters column: 读者来问, 专家答复."""
    return bool(_LETTER_LABEL.match(line))


def is_salutation(text: str) -> bool:
    """Whether *text* opens as a reader's letter does: 编辑同志：…"""
    return bool(_SALUTATION.match(text))


def is_signature(line: str) -> bool:
    """Whether *line* signs a reader's letter: 读者 宋女士, 四川 姚宁."""
    return len(line) <= 10 and bool(_SIGNATURE.match(line))


def is_pull_label(line: str) -> bool:
    """Whether *line* labels a box that repeats or sums up the text: 阅读提示, padded or not."""
    return bool(_PULL_LABEL.match(re.sub(r"\s", "", line))) and len(line) <= 16


def opens_caption(line: str) -> bool:
    """Whether *line* begins as captions do: 图为, 上图: …"""
    return bool(_CAPTION.match(line))


def tells_a_scene(line: str) -> bool:
    """Whether a line without a full stop tells who does what, as captions under pictures do."""
    return len(line) >= 16 and bool(_CAPTION_VERB.match(line))


def _is_balanced(line: str) -> bool:
    """Whether every quotation mark and bracket of *line* is closed and opened in it."""
    return all(line.count(a) == line.count(b) for a, b in ("“”", "《》", "（）", "()", "「」", "【】"))
