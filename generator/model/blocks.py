"""Roles of lines, and the blocks of a document's own text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from generator.model.markup import PictureFile, Span


class Role(StrEnum):
    """What a line of a seed is; every line has exactly one."""

    FURNITURE = "furniture"
    SECTION = "section"
    DATE = "date"
    TITLE = "title"
    BYLINE = "byline"
    STANDFIRST = "standfirst"
    BODY = "body"
    SUBHEAD = "subhead"
    LIST_ITEM = "list_item"
    PULL_QUOTE = "pull_quote"
    ATTRIBUTION = "attribution"
    IMAGE_ALT = "image_alt"
    CAPTION = "caption"
    CLIP = "clip"
    RELATED_HEADING = "related_heading"
    RELATED_META = "related_meta"
    RELATED = "related"
    CORRECTION = "correction"
    BLANK = "blank"


MAIN_TEXT = frozenset({Role.STANDFIRST, Role.BODY, Role.SUBHEAD, Role.LIST_ITEM, Role.CORRECTION})
"""The roles whose lines, in order, are the document's own text."""

Spans: TypeAlias = tuple[Span, ...]


class Paragraph(Struct, frozen=True):
    """Running text; a line break in it only means that the seed wrapped the line there."""

    text: str
    role: Role = Role.BODY
    spans: Spans = ()
    id: str = ""
    """The name by which links lead here."""


class Verse(Struct, frozen=True):
    """Lines whose breaks matter: verse, addresses, signatures."""

    lines: tuple[str, ...]
    spans: tuple[Spans, ...] = ()
    """The spans of each line; none if no line has any."""
    id: str = ""


class Table(Struct, frozen=True):
    """Rows with the same number of cells; each cell is the text as printed, in lines."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool = False
    """Whether the first row names the columns."""
    spans: Mapping[tuple[int, int], Spans] = {}
    """The spans of the cells that have any, by row and column."""
    caption: str = ""


class Crosshead(Struct, frozen=True):
    text: str
    level: int = 2
    """From 2, for the largest parts of a document, to 6."""
    spans: Spans = ()
    id: str = ""


class ItemList(Struct, frozen=True):
    """A list; each item is made of blocks."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    """The number of the first item; None if the items have bullets."""
    style: str = "1"
    """How items are numbered: ``1``, ``a``, ``A``, ``i`` or ``I``, as HTML has it."""


class Definition(Struct, frozen=True):
    """Terms, and what is said of them."""

    terms: tuple[Paragraph, ...]
    descriptions: tuple[tuple[Block, ...], ...]


class Definitions(Struct, frozen=True):
    entries: tuple[Definition, ...]


class Quote(Struct, frozen=True):
    blocks: tuple[Block, ...]


class Code(Struct, frozen=True):
    """Lines whose white space matters."""

    lines: tuple[str, ...]


class Rule(Struct, frozen=True):
    """A line across the page, between two parts of a text."""


class PullQuote(Struct, frozen=True):
    text: str
    attribution: str | None = None


class Picture(Struct, frozen=True):
    """A picture: its alternative text and its caption, and the file if the seed refers to one."""

    alt: str | None = None
    caption: str | None = None
    file: PictureFile | None = None
    spans: Spans = ()
    """The spans of the caption."""


class Clip(Struct, frozen=True):
    """A sound or film clip: who speaks, and the words that announce it."""

    speaker: str | None
    words: str | None


Block: TypeAlias = (
    Paragraph
    | Verse
    | Table
    | Crosshead
    | ItemList
    | Definitions
    | Quote
    | Code
    | Rule
    | PullQuote
    | Picture
    | Clip
)
