"""What nlp.words promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.words import cut, own_words


@pytest.mark.parametrize("word", own_words())
def test_a_word_of_the_table_is_kept_whole(word: str) -> None:
    assert word in cut(f"推行{word}，成效明显")


@given(st.text())
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_no_cache_file_is_left_in_the_common_folder(tmp_path: Path) -> None:
    asked = "import tempfile; from nlp.words import cut; cut('社区'); print(tempfile.gettempdir())"
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(tmp_path)
    assert list(tmp_path.iterdir()) == []
