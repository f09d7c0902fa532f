"""Figures that count nothing: ordinals, frequencies, names, formulas, durations, kinds, building numbers.

Each rule is one function that says whether it refuses; REFUSALS gives them their order and their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

MANY_TEAMS = 100  # a figure as large before 班 or 组 is the name of one (207班)
SMALL = 10  # spelled numbers up to ten stand before ideas as often as before things

_REACH = 14  # characters before a figure in which 每周, 连续 and the like stand
_FORMULA_BEFORE = re.compile(r"[A-Za-z0-9∶+×＊*=<>/.〔\[№_—–-]$")
_FORMULA_BEHIND = re.compile(r"[+×=]")
# 目前32个, 先后13次, 新居60套 are no ranks
_ORDINAL = re.compile(
    r"(?:第|每|届|(?<![目先此之以提当年月日天周节会饭])前|(?<![先前最此之随以然年月日天周时节会饭])后|(?<=[位列])居)\x20?$"
)
_FREQUENCY = re.compile(
    r"每(?:[一两三四五六七八九十半\d]{0,2}个?)(?:周|星期|月|季度|季|天|日|晚|年|学期|逢)[^,，。；;、\d]{0,8}$"
    r"|(?<!第)[一两](?:年|月|周|天|日)\x20?$"
)
_YEARLY = re.compile("年")
_RUNNING = re.compile("连续(?:第)?$")
_WORKED = re.compile("时长|时间|学时|课时|工时|服务|累计|节约|减少")
_DEADLINE = re.compile("[之以]?内|[之以]?前|[之以]?后|服务|热线|值班|在线|营业|响应|不打烊|自助")
_SITE = re.compile("位于|坐落|住在|家住|来到|走进|地址")
_SITE_BEHIND = re.compile(r"\d|单元|楼下|楼前|门口|号")
_STOREYS = re.compile("(?:居民|商务|住宅|老)?(?:楼(?![下前上道])|房|大楼|楼宇)")
_OWN_NOUN = re.compile("[一-鿿]{0,6}(?:队伍|设备|器材|对子|夫妻|家庭|人马|数据|照片|柜|箱|机|器)")
_TEAM = re.compile("[组班队营连]")
_NUMBERED = re.compile("[长员]|[一-鿿]{2}")
_PHASE = re.compile("[一二三四五六七八九十]")
_TIME_BEHIND = re.compile("多?(?:小时|月|星期|钟头|年头|学期|晚上|昼夜)")
_DUTY = re.compile("每(?:个?季度|[年月周天日])[^,，]{0,12}$")
_ONE_CHARACTER = re.compile(
    "[^\\W\\d_村镇县区乡市旗州桥楼店厂校井组屯寨站点亭人女子孩娃嫂狗牛羊猪鱼树车船房灯](?=[,，。；;、：:！”])"
)  # 三道关
_AWAY = re.compile("距|位于|相隔|(?<!脱)离(?!退)")
_BUILDINGS = frozenset("栋幢座")
_SHARE_OF = re.compile("分之")
_ZONE = re.compile("(?:便民|文明|党建|志愿|生活|养老|服务|健身|阅读|医疗|救援|就业)*圈")
_MAKES = re.compile("左右?为|为|作为|的(?:标准|比例|规模)")
_RULE = re.compile("(?:按|依)照?.*的(?:标准|比例|规模|原则|要求|思路)$")
_CLOCK = re.compile(r"[\d一二三四五六七八九十][点时:：]\x20?$")
_PLACE_NAME = re.compile(
    "[里棵道台元门家眼块盘块面座](?:[一-鿿]{1,2}?(?:社区|街道|小区|村|镇|乡|县|区|路|街)|[县镇乡](?![里上内中]))"
)
_PRICE = re.compile(r"\x20?[/／]|的标准")
_PER = re.compile("每(?:斤|公斤|吨|亩|平方米|平米|度|米|克|份|张|本|人次|小时|只|头|瓶|桶|箱|盒)\x20?(?:约|达|仅)?$")
_IF = re.compile("(?:满|每次?|积)$")
_ONCE = re.compile("(?:跑|办|只|仅|进|问|再)$")
_ONE_IN_ALL = re.compile("^(?:办|就|即|告知|说清|跑|不跑)")
_YEAR_OF = re.compile(r"(?:19|20)\d\d")


def refusal(printed: Printed, count: Count) -> str | None:
    """Why *count* is no counted fact, or None when it may be one.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("每周开展2次活动，居全省第2位，建成3个站")
    >>> [refusal(text, count) for count in find_counts(text)]
    ['frequency', 'ordinal', None]
    """
    return next((name for name, refuses in REFUSALS if refuses(printed, count)), None)


def _in_name(printed: Printed, count: Count) -> bool:
    return printed.in_name(count.number)


def _in_formula(printed: Printed, count: Count) -> bool:
    before = printed.folded[max(0, count.number - 1) : count.number]
    return bool(_FORMULA_BEFORE.search(before) or _FORMULA_BEHIND.match(printed.folded, count.end))


def _is_ordinal(printed: Printed, count: Count) -> bool:
    return bool(_ORDINAL.search(printed.folded[max(0, count.number - 3) : count.number]))


def _is_numbered(printed: Printed, count: Count) -> bool:
    """七组组长, 采油207班率先, 一期投资: which one, not how many."""
    if count.unit == "期":
        return count.spelled and count.value <= SMALL
    if not _TEAM.fullmatch(count.unit) or count.bound != "exact":
        return False
    if count.value >= MANY_TEAMS:
        return True
    before = printed.plain[printed.clause_start(count.start) : count.start]
    opens = not before or before.endswith(words("place")) or before[-1] in "、“”"
    return opens and bool(_NUMBERED.match(printed.plain, count.end)) and not _OWN_NOUN.match(printed.plain, count.end)


def _is_part_of_share(printed: Printed, count: Count) -> bool:
    around = printed.folded[max(0, count.number - 2) : count.end + 2]
    return count.kind != "rate" and bool(_SHARE_OF.search(around))


def _is_sort(_: Printed, count: Count) -> bool:
    return count.kind == "sort" or (count.spelled and count.unit in {"方", "分"} and count.value <= SMALL)


def _is_clock(printed: Printed, count: Count) -> bool:
    return bool(_CLOCK.search(printed.plain[max(0, count.start - 3) : count.start]))


def _is_duration(printed: Printed, count: Count) -> bool:
    """Time counts when it ran 连续 or was given (服务时长); a deadline or a round-the-clock service does not."""
    if count.unit == "个" and _TIME_BEHIND.match(printed.plain, count.unit_start + 1):
        return True
    if count.kind == "span":
        running = _RUNNING.search(printed.folded[max(0, count.start - 3) : count.start])
        return not running or bool(_YEAR_OF.fullmatch(printed.folded[count.number : count.unit_start]))
    if count.kind != "hour":
        return False
    clause = printed.plain[printed.clause_start(count.start) : count.start]
    return count.value == 24 or bool(_DEADLINE.match(printed.plain, count.end)) or not _WORKED.search(clause)


def _is_duty(printed: Printed, count: Count) -> bool:
    """每月入户不少于80户: how many it shall be, each time."""
    clause = printed.plain[printed.clause_start(count.start) : count.start]
    least = printed.folded[count.start : count.number].startswith(("不少于", "不低于", "至少"))
    return least and count.kind in {"person", "house", "occasion", "thing"} and bool(_DUTY.search(clause))


def _is_frequency(printed: Printed, count: Count) -> bool:
    if count.kind not in {"occasion", "hour"} and count.unit not in {"节", "堂"}:
        return False
    before = _FREQUENCY.search(printed.plain[max(0, count.start - _REACH) : count.start])
    return bool(before) and not (before and _YEARLY.search(before[0]) and count.value > SMALL)


def _is_address(printed: Printed, count: Count) -> bool:
    if count.unit not in _BUILDINGS or _STOREYS.match(printed.plain, count.end):
        return False
    before = printed.plain[printed.clause_start(count.start) : count.start]
    return bool(_SITE.search(before) or _SITE_BEHIND.match(printed.folded, count.end))


def _is_distance(printed: Printed, count: Count) -> bool:
    before = printed.plain[printed.clause_start(count.start) : count.start]
    wide = count.kind == "length" and printed.plain[count.end : count.end + 1] in {"宽", "高", "深", "厚", "粗"}
    return wide or (count.kind == "length" and bool(_AWAY.search(before)))


def _is_price(printed: Printed, count: Count) -> bool:
    if count.kind != "money":
        return False
    before = printed.folded[max(0, count.start - 6) : count.start]
    return bool(_PRICE.match(printed.folded, count.end) or _PER.search(before) or _IF.search(before))


def _is_zone(printed: Printed, count: Count) -> bool:
    return bool(_ZONE.match(printed.plain, count.end))


def _is_scale(printed: Printed, count: Count) -> bool:
    """以十户左右为一个单元 and 按照每50户设1名的标准 say how large a unit is, not how many there are."""
    clause = printed.plain[max(printed.clause_start(count.start), count.start - 3) : count.start]
    if clause.endswith(("以", "按", "每隔")) and _MAKES.match(printed.plain, count.end):
        return True
    whole = printed.plain[printed.clause_start(count.start) : printed.clause_end(count.end)]
    return bool(_RULE.match(whole))


def _is_place_name(printed: Printed, count: Count) -> bool:
    """三棵树社区, 五里墩街道."""
    return count.spelled and count.value <= SMALL and bool(_PLACE_NAME.match(printed.plain, count.unit_start))


def _is_one(_: Printed, count: Count) -> bool:
    """The 一 of 一支队伍 is an article, not a count."""
    return count.spelled and count.value == 1 and count.high is None and count.kind != "rate"


def _is_single_errand(printed: Printed, count: Count) -> bool:
    if count.value > 1 or count.unit != "次":
        return False
    before = printed.folded[max(0, count.start - 1) : count.start]
    return bool(_ONCE.search(before) or _ONE_IN_ALL.match(printed.plain[count.end : count.end + 3]))


def _is_idea(printed: Printed, count: Count) -> bool:
    small = count.spelled and (count.high or count.value) <= SMALL and count.bound == "exact"
    if small and count.kind == "thing" and _ONE_CHARACTER.match(printed.plain, count.end):
        return True
    pattern = _ideas("abstract") if small else _ideas("aspect")
    return count.kind not in {"rate", "money"} and bool(pattern.match(printed.plain, count.end))


@cache
def _ideas(kind: str) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, words(kind)))
    # one modifier at most: 三个关键环节, 四项重点任务
    return re.compile(rf"(?:主要|重点|关键|核心|基本|具体|不同|重要|工作|基础|特色|治理|服务)?(?:{nouns})(?![型性化])")


REFUSALS: tuple[tuple[str, Callable[[Printed, Count], bool]], ...] = (
    ("name", _in_name),
    ("formula", _in_formula),
    ("ordinal", _is_ordinal),
    ("numbered", _is_numbered),
    ("share", _is_part_of_share),
    ("sort", _is_sort),
    ("one", _is_one),
    ("idea", _is_idea),
    ("frequency", _is_frequency),
    ("duty", _is_duty),
    ("clock", _is_clock),
    ("duration", _is_duration),
    ("address", _is_address),
    ("distance", _is_distance),
    ("price", _is_price),
    ("zone", _is_zone),
    ("scale", _is_scale),
    ("place", _is_place_name),
    ("errand", _is_single_errand),
)
