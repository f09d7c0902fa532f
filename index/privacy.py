"""Telephone and identity numbers of private persons, masked wherever text of a case is shown or exported.

The library keeps what was printed. A mask is as long as what it hides, so every offset of a case holds as it is.
A mobile number is a person's unless its clause calls it the line of some body (热线, 监督, 值班 …); a fixed-line
number is a body's unless its clause names a person. Not masked: names, and short numbers (12345).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from index.records import Case

HIDDEN = "*"
KEPT = 3  # first digits left standing, so that a reader sees what was there
CLAUSE_CHARACTERS = 24  # before a number, in which the words that say whose it is stand

_DIGIT, _GAP = "[0-9０-９]", r"[-－—–‐ \u3000]?"
_NUMBERS = re.compile(
    rf"""
    (?<![0-9０-９A-Za-z.．])
    (?:
      (?P<identity> {_DIGIT}{{17}}[0-9０-９XxＸｘ] | {_DIGIT}{{6}}(?:[\ \u3000]{_DIGIT}{{4}}){{2}}[\ \u3000]{_DIGIT}{{3}}[0-9０-９XxＸｘ] )
    | (?P<old_identity> {_DIGIT}{{15}} )
    | (?P<mobile> (?:[+＋]?[8８][6６]{_GAP})? [1１][3-9３-９]{_DIGIT}{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}} )
    | (?P<fixed> [(（]?[0０]{_DIGIT}{{2,3}}[)）]?{_GAP}[2-9２-９]{_DIGIT}{{6,7}} )
    )
    (?![0-9０-９A-Za-z] | [.．]?[0-9０-９]* \s* [元万亿吨米%％人户次件个])    # an amount is no number to call
    """,  # noqa: E501
    re.VERBOSE,
)
_BODY = re.compile("热线|监督|举报|投诉|值班|办公|服务电话|咨询|客服|报警|总机|传真|订阅|订报|投稿|新闻线索|广告|爆料")
_PERSON = re.compile("先生|女士|小姐|同志|本人|家属|家长|户主|住宅|宅电|联系人|手机|其母|其父|身份证")
_LABELLED_IDENTITY = re.compile("身份证|证件号")
_CLAUSE_END = re.compile(r"[。！？；!?;\n]")
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def mask(text: str) -> str:
    """*text* with the numbers of private persons hidden; of the same length.

    >>> mask("联系人：王某，13800138000；监督热线：13900139000，或0838-8201234。")
    '联系人：王某，138********；监督热线：13900139000，或0838-8201234。'
    >>> mask("身份证号510682199001011234")
    '身份证号510***************'
    """
    pieces, last = [], 0
    for start, end in private_numbers(text):
        pieces += [text[last:start], _hide(text[start:end])]
        last = end
    return "".join([*pieces, text[last:]]) if pieces else text


def private_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of private persons stand in *text*."""
    for found in _NUMBERS.finditer(text):
        clause = _CLAUSE_END.split(text[max(0, found.start() - CLAUSE_CHARACTERS) : found.start()])[-1]
        if _is_private(found, clause):
            yield found.span()


def _is_private(found: re.Match[str], clause: str) -> bool:
    kind = found.lastgroup
    if kind == "identity":
        return _holds_birthday(found[0])
    if kind == "old_identity":
        return bool(_LABELLED_IDENTITY.search(clause))
    if kind == "mobile":
        return not _BODY.search(clause)
    return bool(_PERSON.search(clause)) and not _BODY.search(clause)


def _holds_birthday(number: str) -> bool:
    """Whether digits 7 to 14 are a day on which somebody alive can be born: other long numbers stay."""
    digits = re.sub(r"\s", "", number).translate(_PLAIN)
    try:
        return 1900 <= date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])).year <= 2100
    except ValueError:
        return False


def _hide(number: str) -> str:
    shown, kept = [], 0
    for character in number:
        hides = character.isalnum() and kept >= KEPT
        shown.append(HIDDEN if hides else character)
        kept += character.isalnum()
    return "".join(shown)


def masked(case: Case) -> Case:
    """*case* as it may be shown: every string of its article and its page masked, all of them as long as before.

    A string of a fact says less of whose number it holds than the text does: what is hidden there is hidden in it too.
    """
    numbers = _Numbers(_hidden_in(case))
    if not numbers.hidden:
        return case
    document = replace(case.document, page=numbers.hide(case.document.page))
    return replace(case, article=numbers.hide(case.article), document=document)


def _hidden_in(case: Case) -> dict[str, str]:
    """Each private number of the case as it is printed → its mask, the longest first."""
    texts = [case.document.page]
    for part in case.article.parts:
        texts += [part.text, part.original]
    found = {text[start:end] for text in texts for start, end in private_numbers(text)}
    return {number: _hide(number) for number in sorted(found, key=lambda number: (-len(number), number))}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers to hide in whatever holds strings."""

    hidden: dict[str, str]

    def hide(self, value: Any) -> Any:
        """*value* with the numbers hidden in all of its strings."""
        if isinstance(value, str):
            for number, shown in self.hidden.items():
                value = value.replace(number, shown)
            return value
        if isinstance(value, tuple):
            return tuple([self.hide(one) for one in value])
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self.hide(getattr(value, f.name)) for f in fields(value)})
        return value
