"""Make blocks of lines that carry their place in a document: lists, tables, quotes, code as such.

What an element means is decided by what is in it: a table that only arranges a page, a list
without items and a quotation around the whole text are seen through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from generator.model import (
    Block,
    Clip,
    Crosshead,
    Definition,
    Definitions,
    Element,
    ItemList,
    LabelledText,
    Paragraph,
    Picture,
    PullQuote,
    Quote,
    Role,
    Rule,
    SpanKind,
    Spans,
    Table,
    Verse,
)
from generator.structure.placed_pieces import (
    HEADINGS,
    LISTS,
    LONGEST_HEADING,
    PRINTED,
    Piece,
    find_pieces,
)
from generator.structure.tables import has_head
from generator.structure.typed_text import make_typed_blocks

LONGEST_VERSE = 72
"""Characters. A longer line is a paragraph, not a line of verse."""
_DASHES = frozenset("-–—")
_ENDS_SENTENCE = re.compile(r"[.!?…:。！？][\"'”’»)]*$")
_BULLET = re.compile(r"(?:[*•·▪‣◦–—+§]|-{1,2})\s+")


def make_placed_blocks(text: LabelledText) -> tuple[Block, ...]:
    """Return the blocks of a document whose lines have places."""
    blocks = tuple(_blocks(find_pieces(text), 0))
    levels = sorted({block.level for block in blocks if isinstance(block, Crosshead)})
    return tuple(
        replace(block, level=min(6, 2 + levels.index(block.level)))
        if isinstance(block, Crosshead)
        else block
        for block in blocks
    )


def _blocks(pieces: Sequence[Piece], depth: int) -> Iterator[Block]:
    """Yield the blocks of pieces that share the first ``depth`` elements of their paths."""
    for _, group in groupby(pieces, key=lambda piece: _shape_of(piece, depth)):
        run = list(group)
        element = _at(run[0], depth)
        if run[0].is_after_rule and depth == 0 and run[0] is not pieces[0]:
            yield Rule()
        if element is None:
            yield from _leaves(run, is_top=depth == 0)
        else:
            yield from _shape(element, run, depth)


def _shape(element: Element, run: Sequence[Piece], depth: int) -> Iterator[Block]:
    """Yield the blocks of the pieces inside an element, ``depth`` elements down their paths."""
    if element.tag in HEADINGS:
        yield from _heading(element, run)
    elif element.tag in (*LISTS, "li"):
        yield from _list(element, run, depth)
    elif element.tag == "dl":
        yield from _definitions(run, depth + 1)
    elif element.tag == "table":
        yield from _table(run, depth + 1)
    elif element.tag == "blockquote":
        yield Quote(tuple(_blocks(run, depth + 1)))
    elif element.tag in PRINTED:
        yield from _typed(run)
    elif element.tag == "figure":
        yield from _figure(run)
    else:
        yield from _blocks(run, depth + 1)


def _shape_of(piece: Piece, depth: int) -> Element | None:
    """Return what pieces have in common that make a block: of items without a list, what they are
    in.
    """
    element = _at(piece, depth)
    return element.parent if element and element.tag == "li" else element


def _at(piece: Piece, depth: int) -> Element | None:
    return piece.path[depth] if depth < len(piece.path) else None


def _heading(element: Element, run: Sequence[Piece]) -> Iterator[Block]:
    texts = [piece for piece in run if piece.text]
    words, spans = _together(texts, " ")
    if texts and len(words) <= LONGEST_HEADING:
        yield _crosshead(words, spans, _id_of(texts), max(2, int(element.tag[1])))
    else:
        yield from (Paragraph(one.text, spans=one.spans, id=one.id) for one in texts)
    yield from _figure([piece for piece in run if piece.picture])


def _crosshead(words: str, spans: Spans, id_: str, level: int = 2) -> Crosshead:
    """Return a crosshead; that all of it is bold only says that it is one."""
    inner = tuple(
        span
        for span in spans
        if span.kind not in (SpanKind.STRONG, SpanKind.EMPHASIS)
        or span.end - span.start < len(words)
    )
    return Crosshead(words.replace("\n", " "), level, inner, id_)


def _id_of(pieces: Sequence[Piece]) -> str:
    return next((piece.id for piece in pieces if piece.id), "")


def _together(pieces: Sequence[Piece], between: str) -> tuple[str, Spans]:
    """Return the texts of pieces as one, and its spans."""
    words, spans = "", []
    for piece in pieces:
        if words:
            words += between
        spans += [
            span._replace(start=span.start + len(words), end=span.end + len(words))
            for span in piece.spans
        ]
        words += piece.text
    return words, tuple(spans)


def _list(element: Element, run: Sequence[Piece], depth: int) -> Iterator[Block]:
    """Yield a list, in several parts where its numbers do not follow one another."""
    inner = depth if element.tag == "li" else depth + 1
    if not any((one := _at(piece, inner)) and one.tag == "li" for piece in run):
        yield from _blocks(run, depth + 1)
        return
    items: list[tuple[int | None, list[Block]]] = []
    for item, group in groupby(run, key=lambda piece: _at(piece, inner)):
        is_item = item is not None and item.tag == "li"
        blocks = list(_blocks(list(group), inner + is_item))
        if not (is_item or items):
            yield from blocks
        elif is_item:
            number = item.attributes.get("number") if item and element.tag == "ol" else None
            items.append((int(number) if number else None, blocks))
        else:
            items[-1][1].extend(blocks)
    style = element.attributes.get("type", "1")
    start = 0
    for end in range(1, len(items) + 1):
        before = items[end - 1][0]
        if end == len(items) or items[end][0] != (None if before is None else before + 1):
            parts = tuple(tuple(blocks) for _, blocks in items[start:end])
            yield ItemList(parts, items[start][0], style if style in "1aAiI" else "1")
            start = end


def _definitions(run: Sequence[Piece], depth: int) -> Iterator[Block]:
    parts = [
        (element.tag if element else "", list(group))
        for element, group in groupby(run, key=lambda piece: _at(piece, depth))
    ]
    if {"dt", "dd"} - {tag for tag, _ in parts}:
        for tag, group in parts:
            yield from _blocks(group, depth + bool(tag))
        return
    entries: list[tuple[list[Paragraph], list[tuple[Block, ...]]]] = []
    for tag, group in parts:
        if tag == "dt":
            if not entries or entries[-1][1]:
                entries.append(([], []))
            words, spans = _together([piece for piece in group if piece.text], " ")
            term = Paragraph(words.replace("\n", " "), spans=spans, id=_id_of(group))
            entries[-1][0].append(term)
        elif entries and entries[-1][0]:
            entries[-1][1].append(tuple(_blocks(group, depth + bool(tag))))
        else:
            yield from _blocks(group, depth + bool(tag))
    full = (Definition(tuple(terms), tuple(said)) for terms, said in entries if terms and said)
    yield Definitions(tuple(full))
    for terms, said in entries:
        if not said:
            yield from terms


def _table(run: Sequence[Piece], depth: int) -> Iterator[Block]:
    """Yield a table; cells that span others leave these empty."""
    cells: dict[tuple[int, int], list[Piece]] = {}
    heads: set[tuple[int, int]] = set()
    captions: list[Piece] = []
    width = 0
    for piece in run:
        cell = _at(piece, depth)
        if cell is None or cell.tag == "caption" or "row" not in cell.attributes:
            captions.append(piece)
            continue
        place = int(cell.attributes["row"]), int(cell.attributes["column"])
        cells.setdefault(place, []).append(piece)
        width = max(width, place[1] + int(cell.attributes.get("across", "1")))
        if cell.tag == "th" or piece.in_head:
            heads.add(place)
    if not cells:
        yield from _leaves(captions, is_top=False)
        return
    lines = sorted({row for row, _ in cells})
    rows, spans = [], {}
    for number, line in enumerate(lines):
        row = [""] * width
        for column in range(width):
            if found := [one for one in cells.get((line, column), ()) if one.text]:
                row[column], marked = _cell(found, depth + 1)
                if marked:
                    spans[number, column] = marked
        rows.append(tuple(row))
    first = [place for place in cells if place[0] == lines[0]]
    is_head = heads.issuperset(first) or (not heads and len(rows) > 1 and has_head(rows))
    caption = " ".join(piece.text for piece in captions if piece.text)
    yield Table(tuple(rows), is_head, spans, caption)
    yield from _figure([piece for piece in run if piece.picture])


def _cell(pieces: Sequence[Piece], depth: int) -> tuple[str, Spans]:
    """Return the text of a cell, a line for each item and after each sentence, and its spans."""
    items = {one for piece in pieces for one in piece.path[depth:] if one.tag == "li"}
    lines: list[list[Piece]] = []
    last: Element | None = None
    for _, group in groupby(pieces, key=lambda piece: piece.stanza):
        first, *rest = group
        item = next((one for one in reversed(first.path[depth:]) if one.tag == "li"), None)
        is_new = item is not last and len(items) > 1
        if not lines or is_new or _ENDS_SENTENCE.search(lines[-1][-1].text):
            lines.append([])
        if item is not None and is_new and not _BULLET.match(first.text):
            number = item.attributes.get("number")
            lines[-1].append(replace(first, text=f"{number}." if number else "•", spans=()))
        lines[-1] += first, *rest
        last = item
    whole = [_together(line, " ") for line in lines]
    parts = [
        replace(pieces[0], text=words.replace("\n", " "), spans=spans) for words, spans in whole
    ]
    return _together(parts, "\n")


def _typed(run: Sequence[Piece]) -> Iterator[Block]:
    lines: list[str] = []
    last = run[0].number
    for piece in run:
        lines += [""] * (piece.number - last)
        lines += piece.printed
        last = piece.number + len(piece.printed)
    yield from make_typed_blocks(lines)


def _figure(run: Sequence[Piece]) -> Iterator[Block]:
    """Yield pictures, each with the caption that follows it."""
    alt: Piece | None = None
    for piece in run:
        is_picture = piece.role is Role.IMAGE_ALT or (piece.picture and not piece.is_caption)
        if is_picture:
            if alt is not None:
                yield Picture(alt.text or None, None, alt.picture)
            alt = piece
        else:
            words = piece.text.replace("\n", " ")
            file = alt.picture if alt else None
            yield Picture(alt.text or None if alt else None, words, file, piece.spans)
            alt = None
    if alt is not None:
        yield Picture(alt.text or None, None, alt.picture)


_FAMILIES = {
    Role.ATTRIBUTION: Role.PULL_QUOTE,
    Role.IMAGE_ALT: Role.CAPTION,
    Role.LIST_ITEM: Role.BODY,
}


def _leaves(run: Sequence[Piece], *, is_top: bool) -> Iterator[Block]:
    for role, group in groupby(run, key=lambda one: _FAMILIES.get(one.role, one.role)):
        pieces = list(group)
        match role:
            case Role.CAPTION:
                yield from _figure(pieces)
            case Role.STANDFIRST | Role.CORRECTION:
                for one in pieces:
                    yield Paragraph(one.text, role, one.spans, one.id)
            case Role.SUBHEAD:
                for one in pieces:
                    yield _crosshead(one.text, one.spans, one.id)
            case Role.PULL_QUOTE:
                yield from _pull_quotes(pieces)
            case Role.CLIP:
                texts = [one.text.replace("\n", " ") for one in pieces]
                for start in range(0, len(texts), 2):
                    yield Clip(texts[start], texts[start + 1] if start + 1 < len(texts) else None)
            case _:
                yield from _paragraphs(pieces, run[0], is_top=is_top)


def _pull_quotes(pieces: Sequence[Piece]) -> Iterator[Block]:
    quote: str | None = None
    for one in pieces:
        if one.role is Role.ATTRIBUTION:
            yield PullQuote(quote or "", one.text.replace("\n", " "))
            quote = None
        else:
            if quote is not None:
                yield PullQuote(quote)
            quote = one.text
    if quote is not None:
        yield PullQuote(quote)


def _paragraphs(pieces: Sequence[Piece], first: Piece, *, is_top: bool) -> Iterator[Block]:
    stanzas = [list(group) for _, group in groupby(pieces, key=lambda one: one.stanza)]
    for is_bulleted, run in groupby(stanzas, key=_has_bullets):
        group = list(run)
        items = [one for stanza in group for one in stanza]
        is_list = is_bulleted and _is_list(items)
        for stanza in group:
            if stanza[0].is_after_rule and is_top and stanza[0] is not first:
                yield Rule()
            if not is_list:
                yield from _stanza(stanza)
        if is_list:
            yield ItemList(tuple((_without_bullet(one),) for one in items))


def _has_bullets(stanza: Sequence[Piece]) -> bool:
    return all(_BULLET.match(one.text) for one in stanza)


def _is_list(items: Sequence[Piece]) -> bool:
    """Return whether paragraphs that begin with signs are a list.

    Sentences behind dashes are a dialogue, and a star alone is that of a note.
    """
    signs = {one.text[0] for one in items}
    if signs <= _DASHES:
        return len(items) > 1 and not all(_ENDS_SENTENCE.search(one.text) for one in items)
    return len(items) > 1 or "*" not in signs


def _stanza(pieces: Sequence[Piece]) -> Iterator[Block]:
    if len(pieces) > 1 and max(len(one.text) for one in pieces) <= LONGEST_VERSE:
        spans = tuple(one.spans for one in pieces)
        lines = tuple(one.text for one in pieces)
        yield Verse(lines, spans if any(spans) else (), _id_of(pieces))
    else:
        for one in pieces:
            yield Paragraph(one.text, spans=one.spans, id=one.id)


def _without_bullet(piece: Piece) -> Paragraph:
    found = _BULLET.match(piece.text)
    cut = found.end() if found else 0
    spans = tuple(
        span._replace(start=max(0, span.start - cut), end=span.end - cut)
        for span in piece.spans
        if span.end > cut
    )
    return Paragraph(piece.text[cut:], spans=spans, id=piece.id)
