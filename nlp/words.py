"""Cutting simplified Chinese into words: jieba behind one module, with words of governance added.

Not jieba's global tokenizer: that one is shared with everybody in the process and leaves a cache file in the
system's common temporary folder, where another user's file of the same name would be read back.
"""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import files

import jieba


class _OwnTokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer, reading its dictionary afresh instead of through a shared cache file."""

    def initialize(self, dictionary: str | None = None) -> None:
        self.FREQ, self.total = self.gen_pfdict(self.get_dict_file())
        self.initialized = True


_building = threading.Lock()


@cache
def _tokenizer() -> _OwnTokenizer:
    with _building:
        tokenizer = _OwnTokenizer()
        tokenizer.initialize()
        for word in own_words():
            tokenizer.add_word(word)
    return tokenizer


@cache
def own_words() -> tuple[str, ...]:
    """The words that our table adds to jieba's dictionary, in table order.

    >>> "党群服务中心" in own_words()
    True
    """
    table = files("nlp.tables").joinpath("words.tsv").read_text("utf-8")
    return tuple(line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#"))


def cut(text: str) -> list[str]:
    """The words of *text* (simplified script) in order; their concatenation is *text* again.

    >>> cut("社区党群服务中心建成投用")
    ['社区', '党群服务中心', '建成', '投用']
    >>> "".join(cut("“1+6+X”模式")) == "“1+6+X”模式"
    True
    """
    return list(_tokenizer().cut(text))


def count_word(word: str) -> int:
    """How often *word* (simplified script) stands in what jieba's dictionary was counted on; 0 for no word of it.

    >>> count_word("社区") > 1000, count_word("里社区")
    (True, 0)
    """
    return int(_tokenizer().FREQ.get(word, 0))


def weigh_word(word: str) -> int:
    """How often jieba's dictionary counted *word* (simplified script); 0 for what is no word of it or of ours.

    >>> weigh_word("社区") > 0, weigh_word("里社区")
    (True, 0)
    """
    return int(_tokenizer().FREQ.get(word, 0))
