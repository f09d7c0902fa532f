"""Places and bodies below the county that act in a case: townships, streets, villages, communities, agencies.

Read off behind a place name (江城区|岗列街道|江湾社区, 南溪区|人民法院), or where a name begins a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.places.mentions import Mention
from nlp.records import Evidence, Part, Unit

UNIT_LIMIT = 12  # units kept, in order of print; a case with more is a list of names, not of actors

_AREA = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{1,6}?(?:街道(?!办)|街道办事处|镇|乡|苏木))?(?P<village>[\u4e00-\u9fff]{1,7}?(?:社区|村|嘎查))?"
)
_BODY = re.compile(
    r"""
    (?:区|市|县)?[\u4e00-\u9fff]{0,6}?
    (?:人民法院|人民检察院|法院|检察院|纪委监委|委组织部|委宣传部|委社会工作部|委政法委|委党校|社会工作部|消防救援大队|交警大队
    |工业园区|经济(?:技术)?开发区|总工会|妇联|文明办|联合会|[\u4e00-\u9fff]{2,8}?(?:局|分公司|有限公司|医院))
    """,
    re.VERBOSE,
)
_ALONE = re.compile(
    r"""
    (?:^|(?<=[\s，。；：、“”（）《》,;:()—·]))
    (?P<town>[\u4e00-\u9fff]{2,5}?(?:街道|镇(?!长)|乡(?![村亲镇])))?(?P<village>[\u4e00-\u9fff]{2,5}?(?:社区|村))?(?![支委民级干])
    """,
    re.VERBOSE | re.MULTILINE,
)
_NO_NAME = re.compile(  # what shows that a stretch is a phrase and not a name
    r"""
    ^(?:[一二三四五六七八九十两几多各该本全每某这那我你他其哪同由在对向与和让为把将到从以及等不有的是所]
      |农村|城市|老旧|新型|智慧|美丽|文明|示范|试点|城乡|城镇|乡镇|行政|自然|特色|中心|幸福|平安|和谐|辖区|党员|群众|居民|基层|相关|部分
      |走进|深入|推动|打造|建设|组织|引导|带动|推进|促进|走访|服务|融入|下沉
      |构建|激发|进|发挥|驻|创建|开展|成立|指导|聚焦|依托|围绕|通过|结合|动员|联合|选派|加强|提升|实施|就是|也有|还有|其中|来到|位于|地处)
    | [各每该本全和及与在的了对从向让为把将着过到等进入]
    """,
    re.VERBOSE,
)


def find_units(parts: Sequence[Part], mentions: Sequence[Mention]) -> tuple[Unit, ...]:
    """The acting units in order of print, each once, with the first place where it is printed.

    >>> from nlp.places.mentions import find_mentions
    >>> part = Part("text", *["江城区岗列街道江湾社区的党群服务中心"] * 2)
    >>> [unit.name for unit in find_units([part], find_mentions(part))]
    ['岗列街道', '江湾社区']
    """
    found: dict[str, Unit] = {}
    for part in parts:
        behind = [unit for m in mentions if m.part == part.name and not m.passing for unit in _behind(part, m)]
        taken = {i for m in mentions if m.part == part.name for i in range(m.start, m.end)}
        alone = (unit for unit in _alone(part) if unit.evidence.start not in taken)
        for unit in sorted([*behind, *alone], key=lambda unit: unit.evidence.start):
            found.setdefault(unit.name, unit)
    return tuple(found.values())[:UNIT_LIMIT]


def _behind(part: Part, mention: Mention) -> Iterator[Unit]:
    """Town and village right behind a place name, or else the body whose name it begins."""
    area = _AREA.match(part.text, mention.end)
    spans = [area.span(level) for level in ("town", "village") if area[level]] if area else []
    named = [span for span in spans if not _NO_NAME.search(part.text[slice(*span)])]
    if not named and (body := _BODY.match(part.text, mention.end)) and not _NO_NAME.search(body[0]):
        named = [(mention.last_start, body.end())]
    for start, end in named:
        yield Unit(part.text[start:end], Evidence(part.name, start, end))


def _alone(part: Part) -> Iterator[Unit]:
    """Towns that begin a clause, with the village behind them; a village by itself where it is printed twice."""
    for found in _ALONE.finditer(part.text):
        for level in ("town", "village"):
            name = found[level]
            standing = found["town"] or (name and part.text.count(name) > 1)
            if name and standing and not _NO_NAME.search(name):
                yield Unit(name, Evidence(part.name, *found.span(level)))
