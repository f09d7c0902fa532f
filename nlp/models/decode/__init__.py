"""What the numerals and letters of a name stand for, as a tree, from the text of the article alone."""

from __future__ import annotations

from nlp.models.decode.spot import Spot
from nlp.models.decode.tree import Decoded, Named, Reading, decode

__all__ = ["Decoded", "Named", "Reading", "Spot", "decode"]
