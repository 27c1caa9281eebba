"""Make blocks of text that was typed with its white space: prose, quotations, and code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import Block, Code, Paragraph, Quote

_QUOTED = re.compile(r" {0,3}> ?")
_CODE_SIGNS = re.compile(r"[{};=$\\|]|::|->|\+\+")
_SIGNS_OF_CODE = frozenset("{};=$\\|<>[]#@_*")
_TEXT_FOR_SIGN = 20
"""Characters of prose for each sign that code is full of."""
_SHORTEST_PROSE, _WIDEST_PROSE = 40, 90
"""Characters of most lines of prose that was wrapped by hand."""


def make_typed_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of typed lines: what is neither prose nor a quotation is code."""
    code: list[str] = []
    for kind, group in groupby(lines, key=_kind_of):
        stanza = list(group)
        if kind == "blank":
            code += stanza if code else []
        elif kind == "quoted":
            yield from _code(code)
            code = []
            yield Quote(
                tuple(make_typed_blocks([_QUOTED.sub("", line, count=1) for line in stanza]))
            )
        elif paragraph := _prose(stanza):
            yield from _code(code)
            code = []
            yield paragraph
        else:
            code += stanza
    yield from _code(code)


def _kind_of(line: str) -> str:
    return "blank" if not line.strip() else "quoted" if _QUOTED.match(line) else "text"


def _code(lines: list[str]) -> Iterator[Block]:
    while lines and not lines[-1].strip():
        lines.pop()
    if lines:
        yield Code(tuple(lines))


def _prose(lines: Sequence[str]) -> Paragraph | None:
    """Return a stanza of typed text as a paragraph; None if its white space may matter."""
    text = " ".join(line.strip() for line in lines)
    indents = {len(line) - len(line.lstrip()) for line in lines[1:]}
    if len(indents) > 1 or max(indents, default=0) > 3 or "   " in text:
        return None
    if _CODE_SIGNS.search(text) and not text.endswith((".", "!", "?", ":")):
        return None
    signs = sum(char in _SIGNS_OF_CODE for char in text)
    letters = sum(char.isalpha() or char == " " for char in text)
    if signs * _TEXT_FOR_SIGN > len(text) or letters * 5 < len(text) * 3:
        return None
    if len(lines) == 1:
        is_sentence = len(text.split()) > 3 and lines[0][:1] > " "
        return Paragraph(text) if is_sentence else None
    full = [len(line.rstrip()) for line in lines[:-1]]
    is_even = all(_SHORTEST_PROSE <= length <= _WIDEST_PROSE for length in full)
    return Paragraph("\n".join(line.strip() for line in lines)) if is_even else None
