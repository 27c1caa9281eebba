"""Write front matter as YAML that every reader takes for the same: all texts are in quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator.frontmatter.yaml_text import Value

FENCE = "---"
_LINE_WIDTH = 88
_UNSAFE = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd"
    "\\U00010000-\\U0010ffff]"
)
"""A character that is written as an escape: control characters, DEL to U+009F, line and paragraph
separators, surrogates, U+FEFF, U+FFFE and U+FFFF."""
_PLAIN_KEY = re.compile(r"\w(?:[\w -]*\w)?")
"""A key that needs no quotes, such as ``date_text`` or ``Call number``."""


def dump(values: Mapping[str, Value]) -> str:
    """Return front matter, fences included, with every text quoted."""
    return f"{FENCE}\n{''.join(dump_entry(key, value) for key, value in values.items())}{FENCE}\n"


def dump_entry(key: str, value: Value, indent: str = "") -> str:
    """Return one key and its value as whole lines of YAML."""
    start = f"{indent}{dump_key(key)}:"
    flow = dump_value(value)
    is_short = len(start) + 1 + len(flow) <= _LINE_WIDTH
    if is_short or not value or isinstance(value, str | int | float):
        return f"{start} {flow}\n"
    if isinstance(value, Mapping):
        inner = "".join(dump_entry(name, entry, indent + "  ") for name, entry in value.items())
    else:
        inner = "".join(f"{indent}  - {dump_value(entry)}\n" for entry in value)
    return f"{start}\n{inner}"


def dump_value(value: Value) -> str:
    """Return a value as YAML on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() | int():
            return repr(value)
        case str():
            return quote(value)
        case Mapping():
            entries = (f"{dump_key(key)}: {dump_value(item)}" for key, item in value.items())
            return "{" + ", ".join(entries) + "}"
        case _:
            return "[" + ", ".join(dump_value(item) for item in value) + "]"


def dump_key(key: str) -> str:
    """Return a key as YAML: plain if it consists of words, otherwise in quotes."""
    return key if _PLAIN_KEY.fullmatch(key) else quote(key)


def quote(text: str) -> str:
    """Return ``text`` as a double-quoted scalar that every YAML reader accepts."""
    return _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    # A lone surrogate cannot be written to a file, and no YAML reader accepts it.
    char = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]
    return f"\\u{ord(char):04x}"
