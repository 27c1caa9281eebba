"""Pages that cost too much to parse: their text, divided at tags. All the words, little else.

A tag ends at the next angle bracket, even one in quotes, so that any page is read in one pass.
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
"""Numbers that no character has; the library refuses the longest."""


def read_tags(markup: str) -> tuple[Line, ...]:
    """Return the lines of a page; raises UnreadableSeed for more than a document has."""
    blocks = Blocks()
    position, is_preformatted = 0, False
    while tag := _TAG.search(markup, position):
        blocks.add(
            _unescaped(markup[position : tag.start()]),
            is_link=False,
            is_preformatted=is_preformatted,
        )
        name = (tag[2] or "").lower()
        position = _end_of(tag, name)
        if name == "pre":
            is_preformatted = not tag[1]
        if name == "img" and (alt := _ALT.search(tag[3])):
            blocks.add_picture(_unescaped(alt[1] or alt[2] or ""))
        elif name in BLOCKS or name == "br":
            blocks.close(by_break=name == "br")
    blocks.add(_unescaped(markup[position:]), is_link=False, is_preformatted=is_preformatted)
    return blocks.lines()


def _end_of(tag: re.Match[str], name: str) -> int:
    """Return where text begins again: behind the tag, or behind all that browsers do not show."""
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
