"""Read pages that cost too much to parse: all their words, divided at tags, and little else.

A tag ends at the next angle bracket, even a quoted one, so that every page is read in one pass.
"""

from __future__ import annotations

import re
from html import unescape

from generator.model import Line
from generator.readers.html_lines import BLOCKS, SILENT, Blocks

_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>?|[!?/][^<>]*>?)")
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_COMMENT_END = re.compile("--!?>")
_SILENT = SILENT - {"head"} | {"title"}
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(_SILENT)}
_BEYOND_UNICODE = re.compile(r"&#(?:[0-9]{8}[0-9]*|[xX][0-9a-fA-F]{8}[0-9a-fA-F]*);?")
"""Numbers that no character has; html.unescape fails on the longest."""


def read_tags(markup: str) -> tuple[Line, ...]:
    """Return the lines of a page; raises UnreadableSeed for too many or too long ones."""
    blocks = Blocks()
    position, is_preformatted = 0, False
    while tag := _TAG.search(markup, position):
        blocks.add(_unescaped(markup[position : tag.start()]), is_preformatted=is_preformatted)
        name = (tag[2] or "").lower()
        position = _end_of(tag, name)
        if name == "pre":
            is_preformatted = not tag[1]
        if name == "img" and (alt := _ALT.search(tag[3])):
            blocks.add_picture(_unescaped(alt[1] or alt[2] or ""))
        elif name in BLOCKS or name == "br":
            blocks.close(by_break=name == "br")
    blocks.add(_unescaped(markup[position:]), is_preformatted=is_preformatted)
    return blocks.lines()


def _end_of(tag: re.Match[str], name: str) -> int:
    """Return where text begins again: after the tag, or after what browsers do not show."""
    if name and (tag[1] or name not in _SILENT):
        return tag.end()
    if name:
        end = _ENDS[name].search(tag.string, tag.end())
        return end.start() if end else len(tag.string)
    if tag[0] != "<!--":
        return tag.end()
    end = _COMMENT_END.search(tag.string, tag.start() + 2)
    return end.end() if end else len(tag.string)


def _unescaped(text: str) -> str:
    return unescape(_BEYOND_UNICODE.sub("\ufffd", text)) if "&" in text else text
