"""The parts that nouns are made of: links, entries of lists, terms, the site, the page."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.model import Html
from generator.render.contexts.metadata import Meta


class Link(Struct, frozen=True):
    """A title and where it leads."""

    title: str
    url: str


class NavigationLink(Struct, frozen=True):
    """An entry of a navigation: the menu, the pages of a list, its letters, its orders."""

    title: str
    url: str
    is_current: bool
    """Whether this is where the page being rendered is, or, in the menu, lies below."""


class Site(Struct, frozen=True):
    """What is the same on every page but for its links."""

    title: str
    description: str
    edition: str
    """Which edition of the archive this is, in its owner's words."""
    language: str
    """BCP 47 tag of the interface."""
    direction: str
    """`ltr` or `rtl`."""
    home_url: str
    menu: tuple[NavigationLink, ...]
    feed_url: str
    """The Atom feed of what was added last."""
    json_feed_url: str
    """The same as JSON Feed."""
    corrections_feed_url: str | None
    """The Atom feed of the corrections; None if there are none."""
    json_corrections_feed_url: str | None
    """The same as JSON Feed."""
    about_url: str
    policy: str
    """The Content-Security-Policy of all pages: what they may load."""
    params: Mapping[str, object]
    """The theme's parameters, as site.yaml sets them or as the theme declares them."""


class PageInfo(Struct, frozen=True):
    """What every page has."""

    kind: str
    """The kind of page, such as `document` or `month`; also a class of the body element."""
    title: str
    description: str
    """For search engines: its owner's words, else how its text begins, else what it lists."""
    canonical: str | None
    """Full address; None when site.yaml sets no base_url."""
    trail: tuple[Link, ...]
    """The pages above this one, from the home page down."""
    language: str | None
    """BCP 47 tag of the page's own text where it differs from the site's, else None."""
    direction: str | None
    """`ltr` or `rtl` of that text; None where the language is."""
    metadata: tuple[Meta, ...] = ()
    """What the head tells reference managers, harvesters and makers of cards, in this order."""
    structured_data: Html | None = None
    """JSON-LD of schema.org, as it may stand in a script element; None for pages that only stand
    in the place of others."""


class DateWords(Struct, frozen=True):
    """A date, in words and for machines."""

    words: str
    """In the site's language, at the precision that is known."""
    datetime: str | None
    """For `<time datetime>`; None where HTML has no form for such a date."""
    url: str | None
    """The page of its month, else of its year."""


class Entry(Struct, frozen=True):
    """A document as lists show it."""

    title: str
    url: str
    date: DateWords | None
    source: str | None
    """The original publication."""
    summary: str | None
    language: str | None
    """BCP 47 tag of the title."""
    direction: str | None
    """`ltr` or `rtl` of the title; None when the language is unknown."""


class EntryGroup(Struct, frozen=True):
    """Entries under a heading that they share, such as a day or a year."""

    title: str
    anchor: str
    """An id for the heading, unique on the page."""
    entries: tuple[Entry, ...]


class Pager(Struct, frozen=True):
    """The pages of a long list."""

    previous_url: str | None
    next_url: str | None
    number: int
    """Which page of the list this is, in reading order, from 1."""
    pages: tuple[NavigationLink | None, ...]
    """The first, the last and the nearest pages, titled by their numbers; None where others
    are left out. Empty when there is only one page."""


class TermLink(Struct, frozen=True):
    """A term that a document is filed under."""

    title: str
    url: str | None
    """None when the term is too rare to have a page."""


class TermEntry(Struct, frozen=True):
    """A term, or another way into the archive, as lists show it."""

    title: str
    url: str | None
    """None when the term is too rare to have a page."""
    count: int
    trend: tuple[int, ...] = ()
    """Its documents over the years of the archive, the oldest first, in equal parts and in per
    cent of the fullest; empty but where terms are listed by number."""


class TermListing(Struct, frozen=True):
    """Terms under a heading that they share, such as a letter."""

    title: str
    """Empty where there is no heading."""
    anchor: str
    terms: tuple[TermEntry, ...]


class TermGroup(Struct, frozen=True):
    """The terms of one taxonomy that a document has."""

    key: str
    title: str
    url: str
    terms: tuple[TermLink, ...]
