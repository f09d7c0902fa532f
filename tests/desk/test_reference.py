"""The reference of the command line in docs/ is the one that the commands give."""

from pathlib import Path

from desk.reference import reference

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_is_up_to_date() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == reference(), "run `make docs`"


def test_both_readmes_show_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        return [line.split("#")[0].strip() for line in lines if line.startswith(("caifeng ", "make "))]

    assert commands("README.md") == commands("README.zh-CN.md") != []
