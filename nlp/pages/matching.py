"""Which ends of text are joined to which beginnings: the page solved as a whole, not the first that fits."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 0.05  # the least raise of a bid in the auction; smaller is more exact and slower


def match_pairs(weights: Sequence[dict[int, float]]) -> dict[int, int]:
    """For every tail (an index of *weights*) the head it is joined to, so that the sum of weights is the greatest.

    Each head is taken once, and a tail is left alone where only weights of 0 and below remain. Solved as an auction
    (Bertsekas 1988): tails outbid each other for heads, which finds the best assignment up to STEP per tail.

    >>> match_pairs([{5: 3.0, 6: 2.5}, {5: 2.9}])
    {0: 6, 1: 5}
    """
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    waiting = list(range(len(weights) - 1, -1, -1))
    while waiting:
        tail = waiting.pop()
        ranked = sorted(((w - price.get(head, 0.0), head) for head, w in weights[tail].items()), reverse=True)
        if not ranked or ranked[0][0] <= 0:
            continue
        second = max(ranked[1][0], 0.0) if len(ranked) > 1 else 0.0
        value, head = ranked[0]
        price[head] = price.get(head, 0.0) + value - second + STEP
        if head in owner:
            waiting.append(owner[head])
        owner[head] = tail
    return dict(sorted((tail, head) for head, tail in owner.items()))
