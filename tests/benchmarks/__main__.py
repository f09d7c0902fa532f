"""``python -m tests.benchmarks [NAME…]``: runs the benchmarks, prints their tables, and writes them into the docs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from tests.benchmarks import damage, samples, speed
from tests.benchmarks.tables import PAGE, put_in_page

BENCHMARKS: dict[str, Callable[[], dict[str, str]]] = {
    "samples": samples.tables,
    "damage": damage.tables,
    "speed": speed.tables,
}


def main(names: Sequence[str]) -> int:
    """Runs the benchmarks called *names*, or all; 2 when there is none of that name."""
    for name in names:
        if name not in BENCHMARKS:
            print(_unknown(name), file=sys.stderr)
            return 2
    for name in names or BENCHMARKS:
        print(f"benchmark: {name}", file=sys.stderr)
        for marker, text in BENCHMARKS[name]().items():
            print(f"{text}\n")
            put_in_page(marker, text)
    print(f"written to {PAGE}", file=sys.stderr)
    return 0


def _unknown(name: str) -> str:
    near = get_close_matches(name, BENCHMARKS, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"No benchmark is called {name!r}.{hint} There are: {', '.join(BENCHMARKS)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
