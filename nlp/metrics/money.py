"""What money is for: the noun itself when it says (补贴20万元), else the thing it was spent on."""

from __future__ import annotations

import re
from functools import cache

from nlp.metrics.before import noun_before
from nlp.metrics.behind import noun_behind
from nlp.metrics.lexis import cut_words, is_verb
from nlp.metrics.noun import Noun, is_person, is_place, segment_before, trimmed
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

LONGEST_DEED = 12  # characters of a noun behind a verb; longer ones are clauses
_FOR = re.compile(r"(?:对|为)(?P<noun>[^,，。；;]{2,40}?)(?:进行|实施|开展|予以|给予)")
_LARGE = re.compile(r"[^\d,，。]{0,4}[\d.]+[^,，。的]{1,8}的")
_PURPOSE = re.compile("对|用于|用来|为")
_PAID = re.compile(
    "(?:投入|投资|出资|筹资|集资|筹集|筹措|募集|筹得|募得|众筹|捐资|斥资|耗资|花费|拨付|凑|凑了|捐出|捐出了|拿出|拿出了|筹得|资金|经费|款项|善款)$"
)
_PAYS = re.compile("(?:凑|捐出|拿出|掏出|掏|筹得|出资|出)(?:[了过齐]|约|近)*$")
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千]+余?[个座处条所间项盏套台家公万米]")
_ONLY_PAYS = re.compile(
    "(?:共|总共|累计|一共|总计|仅|只|先后|前后)*(?:花|用|投入|投资|花费|耗资|筹资|募集|筹集|总投资)了?(?:资金|经费)?(?:共|约|近|超过|超)*"
)
_MEASURE = re.compile(
    "(?:收入|产值|销售额|营业额|交易额|成交额|总额|收益|利润|价|成本|税收|工资|薪酬|租金|存款|积蓄|负债|欠债)$"
)
_MONEY = re.compile("(?:[金费款券钱]|补贴|补助|工资|收入|投资|分红|费用|订单)$")
_PURSE = re.compile("(?:财政|集体|[区县市镇乡村厂组街]里?|公司|商会|基金会|协会|局|委|办|方|家|里|中|列支|安排)$")
_PART = re.compile(r"(?:补助|缺口|自筹|配套|承担|筹集|认捐|(?<=[体里方社县市镇村家])出)$")
_RISE = re.compile(
    r"(?:增收|减收|创收|节约|分红|节省|增加|减少|增长|让利|节支|支出|补贴|收入|产值|捐助|捐款|奖励|(?:均|每[户人]).{0,3}[挣赚])$"
)
_CAUSED = re.compile("实现|完成|带动|帮助|推动|促进|取得|使得")


def money_noun(printed: Printed, count: Count, *, floor: int, limit: int) -> Noun | None:
    """What *count*, a sum of money, was or was spent on; None when neither the clause nor the sentence says it.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("投入50余万元对社区广场进行改造")
    >>> found = money_noun(text, next(find_counts(text)), floor=0, limit=99)
    >>> text.text[found.start:found.end]
    '社区广场'
    """
    before = _before(printed, count, floor=floor)
    if before and _measures(printed, before):
        return before
    if printed.plain[count.end : count.end + 1] == "的" and (noun := noun_behind(printed, count, limit=limit)):
        return noun if not _is_funds(printed, noun) else _spent_on(printed, count, limit=limit) or noun
    if _is_part(printed, count, floor=floor):
        return _spent_on(printed, count, limit=limit)
    if before and _PAYS.search(printed.plain, printed.clause_start(count.start), count.start):
        before = None
    behind = noun_behind(printed, count, limit=limit)
    if behind and not _is_noun_of_money(printed, behind):
        behind = None
    if before and not behind and before.rule != "before-subject" and not _is_funds(printed, before):
        return before
    purpose = (
        _spent_on(printed, count, limit=limit)
        or _done_next(printed, count, floor=floor)
        or _done_before(printed, count)
    )
    return purpose or behind or before


def _before(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """The noun before a sum, if it is not who pays it."""
    noun = _earned(printed, count, floor=floor) or noun_before(printed, count, floor=floor)
    if noun is None or _measures(printed, noun):
        return noun
    return None if _pays(printed, noun) else noun


def _measures(printed: Printed, noun: Noun) -> bool:
    """年租金收入, 户均增收: the noun itself says what the sum is."""
    return noun.rule == "money-earned" or bool(_MEASURE.search(printed.plain, noun.start, noun.end))


def _pays(printed: Printed, noun: Noun) -> bool:
    """Whether *noun* is who pays, not what was paid for."""
    said = printed.plain[noun.start : noun.end]
    return is_person(said) or is_place(said) or bool(_PURSE.search(said))


def _is_part(printed: Printed, count: Count, *, floor: int) -> bool:
    """镇里补助20万元, 缺口6.5万元: a part of a sum told before, for the same thing."""
    start, end = segment_before(printed, count, floor=floor)
    said = printed.plain[start:end]
    return bool(_PART.search(said)) and len(said) <= 8


def _earned(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """户均增收, 村集体年增收: the verb is the thing."""
    start, end = segment_before(printed, count, floor=floor)
    for cause in _CAUSED.finditer(printed.plain, start, end - 2):
        start = cause.end()
    said = printed.plain[start:end]
    told = 2 < len(said) <= 12 or said == "分红"
    return Noun(start, end, "money-earned") if _RISE.search(said) and told else None


def _spent_on(printed: Printed, count: Count, *, limit: int) -> Noun | None:
    """The thing worked on in the rest of the sentence, as far as no other sum stands between."""
    end = printed.clause_end(count.end)
    goes_on = limit >= printed.clause_end(end + 1) or _PURPOSE.match(printed.plain, end + 1)
    if printed.plain[end : end + 1] in {",", "，"} and goes_on:
        end = printed.clause_end(end + 1)
    tail = printed.plain[count.end : end]
    if found := _FOR.search(tail):
        return trimmed(printed, count.end + found.start("noun"), count.end + found.end("noun"), rule="money-for")
    verb = _spend().search(tail)
    if not verb:
        return None
    start = count.end + verb.end()
    while start < end and (more := _spend().match(printed.plain, start, end)):
        start = more.end()
    if large := _LARGE.match(printed.plain, start, end):  # 占地3000平方米的文化广场
        start = large.end()
    stop = re.search(r"[\d,，。]|[一二两三四五六七八九十]+[个座处条所间项]", printed.plain[start:end])
    return trimmed(printed, start, start + stop.start() if stop else end, rule="money-for")


def _done_next(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """投资86万元，改造雨棚3200平方米: what is done in the next clause, up to its own figure, with its verb."""
    start, end = segment_before(printed, count, floor=floor)
    mark = printed.clause_end(count.end)
    if (
        mark > count.end
        or printed.plain[mark : mark + 1] not in {",", "，"}
        or not _PAID.search(printed.plain, start, end)
    ):
        return None
    clause = printed.clause_end(mark + 1)
    opening = next(iter(cut_words(printed.plain[mark + 1 : clause])), (0, 0))
    said = printed.plain[mark + 1 : mark + 1 + opening[1]]
    if not (is_verb(said) or said in words("spend")) or said in words("outcome") or said in words("short"):
        return None
    figure = _FIGURE.search(printed.plain, mark + 1 + opening[1], clause)
    return trimmed(printed, mark + 1, figure.start() if figure else clause, rule="money-for")


def _done_before(printed: Printed, count: Count) -> Noun | None:
    """装上净化设备，花了8000元: what was done in the clause before, with its verb, where this clause only pays."""
    mark = printed.clause_start(count.start) - 1
    said = printed.plain[mark + 1 : count.start]
    if mark < 1 or printed.plain[mark] not in ",，" or not _ONLY_PAYS.fullmatch(said):
        return None
    return _deed(printed, printed.clause_start(mark), mark)


def done_before(printed: Printed, count: Count) -> str | None:
    """What was done in an earlier clause of the sentence, the nearest that names it."""
    first, mark = printed.sentence_start(count.start), printed.clause_start(count.start) - 1
    while mark > first:
        if deed := _deed(printed, max(first, printed.clause_start(mark)), mark):
            return printed.text[deed.start : deed.end]
        mark = printed.clause_start(mark) - 1
    return None


def _deed(printed: Printed, start: int, end: int) -> Noun | None:
    """The last verb of a clause with its noun, without the clause's figure."""
    figures = list(_FIGURE.finditer(printed.plain, start, end))
    end = figures[-1].start() if figures else end
    spans = [(start + a, start + b) for a, b in cut_words(printed.plain[start:end])]
    verbs = [span for span in spans if is_verb(printed.plain[slice(*span)]) and span[1] - span[0] > 1]
    if not verbs or not 2 <= end - verbs[-1][1] <= LONGEST_DEED:
        return None
    return trimmed(printed, verbs[-1][0], end, rule="money-for")


def _is_funds(printed: Printed, noun: Noun) -> bool:
    return printed.plain[noun.start : noun.end].endswith(words("funds"))


def _is_noun_of_money(printed: Printed, noun: Noun) -> bool:
    return bool(_MONEY.search(printed.plain, noun.start, noun.end))


@cache
def _spend() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("spend"))))
