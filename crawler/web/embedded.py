"""Articles that a page carries in its scripts for a browser to draw: found by what they hold, not by whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote

from crawler.web.sheet import Element, Line, lay_out, parse_page
from crawler.web.stated import LARGEST_JSON, read_json, walk_json

SHORTEST_BODY = 60  # characters of an article that is carried in a script
MOST_TRIED = 3  # longest pieces of markup that are read
MOST_OBJECTS = 50  # objects assigned in one script that are read
_BODY_KEYS = (
    "content",
    "contentlist",
    "contenttext",
    "articlecontent",
    "body",
    "articlebody",
    "text",
    "html",
    "txt",
    "data",
)
_TITLE_KEYS = ("title", "name", "headline", "articletitle", "docname")
_TIME_KEYS = (
    "pubtime",
    "publishtime",
    "newstime",
    "publish_time",
    "datepublished",
    "pubdate",
    "ptime",
    "createtime",
    "time",
)
_AUTHOR_KEYS = ("author", "authorname", "reporter", "writer")
_EDITOR_KEYS = ("responeditor", "editorname", "editor", "editors")
_OBJECT = re.compile(r"(?:\bvar\s+|\blet\s+|\bconst\s+|window\.|self\.)[\w.$\[\]\"']+\s*=\s*(?=[{\[])")
_TEXT_FIELD = re.compile(
    r"""\b(?:content|articleContent|body)["']?\s*:\s*(?P<quote>["'])(?P<words>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote)"""
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article of a script: its lines, and what stands beside them there."""

    lines: tuple[Line, ...]
    title: str | None = None
    time: str | None = None
    author: str | None = None
    editor: str | None = None


def scripts_of(tree: Element) -> tuple[str, ...]:
    """The texts of a page's own scripts."""
    return tuple(script.text[:LARGEST_JSON] for script in tree.iter("script") if script.text)


def find_embedded(tree: Element, scripts: tuple[str, ...]) -> Embedded | None:
    """The longest article that scripts or a <textarea> carry; None when there is none."""
    found = [
        _Carried(markup, area, None) for area in tree.iter("textarea") if _is_markup(markup := area.text_content())
    ]
    for script in scripts:
        if len(script) >= SHORTEST_BODY:
            parsed = [_Carried(words, root, node) for root in _values(script) for words, node in _in_json(root)]
            found.extend(parsed or (_Carried(words, None, None) for words in _in_fields(script)))
    longest = sorted(found, key=lambda one: len(one.markup), reverse=True)[:MOST_TRIED]
    return max(filter(None, map(_embedded, longest)), key=lambda one: sum(len(x.text) for x in one.lines), default=None)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A piece of markup in a script, the JSON it stands in, and the object there that holds it."""

    markup: str
    root: Any
    node: Mapping[str, Any] | None


def _embedded(carried: _Carried) -> Embedded | None:
    lines = _lines(carried.markup)
    if not lines:
        return None
    if carried.node is None:
        return Embedded(lines)
    around = _around(carried.root, carried.node)
    told = (_first(around, names) for names in (_TITLE_KEYS, _TIME_KEYS, _AUTHOR_KEYS, _EDITOR_KEYS))
    return Embedded(lines, *told)


def _values(script: str) -> Iterator[Any]:
    words = unquote(script) if script.lstrip().startswith("%7B") else script
    if words.lstrip()[:1] in ("{", "["):
        yield read_json(words)
        return
    for number, start in enumerate(_OBJECT.finditer(words)):
        if number >= MOST_OBJECTS:
            return
        value = read_json(words[start.end() :])
        if value:
            yield value


def _in_json(root: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for node in walk_json(root):
        if isinstance(node, dict):
            fields = {str(key).lower(): value for key, value in node.items()}
            markup = next((words for key in _BODY_KEYS if len(words := _markup(fields.get(key))) >= SHORTEST_BODY), "")
            if markup:
                yield markup, node


def _around(root: Any, node: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of *node* and, where it lacks them, of the objects that hold it."""
    fields = {str(key).lower(): value for key, value in node.items()}
    for holder in _holders(root, node):
        for key, value in holder.items():
            fields.setdefault(str(key).lower(), value)
    return fields


def _holders(root: Any, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The objects around *node*, nearest first."""
    target: Any = node
    for _ in range(3):
        target = next((holder for holder in walk_json(root) if _holds(holder, target)), None)
        if target is None:
            return
        if isinstance(target, dict):
            yield target


def _holds(holder: Any, target: Any) -> bool:
    inner = holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ()
    return any(value is target for value in inner)


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((v.strip() for name in names if isinstance(v := fields.get(name), str) and v.strip()), None)


def _markup(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = (
            part.get("data") or part.get("text") or part.get("value") if isinstance(part, dict) else part
            for part in value
        )
        return "\n".join(f"<p>{part}</p>" for part in parts if isinstance(part, str))
    return ""


def _lines(markup: str) -> tuple[Line, ...]:
    """The lines of a piece of markup that is an article; none for anything else."""
    if len(markup) < SHORTEST_BODY or not re.search(r"[\u4e00-\u9fff].*[，。]", markup):
        return ()
    plain = unescape(markup) if "&lt;" in markup or "\\u003c" in markup else markup
    tree = parse_page(plain.replace("\\u003c", "<").replace("\\u003e", ">").replace("\n", "<br>"))
    lines = lay_out(tree).lines if tree is not None else ()
    return lines if sum(len(line.text) for line in lines) >= SHORTEST_BODY else ()


def _is_markup(words: str) -> bool:
    return "<p" in words.lower() or "&lt;p" in words.lower()


def _in_fields(script: str) -> Iterator[str]:
    """Fields of scripts that are no JSON: content: '&lt;p&gt;…'."""
    for found in _TEXT_FIELD.finditer(script):
        words = found["words"]
        if len(words) >= SHORTEST_BODY:
            yield words.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'").replace("\\n", "\n")
