"""What style sheets refer to: the addresses of ``url()`` and ``@import``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.facts import Facts

_STRING = r""" "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' """
_TOKEN = re.compile(
    rf"""
    /\*.*?(?:\*/|$)
    | @namespace[^;]*
    | @import\s*(?P<imported>{_STRING})
    | \burl\(\s*(?P<url>{_STRING}|[^"'()\s]*)\s*\)
    | {_STRING}
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Comments and other strings are tokens too: what looks like an address in them is none."""
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_LAST_CHARACTER = 0x10FFFF


def read_styles(data: bytes) -> Facts:
    """Return what a style sheet refers to."""
    return Facts(assets=tuple(find_in_styles(data.decode("utf-8", "replace"))))


def find_in_styles(text: str) -> Iterator[str]:
    """Yield the addresses of what a style sheet, or the value of a style attribute, loads."""
    for token in _TOKEN.finditer(text):
        address = token["imported"] or token["url"]
        if address and (plain := _plain(address)):
            yield plain


def _plain(address: str) -> str:
    quoted = address[0] in "\"'"
    return _ESCAPE.sub(_unescaped, address[1:-1] if quoted else address)


def _unescaped(escape: re.Match[str]) -> str:
    """Return what an escape stands for (CSS Syntax 3, §4.3.7)."""
    if not escape[1]:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if number <= _LAST_CHARACTER else "\ufffd"
