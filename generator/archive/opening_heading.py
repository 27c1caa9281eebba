"""The heading that a text begins with, as the title of a document that has no other."""

from __future__ import annotations

import re
from typing import NamedTuple

_HASHES = re.compile(r"#{1,6}[ \t]++([^\n]*+)(?:\n|$)")
_UNDERLINED = re.compile(r"([^\n]++)\n(?:=++|-++)[ \t]*+(?:\n|$)")
_BEFORE = re.compile(r"(?:\s++|<!--(?:[^-]|-(?!->))*-->)*")
"""White space and comments."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]*+\}$")
_CLOSING = re.compile(r"(?:^|[ \t])#++[ \t]*+$")
_LINK = re.compile(r"!?\[([^\[\]\n]*+)\](?:\([^()\n]*+\)|\[[^\[\]\n]*+\])?")
_NO_TEXT = re.compile(r"[-+*>|:=`~<#]|\d++[.)]\s|(?:[-*_]\s*+){3}")
"""What begins a line that no underline makes a heading."""
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`]++|~~|(?<!\w)_++|_++(?!\w)")


class Opening(NamedTuple):
    """The words of a heading without markup, and the text below it."""

    words: str
    rest: str


def find_opening(body: str) -> Opening | None:
    """Return the heading that a text begins with; None if it begins otherwise."""
    start = body[_start(body) :]
    match = _HASHES.match(start)
    if match is None and not _NO_TEXT.match(start):
        match = _UNDERLINED.match(start)
    if match is None:
        return None
    written = _CLOSING.sub("", _ATTRIBUTES.sub("", match[1].rstrip()).rstrip())
    words = _SIGNS.sub("", _LINK.sub(r"\1", written)).strip()
    return Opening(words, start[match.end() :]) if words else None


def _start(body: str) -> int:
    match = _BEFORE.match(body)
    return match.end() if match else 0
