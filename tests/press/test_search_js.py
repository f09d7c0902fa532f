"""search.js against index.search: the same words, the same cases in the same order, the same snippets. Run by Node."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from index.export.bits import gamma, pack, rice
from index.export.shards import shard_of
from index.folding import fold, fold_table
from index.records import Hit
from index.search import search
from index.search.occurrences import Occurrences
from index.search.parse import Unit, parse_query
from index.search.schema import reading
from tests.press.shelf import Site

HERE = Path(__file__).parent
QUERIES = HERE / "queries.json"
SEARCH_JS = HERE.parent.parent / "site" / "press" / "static" / "search.js"
SHARED: dict[str, Any] = json.loads(QUERIES.read_text("utf-8"))
FOLDED = ("大眾議事團１＋６＋Ｘ", "「三三」模式", "著名乾燥İ℃ǅ", "𠮷ＡＢＣ　ｱ", "ﬁ½㎡")
CUT = ("桂花社区合伙人名单", "一核三联工作法", "火星社区", "议事团成员", "ab社区")


@pytest.mark.parametrize(("typed", "wanted", "unwanted"), SHARED["parse"])
def test_python_cuts_queries_as_the_shared_list_says(typed: str, wanted: list[object], unwanted: list[object]) -> None:
    query = parse_query(typed)
    assert list(map(_told, query.wanted)) == wanted
    assert list(map(_told, query.unwanted)) == unwanted


def _told(unit: Unit) -> list[object]:
    others = [other.text for other in unit.others]
    return [unit.text, unit.phrase, others] if others else [unit.text, unit.phrase]


def test_the_browser_searches_as_the_terminal_does(site: Site, node: str, tmp_path: Path) -> None:
    expected = tmp_path / "expected.json"
    expected.write_text(json.dumps(_expected(site)), "utf-8")
    paths = {
        "CAIFENG_SEARCH_JS": SEARCH_JS,
        "CAIFENG_SITE": site.folder,
        "CAIFENG_EXPECTED": expected,
        "CAIFENG_QUERIES": QUERIES,
    }
    environment = os.environ | {name: str(path) for name, path in paths.items()}
    run = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(HERE / "search.test.js")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    failed = [line for line in run.stdout.splitlines() if line.strip().startswith("not ok")]
    assert run.returncode == 0, "\n".join([*failed, run.stdout[-4000:], run.stderr])


def _expected(site: Site) -> dict[str, object]:
    table = fold_table()
    with reading(site.index) as reader:
        cut = [(word, Occurrences(reader).pieces(word)) for word in CUT]
    numbers = [1, 2, 59, 1800, 123456789, *range(1, 200)]
    return {
        "fold": ["".join(table), "".join(table.values())],
        "folded": [(text, fold(text)) for text in FOLDED],
        "numbers": numbers,
        "gamma": pack("".join(map(gamma, numbers))),
        "rice": [(low, pack("".join([rice(n % 5000, low) for n in numbers]))) for low in (0, 3, 11)],
        "shards": [
            (term, shards, shard_of(term, shards)) for term in ("社区", "社", "𠮷野", "1+") for shards in (1, 7, 64)
        ],
        "cut": cut,
        "answers": [_answer(site, query) for query in SHARED["search"] if parse_query(query).wanted],
    }


def _answer(site: Site, query: str) -> dict[str, object]:
    found = search(site.index, query, limit=100)
    return {
        "query": query,
        "hits": [_hit(hit) for hit in found.hits],
        "unknown": found.unknown,
        "also": found.also or "",
        "suggestions": list(found.suggestions),
        "heard": [[one.typed, one.word, list(one.others)] for one in found.heard],
    }


def _hit(hit: Hit) -> dict[str, object]:
    shown = hit.snippet
    return {
        "id": hit.id,
        "tier": hit.tier,
        "title": hit.title,
        "date": hit.date.isoformat() if hit.date else "",
        "score": hit.score,
        "snippet": {
            "text": shown.text,
            "marks": [shown.text[span.start : span.end] for span in shown.spans],
            "before": shown.cut_before,
            "after": shown.cut_after,
        },
    }
