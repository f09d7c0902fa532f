"""Measures search on the made corpus: python -m tests.benchmarks.search.measure CASES FOLDER.

Builds the library, the index and the browser's files in FOLDER (kept between runs), asks every published query in the
terminal and in search.js run by Node, and prints what was found, the bytes, the files and the times.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any

from index.export import export_search
from index.library import Library
from index.search import build_index, search
from index.search.fields import squeeze
from press.shards import shard
from tests.benchmarks.search.corpus import library_of, make_case
from tests.benchmarks.search.judging import Asked, precision_at_top, read_queries, recall, scan

HERE = Path(__file__).parent
SEARCH_JS = HERE.parents[2] / "site" / "press" / "static" / "search.js"
SESSION = 20
Answers = list[dict[str, Any]]


def main(count: int, folder: Path) -> None:
    with library_of(folder, count) as library:
        print(f"cases: {count}")
        print(f"index, seconds: {_timed(lambda: build_index(library, folder / 'index')):.1f}")
        print(f"export, seconds: {_timed(lambda: _write(library, folder)):.1f}")
        _measure(library, folder, read_queries())
        _measure_one_more(library, folder, count)


def _timed(work: Any) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _write(library: Library, folder: Path) -> None:
    """The browser's files as press lays them out: the export, and each case's text."""
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    for name in ("search", "cases"):
        (site / name).mkdir(parents=True)
    for path, content in export_search(folder / "index", library):
        (site / path).write_bytes(content)
    for case in library.cases(only_cases=True):
        parts = [[part.name, part.text] for part in case.article.parts]
        (site / "cases" / f"{case.id}.js").write_bytes(shard(f"text-{case.id}", parts))


def _measure(library: Library, folder: Path, asked: Sequence[Asked]) -> None:
    files = list((folder / "site" / "search").iterdir())
    print(f"files: {len(files)}, kB: {sum(file.stat().st_size for file in files) / 1000:.0f}")
    print(f"search.js, kB, loaded once beside: {SEARCH_JS.stat().st_size / 1000:.0f}")
    texts = {case.id: _folded(case.article.parts) for case in library.cases(only_cases=True)}
    plain = _ask(folder, [[one.typed] for one in asked])
    _judge(folder, asked, plain, texts)
    _judge_phrases(asked, _ask(folder, [[f'"{one.truth.strip("“”")}"'] for one in asked]), texts)
    _print_bytes(asked, plain, "first query")
    typed = [one.typed for one in asked]
    random.Random(1).shuffle(typed)
    sessions = _ask(folder, [typed[at : at + SESSION] for at in range(0, len(typed), SESSION)])
    _print_bytes(asked, sessions, f"mean of sessions of {SESSION}")
    times = sorted(answer["milliseconds"] for answer in sessions)
    print(f"milliseconds in Node, p95: {times[int(len(times) * 0.95)]:.0f}")


def _folded(parts: Sequence[Any]) -> list[str]:
    return [squeeze(line) for part in parts for line in part.text.split("\n")]


def _ask(folder: Path, sessions: list[list[str]]) -> Answers:
    (folder / "sessions.json").write_text(json.dumps(sessions), "utf-8")
    command = ["node", HERE / "ask.mjs", SEARCH_JS, folder / "site", folder / "sessions.json"]
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def _judge(folder: Path, asked: Sequence[Asked], answers: Answers, texts: dict[str, list[str]]) -> None:
    order = sorted(texts)
    recalls, precisions, same = [], [], 0
    for one, answer in zip(asked, answers, strict=True):
        found, true = [order[number] for number, *_ in answer["found"]], scan(texts, one.parts)
        recalls.append(recall(found, true))
        precisions.append(precision_at_top(found, true))
        results = search(folder / "index", one.typed, limit=10)
        same += [hit.id for hit in results.hits] == answer["ids"] and results.total == len(found)
        if recalls[-1] < 1 or precisions[-1] < 0.97:
            print(f"  missed: {one.typed} ({one.kind}): recall {recalls[-1]:.3f}, precision {precisions[-1]:.3f}")
    print(f"queries: {len(asked)}, recall {fmean(recalls):.4f}, precision at the top {fmean(precisions):.4f}")
    print(f"same first ten and total as the terminal: {same} of {len(asked)}")


def _judge_phrases(asked: Sequence[Asked], answers: Answers, texts: dict[str, list[str]]) -> None:
    order = sorted(texts)
    exact = sum(
        {order[number] for number, *_ in answer["found"]} == scan(texts, [squeeze(one.truth.strip("“”"))])
        for one, answer in zip(asked, answers, strict=True)
    )
    print(f"in quotation marks, exactly the true set: {exact} of {len(asked)}")


def _print_bytes(asked: Sequence[Asked], answers: Answers, what: str) -> None:
    kinds = {one.typed: one.kind for one in asked}
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for answer in answers:
        by_kind[kinds[answer["query"]]].append(answer["bytes"])
    every = [number for numbers in by_kind.values() for number in numbers]
    print(f"{what}, kB: mean {fmean(every) / 1000:.1f}, largest {max(every) / 1000:.1f}")
    for kind, numbers in by_kind.items():
        print(f"  {kind}: {fmean(numbers) / 1000:.1f}, largest {max(numbers) / 1000:.1f}")


def _measure_one_more(library: Library, folder: Path, count: int) -> None:
    made = make_case(count)
    library.add_reading(made.page, made.document)
    print(f"one more case, index, seconds: {_timed(lambda: build_index(library, folder / 'index')):.1f}")
    print(f"one more case, export, seconds: {_timed(lambda: list(export_search(folder / 'index', library))):.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
