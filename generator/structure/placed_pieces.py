"""Find the pieces of a document's own text, with the elements around them that give it a shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.model import (
    MAIN_TEXT,
    Element,
    LabelledText,
    Line,
    Mark,
    PictureFile,
    Role,
    Span,
    SpanKind,
    Spans,
)
from generator.structure.data_tables import find_data_tables, table_of
from generator.structure.logical_lines import SOFT_HYPHEN
from generator.structure.notes import without_ways_back
from generator.text.page_places import place_id

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol", "menu", "dir")
PRINTED = ("pre", "listing", "xmp", "plaintext", "textarea")
LONGEST_HEADING = 300
_SHAPING = frozenset({*HEADINGS, *LISTS, *PRINTED, "li", "dl", "dt", "dd", "blockquote", "figure"})
_OF_TABLES = frozenset({"table", "td", "th", "caption"})
_PICTURES = (Role.IMAGE_ALT, Role.CAPTION)
_KEPT = MAIN_TEXT | {*_PICTURES, Role.PULL_QUOTE, Role.ATTRIBUTION, Role.CLIP}
_SMALLEST_PICTURE = 64
"""Pixels. A picture that is known to be smaller is an ornament."""
_ORNAMENT = re.compile(
    r"(?:^|[^a-z])(?:avatar|badge|bullet|button|gravatar|icon|logo|pixel|smil(?:ey|ies)|spacer|"
    r"sprite|emoji|clear|blank|arrow|rating|stars?)s?(?:[^a-z]|$)",
    re.IGNORECASE,
)
_FORMATTING = frozenset("a b big code em font i nobr s small span strike strong tt u".split())
_NO_CAPTION = frozenset({"body", "article", "main", "section", *HEADINGS})
_LONGEST_CAPTION = 250
"""Characters of what is below a picture in the same block, if it is called nothing."""
_WHOLE, _GENERAL, _FEWEST = 0.9, 0.8, 3
"""An emphasis is general if it marks this much of this share of the text's paragraphs, and as many
paragraphs."""
_NAME_OF_DATA = re.compile(r"data:[^,;]*;name=([^,;]*)")
_NO_ADDRESS = re.compile(r"(?:javascript|vbscript|data|about):|#?$", re.IGNORECASE)


class Piece(Struct, frozen=True):
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


def find_pieces(text: LabelledText) -> list[Piece]:
    kept = {
        unit: text.roles[unit[0] - 1] for unit in text.units if text.roles[unit[0] - 1] in _KEPT
    }
    text = without_ways_back(text, kept)
    tables = find_data_tables(text.lines)
    wrapped = _whole_quotes(text, kept)
    targets, ids = _find_places(text, kept, tables)
    found: list[Piece] = []
    stanza, last = 0, 0
    pictures = [line for line in text.lines if line.picture]
    inside = _between_text(text)
    bare = ((line.number,) for line in pictures if not line.text and line.number in inside)
    units = sorted((*kept, *bare))
    shown = None  # the picture above and its words; it may come again for browsers without scripts
    for unit in units:
        stanza += unit[0] != last + 1
        last = unit[-1]
        first = text.lines[unit[0] - 1]
        place = first.place
        around = place.path if place else ()
        this = (first.picture.address, first.text) if first.picture else None
        if this and this == shown:
            continue
        shown = this
        role = Role.IMAGE_ALT if first.picture else kept.get(unit, Role.IMAGE_ALT)
        is_caption = first.mark is Mark.CAPTION
        if role in (Role.BODY, Role.SUBHEAD) and _is_below_picture(text.lines, unit):
            role, is_caption = Role.CAPTION, True
        words, spans = _joined([text.lines[number - 1] for number in unit], targets)
        found.append(
            Piece(
                text=words,
                spans=spans,
                role=role,
                stanza=stanza,
                path=tuple(
                    one
                    for one in around
                    if (one.tag in _SHAPING and one not in wrapped)
                    or (one.tag in _OF_TABLES and table_of(around, one) in tables)
                ),
                printed=tuple(text.lines[number - 1].text for number in unit),
                number=unit[0],
                id=ids.get(unit[0], ""),
                picture=first.picture if _is_worth_it(first.picture) else None,
                is_after_rule=place is not None and place.is_after_rule,
                is_caption=is_caption,
                in_head=any(one.tag == "thead" for one in around),
            )
        )
    found = [one for one in found if one.text or one.picture]
    for kind in (SpanKind.STRONG, SpanKind.EMPHASIS):
        found = _without_general(kind, found)
    return found


def _without_general(kind: SpanKind, pieces: list[Piece]) -> list[Piece]:
    """Return pieces without an emphasis of nearly all of them, which emphasises nothing.

    Old pages begin bold type and forget to end it.
    """
    body = [one for one in pieces if one.role is Role.BODY and one.text]
    whole = [one for one in body if _share(kind, one) >= _WHOLE]
    letters = sum(len(one.text) for one in whole)
    if len(whole) < _FEWEST or letters < _GENERAL * sum(len(one.text) for one in body):
        return pieces
    bare = {
        one.number: replace(one, spans=tuple(span for span in one.spans if span.kind is not kind))
        for one in whole
    }
    return [bare.get(one.number, one) for one in pieces]


def _share(kind: SpanKind, piece: Piece) -> float:
    marked = sum(span.end - span.start for span in piece.spans if span.kind is kind)
    return marked / len(piece.text)


def _between_text(text: LabelledText) -> frozenset[int]:
    """Return the numbers of the lines that have nothing but the document's own lines beside them.

    Blank lines do not count. Above the first line, and below the last, there may be nothing.
    """
    own = _KEPT | {Role.TITLE, Role.DATE, Role.BYLINE}

    def beside(lines: Iterable[Line]) -> Iterator[int]:
        is_own = True
        for line in lines:
            if is_own:
                yield line.number
            if not line.is_blank:
                is_own = text.roles[line.number - 1] in own

    return frozenset(beside(text.lines)) & frozenset(beside(reversed(text.lines)))


def _is_below_picture(lines: Sequence[Line], unit: tuple[int, ...]) -> bool:
    """Return whether a unit is all the text of a block, and a line break below its picture."""
    first = lines[unit[0] - 1]
    block = _block_of(first)
    if block is None or block.tag in _NO_CAPTION or len(first.text) > _LONGEST_CAPTION:
        return False
    top = unit[0] - 1
    while top and (lines[top - 1].picture or (lines[top - 1].is_blank and top < unit[0] - 1)):
        if lines[top - 1].picture and _block_of(lines[top - 1]) is not block:
            break
        top -= 1
    above = next((line for line in reversed(lines[:top]) if not line.is_blank), None)
    below = next((line for line in lines[unit[-1] :] if not line.is_blank or line.picture), None)
    return top < unit[0] - 1 and not any(
        line and line.place and block in line.place.path for line in (above, below)
    )


def _block_of(line: Line) -> Element | None:
    """Return the innermost element around a line that is not only formatting."""
    element = line.place.element if line.place else None
    while element is not None and element.tag in _FORMATTING:
        element = element.parent
    return element


def _is_worth_it(picture: PictureFile | None) -> bool:
    if picture is None:
        return False
    sizes = [size for size in (picture.width, picture.height) if size is not None]
    is_small = bool(sizes) and max(sizes) < _SMALLEST_PICTURE
    name = picture.address.rpartition("/")[2]
    if picture.address.startswith("data:"):
        stated = _NAME_OF_DATA.match(picture.address)
        name = stated[1] if stated else ""
    return bool(picture.larger) or not (is_small or _ORNAMENT.search(name))


def _joined(lines: Sequence[Line], targets: Mapping[str, str]) -> tuple[str, Spans]:
    """Return a unit's lines as one text, and its spans."""
    words, spans = "", []
    for line in lines:
        stripped = line.text.strip()
        if words and not words.endswith(SOFT_HYPHEN):
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
        name = targets.get(written[1:]) or targets.get(unquote(written[1:]))
        return f"#{name}" if name else ""
    return "" if _NO_ADDRESS.match(written) else written


def _find_places(
    text: LabelledText,
    kept: Mapping[tuple[int, ...], Role],
    tables: Collection[Element],
) -> tuple[dict[str, str], dict[int, str]]:
    """Return the ids of blocks, by the names in links that lead there and by their first lines."""
    by_name: dict[str, str] = {}
    by_line: dict[int, str] = {}
    for unit in kept:
        places = [text.lines[number - 1].place for number in unit]
        names = [one for place in places if place for one in place.ids if one not in by_name]
        around = places[0].path if places[0] else ()
        if not names or any(one in tables or one.tag in PRINTED for one in around):
            continue
        id_ = place_id(names[0])
        if id_ not in by_name.values():
            by_line[unit[0]] = id_
            by_name |= dict.fromkeys(names, id_)
    return by_name, by_line


def _whole_quotes(text: LabelledText, kept: Mapping[tuple[int, ...], Role]) -> frozenset[Element]:
    """Return the quotations that are around most of the text, to indent it."""
    letters: Counter[Element] = Counter()
    total = 0
    for unit in kept:
        for number in unit:
            line = text.lines[number - 1]
            total += len(line.text)
            for one in line.place.path if line.place else ():
                if one.tag in ("blockquote", "li", "dd", *HEADINGS):
                    letters[one] += len(line.text)
    return frozenset(
        one
        for one, number in letters.items()
        if number * (2 if one.tag == "blockquote" else 1) * 10 > total * 9
        and (total > LONGEST_HEADING or (one.tag == "blockquote" and number == total))
    )
