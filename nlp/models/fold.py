"""One spelling of punctuation, so that rules are written once: same length as the text, offsets stay valid."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
_DASHES = str.maketrans("―─－–﹣➕", "—————+")
_QUOTE_MARKS = str.maketrans("", "", '“”‘’"「」『』')


def fold(text: str) -> str:
    """*text* with half-width punctuation, letters and digits, “ ” ‘ ’ as quotes; as long as *text*.

    Straight double quotes are opened and closed in turn, line by line.

    >>> fold("「１＋６＋Ｘ」模式，好；")
    '“1+6+X”模式,好;'
    >>> fold('推行"三三"模式')
    '推行“三三”模式'
    """
    folded = text.translate(_WIDE).translate(_QUOTES).translate(_DASHES)
    return folded if '"' not in folded else "\n".join(_curl(line) for line in folded.split("\n"))


def _curl(line: str) -> str:
    pieces = line.split('"')
    return pieces[0] + "".join(("“" if i % 2 == 0 else "”") + piece for i, piece in enumerate(pieces[1:]))


def bare(text: str) -> str:
    """*text* without quotation marks.

    >>> bare("‘同心圆·同筑梦’建设")
    '同心圆·同筑梦建设'
    """
    return text.translate(_QUOTE_MARKS)


def squeezed(name: str) -> str:
    """The form in which two printings of one name are equal: no quotes, blanks or inner punctuation, lower case.

    >>> squeezed("“1+6+X”") == squeezed("１＋６＋x")
    True
    """
    return "".join(ch for ch in bare(fold(name)).lower() if ch.isalnum() or ch in "+×->")
