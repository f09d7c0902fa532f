"""One source: what its TOML file may say, and the frozen record that comes of it. Not how pages are read."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import soupsieve

from crawler.errors import SourceError
from crawler.families.family import CLASSIC_ISSUE, HABITS, Family, adapted, families, family_named

SCRIPTS = ("simplified", "traditional")
RIGHTS = ("full", "extract", "citation")
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Version:
    """How a source was built up to the issue of *valid_until* (included); ``changes`` are the keys that differed."""

    valid_until: date
    changes: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper or site and how it is fetched politely.

    ``base`` is the address of the paper's root, ending in "/"; ``entry`` (the page, feed or sitemap that leads to the
    newest) and ``issue`` (the first page of an issue, with {year} {month} {day} {node}) are relative to it and the
    family's where the source says nothing. ``by_date``: no entry page is known, the newest issue is looked for day by
    day from today back. ``hosts`` are further hosts that belong to the source. ``territory`` is the GB/T 2260 code of
    the paper's own area or None. ``publish`` says how much of an article the library may show. ``recent_issues``
    (issues, or lists of a site) are fetched when no dates are asked for; ``max_lists`` bounds how many lists ever are.
    ``delay_seconds`` lie between two requests, or more when the settings say more (None: as they say);
    ``daily_budget`` is how many requests a host gets in a day (None: as the settings say); ``hours`` ("22:00-06:00",
    Beijing time) are those in which it may be asked (None: any). ``versions`` say how it was built before, ``markup``
    which habits of its family it has otherwise. ``tried_live``: somebody has fetched the real site with this file.
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
    entry: str | None = None
    issue: str | None = None
    first_node: int = 2
    recent_issues: int = 1
    publish: str = "extract"
    delay_seconds: float | None = None
    hosts: tuple[str, ...] = ()
    allow_loopback: bool = False
    sample: bool = False
    through: str | None = None
    by_date: bool = False
    max_lists: int = 20
    daily_budget: int | None = None
    hours: str | None = None
    tried_live: bool = False
    markup: Mapping[str, Any] = field(default_factory=dict, hash=False)
    versions: tuple[Version, ...] = ()

    @property
    def habits(self) -> Family:
        """The source's family, with the habits that it has otherwise."""
        return adapted(family_named(self.family), self.markup)

    @property
    def entry_address(self) -> str:
        """The page that leads to the newest issue."""
        return urljoin(self.base, self.habits.entry if self.entry is None else self.entry)

    def on(self, day: date | None) -> Source:
        """The source as it was built on *day* (None: as it is now)."""
        for version in sorted(self.versions, key=lambda version: version.valid_until):
            if day is not None and day <= version.valid_until:
                return replace(self, versions=(), **version.changes)
        return self

    def issue_address(self, day: date) -> str:
        """The first page of the issue of *day*."""
        then = self.on(day)
        form = then.habits.issue if then.issue is None else then.issue
        filled = form.format(year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", node=then.first_node)
        return urljoin(then.base, filled)

    def owns(self, url: str) -> bool:
        """Whether an address is one of the source's own: http(s), its host and port or one of ``hosts``."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        if parts.scheme not in ("http", "https") or parts.username or not parts.hostname:
            return False
        bases = (self.base, *(version.changes.get("base", self.base) for version in self.versions))
        own = {(urlsplit(base).hostname, urlsplit(base).port) for base in bases}
        return (parts.hostname, port) in own or (parts.hostname in self.hosts and port is None)


def source_to_json(source: Source) -> dict[str, Any]:
    """A source as JSON values."""
    plain = asdict(source)
    plain["versions"] = [{**version, "valid_until": str(version["valid_until"])} for version in plain["versions"]]
    return plain


def source_from_json(plain: Mapping[str, Any]) -> Source:
    """The reverse of source_to_json."""
    versions = tuple(Version(date.fromisoformat(v["valid_until"]), v["changes"]) for v in plain.get("versions", ()))
    return Source(**{**plain, "hosts": tuple(plain.get("hosts", ())), "versions": versions})


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
    _check_keys(stated, {field.name for field in fields(Source)} - {"name"}, where)
    for key in fields(Source):
        if key.name != "name" and key.default is MISSING and key.default_factory is MISSING and key.name not in stated:
            raise SourceError("a source file lacks a key", value=key.name, where=where, advice="Add it")
    return Source(name=name, **_values(stated, where))


def _check_keys(stated: Mapping[str, object], known: set[str], where: str) -> None:
    for key in stated:
        if key not in known:
            guess = get_close_matches(key, known, n=1)
            hint = f"Did you mean {guess[0]!r}?" if guess else f"Known keys: {', '.join(sorted(known))}"
            raise _wrong("key", key, where, hint)


def _values(stated: Mapping[str, object], where: str) -> dict[str, Any]:
    for key, value in stated.items():
        _check(key, value, where)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in stated.items()}
    if "markup" in values:
        _check_markup(values["markup"], f"{where}, [markup]")
    if "versions" in values:
        values["versions"] = tuple(_version(table, f"{where}, [[versions]]") for table in values["versions"])
    return values


def _version(table: Mapping[str, object], where: str) -> Version:
    """One former state of a source: its last day, and the keys that were otherwise."""
    last = table.get("valid_until")
    if type(last) is not date:
        raise _wrong("valid_until", last, where, "Write the last day of this version without quotes, like 2024-11-30")
    changes = {key: value for key, value in table.items() if key != "valid_until"}
    _check_keys(changes, VERSIONED, where)
    return Version(last, _values(changes, where))


def _check_markup(habits: Mapping[str, object], where: str) -> None:
    _check_keys(habits, set(HABITS), where)
    for key, value in habits.items():
        wanted = "a list of CSS selectors" if HABITS[key] == "list" else "some text"
        parts: list[Any] = value if isinstance(value, list) else [value]
        if isinstance(value, list) != (HABITS[key] == "list") or not all(isinstance(part, str) for part in parts):
            raise _wrong(key, value, where, f"It must be {wanted}")
        for part in parts:
            _check_pattern(key, part, where)


def _check_pattern(key: str, written: str, where: str) -> None:
    """A selector or a pattern must be one: found out here and not in the middle of a crawl."""
    try:
        if HABITS[key] == "list":
            soupsieve.compile(written)
        elif key in ("page", "article", "skip"):
            re.compile(written)
    except (soupsieve.SelectorSyntaxError, re.error) as error:
        raise _wrong(key, written, where, str(error).splitlines()[0]) from error


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


def _is_table_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


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


VERSIONED = {"base", "family", "entry", "issue", "first_node", "by_date", "markup", "hosts"}
CHECKS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "title": (_is_text, "some text"),
    "base": (_is_base, "an http or https address that ends in /"),
    "publisher": (_is_text, "some text"),
    "territory": (
        lambda v: isinstance(v, str) and re.fullmatch(r"\d{6}", v),
        "a GB/T 2260 code of six digits in quotes",
    ),
    "family": (lambda v: v in families(), f"one of {', '.join(families())}"),
    "script": (SCRIPTS.__contains__, f"one of {', '.join(SCRIPTS)}"),
    "entry": (lambda v: isinstance(v, str), "an address relative to base"),
    "issue": (_is_issue, f"an address with {{year}} {{month}} {{day}} {{node}}, like {CLASSIC_ISSUE}"),
    "first_node": (_is_count, "a whole number from 1"),
    "recent_issues": (_is_count, "a whole number from 1"),
    "publish": (RIGHTS.__contains__, f"one of {', '.join(RIGHTS)}"),
    "delay_seconds": (_is_delay, "seconds from 0 to 3600"),
    "hosts": (_is_host_list, "a list of host names in lower case"),
    "allow_loopback": (_is_flag, "true or false"),
    "sample": (_is_flag, "true or false"),
    "by_date": (_is_flag, "true or false"),
    "max_lists": (_is_count, "a whole number from 1"),
    "daily_budget": (_is_count, "a whole number from 1"),
    "hours": (lambda v: isinstance(v, str) and HOURS.fullmatch(v), "hours of the day, like 22:00-06:00"),
    "tried_live": (_is_flag, "true or false"),
    "markup": (lambda v: isinstance(v, dict), "a table"),
    "versions": (_is_table_list, "a list of tables, each headed [[versions]]"),
    "through": (_is_loopback, "a loopback address with its port, like 127.0.0.1:8001"),
}
