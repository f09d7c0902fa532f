"""What settings come from, and which wins."""

from pathlib import Path

import pytest

from desk.config import ConfigError, load_config


def test_the_default_is_the_one_of_settings_py(tmp_path: Path) -> None:
    assert load_config(tmp_path, environment={})["SERVE_PORT"] == 8000


def test_the_library_overrides_settings_py(tmp_path: Path) -> None:
    (tmp_path / "caifeng.toml").write_text("serve_port = 8100\n")
    assert load_config(tmp_path, environment={})["SERVE_PORT"] == 8100


def test_the_environment_overrides_the_library(tmp_path: Path) -> None:
    (tmp_path / "caifeng.toml").write_text("serve_port = 8100\n")
    assert load_config(tmp_path, environment={"CAIFENG_SERVE_PORT": "8200"})["SERVE_PORT"] == 8200


def test_the_environment_names_the_library_when_the_caller_does_not(tmp_path: Path) -> None:
    assert load_config(None, environment={"CAIFENG_LIBRARY_DIR": str(tmp_path)}).library == tmp_path


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("no", False), ("true", True)])
def test_a_switch_is_read_from_the_environment(tmp_path: Path, written: str, meant: bool) -> None:
    assert load_config(tmp_path, environment={"CAIFENG_ROBOTSTXT_OBEY": written})["ROBOTSTXT_OBEY"] is meant


def test_a_slip_in_the_file_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "caifeng.toml").write_text("serv_port = 8100\n")
    with pytest.raises(ConfigError, match="Did you mean serve_port"):
        load_config(tmp_path, environment={})


@pytest.mark.parametrize("value", ['"soon"', "true", "[1]"])
def test_a_value_of_the_wrong_type_is_refused_by_name(tmp_path: Path, value: str) -> None:
    (tmp_path / "caifeng.toml").write_text(f"serve_port = {value}\n")
    with pytest.raises(ConfigError, match="SERVE_PORT"):
        load_config(tmp_path, environment={})


@pytest.mark.parametrize("broken", [b"serve_port = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "caifeng.toml").write_bytes(broken)
    with pytest.raises(ConfigError, match=r"caifeng\.toml"):
        load_config(tmp_path, environment={})
