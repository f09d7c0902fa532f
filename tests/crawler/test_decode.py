"""Text is read as what its bytes are, whatever they are declared to be, and no damage is hidden."""

from __future__ import annotations

import pytest

from crawler.decode import declared_in_markup, decode

SIMPLIFIED = "镕堃喆埇：社区网格员走访群众，推行“一格三员”工作法。" * 8
FOUR_BYTES = SIMPLIFIED + "𬶍"
TRADITIONAL = "喆堃：社區網格員走訪群眾，推行「一格三員」工作法，鄉鎮議事團。" * 8
HONG_KONG = TRADITIONAL + "喺邨𨋢嘅"
SHORT = "本报讯 联通"

# (text, bytes' encoding, declared, read as, noted)
EIGHT_CASES = [
    (FOUR_BYTES, "utf-8", "utf-8", "UTF-8", ()),
    (SIMPLIFIED, "gbk", "gb2312", "GB18030", ()),
    (FOUR_BYTES, "gb18030", "gb2312", "GB18030", ()),
    (SIMPLIFIED, "gbk", None, "GB18030", ("read as GB18030",)),
    (SIMPLIFIED, "gbk", "utf-8", "GB18030", ("read as GB18030, declared utf-8",)),
    (FOUR_BYTES, "utf-8", "gb2312", "UTF-8", ("read as UTF-8, declared gb2312",)),
    (TRADITIONAL.replace("喆堃", ""), "big5", "big5", "Big5-HKSCS", ()),
    (HONG_KONG.replace("喆", ""), "big5hkscs", "big5-hkscs", "Big5-HKSCS", ()),
]
MORE = [
    (TRADITIONAL, "gbk", "gb2312", "GB18030", ()),
    (TRADITIONAL, "gbk", "big5", "GB18030", ("read as GB18030, declared big5",)),
    (TRADITIONAL, "utf-8", "big5", "UTF-8", ("read as UTF-8, declared big5",)),
    (TRADITIONAL.replace("喆堃", ""), "big5", "gb2312", "Big5-HKSCS", ("read as Big5-HKSCS, declared gb2312",)),
    (TRADITIONAL.replace("喆堃", ""), "big5", None, "Big5-HKSCS", ("read as Big5-HKSCS",)),
    (SIMPLIFIED, "gbk", "iso-8859-1", "GB18030", ("read as GB18030, declared iso-8859-1",)),
    (SIMPLIFIED, "gbk", "no-such-thing", "GB18030", ("read as GB18030, declared no-such-thing",)),
    (SIMPLIFIED, "utf-8", "unicode_escape", "UTF-8", ("read as UTF-8, declared unicode_escape",)),
    (SHORT, "gbk", None, "GB18030", ("read as GB18030",)),
    (SHORT, "gbk", "utf-8", "GB18030", ("read as GB18030, declared utf-8",)),
    (SHORT, "utf-8", "gbk", "UTF-8", ("read as UTF-8, declared gbk",)),
    ("图", "utf-8", None, "UTF-8", ()),
    ("plain ascii", "ascii", "gb2312", "UTF-8", ()),
    (SIMPLIFIED, "utf-8-sig", None, "UTF-8", ()),
    (FOUR_BYTES, "utf-16", None, "UTF-16", ()),
    ("2024年5月16日 Caifeng plain words, 社区\n" * 9, "utf-16-le", None, "UTF-16", ()),
    ("2024年5月16日 Caifeng plain words, 社区\n" * 9, "utf-16-be", None, "UTF-16", ()),
]


@pytest.mark.parametrize(("text", "encoding", "declared", "read_as", "notes"), EIGHT_CASES + MORE)
def test_text_is_read_as_what_it_is(
    text: str, encoding: str, declared: str | None, read_as: str, notes: tuple[str, ...]
) -> None:
    decoded = decode(text.encode(encoding), declared=declared)
    assert decoded.text == text
    assert (decoded.encoding, decoded.notes, decoded.damaged) == (read_as, notes, 0)


@pytest.mark.parametrize("length", range(2, 12))
def test_short_texts_are_read_right_without_any_declaration(length: int) -> None:
    words = "社区网格员走访群众推行积分制度解决停车难"
    for start in range(len(words) - length):
        for encoding in ("gbk", "utf-8"):
            text = words[start : start + length]
            assert decode(text.encode(encoding)).text == text


def test_broken_utf_8_is_kept_with_its_doubt_named() -> None:
    body = (SIMPLIFIED + "\n").encode() + "社区".encode()[:-1] + b"\xff\xfe" + SIMPLIFIED.encode()
    decoded = decode(body)
    assert decoded.encoding == "UTF-8"
    assert decoded.damaged == 3
    assert decoded.notes == ("3 places are not UTF-8, shown as U+FFFD, the first in line 2",)
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED + "\n社" + SIMPLIFIED


def test_a_file_cut_inside_a_character_is_read_up_to_there() -> None:
    for encoding in ("utf-8", "gbk"):
        decoded = decode(SIMPLIFIED.encode(encoding)[:-1])
        assert decoded.text.startswith(SIMPLIFIED[:-1])
        assert decoded.damaged == 1


def test_damage_done_before_is_named() -> None:
    assert decode("社区\ufffd员".encode()).notes == ("holds U+FFFD: characters were lost before it reached us",)


def test_control_characters_are_named() -> None:
    assert decode(("社区\x07" * 3).encode()).notes == ("holds 3 control characters",)


@pytest.mark.parametrize(
    ("markup", "declared"),
    [
        (b'<meta charset="GBK">', "gbk"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb2312'>", "gb2312"),
        (b'<?xml version="1.0" encoding="big5"?><html>', "big5"),
        (b"<p>charset=gbk</p>", None),
        (b"", None),
    ],
)
def test_a_declaration_is_found_in_the_markup(markup: bytes, declared: str | None) -> None:
    assert declared_in_markup(markup) == declared
