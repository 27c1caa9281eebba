"""Make blocks of labelled lines: the document's own text, in order.

This module knows nothing of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from msgspec import Struct

from generator.model import (
    Block,
    Clip,
    Crosshead,
    ItemList,
    LabelledText,
    Mark,
    Paragraph,
    Picture,
    PullQuote,
    Role,
    Table,
    Verse,
)
from generator.structure.logical_lines import SOFT_HYPHEN
from generator.structure.placed_blocks import LONGEST_VERSE, make_placed_blocks
from generator.structure.tables import find_tables, has_head, split_row

_BULLET = re.compile(r"(?:[*•·▪‣◦–—+]|-{1,2})\s+")
_CLOSING = (",", ".", ";", ":", "!", "?", ")", "]", "’", "”", "»")
_FAMILIES = {
    Role.PULL_QUOTE: Role.PULL_QUOTE,
    Role.ATTRIBUTION: Role.PULL_QUOTE,
    Role.IMAGE_ALT: Role.CAPTION,
    Role.CAPTION: Role.CAPTION,
}
"""The family of a role: consecutive lines of one family are made into blocks together."""


class _Piece(Struct, frozen=True):
    """A logical line with its role; ``stanza`` numbers the runs between blank lines."""

    text: str
    printed: str
    """The first of its lines as printed, with all its white space."""
    role: Role
    stanza: int
    is_bulleted: bool
    """Whether it begins with a bullet, or markup says that it is a list item."""

    @property
    def on_one_line(self) -> str:
        return self.text.replace("\n", " ")


def make_blocks(text: LabelledText) -> tuple[Block, ...]:
    """Return the blocks of a document, without furniture, dates, titles and related lists."""
    if any(line.place for line in text.lines):
        return make_placed_blocks(text)
    runs = groupby(_pieces(text), key=_family)
    return tuple(block for role, run in runs for block in _blocks(role, list(run)))


def _family(piece: _Piece) -> Role:
    return _FAMILIES.get(piece.role, piece.role)


def _pieces(text: LabelledText) -> Iterator[_Piece]:
    stanza, last = 0, 0
    for unit in text.units:
        stanza += unit[0] != last + 1
        last = unit[-1]
        words = _joined([text.text(number) for number in unit])
        first = text.lines[unit[0] - 1]
        is_bulleted = first.mark is Mark.LIST_ITEM or _BULLET.match(words) is not None
        yield _Piece(words, first.text, text.roles[unit[0] - 1], stanza, is_bulleted)


def _joined(parts: Sequence[str]) -> str:
    """Return a unit's lines as one text, joined by line breaks where a space belongs.

    No space belongs after a soft hyphen, which divides a word, or before punctuation that a
    renderer cut off after a link.
    """
    words = [parts[0]]
    for part in parts[1:]:
        if words[-1].endswith(SOFT_HYPHEN):
            words[-1] = words[-1].removesuffix(SOFT_HYPHEN)
        elif not part.startswith(_CLOSING):
            words.append("\n")
        words.append(part)
    return "".join(words)


def _blocks(role: Role, run: Sequence[_Piece]) -> Iterator[Block]:
    match role:
        case Role.BODY:
            yield from _paragraphs(run)
        case Role.STANDFIRST | Role.CORRECTION:
            yield from (Paragraph(piece.text, role) for piece in run)
        case Role.SUBHEAD:
            yield from (Crosshead(piece.on_one_line) for piece in run)
        case Role.LIST_ITEM:
            yield from _lists(run)
        case Role.PULL_QUOTE:
            for quote, name in _pairs(run, Role.PULL_QUOTE):
                yield PullQuote(quote or "", name)
        case Role.CAPTION:
            yield from (Picture(*pair) for pair in _pairs(run, Role.IMAGE_ALT))
        case Role.CLIP:
            texts = [piece.on_one_line for piece in run]
            yield from (Clip(*pair) for pair in zip_longest(texts[::2], texts[1::2]))


def _paragraphs(run: Sequence[_Piece]) -> Iterator[Block]:
    for _, group in groupby(run, key=lambda piece: piece.stanza):
        pieces = list(group)
        if len(pieces) == 1 or any("\n" in piece.text for piece in pieces):
            yield from (Paragraph(piece.text) for piece in pieces)
            continue
        start = 0
        for table in find_tables([piece.printed for piece in pieces]):
            yield from _lines(pieces[start : table.start])
            rows = [split_row(piece.printed) for piece in pieces[table.start : table.stop]]
            texts = tuple(tuple(cell.text for cell in row) for row in rows)
            yield Table(texts, has_head(texts))
            start = table.stop
        yield from _lines(pieces[start:])


def _lines(pieces: Sequence[_Piece]) -> Iterator[Block]:
    """Yield lines with no blank line between them as verse, or else as paragraphs."""
    texts = tuple(piece.text for piece in pieces)
    if len(texts) > 1 and max(map(len, texts)) <= LONGEST_VERSE:
        yield Verse(texts)
    else:
        yield from map(Paragraph, texts)


def _lists(run: Sequence[_Piece]) -> Iterator[Block]:
    """Yield bulleted items as lists, and other items as paragraphs with their printed numbers."""
    for is_bulleted, group in groupby(run, key=lambda piece: piece.is_bulleted):
        texts = [piece.on_one_line for piece in group]
        if is_bulleted:
            yield ItemList(tuple((Paragraph(_BULLET.sub("", text, count=1)),) for text in texts))
        else:
            yield from (Paragraph(text, Role.LIST_ITEM) for text in texts)


def _pairs(run: Sequence[_Piece], role: Role) -> Iterator[tuple[str | None, str | None]]:
    """Yield each piece with ``role`` and the other piece after it; None if either is missing."""
    first: str | None = None
    for piece in run:
        if piece.role is not role:
            yield first, piece.on_one_line
            first = None
            continue
        if first is not None:
            yield first, None
        first = piece.on_one_line
    if first is not None:
        yield first, None
