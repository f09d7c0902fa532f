"""What a share, a factor or a growth rate is the rate of: 办结率87.6%, 工业增加值增长8.3%, 70%的居民."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp.metrics.behind import noun_behind
from nlp.metrics.noun import Noun, segment_before, strip_back, trimmed_front
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

_CAUSE = re.compile(
    r"(?<![率度])(?:实现|取得|达到|使得|使|推动|带动|确保|保持|促进|做到|完成|带来|推进|其中|拿出|有(?!效|率)|让)(?![率度量])(?=.)"
)
_COMPARED = re.compile(
    r"""
      (?:比|较|与|同)(?:上年|去年|同期|上月|此前|以往|以前|之前|往年|常年|年初|改革前|上季度|入社前|实施前|前期)
        [^,，。]{0,6}?(?=[增提下上降减多少翻升]|$)
    | (?:高出|高于|低于|优于|超出|领先)[^,，。]{0,10}$
    | 同比 | 环比 | 平均 | 整体 | 总体
    """,
    re.VERBOSE,
)
LONGEST_RATE = 10  # characters; a longer name of a rate is cut to what stands behind 对…的
_NAMED_RATE = re.compile(r"(?:率|度|比例|比重|占比|面)(?:[提上升达超到至为均都]|提高|增长|下降)*$")
_IS = re.compile("[都均]?(?:是|为|系|来自)(?![了此何])")
_SHARE = re.compile(r"(?:占(?![比地道用据领有补])|仅占|约占|占到)")


@dataclass(frozen=True, slots=True)
class Rate:
    """The noun of a rate, and the word of change that belongs to it (增长, 下降), "" when it is a plain share.

    ``noun`` is None when the clause names nothing; ``share`` is true for 占…的, whose subject stands before.
    """

    noun: Noun | None
    change: str
    share: bool = False


def rate_noun(printed: Printed, count: Count, *, floor: int, limit: int) -> Rate:
    """What *count*, a rate, is the rate of.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("群众满意度同比提高6.2个百分点")
    >>> found = rate_noun(text, next(find_counts(text)), floor=0, limit=99)
    >>> text.text[found.noun.start:found.noun.end], found.change
    ('群众满意度', '提高')
    """
    start, end = segment_before(printed, count, floor=floor)
    start += printed.plain[start : start + 1] == "的"
    of_noun = printed.plain[count.end : count.end + 1] == "的" and not _NAMED_RATE.search(printed.plain[start:end])
    if of_noun and (noun := noun_behind(printed, count, limit=limit)):
        return Rate(noun, "")
    if (is_what := _IS.match(printed.plain, count.end)) and not _NAMED_RATE.search(printed.plain[start:end]):
        rest = replace(count, end=is_what.end())
        if noun := noun_behind(printed, rest, limit=limit):  # 其中四成是返乡大学生
            return Rate(noun, "")
    if printed.plain[start:end].endswith("的"):
        end -= 1
    if start >= end and (noun := noun_behind(printed, count, limit=limit)):  # 九成居民
        return Rate(noun, "")
    end, change = _without_change(printed.plain, start, end)
    begin, share = _subject_start(printed.plain, start, end)
    if share and begin == share.start() and share.end() < end:  # 占沿街商户的九成: of what was counted before
        return Rate(None, printed.plain[begin:end].removesuffix("的"), share=True)
    if share:
        subject = trimmed_front(printed, begin, share.start(), rule="rate-share")
        return Rate(subject, "", share=True)
    return Rate(_subject(printed, begin, end), change)


def _subject_start(plain: str, start: int, end: int) -> tuple[int, re.Match[str] | None]:
    begin = start
    for cause in _CAUSE.finditer(plain, start, end):
        begin = cause.end()
    return begin, _SHARE.search(plain, begin, end)


def _subject(printed: Printed, begin: int, end: int) -> Noun | None:
    while (found := _COMPARED.search(printed.plain, begin, end)) and found.end() == end:
        end = found.start()
    end = strip_back(printed.plain, begin, end)
    start = begin
    for opening in re.finditer("^(?:[全该各本其][县市区镇乡村州省])", printed.plain[begin:end]):
        start = begin + opening.end()
    about = printed.plain.find("对", start, end)
    if end - start > LONGEST_RATE and about > 0:  # 群众对移风易俗工作的支持率
        start = max(start, printed.plain.rfind("的", about, end - 2) + 1)
    return Noun(start, end, "rate") if end - start >= 2 else None


def _without_change(plain: str, start: int, end: int) -> tuple[int, str]:
    """*end* before 提高(至, 到, 了), and the verb when the figure is the growth itself and not its result."""
    pattern = rf"({'|'.join(words('rise'))})(至|到|为|了|近|约|超)?$"
    end = strip_back(plain, start, end)
    found = re.search(pattern, plain[start:end])
    if not found:
        return end, ""
    result = found[2] in {"至", "到", "为"} or plain[end : end + 1] in {"至", "到", "为"}
    return start + found.start(), "" if result else found[1]
