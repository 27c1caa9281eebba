"""Write blocks as Markdown, the body of a content file.

This module knows the blocks, and what Python-Markdown (``extra``, ``sane_lists``) and CommonMark
read as markup, but neither files nor HTML. The result reads well as plain text, and the rendered
page has the same text, except for white space at line ends and between words.

=============  ================================================================================
block          form
=============  ================================================================================
Paragraph      its lines; a standfirst or a correction has ``{: .standfirst}`` or
               ``{: .correction}`` on the line below
Verse          its lines, ``{: .verse}`` below
Table          ``| cell | cell |`` for each row, and ``| --- | --- |`` below the first; when no
               row names the columns, an empty first row is added
Crosshead      ``## text``
BulletList     ``- item``, one per line
PullQuote      ``> text`` and ``> {: .pull-quote}``, then the attribution as a paragraph of the
               same quote with ``> {: .attribution}``
Picture        ``*alt text*`` over the caption, ``{: .picture}`` below; either may be missing
Clip           ``*speaker*`` over the words, ``{: .clip}`` below; either may be missing
=============  ================================================================================

Blocks without text are left out. Characters that HTML forbids (controls, noncharacters, lone
surrogates) are left out too, or become spaces if they separate words; the seed keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from generator.model import (
    Block,
    BulletList,
    Clip,
    Crosshead,
    Paragraph,
    Picture,
    PullQuote,
    Role,
    Table,
    Verse,
)

CLASSES = {Role.STANDFIRST: "standfirst", Role.CORRECTION: "correction"}
"""The classes of paragraphs that a theme may set apart."""

# Two spaces, as Python-Markdown has no backslash breaks and <br> reads badly. An editor that
# strips them does not change our pages: render/ breaks every line of these paragraphs anyway.
BREAK = "  \n"

LONGEST_VERSE = 1000
"""The most lines in one paragraph: Python-Markdown takes quadratic time for its breaks."""

SEPARATOR = "<!-- -->"
"""Keeps two lists, or two quotes, from being read as one."""

_SPACES = re.compile("[\x0b\x0c\r\x1c-\x1f\x85]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_RUN_OF_SPACE = re.compile(r"[ \t]+")

_INLINE_MARKUP = r"""
    \\(?=[!-/:-@\[-`{-~]|$)                   # a backslash that would escape, or break the line
  | `
  | \[(?![^\[\]]{0,200}\])                    # unclosed, each costs Python-Markdown a full scan
  | (?<=\])\(                                 # [text](address)
  | (?<!\S)\{                                 # {: .attribute}
  | <(?![ \t])                                # tags, <me@example.org>
  | &(?=\#|[A-Za-z0-9][-.A-Za-z0-9]*;)        # entities, even the unfinished &#65
"""
_SUSPECTS = re.compile(r"[\\`*_\[({<&]")
"""The characters that inline markup begins with: most lines have none, and need no closer look."""

# Only signs that could open emphasis are escaped (not those in 2 * 3 and snake_case): where nothing
# is opened, nothing is closed.
_IN_PROSE = re.compile(rf"(?<!\*)\*++(?=[^\s*]) | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)
# Python-Markdown does not take a hard break for white space: a sign before it can open emphasis.
_IN_VERSE = re.compile(
    rf"(?<!\*)\*++(?=[^\s*]|$) | (?<!\w)_++(?=\S|$) | {_INLINE_MARKUP}", re.VERBOSE
)
# Inside our own emphasis any star would close it, and *[X]: y would define an abbreviation.
_IN_EMPHASIS = re.compile(rf"\* | ^\[ | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)

# The last character of a match is the one to escape.
_LINE_START = re.compile(
    r"""
    \d+[.)](?=[ \t]|$)                        # 1986. A great year
  | [#>]
  | [-+*](?=[ \t]|$)
  | ([-*_])(?=(?:\1|[ \t])*$)                 # a rule; the line under a heading
  | =(?==*[ \t]*$)
  | ~(?=~~)
  | :(?=[ \t]|$)                              # a definition
  | \[(?=[^\[\]]*\]:|[ xX]\][ \t])            # [^1]: a note, [x]: a reference, [x] a task
  | [:\-\ \t]*\|(?=[|:\-\ \t]*$)              # the line under a table's head
    """,
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"(?<!\#)\#++$", re.VERBOSE)

_ENTITIES = {"<": "&lt;", "&": "&amp;", "=": "&#61;", "~": "&#126;", ":": "&#58;"}
"""Characters that a backslash does not escape in Python-Markdown."""


def write_markdown(blocks: Sequence[Block]) -> str:
    """Return the blocks as Markdown that ends with a line break, or "" when no block has text."""
    parts: list[str] = []
    for text in filter(None, map(_written, blocks)):
        if parts and text[:2] in ("- ", "> ") and parts[-1].startswith(text[:2]):
            parts.append(SEPARATOR)
        parts.append(text)
    return "\n\n".join(parts) + "\n" if parts else ""


def _written(block: Block) -> str:
    match block:
        case Paragraph():
            lines = _escaped_lines(block.text, _IN_PROSE)
            return _marked("\n".join(lines), CLASSES.get(block.role))
        case Verse():
            lines = _escaped_lines("\n".join(block.lines), _IN_VERSE)
            starts = range(0, len(lines), LONGEST_VERSE)
            parts = (BREAK.join(lines[start : start + LONGEST_VERSE]) for start in starts)
            return "\n\n".join(_marked(part, "verse") for part in parts)
        case Table():
            return _table(block)
        case Crosshead():
            text = _CLOSING_HASHES.sub(_in_markdown, _escaped(_joined(block.text), _IN_PROSE))
            return text and f"## {text}"
        case BulletList():
            return "\n".join(f"- {item}" for item in map(_one_line, block.items) if item)
        case PullQuote():
            quote = _marked("\n".join(_escaped_lines(block.text, _IN_PROSE)), "pull-quote")
            attribution = _marked(_one_line(block.attribution), "attribution")
            lines = "\n\n".join(filter(None, (quote, attribution))).split("\n")
            return "\n".join(f"> {line}".rstrip(" ") for line in lines) if any(lines) else ""
        case Picture():
            return _pair(block.alt, block.caption, "picture")
        case Clip():
            return _pair(block.speaker, block.words, "clip")
        case _:
            assert_never(block)


def _table(block: Table) -> str:
    rows = [
        [_escaped(_joined(cell), _IN_PROSE).replace("|", "\\|") for cell in row]
        for row in block.rows
    ]
    if not any(map(any, rows)):
        return ""
    width = max(map(len, rows))
    head = [] if block.has_head else [[""] * width]
    lines = [f"| {' | '.join(row)} |" for row in (*head, *rows)]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)


def _pair(first: str | None, second: str | None, name: str) -> str:
    """Return the alt text or speaker, in emphasis, above the caption or words."""
    stand_in = _escaped(_joined(first), _IN_EMPHASIS)
    emphasised = stand_in and f"*{stand_in}*"
    return _marked(BREAK.join(filter(None, (emphasised, _one_line(second)))), name)


def _marked(text: str, name: str | None) -> str:
    """Return ``text`` with the attribute list that names its class, if it has text and a class."""
    return f"{text}\n{{: .{name}}}" if text and name else text


def _escaped_lines(text: str, markup: re.Pattern[str]) -> list[str]:
    """Return the lines of ``text``, each safe at the start of a line."""
    return [_escaped_start(_escaped(line, markup)) for line in _lines(text)]


def _one_line(text: str | None) -> str:
    return _escaped_start(_escaped(_joined(text), _IN_PROSE))


def _joined(text: str | None) -> str:
    return _RUN_OF_SPACE.sub(" ", " ".join(_lines(text or "")))


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without the white space around them."""
    allowed = _FORBIDDEN.sub("", _SPACES.sub(" ", text))
    return [stripped for line in allowed.split("\n") if (stripped := line.strip())]


def _escaped(line: str, markup: re.Pattern[str]) -> str:
    return markup.sub(_in_markdown, line) if _SUSPECTS.search(line) else line


def _escaped_start(line: str) -> str:
    """Escape the start of a line that would begin a block; its inline markup is escaped already."""
    if match := _LINE_START.match(line):
        at = match.end() - 1
        return line[:at] + _character(line[at]) + line[at + 1 :]
    return line


def _in_markdown(match: re.Match[str]) -> str:
    return "".join(map(_character, match[0]))


def _character(char: str) -> str:
    return _ENTITIES.get(char, f"\\{char}")
