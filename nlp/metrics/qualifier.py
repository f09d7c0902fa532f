"""Words that qualify a figure: 累计, 新增, 户均 …, and the time it is told for."""

from __future__ import annotations

import re

from nlp.metrics.printed import CLAUSE_ENDS, Printed
from nlp.metrics.scan import Count

_QUALIFIER = re.compile(
    r"""
      累计 | 新增 | 净增 | 减少 | 户均 | 人均 | 村均 | 月均 | 日均 | 年均 | 平均 | 同比 | 环比 | 增长 | 下降
    | 计划 | 预计 | 力争 | 共计 | 合计 | 总计 | 连续 | 最多 | 最高
    | 每(?:个|名|户|位|年|月|周|天|季度|[一-鿿]{1,4}?)(?=[^,，。]{0,8}$)
    """,
    re.VERBOSE,
)
_NUMBER = r"[一二两三四五六七八九十\d]+"
_PERIOD = re.compile(
    rf"""
      (?:截至|截止)(?:
          目前 | \d+年(?:\d+月)?(?:\d+日)?[底末初]? | \d+月(?:\d+日)?[底末]? | [今去]年\d*月?[底末]? )
    | (?:今年 | 去年 | 近年 | [12]\d{{3}}年(?:\d+月)? | {_NUMBER}多?年 | {_NUMBER}个月
        | 开展 | 成立 | 运行 | 实施 | 启动 | 推行 | 试行)[^,，。；;]{{0,6}}?以?来
    | [12]\d{{3}}年(?:上半年|下半年|\d+月)?
    | 今年(?:\d+月?[至到—-]+\d+月 | 上半年 | 前\d+个月 | \d+月)?
    | (?<![比较与同到])去年(?!同期)(?:底|末|全年)? | (?<![比较与同])上年(?!同期)
    | 上半年 | 下半年 | 全年 | 前[三\d]+(?:季度|个月) | 近{_NUMBER}年 | 当年 | 目前 | 当日 | 至今
    """,
    re.VERBOSE,
)


def find_qualifier(printed: Printed, count: Count) -> str | None:
    """The word in *count*'s clause that qualifies it, the nearest before the figure; None when there is none."""
    clause = printed.plain[printed.clause_start(count.start) : count.start]
    found = _QUALIFIER.findall(clause)
    return found[-1] if found else None


def find_period(printed: Printed, count: Count, *, floor: int) -> str | None:
    """The words that say for what time *count* is told: in its clause (not before *floor*, where the figure before
    ends), else at the beginning of an earlier clause of the sentence; None when none are printed.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("今年以来，开展活动32场")
    >>> find_period(text, next(find_counts(text)), floor=0)
    '今年以来'
    """
    start, clause = printed.sentence_start(count.start), printed.clause_start(count.start)
    own = [match[0] for match in _PERIOD.finditer(printed.plain, max(clause, floor), count.start)]
    if own:
        return own[-1]
    earlier = [match[0] for match in _PERIOD.finditer(printed.plain, start, clause) if _opens(printed, match.start())]
    return earlier[-1] if earlier else None


def _opens(printed: Printed, place: int) -> bool:
    while place > 0 and printed.plain[place - 1] in "自从在到至":
        place -= 1
    return place == 0 or printed.plain[place - 1] in CLAUSE_ENDS
