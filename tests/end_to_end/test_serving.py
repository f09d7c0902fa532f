"""`caifeng demo` serves what it published until it is told to end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

COMMAND = [sys.executable, "-c", "from desk.cli import main; main()"]


def test_the_demo_serves_its_site_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--library", str(tmp_path), "demo"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | python_path(),
    ) as running:
        assert running.stderr is not None
        address = next(found[0] for line in running.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        page = urlopen(address, timeout=10).read().decode("utf-8")
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 0
    assert "采风" in page


def python_path() -> dict[str, str]:
    root = Path(__file__).resolve().parents[2]
    return {"PYTHONPATH": os.pathsep.join([str(root), str(root / "site")])}
