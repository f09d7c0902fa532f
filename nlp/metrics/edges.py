"""Where a noun may begin and end: patterns made of the words of metric_words.tsv, and of single characters.

A single character ends or opens a noun only where it is no part of a longer word (在, but not 在职), so each stands
here with the neighbours that make it one.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.metrics.tables import words

# behind a verb these make a noun of it: 调解员, 办结率, 议事会 (but 发展会员, 组建队伍)
_NOMINAL = (
    "(?:[员者率室所费额量器证卡岗牌栏亭柜箱杆桩册表图机]|会(?![员议])|单(?!位)|部(?![署分])|人(?![员才大民群均次])|队(?![伍员])|团(?![体员])"
    "|班(?!子)|点(?!亮)|站(?!点)|制(?!度))"
)
_STOPS = (
    "将(?![军来])|(?<![面反派相针结])对(?![象口接比联])|被(?!子)|把(?![手关])|(?<![现存所内])在(?![职校册家岗线编建读外])|向(?!导)|(?<![自理])由(?!来)"
    "|从(?!业)|于(?!是)|(?<![行作认成])为(?!民)|并|已|就(?![业餐医近地])|可(?![回持])|是|让|使(?![用命])|因|而|且"
    "|(?<![功智技才职性产失])能(?![力人手源量])|(?<![报签周达])到(?![位户])|均(?![等衡])|(?<![首成])都(?!市)|再(?!生)"
    "|占(?!地)|超(?![市限声])|达|仅|(?<![公])共(?![建享治同产青])|(?<![公节契])约|(?<![最附])近(?![邻郊])|获(?!奖)"
    "|按(?!摩)|(?<![供])给(?![排水])|(?<![参])与(?!会)|赴|了|地(?=[开参加组])|[串划汇变结连编织做改合聚]成"
    "|(?<![现所具享拥没仅])有(?![关限机声效序志色])|先(?![进锋生烈期])|又|也|却|很|更(?!新)|还(?!款)"
    "|(?<![会党团治愿济作间益])组织(?![部者员化生])|用(?=[积于来在])|正(?=[在与向])"
)
_OPENERS = (
    "(?<=[年月天周])(?:多?来|间|内|以来|前|后|底|初)|"
    "对(?![口象接])|为(?!民)|向(?!日)|用(?![户工水电地人药书餐])|在(?![校册职岗线编建读])|从(?!业)|给(?![水予])"
    "|以(?!工)|各(?!族)|共(?![青产建享同识性])|有(?![关限机效])|再(?!生)|就(?![业餐医近])|都(?!市)|和(?![谐美])"
    "|与(?!会)|及(?!时)|还(?![款贷])|并(?!联)|使(?!用)|将(?!军)|由|把(?!手)|也|又|但|则|且|或|已|均|仅|让(?!利)|该"
    "|其(?![他它余])|而|她|它|我(?![县市区镇村])|曾|却|只|先(?![进锋])|后(?![备勤期])"
)
_DAY = r"""
    (?=截|\d)(?:截至|截止)?(?:20\d\d年)?(?:\d+月)?(?:\d+日)?(?:底|末|初|中旬|上旬|下旬)?(?:以来|前|后|起|至今|,)?
    (?<=[年月日底末初旬来前后起今])
  | [^,，。]{0,8}?(?:以来|期间)
  | [一二两三四五六七八九十\d半]+(?:年|个月|个多月|年多)(?:来|间|多来|内)
"""


@cache
def nominal() -> re.Pattern[str]:
    """Endings that make a noun of the verb before them.

    >>> bool(nominal().match("员")), bool(nominal().match("队伍"))
    (True, False)
    """
    return re.compile(_NOMINAL)


@cache
def verb() -> re.Pattern[str]:
    """Verbs that part a noun from what stands before it.

    >>> verb().search("先后收集意见")[0]
    '收集'
    """
    return re.compile(_any(words("verb")))


@cache
def stop() -> re.Pattern[str]:
    """Words that no noun contains: one ends where the first of them begins.

    >>> stop().search("党员干部参加活动").start()
    4
    """
    return re.compile(f"{_any(words('stop'))}|{_STOPS}")


@cache
def light() -> re.Pattern[str]:
    """A word at the end of a stretch, between the noun and its figure, that says nothing of the noun.

    >>> light().search("志愿者共有")[0]
    '共有'
    """
    listed = _any(tuple(word for word in words("light") if word != "约"))
    return re.compile(rf"(?:{listed}|(?<!节)约|(?<![村户人月日年平周])均|[\s、和及与(（“—-])$")


@cache
def lead() -> re.Pattern[str]:
    """Time, connection and scope at the beginning of a clause.

    >>> lead().match("今年以来全县")[0]
    '今年以来'
    """
    listed = _any((*words("lead"), *words("scope")))
    return re.compile(rf"{_DAY} | {listed} | {_OPENERS}", re.VERBOSE)


def _any(listed: tuple[str, ...]) -> str:
    """*listed* as alternatives, those with one first character together: fewer to try at each place."""
    groups: dict[str, list[str]] = {}
    for word in listed:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
