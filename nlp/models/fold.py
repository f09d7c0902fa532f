"""One spelling of punctuation, so that rules are written once: same length as the text, offsets stay valid."""

from __future__ import annotations

from functools import lru_cache

_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄＂", '“”‘’“”‘’"')
_MARKS = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width letters, digits and punctuation
    | _QUOTES
    | str.maketrans("―─－–﹣➕", "—————+")
)
_QUOTE_MARKS = str.maketrans("", "", '“”‘’"「」『』')


def fold(text: str) -> str:
    """*text* with half-width punctuation, letters and digits, “ ” ‘ ’ as quotes; as long as *text*.

    Straight double quotes are opened and closed in turn, line by line.

    >>> fold("「１＋５＋Ｎ」模式，好；")
    '“1+5+N”模式,好;'
    >>> fold('推行"四四"模式')
    '推行“四四”模式'
    """
    return _curled(text.translate(_MARKS))


def with_curly_quotes(text: str) -> str:
    """*text* as printed, but with “ ” ‘ ’ for every other sort of quotation mark; as long as *text*.

    >>> with_curly_quotes("「１＋Ｎ」，好")
    '“１＋Ｎ”，好'
    """
    return _curled(text.translate(_QUOTES))


def _curled(text: str) -> str:
    return text if '"' not in text else "\n".join(_curl(line) for line in text.split("\n"))


def _curl(line: str) -> str:
    pieces = line.split('"')
    return pieces[0] + "".join(("“" if i % 2 == 0 else "”") + piece for i, piece in enumerate(pieces[1:]))


def bare(text: str) -> str:
    """*text* without quotation marks.

    >>> bare("‘小巷·大爱’建设")
    '小巷·大爱建设'
    """
    return text.translate(_QUOTE_MARKS)


@lru_cache(maxsize=1024)
def squeezed(name: str) -> str:
    """The form in which two printings of one name are equal: no quotes, blanks or inner punctuation, lower case.

    >>> squeezed("“1+5+N”") == squeezed("１＋５＋n")
    True
    """
    return "".join(ch for ch in bare(fold(name)).lower() if ch.isalnum() or ch in "+×->")
