"""Running the command line as a user does, in this process: what it prints, and its exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.cli import run


@dataclass(frozen=True, slots=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


Ask = Callable[..., Told]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `caifeng` with these arguments."""

    def asking(*arguments: object) -> Told:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Told(code, printed.out, printed.err)

    return asking


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder for a library that is not there yet."""
    return tmp_path / "library"


PAGE = """云栖镇：“一核三联”工作法 让乡亲烦心事有人管

本报讯（记者 林小满）近日，云栖镇推行“一核三联”工作法，以镇党委为核心，组织联建、资源联享、服务联办，\
累计办理群众诉求126件。

全镇9个村建起议事亭，群众有事到亭里说。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of a newspaper, as a text file (written for this test; the place is invented)."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path
