"""Where newspapers are found: one TOML file a source, shipped here or lying in a library's ``sources`` folder."""

from crawler.sources.shelf import Sources, load_sources
from crawler.sources.source import Source, Version, read_source, source_from_json, source_to_json

__all__ = ["Source", "Sources", "Version", "load_sources", "read_source", "source_from_json", "source_to_json"]
