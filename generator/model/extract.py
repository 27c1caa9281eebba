"""What is read in a seed: lines and their roles, findings, blocks, the Extract of it all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from generator.dates import PartialDate
from generator.model.probabilities import Probabilities
from generator.report import Diagnostic

T = TypeVar("T")


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


class Mark(StrEnum):
    """What the markup of a seed says about a line; plain text says nothing."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    IMAGE = "image"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    LINKS = "links"
    """The line is nothing but links."""
    ASIDE = "aside"
    """The line stands in navigation, a header, a footer or a form."""


LONGEST_FIELD = 2_000
"""Characters of a line that may be a title, a date or a name; a longer one is running text."""
WORDS_OF_LONG = 50
"""Words that a longer line counts for at least, more than any rule lets a title or a caption have:
a few words with much white space between them are text like any other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reader's text; ``number`` counts from 1, blank lines included."""

    number: int
    text: str
    mark: Mark | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def may_be_field(self) -> bool:
        """Whether there are words in the line, and it is not too long to be a title or a date."""
        return len(self.text) <= LONGEST_FIELD and not self.is_blank


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A value read out of a document, the rule that found it, and where.

    ``line`` is None when the value stands in no single line of the text.
    """

    value: T
    rule: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the seed's own markup states outside its text, as printed there."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None
    source_url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A seed as its reader sees it: the text, line by line, and how it was decoded."""

    lines: tuple[Line, ...]
    encoding: str
    stated: Stated = Stated()
    is_flat: bool = False
    """Whether markup was not understood, but only taken out: it would have cost too much."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A reader's lines with one role each; ``roles`` is as long as ``lines``.

    ``rules`` names, for each line, the rule that gave it its role. ``units`` are the logical
    lines: the numbers of the lines that each is made of (several where a paragraph was
    wrapped at a fixed width); ``chances`` go by their indexes.
    """

    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    rules: tuple[str, ...]
    units: tuple[tuple[int, ...], ...]
    chances: Probabilities | None = None
    """What the line model makes of the units; None for a text without a sign of a page."""
    expected_f1: float = 1.0
    """The F1 (0 to 1) that the line model expects of the main text."""

    def numbers(self, *roles: Role) -> tuple[int, ...]:
        """Return the numbers of the lines that have one of these roles, in order."""
        wanted = frozenset(roles)
        return tuple(
            line.number for line, role in zip(self.lines, self.roles, strict=True) if role in wanted
        )

    def text(self, number: int) -> str:
        """Return the text of line ``number`` without the white space around it."""
        return self.lines[number - 1].text.strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break inside is only where the seed's line was wrapped."""

    text: str
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines whose breaks mean something: verse, addresses, signatures."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells, each cell's text as printed."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool = False
    """Whether the first row names the columns."""


@dataclass(frozen=True, slots=True)
class Crosshead:
    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PullQuote:
    text: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the seed lacks: what stood in its place and below it."""

    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound or film clip: who speaks and the words that announce it."""

    speaker: str | None
    words: str | None


Block: TypeAlias = Paragraph | Verse | Table | Crosshead | BulletList | PullQuote | Picture | Clip


MOST_RELATED = 1_000
"""Entries of one document; a longer list is a text of its own, and its lines are set aside."""


@dataclass(frozen=True, slots=True)
class Related:
    """An entry of a "See also" list, as far as it is printed."""

    title: str
    date: PartialDate | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was read about a document; None where nothing was printed."""

    title: Finding[str] | None = None
    date: Finding[PartialDate] | None = None
    date_text: Finding[str] | None = None
    source: Finding[str] | None = None
    source_url: Finding[str] | None = None
    section: Finding[tuple[str, ...]] | None = None
    authors: Finding[tuple[str, ...]] | None = None
    language: Finding[str] | None = None
    summary: Finding[str] | None = None
    related: tuple[Finding[Related], ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a document is about, each term with the evidence for it."""

    topics: tuple[Finding[str], ...] = ()
    people: tuple[Finding[str], ...] = ()
    places: tuple[Finding[str], ...] = ()
    organisations: tuple[Finding[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything recognised in one seed.

    ``path`` is relative to the seeds folder; ``sha256`` is that of the seed's bytes;
    ``confidence`` estimates the chance (0 to 1) that the main text is right.
    """

    path: str
    sha256: str
    text: LabelledText
    blocks: tuple[Block, ...]
    metadata: Metadata
    subjects: Subjects
    confidence: float
    remarks: tuple[Diagnostic, ...] = ()
    """What was odd about the seed, such as a date that can be read two ways."""
    repairs: tuple[Finding[str], ...] = ()
    """Lines that were mended before anything was read out of them; ``text`` has them unmended."""
