"""The same cases and queries in Pagefind 1.6 from npm: python -m tests.benchmarks.search.pagefind CASES FOLDER.

Skips with a word when npm or Chromium is missing. Pagefind fetches, so it is served from 127.0.0.1; bytes are those of
every answer after the page and Pagefind's own scripts.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any

from index.search.fields import squeeze
from tests.benchmarks.search.corpus import make_cases
from tests.benchmarks.search.judging import Asked, precision_at_top, read_queries, recall, scan

VERSION = "1.6.0"
SESSION = 20
ASK = """async (query) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return { shown: shown.map((one) => one.url), total: found.results.length };
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main(count: int, folder: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not shutil.which("npm") or not browser:
        print("Pagefind is not measured: npm or Chromium is missing.")
        return
    texts = _write_pages(count, folder / "pages")
    started = perf_counter()
    _build(folder)
    files = [file for file in (folder / "pages" / "pagefind").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1000
    print(
        f"Pagefind {VERSION}, {count} cases: build {perf_counter() - started:.1f} s, {len(files)} files, {size:.0f} kB"
    )
    with _served(folder / "pages") as address:
        _ask_all(browser, address, texts)


def _write_pages(count: int, folder: Path) -> dict[str, list[str]]:
    """One page a case; gives page → its folded lines."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = {}
    (folder / "index.html").write_text("<!doctype html><title>.</title>", "utf-8")
    for number, made in enumerate(make_cases(count)):
        article = made.document.articles[0]
        lines = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n"))
        page = f'<!doctype html><html lang="zh-CN"><title>{number}</title><body data-pagefind-body>'
        (folder / f"{number}.html").write_text(f"{page}<h1>{escape(article.headline)}</h1>{lines}", "utf-8")
        texts[f"/{number}.html"] = [squeeze(line) for part in article.parts for line in part.text.split("\n")]
    return texts


def _build(folder: Path) -> None:
    tool = folder / "node_modules" / ".bin" / "pagefind"
    if not tool.exists():
        install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"pagefind@{VERSION}"]
        subprocess.run(install, check=True, capture_output=True)
    subprocess.run([str(tool), "--site", str(folder / "pages")], check=True, capture_output=True)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _ask_all(browser: str, address: str, texts: dict[str, list[str]]) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    asked = [one for one in read_queries() if one.kind != "pinyin"]
    random.Random(1).shuffle(asked)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser)
        first = [_session(chromium, address, [one])[0] for one in asked[:60]]
        sessions = [
            a for at in range(0, len(asked), SESSION) for a in _session(chromium, address, asked[at : at + SESSION])
        ]
        chromium.close()
    print(f"first query, kB: mean {fmean(a['bytes'] for a in first) / 1000:.1f} (60 queries)")
    print(f"mean of sessions of {SESSION}, kB: {fmean(a['bytes'] for a in sessions) / 1000:.1f}")
    recalls, precisions = [], []
    for one, answer in zip(asked, sessions, strict=True):
        true = scan(texts, one.parts)
        recalls.append(min(1.0, answer["total"] / len(true)) if true else 1.0)
        precisions.append(precision_at_top(answer["shown"], true) if recall([], true) == 0 else 1.0)
    print(f"true cases that could be among those found, at most: {fmean(recalls):.3f}")
    print(f"precision of the first ten: {fmean(precisions):.3f}")


def _session(chromium: Any, address: str, asked: list[Asked]) -> list[dict[str, Any]]:
    """Every query of one visit with what it found and the bytes it took."""
    context = chromium.new_context()
    page = context.new_page()
    seen: list[int] = []
    page.on("response", lambda answer: seen.append(_size(answer)))
    page.goto(address)
    answers = []
    for one in asked:
        seen.clear()
        answers.append({**page.evaluate(ASK, one.typed), "bytes": sum(seen)})
    context.close()
    return answers


def _size(answer: Any) -> int:
    """Bytes of an answer that is no script of Pagefind's own."""
    return 0 if answer.url.endswith((".js", ".html")) else int(answer.headers.get("content-length", 0))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
