"""Radicals that PDF fonts yield in place of characters, mapped one to one.

Kangxi radicals and compatibility ideographs have a character of their own under NFKC. The CJK Radicals Supplement has
none there: its pairs follow Unicode's EquivalentUnifiedIdeograph property (facts, restated), as far as a radical looks
like a character that a newspaper prints.
"""

from __future__ import annotations

from unicodedata import normalize

_SUPPLEMENT = (
    "⺁厂⺃乚⺅亻⺇几⺉刂⺊卜⺋㔾⺎尢⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺰纟⺱罓⺲罒"
    "⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀"
)


def _equal_character(code: int) -> str | None:
    folded = normalize("NFKC", chr(code))
    return folded if len(folded) == 1 and folded != chr(code) else None


def _build() -> dict[int, str]:
    table = {ord(a): b for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    for first, last in ((0x2E9F, 0x2E9F), (0x2EF3, 0x2EF3), (0x2F00, 0x2FD5), (0xF900, 0xFAD9)):
        for code in range(first, last + 1):
            character = _equal_character(code)
            if character:
                table[code] = character
    return table


RADICALS: dict[int, str] = _build()
"""Code point of a radical → the character it stands for.

>>> "⼀⽤⼈⺠".translate(RADICALS)
'一用人民'
"""
