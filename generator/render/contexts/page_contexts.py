"""The nouns of pages: one for each kind, but those of time."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.model import Html
from generator.render.contexts.metadata import Citations
from generator.render.contexts.parts import (
    DateWords,
    Entry,
    EntryGroup,
    Link,
    NavigationLink,
    Pager,
    TermEntry,
    TermGroup,
    TermLink,
    TermListing,
)
from generator.render.contexts.time import Chart, PeriodLink


class RelatedEntry(Struct, frozen=True):
    """An entry of the document's own "See also" list, as printed."""

    title: str
    date: DateWords | None
    section: str | None
    url: str | None = None
    """The document's page; None when the archive does not have it, or several that it may be."""


class AsideLine(Struct, frozen=True):
    """A line of the seed that is not part of the text shown."""

    number: int
    text: str


class Provenance(Struct, frozen=True):
    """Where a document's text comes from."""

    path: str
    """The file it was made from, below the folder of seeds."""
    sha256: str | None
    """None if texts are redacted, as it would let readers try out what they were."""
    converter: str | None
    """The version of Microfiche that read it."""
    confidence: int | None
    """Estimated chance, in per cent, that the main text was recognised rightly."""
    aside: tuple[AsideLine, ...]
    """What was set aside; empty when nothing was, the file is no longer there, or texts are
    redacted."""


class Redaction(Struct, frozen=True):
    """That texts of a document are redacted: ``[redacted]`` is in their place."""

    reasons: tuple[str, ...]
    """Why, in the owner's words; may be empty."""


class Correction(Struct, frozen=True):
    """What was corrected in a document, in its owner's words, and when."""

    date: DateWords
    what: str


class Document(Struct, frozen=True):
    """The noun of document.html."""

    title: str
    body: Html
    """The text, sanitised: the one value that is markup.

    A link that leaves the archive has the class ``external``. A link of a saved page to one that
    the archive lacks has the class ``missing``, no ``href``, and the address as its ``title``."""
    date: DateWords | None
    date_text: str | None
    """The date as printed in the original."""
    source: str | None
    """The original publication."""
    source_url: str | None
    """Where it was published there."""
    section: tuple[str, ...]
    """As printed, the widest first."""
    authors: tuple[str, ...]
    """As printed."""
    summary: str | None
    language: str | None
    direction: str | None
    terms: tuple[TermGroup, ...]
    related: tuple[RelatedEntry, ...]
    newer: Entry | None
    older: Entry | None
    markdown_url: str | None
    original_url: str | None
    """The file that it was made from, byte for byte."""
    provenance: Provenance | None
    """None for a document that was written by hand."""
    rights: str | None
    added: str | None
    """The day, as in 2026-11-23; so is `updated`."""
    updated: str | None
    cite: Citations
    params: Mapping[str, object] = field(default_factory=dict)
    """The front matter's other keys."""
    referenced_by: tuple[Entry, ...] = ()
    """The documents whose own "See also" lists name this one, latest first; at most twenty."""
    referenced_by_others: int = 0
    """How many more name it."""
    similar: tuple[Entry, ...] = ()
    """Those that share rare terms with it, most similar first; none that stands in another list."""
    rights_statement: Link | None = None
    """The standard statement that `rights` names: its title, and the address that explains it."""
    redaction: Redaction | None = None
    """None where nothing is redacted."""
    review: str | None = None
    """How far it was compared with the original: `raw`, `checked` or `proofed`."""
    corrections: tuple[Correction, ...] = ()
    """Newest first."""


class Home(Struct, frozen=True):
    """The noun of home.html."""

    span: str | None
    """The years that the archive covers, in words; None when nothing is dated."""
    document_count: int
    chart: Chart | None
    """The documents over time, of a single year by month; None where they are of one month, or
    undated."""
    doors: tuple[TermEntry, ...]
    """The ways in: years, taxonomies, A–Z, each with the number of its pages or entries."""
    recently_added: tuple[EntryGroup, ...]
    """The few documents that were added last, by day; empty when all came on the same day."""
    on_this_day: tuple[PeriodLink, ...]
    """The twelve months, each with the documents of its days in any year; empty when no
    document is dated to a day."""
    entries: tuple[Entry, ...]
    """The latest by their own dates first."""
    pager: Pager
    introduction: Html | None = None
    """What the owner says of the archive, sanitised; None on the further pages of the list."""
    featured: tuple[Entry, ...] = ()
    """The documents that the owner chose, in that order."""


class FreePage(Struct, frozen=True):
    """The noun of page.html: a page that the owner wrote."""

    title: str
    body: Html
    params: Mapping[str, object] = field(default_factory=dict)
    """The front matter's other keys."""


class Undated(Struct, frozen=True):
    """The noun of undated.html."""

    entries: tuple[Entry, ...]
    pager: Pager


class Taxonomy(Struct, frozen=True):
    """The noun of taxonomy.html: the terms of one taxonomy, by the alphabet or by number."""

    key: str
    title: str
    term_count: int
    """Terms that have a page."""
    rare_count: int
    """Terms that too few documents have for a page of their own."""
    orders: tuple[NavigationLink, ...]
    """The ways to go through the terms: by the alphabet, by the number of their documents."""
    letters: tuple[NavigationLink, ...]
    """The pages, or parts of this page, that hold the terms of one letter each."""
    groups: tuple[TermListing, ...]
    """What this page shows: terms under their first letters, or all under none."""


class Term(Struct, frozen=True):
    """The noun of term.html."""

    title: str
    taxonomy: Link
    document_count: int
    span: str | None
    introduction: Html | None
    """What the owner says of it, sanitised."""
    spellings: tuple[str, ...]
    """How else documents write it."""
    broader: tuple[TermLink, ...]
    narrower: tuple[TermEntry, ...]
    often_with: tuple[TermEntry, ...]
    """Terms of any taxonomy that its documents often have, closest first; ``count`` is theirs."""
    same_as: tuple[Link, ...]
    """Pages elsewhere that are about the same, titled by their sites."""
    chart: Chart | None
    """Its documents by year; None where they are of one year, or undated."""
    groups: tuple[EntryGroup, ...]
    """By year, newest first; undated ones last."""
    feed_url: str
    """The Atom feed of what was added last to it."""
    json_feed_url: str
    """The same as JSON Feed."""
    pager: Pager


class AToZ(Struct, frozen=True):
    """The noun of a-z.html: the letters, and the entries of one of them (or none yet)."""

    letters: tuple[NavigationLink, ...]
    entries: tuple[Entry, ...]
    pager: Pager


class About(Struct, frozen=True):
    """The noun of about.html: what the archive holds and how it was made."""

    span: str | None
    document_count: int
    dated_count: int
    undated_count: int
    converted_count: int
    """Documents made from seeds."""
    written_count: int
    """Documents written by hand."""
    sources: tuple[TermEntry, ...]
    generator: str


class Redirect(Struct, frozen=True):
    """The noun of redirect.html: an old address, and the page that it leads to."""

    title: str
    """Of the page that it leads to, as are all of these."""
    url: str
    canonical: str
    """Full address; the same as `url` when site.yaml sets no base_url."""
    language: str | None
    direction: str | None


class Notice(Struct, frozen=True):
    """The noun of notice.html: what became of a page that is there no more."""

    kind: str
    """`withdrawn`, `gone` (its file is), `draft` (kept back for now), `embargoed` or `empty` (a
    list)."""
    statement: str
    """The same as a sentence in the site's language."""
    title: str | None
    """Of the document, as far as it is known and may be told."""
    date: DateWords | None
    reason: str | None
    """Why it was withdrawn, in its owner's words."""
    language: str | None
    """Of the title."""
    direction: str | None
    above: Link
    """The nearest list above the page."""
    until: DateWords | None = None
    """When the embargo ends that keeps the document back."""
