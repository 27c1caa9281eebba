"""Gather the text of a page into lines, one per block, without knowing about parsers.

Pages that cost too much to parse are read here as well: all their words, divided at tags, and
little else. A tag ends at the next angle bracket, even a quoted one, so that one pass is enough.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from msgspec import Struct, field

from generator.model import Line, Mark
from generator.readers.decoding import refuse_long_line, refuse_many_lines
from generator.text.markup import as_written

SILENT = frozenset({"script", "style", "template", "svg", "head", "iframe"})
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre "
    "section select option object summary table tbody td tfoot th thead tr ul".split()
)
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>?|[!?/][^<>]*>?)")
"""The start of a comment, a tag (slash, name, attributes) or a declaration."""
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_COMMENT_END = re.compile("--!?>")
_SILENT = SILENT - {"head"} | {"title"}
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(_SILENT)}
_BEYOND_UNICODE = re.compile(r"&#(?:[0-9]{8}[0-9]*|[xX][0-9a-fA-F]{8}[0-9a-fA-F]*);?")
"""Character references of eight or more digits; ``html.unescape`` fails on the longest."""


class _Block(NamedTuple):
    text: str
    mark: Mark | None
    is_joined: bool = False


class Blocks(Struct):
    """The blocks finished so far, and the one being gathered."""

    done: list[_Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    is_joined: bool = False
    """Whether only a single line break divides the next block from the last."""
    linked: int = 0
    marks: list[Mark] = field(default_factory=list)

    def add(self, text: str, *, is_link: bool = False, is_preformatted: bool = False) -> None:
        """Add text; if it is preformatted, its line breaks end blocks."""
        for at, line in enumerate(text.split("\n") if is_preformatted else (text,)):
            if at:
                self.close(by_break=True)
            self.parts.append(line)
            if is_link:
                self.linked += len(line.strip())

    def add_picture(self, text: str) -> None:
        """Add the alternative text of a picture as a block of its own."""
        if alt := " ".join(as_written(text).split()):
            self.close()
            mark = Mark.ASIDE if Mark.ASIDE in self.marks else Mark.IMAGE
            self.done.append(_Block(alt, mark))

    def close(self, *, by_break: bool = False) -> None:
        """End the block; raises UnreadableSeed if there are too many blocks."""
        if text := " ".join("".join(self.parts).split()):
            text = as_written(text)
            mark = self.marks[-1] if self.marks else None
            if Mark.ASIDE in self.marks:
                mark = Mark.ASIDE
            elif mark is not Mark.HEADING and self.linked >= len(text.replace(" ", "")) * 0.9:
                mark = Mark.LINKS
            self.done.append(_Block(text, mark, self.is_joined))
            refuse_many_lines(len(self.done))
        # A second break in a row, or a new element, makes a blank line.
        self.is_joined = by_break and bool(text)
        self.parts.clear()
        self.linked = 0

    def lines(self) -> tuple[Line, ...]:
        """Return the lines; raises UnreadableSeed if they are too many or one is too long."""
        self.close()
        lines: list[Line] = []
        for block in self.done:
            if lines and not block.is_joined:
                lines.append(Line(len(lines) + 1, ""))
            refuse_long_line(block.text, len(lines) + 1)
            lines.append(Line(len(lines) + 1, block.text, block.mark))
        refuse_many_lines(len(lines))
        return tuple(lines) or (Line(1, ""),)


def read_tags(markup: str) -> tuple[Line, ...]:
    """Return the lines of a page; raises UnreadableSeed if they are too many or too long."""
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
