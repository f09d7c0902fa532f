"""The settings in force: settings.py, above it the library's caifeng.toml, above that CAIFENG_… of the environment."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import settings

CONFIG_FILE = "caifeng.toml"
PREFIX = "CAIFENG_"


class ConfigError(Exception):
    """A setting that cannot be used: says which, where it was set, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Config:
    """The library's folder and every setting by its name in settings.py."""

    library: Path
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def archive(self) -> Path:
        return self.library / "archive"

    @property
    def index(self) -> Path:
        return self.library / "index"

    @property
    def sources(self) -> Path:
        return self.library / "sources"

    @property
    def site(self) -> Path:
        return self.library / "site"


def load_config(library: Path | None, *, environment: Mapping[str, str] | None = None) -> Config:
    """The settings for *library* (None: CAIFENG_LIBRARY_DIR, else the default folder). Raises ConfigError."""
    told = dict(os.environ if environment is None else environment)
    values = defaults()
    folder = library or Path(told.get(f"{PREFIX}LIBRARY_DIR", values["LIBRARY_DIR"]))
    values |= _from_file(folder / CONFIG_FILE, values)
    values |= _from_environment(told, values)
    return Config(folder, MappingProxyType(values))


def defaults() -> dict[str, Any]:
    """Every upper-case name of settings.py with its value."""
    return {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


def _from_file(path: Path, known: Mapping[str, Any]) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot read the library's settings: {path}: {error}; mend or remove that file") from error
    names = {name: _known(name.upper(), known, path) for name in told}
    return {names[name]: _typed(names[name], value, known, path) for name, value in told.items()}


def _from_environment(told: Mapping[str, str], known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _typed(name, told[PREFIX + name], known, "the environment") for name in known if PREFIX + name in told
    }


def _known(name: str, known: Mapping[str, Any], where: object) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0].lower()}?" if near else "The names are those of settings.py, in lower case."
    raise ConfigError(f"unknown setting {name.lower()!r} in {where}. {hint}")


def _typed(name: str, value: object, known: Mapping[str, Any], where: object) -> Any:
    """*value* as the type that the default of *name* has."""
    wanted = type(known[name])
    if isinstance(value, bool) == (wanted is bool) and isinstance(value, wanted):
        return value
    if wanted is bool and str(value).lower() in ("1", "true", "yes", "0", "false", "no"):
        return str(value).lower() in ("1", "true", "yes")
    try:
        if wanted in (int, float) and not isinstance(value, bool):
            return wanted(str(value))
    except ValueError:
        pass
    raise ConfigError(f"cannot use {value!r} for {name} from {where}: a value of type {wanted.__name__} is wanted")
