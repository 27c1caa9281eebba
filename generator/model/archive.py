"""Types for what an archive holds: documents, records, taxonomies, periods, pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Literal, NamedTuple, NewType

from msgspec import Struct, field

from generator.dates import PartialDate, parse_edtf
from generator.model.extract import Related
from generator.text import Slug
from generator.text.names import NameKey

Html = NewType("Html", str)
"""Markup that has been sanitised; the only kind that a template prints unescaped."""

SitePath = str
"""A path from the root of the site, such as ``2001/10/index.html``: no leading slash."""


EPOCH = "1970-01-01"
"""The day that is used where a date is required but unknown."""

Cite = tuple[bytes, str | None]
"""A related document as another document names it: the key of its title, and its date in EDTF."""

References = Mapping[int, tuple[int | None, ...]]
"""Maps the index of a document that names related documents to the indexes of those, with None for
a document that the archive lacks."""

Status = Literal["published", "draft", "embargoed", "withdrawn"]
"""What is done with a document on some day. A withdrawn one is no longer published; a notice at its
address says so, with the reason. An embargoed one is not published yet."""

Review = Literal["raw", "checked", "proofed"]
"""How far somebody has compared a document with its original: not yet, in its values, in full."""

NoticeKind = Literal["withdrawn", "gone", "draft", "embargoed", "empty"]
"""Why an address has only a notice: its document was withdrawn, its file is gone, it is a draft
for now or under an embargo, or it is a list that has become empty."""


class Origin(Struct, frozen=True):
    """The seed that a content file was made from, and which of its lines were set aside.

    ``aside`` holds line numbers of the reader's text; ``digests`` maps each front-matter
    key that we wrote, and ``body``, to the digest of the value as we wrote it.
    """

    path: str
    sha256: str
    aside: tuple[int, ...] = ()
    confidence: float | None = None
    converter: str | None = None
    format: str | None = None
    """``html`` if the seed is a page, although its name is that of a text."""
    digests: Mapping[str, str] = field(default_factory=dict)


class Correction(Struct, frozen=True):
    """What was corrected in a document, and when."""

    date: PartialDate
    what: str

    @property
    def day(self) -> str:
        """The first day of its date, as YYYY-MM-DD."""
        return first_day(self.date) or EPOCH


class Record(Struct, frozen=True):
    """What other pages show of a document.

    ``url`` is the path of its page, and of its content file, without the suffix:
    ``2001/10/russia-closes-ranks-with-eu``. ``terms`` maps the key of each taxonomy to the
    terms as written.
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
    corrections: tuple[Correction, ...] = ()
    """Newest first."""
    review: Review | None = None
    redaction: str = ""
    """A digest of the texts that are redacted; empty if there are none."""

    @property
    def path(self) -> SitePath:
        """The path of the document's page."""
        return f"{self.url}.html"

    @property
    def is_dated(self) -> bool:
        """Whether the year of the document is known."""
        return self.date is not None and self.date.year is not None

    @property
    def last_day(self) -> str:
        """The first day of ``updated``, or else of ``added``, as YYYY-MM-DD; or else EPOCH."""
        for text in (self.updated, self.added):
            with suppress(ValueError):
                if day := first_day(parse_edtf(text or "")):
                    return day
        return EPOCH

    @property
    def feed_day(self) -> str:
        """The day by which feeds go: ``last_day`` or, if nobody noted one, that of its own date."""
        own = first_day(self.date) if self.last_day == EPOCH and self.date else None
        return own or self.last_day


def first_day(date: PartialDate) -> str | None:
    """Return the first day of a date as YYYY-MM-DD; None if that has no such form."""
    if date.year is None or not 1 <= date.year <= 9999:
        return None
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}"


class Card(NamedTuple):
    """The part of a record that is available without loading it; most builds need no more.

    ``seed`` is the path and the SHA-256 of the origin; None for a document written by hand.
    ``redaction`` is a digest of what is redacted; empty if nothing is.
    """

    url: SitePath
    title: str
    is_dated: bool
    is_hidden: bool
    last_day: str
    feed_day: str
    seed: tuple[str, str] | None
    redaction: str = ""
    is_corrected: bool = False

    @property
    def path(self) -> SitePath:
        """The path of the document's page."""
        return f"{self.url}.html"


def card_of(record: Record) -> Card:
    """Return the card of a record."""
    origin = record.origin
    seed = (origin.path, origin.sha256) if origin else None
    return Card(
        url=record.url,
        title=record.title,
        is_dated=record.is_dated,
        is_hidden=record.is_hidden,
        last_day=record.last_day,
        feed_day=record.feed_day,
        seed=seed,
        redaction=record.redaction,
        is_corrected=bool(record.corrections) and not record.is_hidden,
    )


class Redaction(Struct, frozen=True):
    """That texts of a document are redacted: the reasons, and the content file without them.

    Wherever a text was, all values and the body have ``generator.text.redaction.MARK``.
    """

    reasons: tuple[str, ...]
    markdown: str


class Document(Struct, frozen=True):
    """A content file as it is on disk: its record, its other values, and its body."""

    record: Record
    body: str
    section: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    template: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    converted: str = ""
    """The digest of the body that was made from the seed; empty if there was none."""
    redaction: Redaction | None = None

    @property
    def is_as_converted(self) -> bool:
        """Whether the body is still the one that was made from the seed."""
        if not self.converted:
            return False
        text = self.body.replace("\r\n", "\n").strip().encode("utf-8", "surrogatepass")
        return sha256(text).hexdigest().startswith(self.converted)


class FreePage(Struct, frozen=True):
    """A page that the owner wrote: ``content/pages/history.md`` is ``history.html``."""

    url: SitePath
    title: str
    source: str
    """The path of its file inside the content folder."""
    menu_title: str | None = None
    """What it is called in the menu, if not by its title."""
    is_in_menu: bool = True
    order: float | None = None
    """Its place in the menu; pages without one come last."""

    @property
    def path(self) -> SitePath:
        return f"{self.url}.html"


class HomeText(Struct, frozen=True):
    """The text of the home page: the path of its file, and the documents that it features."""

    source: str
    featured: tuple[SitePath, ...] = ()


class Term(Struct, frozen=True):
    """One topic, person, place …; ``records`` are indexes of records, newest first.

    ``keys`` are what ``name_key`` makes of the title and ``spellings``. ``broader`` and
    ``narrower`` are slugs of the same taxonomy; ``records`` include those of narrower terms.
    """

    slug: Slug
    title: str
    records: tuple[int, ...]
    has_page: bool
    keys: tuple[NameKey, ...] = ()
    former: tuple[Slug, ...] = ()
    """Other slugs that its page may have had."""
    spellings: tuple[str, ...] = ()
    """Other spellings of the title, in documents or given by the owner."""
    broader: tuple[Slug, ...] = ()
    narrower: tuple[Slug, ...] = ()
    same_as: tuple[str, ...] = ()
    """Full URLs of pages on other sites about the same subject."""
    note: str | None = None
    """The owner's text about the term, in Markdown; None if the term has no file of its own."""
    company: tuple[tuple[str, Slug], ...] = ()
    """Related terms, closest first, each as the key of its taxonomy and its slug."""


class Taxonomy(Struct, frozen=True):
    """A front-matter list that the site indexes; ``key`` is also the name of its folder."""

    key: str
    title: str
    terms: tuple[Term, ...]
    letters: tuple[Letter, ...] = ()
    """The first letters of the terms that have a page; ``records`` are indexes into ``terms``."""

    @property
    def path(self) -> SitePath:
        return f"{self.key}/index.html"


class Period(Struct, frozen=True):
    """A year or a month with the documents whose date begins in it, oldest first.

    For a year, ``month`` is None, and ``months`` hold the documents whose month is known. For a
    month, ``days`` has the day of each of its records: 0 where only the month is known.
    """

    year: int
    month: int | None
    records: tuple[int, ...]
    months: tuple[Period, ...] = ()
    days: tuple[int, ...] = ()


class DayOfYear(Struct, frozen=True):
    """A day of the year, with the documents that are dated to it in any year, oldest first."""

    month: int
    day: int
    records: tuple[int, ...]


class Letter(Struct, frozen=True):
    """One letter of an A–Z index; ``records`` are sorted by title."""

    label: str
    slug: Slug
    records: tuple[int, ...]


class Redirect(Struct, frozen=True):
    """An old address, and the page to which it redirects directly."""

    path: SitePath
    target: SitePath
    query: str = ""
    """What follows a question mark in the old address."""


class Notice(Struct, frozen=True):
    """An old address without a page, and what may be shown of its former page.

    ``above`` is the nearest existing list above it. ``language`` is that of the title.
    """

    path: SitePath
    kind: NoticeKind
    title: str | None
    date: PartialDate | None
    reason: str | None
    language: str | None
    above: SitePath
    until: PartialDate | None = None
    """The date on which an embargo ends."""


class Archive(Struct, frozen=True):
    """Everything that the pages are made of. ``records`` are sorted from oldest to newest.

    Undated documents come last in ``records`` and are listed in ``undated`` by title. A record
    may be loaded only when it is needed; its card is always there.
    """

    records: Sequence[Record]
    cards: Sequence[Card]
    taxonomies: tuple[Taxonomy, ...] = ()
    years: tuple[Period, ...] = ()
    days_of_year: tuple[DayOfYear, ...] = ()
    """The days that have documents, from January on."""
    undated: tuple[int, ...] = ()
    letters: tuple[Letter, ...] = ()
    free_pages: tuple[FreePage, ...] = ()
    """In the order of the menu."""
    home: HomeText | None = None
    files: tuple[SitePath, ...] = ()
    """Other files of the content folder, which are copied unchanged."""
    redirects: tuple[Redirect, ...] = ()
    """Sorted by path, like ``notices``. The two together are the addresses that pages once had."""
    server_redirects: tuple[Redirect, ...] = ()
    """The redirects that no page can be, as they have a query or would shadow another page."""
    notices: tuple[Notice, ...] = ()
    similar: Sequence[tuple[int, ...]] = ()
    """For each document, the indexes of the documents most similar to it, best first."""
    references: References = field(default_factory=dict)
    referenced_by: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """The references reversed: for each document, the documents that name it, latest first."""
    addresses: Mapping[str, SitePath] = field(default_factory=dict)
    """The page that each known address leads to, by the keys of ``generator.text.addresses``."""
    paths: Collection[SitePath] = ()
    """The paths of all files of the site that are planned."""
    filing: str = ""
    """The digest of everything that determines the lists: how the documents are filed."""


class Page(Struct, frozen=True):
    """One file of the output: its path, its kind, and which part of the archive it shows.

    What ``key`` means depends on the kind: indexes, a year and month, a page number.
    """

    path: SitePath
    kind: str
    key: tuple[int | str, ...] = ()
