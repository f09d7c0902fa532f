"""The noun of one figure: from the change it is part of, from its own clause, or from elsewhere in the article."""

from __future__ import annotations

import re

from nlp.metrics.before import is_object, noun_before
from nlp.metrics.behind import act_behind, modified_noun, noun_behind, running_noun
from nlp.metrics.change import changed_noun
from nlp.metrics.elsewhere import LONGEST_DEED, counted_earlier, named_elsewhere
from nlp.metrics.money import done_before, money_noun
from nlp.metrics.noun import Noun, fits, is_person, is_place, segment_before
from nlp.metrics.rate import rate_noun
from nlp.metrics.scan import Count
from nlp.metrics.sight import Found, Sight

_SHARES = frozenset({"占比", "比例", "比重"})
_AVERAGES = frozenset({"村均", "户均", "人均", "平均", "月均", "日均", "年均", "最高", "最低"})
_RESPECTIVELY = re.compile(
    "(?:同比|环比|[比较]上?[年月]?(?:去年|上年|同期)?同?期?)*(?:均|都|也)?分别(?P<change>增长|上升|提高|提升|下降|减少|降低|增加)"
)
_RATES = re.compile(r"\d[\d.]*(?:%|个百分点|倍)")
_WORTH = re.compile("[,，总共计涉及]*(?:价值|金额|折合|价款|货值)[^,，。]{0,3}$")
_PAID_WORD = "总投资|投资|总造价|造价|总费用|补助|补贴|自筹|奖补|出资|众筹|筹资|集资|捐资|花费|耗资|总价|总费用"
_PAID = re.compile(f"[一-鿿]{{0,4}}?(?P<word>{_PAID_WORD})(?:资金|款)?")
_PAID_TAIL = re.compile(f"(?:{_PAID_WORD})$")


def name_count(sight: Sight) -> Found:
    """The count of *sight* with its noun, or unnamed."""
    if sight.count.kind in {"rate", "degree"} and sight.change is None:
        return _name_rate(sight)
    noun = _own_noun(sight)
    if sight.count.kind == "money" and (purpose := _paid_for(sight, noun)):
        return purpose
    said = sight.printed.text[noun.start : noun.end] if noun else ""
    if _is_worth(sight) and sight.last and sight.last.named:
        return Found(sight.count, None, sight.last.named, "inherited")
    if noun and said not in _AVERAGES:
        fitting = noun.rule == "before" and fits(sight.count, said)
        return Found(sight.count, noun, said, "before-fit" if fitting else noun.rule)
    return named_elsewhere(sight, average=said)


def used_up(found: Found | None, count: Count) -> int:
    """Where the noun of the figure before *count* ends, so that *count* doesn't take it for its own; 0 for none."""
    if found is None or found.noun is None or found.rule == "money-for" or found.noun.end > count.start:
        return 0
    return found.noun.end


def _own_noun(sight: Sight) -> Noun | None:
    printed, count = sight.printed, sight.count
    if sight.change:
        return changed_noun(printed, sight.change)
    if count.kind == "span":
        return running_noun(printed, count)
    if count.kind == "money":
        return money_noun(printed, count, floor=sight.floor, limit=sight.limit)
    before = noun_before(printed, count, floor=sight.floor)
    if before and is_object(printed, count, before):
        return before
    behind = noun_behind(printed, count, limit=sight.limit)
    if before and behind and _is_better(sight, before, behind):
        return before
    return (
        behind
        or before
        or modified_noun(printed, count, limit=sight.limit)
        or act_behind(printed, count, limit=sight.limit)
    )


def _is_better(sight: Sight, before: Noun, behind: Noun) -> bool:
    """网格员86名走家串户: people stand before the figure, and what follows is neither people nor a body."""
    first, second = (sight.printed.plain[noun.start : noun.end] for noun in (before, behind))
    telling = (is_person(second) or is_place(second)) and len(second) > 1
    if sight.count.kind == "occasion":
        return before.rule == "before-verb" and len(second) > LONGEST_DEED
    if sight.count.kind not in {"person", "house"} or telling:
        return False
    return fits(sight.count, first) or (before.rule == "before-verb" and sight.count.kind == "house")


def _respectively(sight: Sight) -> Found | None:
    """接待游客35万人次，旅游收入2800万元，同比分别增长21%和18%: the first rate is of the first figure, and so on."""
    printed, count = sight.printed, sight.count
    start = printed.clause_start(count.start)
    shared = _RESPECTIVELY.match(printed.plain, start, count.start)
    if shared is None:
        return None
    rates = [found.start() for found in _RATES.finditer(printed.plain, start, printed.clause_end(count.end))]
    first = printed.sentence_start(count.start)
    told = [found.named for found in sight.known if first <= found.count.start < start and found.named]
    place = sum(rate < count.number for rate in rates)
    if len(rates) < 2 or len(told) < len(rates) or place >= len(rates):
        return None
    return Found(count, None, told[place - len(rates)] + shared["change"], "inherited")


def _name_rate(sight: Sight) -> Found:
    if shared := _respectively(sight):
        return shared
    rate = rate_noun(sight.printed, sight.count, floor=sight.floor, limit=sight.limit)
    earlier = counted_earlier(sight)
    if rate.noun is None:
        name = earlier and (earlier if earlier.endswith(rate.change) else earlier + rate.change)
        return Found(sight.count, None, name, "inherited" if name else "unnamed")
    name = sight.printed.text[rate.noun.start : rate.noun.end] + rate.change
    whole = (earlier or "") + name if name in _SHARES else name
    return Found(sight.count, rate.noun, whole, rate.noun.rule)


def _paid_for(sight: Sight, noun: Noun | None) -> Found | None:
    """修建文化广场，总投资30万元: what was paid for stands earlier in the sentence."""
    printed, count = sight.printed, sight.count
    span = (noun.start, noun.end) if noun else segment_before(printed, count, floor=sight.floor)
    paid = _PAID.fullmatch(printed.plain, *span)
    if paid is None or span[1] > count.start:
        return None
    purpose = _counted_in_sentence(sight) or done_before(printed, count)
    if purpose is None:
        return None
    purpose = _PAID_TAIL.sub("", purpose)
    return Found(count, noun, purpose + paid["word"], "money-for")


def _counted_in_sentence(sight: Sight) -> str | None:
    start = sight.printed.sentence_start(sight.count.start)
    for found in reversed(sight.known):
        if found.count.start < start:
            return None
        if found.named and found.count.kind in {"thing", "length", "area", "money"}:
            return found.named
    return None


def _is_worth(sight: Sight) -> bool:
    """价值6万余元, 涉及金额17.6万元 after a figure: what that figure counted is worth it."""
    start = max(sight.printed.clause_start(sight.count.start), sight.floor)
    return bool(_WORTH.match(sight.printed.plain[start : sight.count.start]))
