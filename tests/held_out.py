"""Which articles of the sample newspapers are held out of rule-writing: a third, chosen by seed.

Nobody who writes a rule looks at these; every figure over the samples reports them apart.
"""

from __future__ import annotations

from hashlib import sha256

SEED = "caifeng-2026"


def is_held_out(source: str, article_id: int) -> bool:
    """Whether article *article_id* of the sample page *source* ("slug/YYYY-MM-DD-NN") is held out.

    >>> sum(is_held_out(f"paper/2024-01-01-{page:02}", 1) for page in range(1, 301)) in range(80, 120)
    True
    """
    return sha256(f"{SEED}:{source}#{article_id}".encode()).digest()[0] % 3 == 0
