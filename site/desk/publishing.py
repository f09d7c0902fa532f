"""`caifeng publish` and `serve`: the static site, and looking at it on loopback."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from desk.command import AskedWrongly, Bar, CouldNot, config_for, library_option, say
from desk.config import Config
from desk.server import NoPort, serving
from index.library import Library
from press import publish as publish_site

PUBLISH_EXAMPLE = """\b
Example:
  caifeng publish --out /srv/www/cases --base-url https://cases.example/
"""
SERVE_EXAMPLE = """\b
Example:
  caifeng serve --library my-library
"""


@click.command(epilog=PUBLISH_EXAMPLE)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Where to (default: site/ of the library)."
)
@click.option("--base-url", help="The address that the site will have: for links that must be absolute.")
@library_option
def publish(out: Path | None, base_url: str | None, library: Path | None) -> None:
    """Write the static site: it works from any web server and from file://, a USB stick included."""
    if base_url and not base_url.startswith(("http://", "https://")):
        raise AskedWrongly(f"--base-url {base_url!r} is no web address: write https://… in full")
    publish_library(config_for(library), out=out, base_url=base_url)


@click.command(epilog=SERVE_EXAMPLE)
@library_option
def serve(library: Path | None) -> None:
    """Serve the published site on loopback until Ctrl-C."""
    serve_library(config_for(library))


def publish_library(config: Config, *, out: Path | None = None, base_url: str | None = None) -> Path:
    """Writes the site and says what changed. Returns its folder."""
    folder = out or config.site
    with Library.open(config.library, create=False) as library, Bar("publish 发布") as bar:
        report = publish_site(library, folder, index_folder=config.index, base_url=base_url, progress=bar)
    say(f"publish 发布: {report.written} written, {report.unchanged} unchanged, {report.removed} removed in {folder}")
    for line in report.notes + report.problems:
        say(f"  {line}")
    if report.problems:
        raise CouldNot("some pages were not published (see above)")
    return folder


def serve_library(config: Config) -> None:
    """Serves until interrupted. Raises CouldNot when nothing is published or no port is free."""
    if not (config.site / "index.html").is_file():
        raise CouldNot(f"nothing is published in {config.site}; run `caifeng publish` first")
    try:
        with serving(
            config.site, host=config["SERVE_HOST"], port=config["SERVE_PORT"], tries=config["SERVE_PORT_TRIES"]
        ) as (server, address):
            for ending in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us with SIGINT ignored
                signal.signal(ending, signal.default_int_handler)
            say(f"serving 浏览 {address}  (Ctrl-C ends)")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                say("stopped 已停止")
    except NoPort as problem:
        raise CouldNot(str(problem)) from problem
