"""Types for what is read from a seed: lines, roles, findings, blocks, the Extract of it all."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from generator.dates import PartialDate
from generator.model.blocks import Block, Role
from generator.model.markup import PictureFile, Place, Span
from generator.report import Diagnostic

T = TypeVar("T")


class Mark(StrEnum):
    """What the markup of a seed says about a line; lines of plain text have no mark."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    IMAGE = "image"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    LINKS = "links"
    """The line consists of links only."""
    ASIDE = "aside"
    """The line is part of navigation, a header, a footer or a form."""


LONGEST_FIELD = 2_000
"""The most characters that a title, a date or a name may have; a longer line is running text."""
WORDS_OF_LONG = 50
"""A longer line counts as at least this many words, more than any rule allows a title or a caption:
so a few words with much white space between them are text."""

CERTAIN = 4096
"""The probabilities of the line model are integers from 0 to this, so that no machine rounds them
differently."""
LABELS = tuple("body subhead title caption pullquote byline date related furniture".split())
"""What the line model distinguishes."""


class Line(Struct, frozen=True):
    """One line of a reader's text; ``number`` counts from 1, blank lines included."""

    number: int
    text: str
    mark: Mark | None = None
    spans: tuple[Span, ...] = ()
    place: Place | None = None
    """Where in the markup the line is; None for plain text."""
    picture: PictureFile | None = None
    """The picture that stands here; ``text`` is then its alternative text, which may be empty."""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def may_be_field(self) -> bool:
        """Whether the line is neither blank nor too long to be a title or a date."""
        return len(self.text) <= LONGEST_FIELD and not self.is_blank


class Finding(Struct, Generic[T], frozen=True):
    """A value read from a document, the rule that found it, and its line if it has one."""

    value: T
    rule: str
    line: int | None = None


class Stated(Struct, frozen=True):
    """What the markup of a seed states outside the text, as written there.

    Several places may state a value, perhaps differently; the rule of each finding names the place.
    Places that are trusted more come first.
    """

    titles: tuple[Finding[str], ...] = ()
    dates: tuple[Finding[str], ...] = ()
    authors: tuple[Finding[str], ...] = ()
    """One name or several; a place that names several authors may state one after the other."""
    sources: tuple[Finding[str], ...] = ()
    source_url: str | None = None
    language: str | None = None
    saved: str | None = None
    """The day on which a program saved the page (ISO 8601), which is no date of the document."""
    base: str | None = None
    """What the relative addresses of the page are relative to, if not to its own address."""


class SourceText(Struct, frozen=True):
    """A seed as its reader returns it: the text, line by line, and how it was decoded."""

    lines: tuple[Line, ...]
    encoding: str
    stated: Stated = Stated()
    is_flat: bool = False
    """Whether markup was only removed, because it would have cost too much to parse."""


class Probabilities(Struct, frozen=True):
    """The probabilities of each logical line: of being main text, and of each of LABELS."""

    main: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]

    def of(self, index: int, label: str) -> int:
        """Return the probability that a logical line has ``label``."""
        return self.labels[index][LABELS.index(label)]


class LabelledText(Struct, frozen=True):
    """A reader's lines with one role each; ``roles`` is as long as ``lines``.

    ``rules`` names, for each line, the rule that gave it its role. ``units`` are the logical
    lines, each as the numbers of its lines (several where a paragraph was wrapped at a fixed
    width); their indexes are those of ``chances``.
    """

    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    rules: tuple[str, ...]
    units: tuple[tuple[int, ...], ...]
    chances: Probabilities | None = None
    """The line model's probabilities for the units; None if the text is not from a page."""
    expected_f1: float = 1.0
    """The F1 score (0 to 1) that the line model expects for the main text."""
    prose: int = 0
    """The number of words in running text, kept or set aside; 0 if the text is not from a page."""

    def numbers(self, *roles: Role) -> tuple[int, ...]:
        """Return the numbers of the lines that have one of these roles, in order."""
        wanted = frozenset(roles)
        return tuple(
            line.number for line, role in zip(self.lines, self.roles, strict=True) if role in wanted
        )

    def text(self, number: int) -> str:
        """Return the text of line ``number`` without the white space around it."""
        return self.lines[number - 1].text.strip()


IS_PICTURE = "seed.picture"
"""The code for a seed that is a picture: it is no document, but documents may show it."""

MOST_RELATED = 1_000
"""The most entries of one document. A longer list is a text of its own; the rest is set aside."""


class Related(Struct, frozen=True):
    """An entry of a "See also" list; a field is None if nothing was printed for it."""

    title: str
    date: PartialDate | None = None
    section: str | None = None


class Metadata(Struct, frozen=True):
    """What was read about a document; a field is None if nothing was found for it."""

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


class Subjects(Struct, frozen=True):
    """What a document is about, each term with the evidence for it."""

    topics: tuple[Finding[str], ...] = ()
    people: tuple[Finding[str], ...] = ()
    places: tuple[Finding[str], ...] = ()
    organisations: tuple[Finding[str], ...] = ()


class Extract(Struct, frozen=True):
    """Everything recognised in one seed.

    ``path`` is relative to the seeds folder; ``sha256`` is that of the seed's bytes;
    ``confidence`` is the estimated probability (0 to 1) that the main text is right.
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
    """Lines that were repaired before anything was read from them; ``text`` has the originals."""
    saved: str | None = None
    """The day on which a program saved the seed (ISO 8601), if the seed says so."""
    base: str | None = None
    """What relative addresses are relative to, if the seed says so; it may be relative, too."""
