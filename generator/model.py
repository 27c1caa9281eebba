"""The nouns of the archive: what the stages hand to one another.

Knows no file format, no stage and no disk. Everything is frozen; collections are tuples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NewType, TypeAlias, TypeVar

from generator.dates import PartialDate
from generator.report import Diagnostic
from generator.text import Slug

Html = NewType("Html", str)
"""Markup that has been sanitised; the only kind that a template prints unescaped."""

SitePath = str
"""A path from the root of the site, such as ``2001/10/index.html``: no leading slash."""

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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reader's text; ``number`` counts from 1, blank lines included."""

    number: int
    text: str
    mark: Mark | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


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


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A reader's lines with one role each; ``roles`` is as long as ``lines``.

    ``rules`` names, for each line, the rule that gave it its role. ``units`` are the logical
    lines: the numbers of the lines that each is made of (several where a paragraph was
    wrapped at a fixed width).
    """

    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    rules: tuple[str, ...]
    units: tuple[tuple[int, ...], ...]

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
    """Lines whose breaks mean something: verse, addresses, signatures, columns."""

    lines: tuple[str, ...]


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


Block: TypeAlias = Paragraph | Verse | Crosshead | BulletList | PullQuote | Picture | Clip


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


@dataclass(frozen=True, slots=True)
class Origin:
    """Which seed a content file was made from, and what was set aside of it.

    ``aside`` holds line numbers of the reader's text; ``digests`` maps each front-matter
    key that we wrote, and ``body``, to the digest of the value as we wrote it.
    """

    path: str
    sha256: str
    aside: tuple[int, ...] = ()
    confidence: float | None = None
    converter: str | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What other pages show of a document; the whole archive's are kept in memory.

    ``url`` is the path of its page without the ending, which is also that of its content
    file: ``2001/10/russia-closes-ranks-with-eu``. ``terms`` maps each taxonomy's key to
    the terms as written.
    """

    url: SitePath
    title: str
    date: PartialDate | None = None
    date_text: str | None = None
    source: str | None = None
    summary: str | None = None
    language: str | None = None
    added: str | None = None
    updated: str | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_hidden: bool = False
    origin: Origin | None = None

    @property
    def path(self) -> SitePath:
        """The path of the document's page."""
        return f"{self.url}.html"


@dataclass(frozen=True, slots=True)
class Document:
    """A content file as it stands on disk: its record, the rest of its values, its body."""

    record: Record
    body: str
    authors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    source_url: str | None = None
    related: tuple[Related, ...] = ()
    rights: str | None = None
    template: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page that the owner wrote: ``content/pages/history.md`` is ``history.html``."""

    url: SitePath
    title: str
    source: str
    """Path of its file inside the content folder."""

    @property
    def path(self) -> SitePath:
        return f"{self.url}.html"


@dataclass(frozen=True, slots=True)
class Term:
    """One topic, person, place …; ``records`` index the archive's, newest first."""

    slug: Slug
    title: str
    records: tuple[int, ...]
    has_page: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A front-matter list that the site indexes; its key is also its folder."""

    key: str
    title: str
    terms: tuple[Term, ...]

    @property
    def path(self) -> SitePath:
        return f"{self.key}/index.html"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month with the documents whose date begins in it, oldest first.

    ``month`` is None for a year, whose ``months`` then hold those known to the month.
    """

    year: int
    month: int | None
    records: tuple[int, ...]
    months: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the A–Z index; ``records`` in the order of their titles."""

    label: str
    slug: Slug
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the pages are made of. ``records`` are sorted from the oldest to the newest.

    Undated documents come last in ``records`` and are listed in ``undated`` by title.
    """

    records: tuple[Record, ...]
    taxonomies: tuple[Taxonomy, ...] = ()
    years: tuple[Period, ...] = ()
    undated: tuple[int, ...] = ()
    letters: tuple[Letter, ...] = ()
    free_pages: tuple[FreePage, ...] = ()
    files: tuple[SitePath, ...] = ()
    """Other files of the content folder, copied as they are."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output: its path, its kind, and what of the archive it shows.

    ``key`` is read by the page's kind alone: indexes, a year and month, a page number.
    """

    path: SitePath
    kind: str
    key: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staged:
    """A file of the output, made but not yet published; ``sha256`` is that of its bytes.

    ``is_new`` is False when the output has the same bytes already, and nothing was staged.
    """

    path: SitePath
    sha256: str
    is_new: bool = True
