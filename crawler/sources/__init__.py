"""Where newspapers are found: one TOML file a source, shipped here or lying in a library's ``sources`` folder."""

from crawler.sources.shelf import Sources, load_sources
from crawler.sources.source import Source, read_source

__all__ = ["Source", "Sources", "load_sources", "read_source"]
