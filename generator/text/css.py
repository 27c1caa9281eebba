"""Find what style sheets refer to by ``url()``, ``@import`` and ``var()``, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN_STRING = r""" "(?:[^"\\\n]++|\\.)*+ | '(?:[^'\\\n]++|\\.)*+ """
_STRING = r""" "(?:[^"\\]++|\\.)*+" | '(?:[^'\\]++|\\.)*+' """
_TOKEN = re.compile(
    rf"""
    /\*.*?(?:\*/|$)
    | @namespace[^;]*
    | @import\s*+(?P<imported>{_STRING})
    | \burl\(\s*+(?P<url>{_STRING}|[^"'()\s]*+)\s*+\)
    | {_STRING}
    | {_OPEN_STRING}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Comments and other strings are tokens too, so that nothing in them is taken for an address. An
unclosed string ends with its line (CSS Syntax 3, §4.3.5)."""
_VARIABLE = re.compile(r"/\*.*?(?:\*/|$)|\bvar\(\s*(--[\w-]+)\s*\)", re.DOTALL | re.IGNORECASE)
"""Comments are matched too, so that nothing is found in them."""
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_LAST_CHARACTER = 0x10FFFF


class CssReference(NamedTuple):
    """An address in a style sheet; ``start`` and ``end`` include its quotes."""

    address: str
    start: int
    end: int


def find_variables(text: str) -> Iterator[tuple[str, int]]:
    """Yield the custom properties that a style sheet uses without a fallback, with their lines."""
    for match in _VARIABLE.finditer(text):
        if match[1]:
            yield match[1], text.count("\n", 0, match.start()) + 1


def find_references(text: str) -> Iterator[CssReference]:
    """Yield the addresses that a style sheet, or the value of a style attribute, loads."""
    for token in _TOKEN.finditer(text):
        group = "imported" if token["imported"] else "url"
        written = token[group] or ""
        plain = written[1:-1] if written.startswith(('"', "'")) else written
        if address := _ESCAPE.sub(_unescaped, plain):
            yield CssReference(address, *token.span(group))


def _unescaped(escape: re.Match[str]) -> str:
    """Return the character that an escape means (CSS Syntax 3, §4.3.7)."""
    if not escape[1]:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if number <= _LAST_CHARACTER else "\ufffd"
