"""Make readings.tsv: ``python -m nlp.tables.make_readings PINYIN_DICT.json > nlp/tables/readings.tsv``.

PINYIN_DICT.json is pypinyin/pinyin_dict.json out of the wheel of pypinyin. Run by hand when its data changes.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

HEADER = """\
# Readings of characters: a Mandarin syllable without its tone (ü as v), a tab, every character that may be read so.
# Source: pypinyin 0.55.0, pinyin_dict.json (MIT, https://github.com/mozillazg/python-pinyin), taken 2026-11-22.
# Kept: the characters of GB 2312 and Big5. Made by nlp/tables/make_readings.py; do not edit by hand.
"""


def is_printed(character: str) -> bool:
    """Whether a newspaper of either script can be expected to print *character*: it is in GB 2312 or Big5."""
    for encoding in ("gb2312", "big5"):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


def drop_tone(reading: str) -> str:
    """The syllable without its tone: 'lǜ' → 'lv'."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())


def make_table(readings: Mapping[str, str]) -> str:
    """The table as text, from code points (decimal, as strings) and their comma-separated readings."""
    rows: dict[str, set[str]] = defaultdict(set)
    for code, spoken in readings.items():
        character = chr(int(code))
        if is_printed(character):
            for reading in spoken.split(","):
                rows[drop_tone(reading)].add(character)
    return HEADER + "".join(f"{syllable}\t{''.join(sorted(rows[syllable]))}\n" for syllable in sorted(rows) if syllable)


if __name__ == "__main__":
    sys.stdout.write(make_table(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
