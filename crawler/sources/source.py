"""One source: what its TOML file may say, and the frozen record that comes of it. Not how pages are read."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.errors import SourceError

FAMILIES = ("founder",)
SCRIPTS = ("simplified", "traditional")
RIGHTS = ("full", "extract", "citation")
FOUNDER_ISSUE = "html/{year}-{month}/{day}/node_{node}.htm"


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper and how it is fetched politely.

    ``base`` is the address of the paper's root, ending in "/"; ``entry`` (the page that leads to the newest issue) and
    ``issue`` (the first page of an issue, with {year} {month} {day} {node}) are relative to it. ``hosts`` are further
    hosts that belong to the source. ``territory`` is the GB/T 2260 code of the paper's own area or None. ``publish``
    says how much of an article the library may show. ``recent_issues`` are fetched when no dates are asked for.
    ``delay_seconds`` lie between two requests, or more when the settings say more (None: as they say).
    ``allow_loopback`` lets the source lie on this machine or in a private network. ``through`` is the "host:port" on
    loopback where a sample newspaper's server is reached, whatever the address says; None for every real source.
    """

    name: str
    title: str
    base: str
    publisher: str | None = None
    territory: str | None = None
    family: str = "founder"
    script: str = "simplified"
    entry: str = ""
    issue: str = FOUNDER_ISSUE
    first_node: int = 2
    recent_issues: int = 1
    publish: str = "extract"
    delay_seconds: float | None = None
    hosts: tuple[str, ...] = ()
    allow_loopback: bool = False
    sample: bool = False
    through: str | None = None

    @property
    def entry_address(self) -> str:
        """The page that leads to the newest issue."""
        return urljoin(self.base, self.entry)

    def issue_address(self, day: date) -> str:
        """The first page of the issue of *day*."""
        filled = self.issue.format(year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", node=self.first_node)
        return urljoin(self.base, filled)

    def owns(self, url: str) -> bool:
        """Whether an address is one of the source's own: http(s), its host and port or one of ``hosts``."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        own = urlsplit(self.base)
        if parts.scheme not in ("http", "https") or parts.username or not parts.hostname:
            return False
        return (parts.hostname, port) == (own.hostname, own.port) or (parts.hostname in self.hosts and port is None)


def read_source(path: Path) -> Source:
    """The source of a TOML file; its name is the file's. Raises SourceError, naming the key and what is wanted."""
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            "cannot read a source file, it is not TOML", value=str(error), where=str(path), advice="Mend that line"
        ) from error
    except OSError as error:
        raise SourceError(
            "cannot read a source file",
            value=error.strerror,
            where=str(path),
            advice="Mend its permissions or remove it",
        ) from error
    return source_from(stated, name=path.stem, where=str(path))


def source_from(stated: Mapping[str, object], *, name: str, where: str) -> Source:
    """A source from the keys of its file. Raises SourceError on a key that is unknown, missing or wrong."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise _wrong("file name", name, where, "Name the file in a-z, 0-9 and hyphens, like changshou-ribao.toml")
    known = {field.name for field in fields(Source)} - {"name"}
    for key in stated:
        if key not in known:
            guess = get_close_matches(key, known, n=1)
            hint = f"Did you mean {guess[0]!r}?" if guess else f"Known keys: {', '.join(sorted(known))}"
            raise _wrong("key", key, where, hint)
    for field in fields(Source):
        if field.name != "name" and field.default is MISSING and field.name not in stated:
            raise SourceError("a source file lacks a key", value=field.name, where=where, advice="Add it")
    for key, value in stated.items():
        _check(key, value, where)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in stated.items()}
    return Source(name=name, **values)  # type: ignore[arg-type]


def _wrong(what: str, value: object, where: str, advice: str) -> SourceError:
    return SourceError(f"cannot use a source file, wrong {what}", value=value, where=where, advice=advice)


def _check(key: str, value: object, where: str) -> None:
    is_right, wanted = CHECKS[key]
    if not is_right(value):
        raise _wrong(key, value, where, f"It must be {wanted}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_base(value: object) -> bool:
    if not isinstance(value, str) or not value.endswith("/"):
        return False
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0 and not parts.username
        )
    except ValueError:
        return False


def _is_issue(value: object) -> bool:
    try:
        return isinstance(value, str) and value != value.format(year="2024", month="05", day="16", node=2)
    except (KeyError, IndexError, ValueError, AttributeError):
        return False


def _is_loopback(value: object) -> bool:
    host, _, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    try:
        return ipaddress.ip_address(host).is_loopback and 0 < int(port) < 65536
    except ValueError:
        return False


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_delay(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 3600


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_host_list(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(host, str) and re.fullmatch(r"[a-z0-9.-]+", host) for host in value
    )


CHECKS = {
    "title": (_is_text, "some text"),
    "base": (_is_base, "an http or https address that ends in /"),
    "publisher": (_is_text, "some text"),
    "territory": (
        lambda v: isinstance(v, str) and re.fullmatch(r"\d{6}", v),
        "a GB/T 2260 code of six digits in quotes",
    ),
    "family": (FAMILIES.__contains__, f"one of {', '.join(FAMILIES)}"),
    "script": (SCRIPTS.__contains__, f"one of {', '.join(SCRIPTS)}"),
    "entry": (lambda v: isinstance(v, str), "an address relative to base"),
    "issue": (_is_issue, f"an address with {{year}} {{month}} {{day}} {{node}}, like {FOUNDER_ISSUE}"),
    "first_node": (_is_count, "a whole number from 1"),
    "recent_issues": (_is_count, "a whole number from 1"),
    "publish": (RIGHTS.__contains__, f"one of {', '.join(RIGHTS)}"),
    "delay_seconds": (_is_delay, "seconds from 0 to 3600"),
    "hosts": (_is_host_list, "a list of host names in lower case"),
    "allow_loopback": (_is_flag, "true or false"),
    "sample": (_is_flag, "true or false"),
    "through": (_is_loopback, "a loopback address with its port, like 127.0.0.1:8001"),
}
