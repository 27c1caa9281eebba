"""Make blocks of labelled lines: the document's own text, in order. Knows no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model import (
    Block,
    BulletList,
    Clip,
    Crosshead,
    LabelledText,
    Mark,
    Paragraph,
    Picture,
    PullQuote,
    Role,
    Table,
    Verse,
)
from generator.structure.tables import find_tables, has_head, split_row

_BULLET = re.compile(r"(?:[*•·▪‣◦–—+]|-{1,2})\s+")
_SOFT_HYPHEN = "\u00ad"
_CLOSING = (",", ".", ";", ":", "!", "?", ")", "]", "’", "”", "»")
_LONGEST_VERSE = 72
"""Characters. A longer line is a paragraph, not a line of verse."""
_FAMILIES = {
    Role.PULL_QUOTE: Role.PULL_QUOTE,
    Role.ATTRIBUTION: Role.PULL_QUOTE,
    Role.IMAGE_ALT: Role.CAPTION,
    Role.CAPTION: Role.CAPTION,
}
"""Roles whose consecutive lines make blocks together."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A logical line with its role; ``stanza`` numbers the runs between blank lines."""

    text: str
    printed: str
    """The first of its lines as printed, with all its white space."""
    role: Role
    stanza: int
    is_bulleted: bool
    """Whether it begins with a bullet, or markup says that it is a list item."""


def make_blocks(text: LabelledText) -> tuple[Block, ...]:
    """Return the blocks of a document, without furniture, dates, titles and related lists."""
    pieces = list(_pieces(text))
    runs = groupby(pieces, key=_family)
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

    None belongs after a soft hyphen, which divides a word, and before punctuation that a renderer
    cut off after a link.
    """
    words = [parts[0]]
    for part in parts[1:]:
        if words[-1].endswith(_SOFT_HYPHEN):
            words[-1] = words[-1].removesuffix(_SOFT_HYPHEN)
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
            yield from (Crosshead(_on_one_line(piece)) for piece in run)
        case Role.LIST_ITEM:
            yield from _lists(run)
        case Role.PULL_QUOTE:
            yield from _pull_quotes(run)
        case Role.CAPTION:
            yield from _pictures(run)
        case Role.CLIP:
            yield from _clips(run)
        case _:
            return


def _on_one_line(piece: _Piece) -> str:
    return piece.text.replace("\n", " ")


def _paragraphs(run: Sequence[_Piece]) -> Iterator[Block]:
    for _, group in groupby(run, key=lambda piece: piece.stanza):
        pieces = list(group)
        start = 0
        for table in _tables(pieces):
            yield from _lines(pieces[start : table.start])
            yield _table(pieces[table.start : table.stop])
            start = table.stop
        yield from _lines(pieces[start:])


def _tables(pieces: Sequence[_Piece]) -> Iterator[range]:
    if len(pieces) > 1 and not any("\n" in piece.text for piece in pieces):
        yield from find_tables([piece.printed for piece in pieces])


def _table(pieces: Sequence[_Piece]) -> Table:
    rows = tuple(tuple(cell.text for cell in split_row(piece.printed)) for piece in pieces)
    return Table(rows, has_head(rows))


def _lines(pieces: Sequence[_Piece]) -> Iterator[Block]:
    if _is_verse(pieces):
        yield Verse(tuple(piece.text for piece in pieces))
    else:
        yield from (Paragraph(piece.text) for piece in pieces)


def _is_verse(pieces: Sequence[_Piece]) -> bool:
    """Return whether lines with no blank line between them are verse, not paragraphs."""
    if len(pieces) < 2 or any("\n" in piece.text for piece in pieces):
        return False
    return all(len(piece.text) <= _LONGEST_VERSE for piece in pieces)


def _lists(run: Sequence[_Piece]) -> Iterator[Block]:
    """Yield bulleted items as lists, others as paragraphs with their printed numbers."""
    for is_bulleted, group in groupby(run, key=lambda piece: piece.is_bulleted):
        texts = [_on_one_line(piece) for piece in group]
        if is_bulleted:
            yield BulletList(tuple(_BULLET.sub("", text, count=1) for text in texts))
        else:
            yield from (Paragraph(text, Role.LIST_ITEM) for text in texts)


def _pull_quotes(run: Sequence[_Piece]) -> Iterator[Block]:
    quote: str | None = None
    for piece in run:
        if piece.role is Role.PULL_QUOTE:
            if quote is not None:
                yield PullQuote(quote)
            quote = _on_one_line(piece)
        else:
            yield PullQuote(quote or "", _on_one_line(piece))
            quote = None
    if quote is not None:
        yield PullQuote(quote)


def _pictures(run: Sequence[_Piece]) -> Iterator[Block]:
    alt: str | None = None
    for piece in run:
        if piece.role is Role.IMAGE_ALT:
            if alt is not None:
                yield Picture(alt)
            alt = _on_one_line(piece)
        else:
            yield Picture(alt, _on_one_line(piece))
            alt = None
    if alt is not None:
        yield Picture(alt)


def _clips(run: Sequence[_Piece]) -> Iterator[Block]:
    texts = [_on_one_line(piece) for piece in run]
    for index in range(0, len(texts), 2):
        pair = texts[index : index + 2]
        yield Clip(pair[0], pair[1] if len(pair) > 1 else None)
