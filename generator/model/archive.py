"""What an archive holds: documents and their records, taxonomies, periods, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, NewType

from generator.dates import PartialDate, parse_edtf
from generator.model.extract import Related
from generator.report import Diagnostic
from generator.text import Slug

Html = NewType("Html", str)
"""Markup that has been sanitised; the only kind that a template prints unescaped."""

SitePath = str
"""A path from the root of the site, such as ``2001/10/index.html``: no leading slash."""


EPOCH = "1970-01-01"
"""The day that stands for an unknown one where a day is a must."""

Cite = tuple[bytes, str | None, int | None, int | None]
"""A related story that a document names, as a plain value: the key of its title, its date in EDTF,
and that date's year and month.
"""

References = Mapping[int, tuple[int | None, ...]]
"""By the places of documents that name related stories: for each of these, the place of the
document that it is; None where the archive has none.
"""

Status = Literal["published", "draft", "withdrawn"]
"""What the owner wants done with a document. A withdrawn one is no longer published, and its
address says so, with the reason."""

NoticeKind = Literal["withdrawn", "gone", "draft", "empty"]
"""Why an address has only a notice: its document was withdrawn, its file is gone, it is kept back
for now, or it is a list that nothing stands in any more."""


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
    authors: tuple[str, ...] = ()
    source_url: str | None = None
    rights: str | None = None

    @property
    def path(self) -> SitePath:
        """The path of the document's page."""
        return f"{self.url}.html"

    @property
    def is_dated(self) -> bool:
        """Whether the document has a place in time."""
        return self.date is not None and self.date.year is not None

    @property
    def last_day(self) -> str:
        """The first day that the document may last have been changed on (YYYY-MM-DD)."""
        for text in (self.updated, self.added):
            try:
                date = parse_edtf(text or "")
            except ValueError:
                continue
            if date.year is not None and 1 <= date.year <= 9999:
                return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}"
        return EPOCH


class Card(NamedTuple):
    """The little of a record that is at hand without loading it: most builds need no more.

    ``seed`` is the path and the SHA-256 of the origin, None for a text written by hand.
    ``last_day`` is the record's.
    """

    url: SitePath
    title: str
    is_dated: bool
    is_hidden: bool
    last_day: str
    seed: tuple[str, str] | None

    @property
    def path(self) -> SitePath:
        """The path of the document's page."""
        return f"{self.url}.html"


def card_of(record: Record) -> Card:
    """Return the card of a record."""
    origin = record.origin
    seed = (origin.path, origin.sha256) if origin else None
    return Card(record.url, record.title, record.is_dated, record.is_hidden, record.last_day, seed)


@dataclass(frozen=True, slots=True)
class Document:
    """A content file as it stands on disk: its record, the rest of its values, its body."""

    record: Record
    body: str
    section: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
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
    """One topic, person, place …; ``records`` index the archive's, newest first.

    ``names`` are the slugs of all its ``spellings``, its own among them. ``broader`` and
    ``narrower`` are slugs of the same taxonomy; those below count among its records.
    """

    slug: Slug
    title: str
    records: tuple[int, ...]
    has_page: bool
    names: tuple[Slug, ...] = ()
    spellings: tuple[str, ...] = ()
    """How else documents, or its owner, write it."""
    broader: tuple[Slug, ...] = ()
    narrower: tuple[Slug, ...] = ()
    same_as: tuple[str, ...] = ()
    """Full addresses of pages elsewhere that are about the same."""
    note: str | None = None
    """What the owner says of it, in Markdown; None for a term without a file of its own."""
    company: tuple[tuple[str, Slug], ...] = ()
    """The terms, each after its taxonomy's key, that its documents often have, closest first."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A front-matter list that the site indexes; its key is also its folder."""

    key: str
    title: str
    terms: tuple[Term, ...]
    letters: tuple[Letter, ...] = ()
    """The first letters of the terms that have a page; ``records`` index ``terms``."""

    @property
    def path(self) -> SitePath:
        return f"{self.key}/index.html"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month with the documents whose date begins in it, oldest first.

    ``month`` is None for a year, whose ``months`` then hold those known to the month. A month's
    records go by their days, which are those of ``days``: 0 where only the month is known.
    """

    year: int
    month: int | None
    records: tuple[int, ...]
    months: tuple[Period, ...] = ()
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of the year, with the documents that are dated to it in any year, oldest first."""

    month: int
    day: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the A–Z index; ``records`` in the order of their titles."""

    label: str
    slug: Slug
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, and the page that it leads straight to."""

    path: SitePath
    target: SitePath


@dataclass(frozen=True, slots=True)
class Notice:
    """An old address without a page, and what may be said of the page that it had.

    ``above`` is the nearest page that there is above it, a list. ``language`` is the title's.
    """

    path: SitePath
    kind: NoticeKind
    title: str | None
    date: PartialDate | None
    reason: str | None
    language: str | None
    above: SitePath


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the pages are made of. ``records`` are sorted from the oldest to the newest.

    Undated documents come last in ``records`` and are listed in ``undated`` by title. A record
    may be loaded only when it is asked for; its card is always there.
    """

    records: Sequence[Record]
    cards: Sequence[Card]
    taxonomies: tuple[Taxonomy, ...] = ()
    years: tuple[Period, ...] = ()
    days_of_year: tuple[DayOfYear, ...] = ()
    """Those that have documents, from January on."""
    undated: tuple[int, ...] = ()
    letters: tuple[Letter, ...] = ()
    free_pages: tuple[FreePage, ...] = ()
    files: tuple[SitePath, ...] = ()
    """Other files of the content folder, copied as they are."""
    redirects: tuple[Redirect, ...] = ()
    """By path, as are the notices: together, the addresses that pages once had."""
    notices: tuple[Notice, ...] = ()
    similar: Sequence[tuple[int, ...]] = ()
    """For each document, the places of those most similar to it, best first."""
    references: References = field(default_factory=dict)
    referenced_by: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """The references turned round: which documents name this one, latest first."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output: its path, its kind, and what of the archive it shows.

    ``key`` is read by the page's kind alone: indexes, a year and month, a page number.
    """

    path: SitePath
    kind: str
    key: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file of the output, made but not yet published; ``sha256`` is that of its bytes.

    ``is_new`` is False when the output has the same bytes already, and nothing was staged.
    ``remark`` is what is wrong with what it shows.
    """

    path: SitePath
    sha256: str
    is_new: bool = True
    remark: Diagnostic | None = None
