"""Make blocks of lines that carry their place in a document: lists, tables, quotes, code as such.

What an element means is decided by what is in it: a table that only arranges a page, a list
without items and a quotation around the whole text are seen through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from generator.model import (
    MAIN_TEXT,
    Block,
    Clip,
    Code,
    Crosshead,
    Definition,
    Definitions,
    Element,
    ItemList,
    LabelledText,
    Line,
    Mark,
    Paragraph,
    Picture,
    PictureFile,
    PullQuote,
    Quote,
    Role,
    Rule,
    Span,
    SpanKind,
    Spans,
    Table,
    Verse,
)
from generator.structure.tables import has_head

LONGEST_VERSE = 72
"""Characters. A longer line is a paragraph, not a line of verse."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "menu", "dir")
PRINTED = ("pre", "listing", "xmp", "plaintext", "textarea")
_SHAPING = frozenset(
    {*_HEADINGS, *_LISTS, *PRINTED, "li", "dl", "dt", "dd", "blockquote", "figure"}
)
_OF_TABLES = frozenset({"table", "td", "th", "caption"})
_PICTURES = (Role.IMAGE_ALT, Role.CAPTION)
_KEPT = MAIN_TEXT | {*_PICTURES, Role.PULL_QUOTE, Role.ATTRIBUTION, Role.CLIP}
_LONGEST_HEADING = 300
_LONGEST_CELL, _USUAL_CELL = 60, 12
"""Words of the longest cell, and of most cells, in a table that is not said to be one."""
_SMALLEST_PICTURE = 64
"""Pixels. A picture that is known to be smaller is an ornament."""
_ORNAMENT = re.compile(
    r"(?:^|[^a-z])(?:avatar|badge|bullet|button|gravatar|icon|logo|pixel|smil(?:ey|ies)|spacer|"
    r"sprite|emoji|clear|blank|arrow|rating|stars?)s?(?:[^a-z]|$)",
    re.IGNORECASE,
)
_NAME_OF_DATA = re.compile(r"data:[^,;]*;name=([^,;]*)")
_NO_ADDRESS = re.compile(r"(?:javascript|vbscript|data|about):|#?$", re.IGNORECASE)
_BULLET = re.compile(r"(?:[*•·▪‣◦–—+§]|-{1,2})\s+")
_QUOTED = re.compile(r" {0,3}> ?")
_CODE_SIGNS = re.compile(r"[{};=$\\|]|::|->|\+\+")
_SIGNS_OF_CODE = frozenset("{};=$\\|<>[]#@_*")
_TEXT_FOR_SIGN = 20
"""Characters of prose for each sign that code is full of."""
_SHORTEST_PROSE, _WIDEST_PROSE = 40, 90
"""Characters of most lines of prose that was wrapped by hand."""


class _Piece(Struct, frozen=True):
    """A logical line of the document's own text.

    ``path`` are the elements around it that give it a shape. ``stanza`` numbers the runs of lines
    between blank ones. ``printed`` are its lines with all their white space.
    """

    text: str
    spans: Spans
    role: Role
    stanza: int
    path: tuple[Element, ...]
    printed: tuple[str, ...]
    number: int
    id: str = ""
    picture: PictureFile | None = None
    is_after_rule: bool = False
    is_caption: bool = False
    in_head: bool = False


def make_placed_blocks(text: LabelledText) -> tuple[Block, ...]:
    """Return the blocks of a document whose lines have places."""
    blocks = tuple(_blocks(_pieces(text), 0))
    levels = sorted({block.level for block in blocks if isinstance(block, Crosshead)})
    return tuple(
        replace(block, level=min(6, 2 + levels.index(block.level)))
        if isinstance(block, Crosshead)
        else block
        for block in blocks
    )


# Lines to pieces


def _pieces(text: LabelledText) -> list[_Piece]:
    tables = find_data_tables(text.lines)
    kept = {
        unit: text.roles[unit[0] - 1] for unit in text.units if text.roles[unit[0] - 1] in _KEPT
    }
    wrapped = _whole_quotes(text, kept)
    targets = _targets(text, kept, tables)
    found: list[_Piece] = []
    stanza, last = 0, 0
    pictures = [line for line in text.lines if line.picture]
    units = sorted((*kept, *((line.number,) for line in pictures if not line.text)))
    for unit in units:
        stanza += unit[0] != last + 1
        last = unit[-1]
        first = text.lines[unit[0] - 1]
        place = first.place
        around = place.path if place else ()
        if unit not in kept and not _is_between_text(text, unit[0]):
            continue
        words, spans = _joined([text.lines[number - 1] for number in unit], targets)
        found.append(
            _Piece(
                text=words,
                spans=spans,
                role=Role.IMAGE_ALT if first.picture else kept.get(unit, Role.IMAGE_ALT),
                stanza=stanza,
                path=tuple(
                    one
                    for one in around
                    if (one.tag in _SHAPING and one not in wrapped)
                    or (one.tag in _OF_TABLES and _table_of(around, one) in tables)
                ),
                printed=tuple(text.lines[number - 1].text for number in unit),
                number=unit[0],
                id=next((targets[name] for name in place.ids if name in targets), "")
                if place
                else "",
                picture=first.picture if _is_worth_it(first.picture) else None,
                is_after_rule=place is not None and place.is_after_rule,
                is_caption=first.mark is Mark.CAPTION,
                in_head=any(one.tag == "thead" for one in around),
            )
        )
    return [one for one in found if one.text or one.picture]


def _is_between_text(text: LabelledText, number: int) -> bool:
    """Return whether a picture without a text of its own is inside the document's text."""

    def is_own(numbers: Sequence[int]) -> bool:
        near = next((n for n in numbers if not text.lines[n - 1].is_blank), None)
        return near is not None and text.roles[near - 1] in _KEPT | {
            Role.TITLE,
            Role.DATE,
            Role.BYLINE,
        }

    above = range(number - 1, 0, -1)
    return is_own(above) and is_own(range(number + 1, len(text.lines) + 1))


def _is_worth_it(picture: PictureFile | None) -> bool:
    if picture is None:
        return False
    sizes = [size for size in (picture.width, picture.height) if size is not None]
    is_small = bool(sizes) and max(sizes) < _SMALLEST_PICTURE
    name = picture.address.rpartition("/")[2]
    if picture.address.startswith("data:"):
        stated = _NAME_OF_DATA.match(picture.address)
        name = stated[1] if stated else ""
    return not is_small and not _ORNAMENT.search(name)


def _joined(lines: Sequence[Line], targets: Mapping[str, str]) -> tuple[str, Spans]:
    """Return a unit's lines as one text, and its spans."""
    words, spans = "", []
    for line in lines:
        stripped = line.text.strip()
        if words:
            words += "\n"
        shift = len(words) - (len(line.text) - len(line.text.lstrip()))
        words += stripped
        for span in line.spans:
            start, end = max(0, span.start + shift), min(len(words), span.end + shift)
            value = _address(span.value, targets) if span.kind is SpanKind.LINK else span.value
            if start < end and (value or span.kind is not SpanKind.LINK):
                spans.append(Span(start, end, span.kind, value))
    return words, tuple(spans)


def _address(written: str, targets: Mapping[str, str]) -> str:
    """Return the address of a link; empty if it leads nowhere."""
    if written.startswith("#"):
        name = targets.get(written[1:])
        return f"#{name}" if name else ""
    return "" if _NO_ADDRESS.match(written) else written


_ID = re.compile(r"[A-Za-z][\w.-]*")
_OUR_ID = re.compile(r"p\d+")


def _targets(
    text: LabelledText,
    kept: Mapping[tuple[int, ...], Role],
    tables: Collection[Element],
) -> dict[str, str]:
    """Return the names by which links lead to a line, each with the id that its block will have."""
    wanted = {
        span.value[1:]
        for unit in kept
        for number in unit
        for span in text.lines[number - 1].spans
        if span.value.startswith("#")
    }
    found: dict[str, str] = {}
    for unit in kept:
        place = text.lines[unit[0] - 1].place
        names = [one for one in place.ids if one in wanted] if place else []
        if place is None or not names:
            continue
        if any(one in tables or one.tag in PRINTED for one in place.path):
            continue
        name = names[0]
        if not _ID.fullmatch(name) or _OUR_ID.fullmatch(name):
            name = "at-" + re.sub(r"[^\w.-]+", "-", name)
        found |= {one: name for one in names if one not in found}
    return found


# What is a table, and what is a quotation


def _table_of(around: Sequence[Element], element: Element) -> Element | None:
    """Return the innermost table around an element of a path, which may be the element itself."""
    tables = [one for one in around[: around.index(element) + 1] if one.tag == "table"]
    return tables[-1] if tables else None


class _Grid(Struct):
    cells: dict[tuple[str, str], int] = {}
    """The number of words in each cell that has any, by row and column."""
    linked: int = 0
    letters: int = 0
    is_nested: bool = False
    is_named: bool = False
    """Whether it has a caption, a head, or lines around its cells."""


def find_data_tables(lines: Sequence[Line]) -> frozenset[Element]:
    """Return the tables that have data in rows and columns, unlike those that arrange a page."""
    grids: dict[Element, _Grid] = {}
    for line in lines:
        if line.place is None or line.is_blank:
            continue
        tables = [one for one in line.place.path if one.tag == "table"]
        for outer in tables[:-1]:
            grids.setdefault(outer, _Grid()).is_nested = True
        if not tables:
            continue
        grid = grids.setdefault(tables[-1], _Grid())
        inside = line.place.path[line.place.path.index(tables[-1]) :]
        grid.is_named |= tables[-1].attributes.get("border", "0") not in ("0", "")
        for one in inside:
            grid.is_named |= one.tag in ("th", "caption", "thead")
            if one.tag in ("td", "th"):
                cell = one.attributes.get("row", ""), one.attributes.get("column", "")
                grid.cells[cell] = grid.cells.get(cell, 0) + len(line.text.split())
        grid.linked += line.place.linked
        grid.letters += len(line.text)
    return frozenset(
        table
        for table, grid in grids.items()
        if table.attributes.get("role") not in ("presentation", "none") and _has_data(grid)
    )


def _has_data(grid: _Grid) -> bool:
    if grid.is_nested or not grid.cells:
        return False
    rows = Counter(row for row, _ in grid.cells)
    columns = {column for _, column in grid.cells}
    full = sum(number > 1 for number in rows.values())
    if len(rows) < 2 or len(columns) < 2 or max(grid.cells.values()) > 4 * _LONGEST_CELL:
        return False
    if grid.is_named:
        return full >= 1 and median(grid.cells.values()) <= 2 * _USUAL_CELL
    return (
        full >= 2
        and full * 5 >= len(rows) * 3
        and max(grid.cells.values()) <= _LONGEST_CELL
        and median(grid.cells.values()) <= _USUAL_CELL
        and grid.linked * 2 < grid.letters
    )


def _whole_quotes(text: LabelledText, kept: Mapping[tuple[int, ...], Role]) -> frozenset[Element]:
    """Return the quotations that are around most of the text, to indent it."""
    letters: Counter[Element] = Counter()
    total = 0
    for unit in kept:
        for number in unit:
            line = text.lines[number - 1]
            total += len(line.text)
            for one in line.place.path if line.place else ():
                if one.tag in ("blockquote", "li", "dd", "ul", "ol", "dl", *_HEADINGS):
                    letters[one] += len(line.text)
    return frozenset(
        one
        for one, number in letters.items()
        if number * 2 > total
        and (one.tag == "blockquote" or number * 10 > total * 9)
        and total > _LONGEST_HEADING
    )


# Pieces to blocks


def _blocks(pieces: Sequence[_Piece], depth: int) -> Iterator[Block]:
    """Yield the blocks of pieces that share the first ``depth`` elements of their paths."""
    for element, group in groupby(pieces, key=lambda piece: _at(piece, depth)):
        run = list(group)
        if run[0].is_after_rule and depth == 0 and run[0] is not pieces[0]:
            yield Rule()
        if element is None:
            yield from _leaves(run, is_top=depth == 0)
        else:
            yield from _shape(element, run, depth)


def _shape(element: Element, run: Sequence[_Piece], depth: int) -> Iterator[Block]:
    """Yield the blocks of the pieces inside an element, ``depth`` elements down their paths."""
    if element.tag in _HEADINGS:
        yield from _heading(element, run)
    elif element.tag in (*_LISTS, "li"):
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


def _at(piece: _Piece, depth: int) -> Element | None:
    return piece.path[depth] if depth < len(piece.path) else None


def _heading(element: Element, run: Sequence[_Piece]) -> Iterator[Block]:
    texts = [piece for piece in run if piece.text]
    words, spans = _together(texts, " ")
    if texts and len(words) <= _LONGEST_HEADING:
        yield _crosshead(words, spans, texts[0].id, max(2, int(element.tag[1])))
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


def _together(pieces: Sequence[_Piece], between: str) -> tuple[str, Spans]:
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


def _list(element: Element, run: Sequence[_Piece], depth: int) -> Iterator[Block]:
    """Yield a list, in several parts where its numbers do not follow one another."""
    inner = depth if element.tag == "li" else depth + 1
    if not any((one := _at(piece, inner)) and one.tag == "li" for piece in run):
        yield from _blocks(run, depth + 1)
        return
    items: list[tuple[int | None, list[Block]]] = []
    for item, group in groupby(run, key=lambda piece: _at(piece, inner)):
        is_item = item is not None and item.tag == "li"
        blocks = list(_blocks(list(group), inner + is_item))
        if is_item or not items:
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


def _definitions(run: Sequence[_Piece], depth: int) -> Iterator[Block]:
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
            entries[-1][0].append(Paragraph(words.replace("\n", " "), spans=spans))
        elif entries and entries[-1][0]:
            entries[-1][1].append(tuple(_blocks(group, depth + bool(tag))))
        else:
            yield from _blocks(group, depth + bool(tag))
    full = (Definition(tuple(terms), tuple(said)) for terms, said in entries if terms and said)
    yield Definitions(tuple(full))
    for terms, said in entries:
        if not said:
            yield from terms


def _table(run: Sequence[_Piece], depth: int) -> Iterator[Block]:
    """Yield a table; cells that span others leave these empty."""
    cells: dict[tuple[int, int], list[_Piece]] = {}
    heads: set[tuple[int, int]] = set()
    captions: list[_Piece] = []
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
                row[column], marked = _together(found, " ")
                row[column] = row[column].replace("\n", " ")
                if marked:
                    spans[number, column] = marked
        rows.append(tuple(row))
    first = [place for place in cells if place[0] == lines[0]]
    is_head = heads.issuperset(first) or (not heads and len(rows) > 1 and has_head(rows))
    caption = " ".join(piece.text for piece in captions if piece.text)
    yield Table(tuple(rows), is_head, spans, caption)
    yield from _figure([piece for piece in run if piece.picture])


# Typed text


def _typed(run: Sequence[_Piece]) -> Iterator[Block]:
    lines: list[str] = []
    last = run[0].number
    for piece in run:
        lines += [""] * (piece.number - last)
        lines += piece.printed
        last = piece.number + len(piece.printed)
    yield from _typed_blocks(lines)


def _typed_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield what was typed with its white space: prose, quotations, and everything else as code."""
    code: list[str] = []
    for kind, group in groupby(lines, key=_kind_of):
        stanza = list(group)
        if kind == "blank":
            code += stanza if code else []
        elif kind == "quoted":
            yield from _code(code)
            code = []
            yield Quote(tuple(_typed_blocks([_QUOTED.sub("", line, count=1) for line in stanza])))
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


# Pictures, and text without a shape


def _figure(run: Sequence[_Piece]) -> Iterator[Block]:
    """Yield pictures, each with the caption that follows it."""
    alt: _Piece | None = None
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


def _leaves(run: Sequence[_Piece], *, is_top: bool) -> Iterator[Block]:
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


def _pull_quotes(pieces: Sequence[_Piece]) -> Iterator[Block]:
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


def _paragraphs(pieces: Sequence[_Piece], first: _Piece, *, is_top: bool) -> Iterator[Block]:
    bullets: list[tuple[Block, ...]] = []
    for _, group in groupby(pieces, key=lambda one: one.stanza):
        stanza = list(group)
        if stanza[0].is_after_rule and is_top and stanza[0] is not first:
            yield Rule()
        if all(_BULLET.match(one.text) for one in stanza):
            bullets += [(_without_bullet(one),) for one in stanza]
            continue
        if bullets:
            yield ItemList(tuple(bullets))
            bullets = []
        if len(stanza) > 1 and max(len(one.text) for one in stanza) <= LONGEST_VERSE:
            spans = tuple(one.spans for one in stanza)
            yield Verse(tuple(one.text for one in stanza), spans if any(spans) else ())
        else:
            for one in stanza:
                yield Paragraph(one.text, spans=one.spans, id=one.id)
    if bullets:
        yield ItemList(tuple(bullets))


def _without_bullet(piece: _Piece) -> Paragraph:
    found = _BULLET.match(piece.text)
    cut = found.end() if found else 0
    spans = tuple(
        span._replace(start=max(0, span.start - cut), end=span.end - cut)
        for span in piece.spans
        if span.end > cut
    )
    return Paragraph(piece.text[cut:], spans=spans, id=piece.id)
