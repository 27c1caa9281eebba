"""Everything that a page can ask of the archive: facts, each with a name and a value.

No fact depends on a document's position in the archive, so a new document changes the facts of its
own lists, neighbours and terms, and no others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from generator.config import SiteConfig
from generator.model import (
    EPOCH,
    Archive,
    FreePage,
    HomeText,
    Notice,
    PageNames,
    Record,
    Redirect,
    SitePath,
    names_of,
)
from generator.render import paging
from generator.render.folders import (
    DATES_PATH,
    DAYS_PATH,
    day_folder,
    letter_folder,
    period_folder,
    term_folder,
)
from generator.render.list_facts import ListFacts, ListPage
from generator.text import folded

Fact = str
"""The name of a fact: its kind and, after a colon, what it is about: ``card:2001/10/mill``."""
PROGRAM, SETTINGS, STRINGS = "program", "site.yaml", "strings"
PARAMETERS, ASSETS = "parameters", "assets"
"""Facts about what a page is made with; the last two are about the theme as a whole."""

_DAY = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}-")

MOST_NAMED = 20
"""A document's page lists at most this many of the documents that name it, the latest."""


class References(NamedTuple):
    """What a document names, and what names it.

    In ``names``, None represents a document that the archive lacks.
    """

    names: tuple[SitePath | None, ...]
    named_by: tuple[SitePath, ...]
    unlisted: int
    """How many more documents name it."""


class LetterName(NamedTuple):
    """A letter of the A–Z index, and the slug that its folder is named after."""

    label: str
    slug: str


class TaxonomyName(NamedTuple):
    """A taxonomy as site.yaml names it."""

    key: str
    title: str

    @property
    def path(self) -> SitePath:
        return f"{self.key}/index.html"


class Menu(NamedTuple):
    """What every page links to: the taxonomies, the owner's pages as path and words, and, if there
    are any, the corrections.
    """

    taxonomies: tuple[TaxonomyName, ...]
    free_pages: tuple[tuple[SitePath, str], ...]
    has_corrections: bool


class Destination(NamedTuple):
    """The page that an old address redirects to, and whether it is a document or a notice."""

    path: SitePath
    is_document: bool
    is_notice: bool


class Facts(ListFacts):
    """All facts: those about lists, and those that also depend on titles or free pages."""

    def __init__(self, archive: Archive, site: SiteConfig) -> None:
        super().__init__(archive, site)
        self._archive = archive
        self._site = site
        self._cards: dict[SitePath, Record] = {}

    # Documents

    def card(self, url: SitePath) -> Record:
        """Return what lists and feeds show of a document, which is nothing of its seed."""
        if url not in self._cards:
            record = self._archive.records[self._places[url]]
            self._cards[url] = replace(record, origin=None, date_text=None)
        return self._cards[url]

    def references(self, url: SitePath) -> References:
        """Return the documents that a document names, and those that name it."""
        place = self._places[url]
        names = self._archive.references.get(place, ())
        named_by = self._archive.referenced_by.get(place, ())
        return References(
            tuple(None if place is None else self._urls[place] for place in names),
            self._named(named_by[:MOST_NAMED]),
            len(named_by[MOST_NAMED:]),
        )

    def page_at(self, address: str) -> SitePath | None:
        """Return the page that an address leads to, given by a key; None if there is none."""
        return self._archive.addresses.get(address)

    def page_named(self, name: str) -> SitePath | None:
        """Return the page that a name means; None if no page has it."""
        return self._names.find(name)

    def page_called(self, name: str) -> SitePath | None:
        """Return the page whose file is called so; None if several are, or none."""
        return self._stems.get(folded(name))

    def file_named(self, name: str) -> SitePath | None:
        """Return the file that a name or a path means; None if there is no such file."""
        plain = name.strip().strip("/")
        if plain in self._archive.paths:
            return plain
        return self._files.get(folded(plain.rpartition("/")[2]))

    # Lists

    def letters(self, _: str) -> tuple[LetterName, ...]:
        """Return the letters of the A–Z index."""
        letters = self._archive.letters
        return tuple(LetterName(one.label, str(one.slug)) for one in letters)

    def titles(self, path: SitePath) -> ListPage:
        """Return the documents on one page of the A–Z index, the last title first."""
        folder, number = paging.folder_and_number(path)
        places = self._letters[folder][::-1]
        shown = paging.entries_on(number, places, self._site.paginate)
        return ListPage(self._named(shown), len(places))

    # The site

    def menu(self, _: str) -> Menu:
        archive = self._archive
        return Menu(
            tuple(TaxonomyName(one.key, one.title) for one in archive.taxonomies),
            tuple(
                (page.path, page.menu_title or page.title)
                for page in archive.free_pages
                if page.is_in_menu
            ),
            any(card.is_corrected for card in archive.cards),
        )

    def corrected(self, _: str) -> tuple[SitePath, ...]:
        """Return the documents whose corrections are in the feed of the site."""
        return tuple(card.url for card in self._archive.cards if card.is_corrected)

    def free_page(self, path: SitePath) -> FreePage:
        """Return a page that the owner wrote, given its path in the site."""
        return next(page for page in self._archive.free_pages if page.path == path)

    def pages_above(self, path: SitePath) -> tuple[tuple[SitePath, str], ...]:
        """Return the pages of the owner's above one of them, the highest first, with their titles.

        ``about.html`` and ``about/index.html`` are above ``about/history.html``.
        """
        titles = {page.path: page.title for page in self._archive.free_pages}
        folder = path.removesuffix("/index.html") if path.endswith("/index.html") else path
        above: list[SitePath] = []
        while folder := folder.rpartition("/")[0]:
            above = [one for one in (f"{folder}.html", f"{folder}/index.html") if one in titles][
                :1
            ] + above
        return tuple((one, titles[one]) for one in above)

    def page_title(self, path: SitePath) -> str | None:
        """Return the title of a page that the owner wrote; None for any other page."""
        pages = self._archive.free_pages
        return next((page.title for page in pages if page.path == path), None)

    def home_text(self, _: str) -> HomeText | None:
        """Return what the owner wrote for the home page, if anything."""
        return self._archive.home

    def notice(self, path: SitePath) -> Notice:
        """Return what is shown at the path of a page that is gone."""
        return self._notices[path]

    def destination(self, path: SitePath) -> Destination:
        """Return the page that an old address redirects to."""
        target = self._redirects[path]
        is_document = target.removesuffix(".html") in self._places
        return Destination(target, is_document, target in self._notices)

    def has_file(self, path: SitePath) -> bool:
        """Return whether the site has a file at a path."""
        return path in self._archive.paths

    def file_spelt(self, path: SitePath) -> SitePath | None:
        """Return the file whose path differs from this one in the form of Unicode alone."""
        return self._composed.get(unicodedata.normalize("NFC", path))

    def redirects(self, _: str) -> tuple[Redirect, ...]:
        """Return all old addresses, each with the path that it redirects to."""
        return (*self._archive.redirects, *self._archive.server_redirects)

    def paths(self, _: str) -> tuple[tuple[SitePath, str | None], ...]:
        """Return the paths of the pages that search engines are told about, each with the day on
        which its document was added or last corrected, if that is known.
        """
        days = {card.path: card.last_day for card in self._archive.cards if card.last_day != EPOCH}
        return tuple((path, days.get(path)) for path in find_paths(self._archive))

    # Where all of this comes from

    @cached_property
    def _letters(self) -> Mapping[SitePath, tuple[int, ...]]:
        """The documents of each letter, by its folder.

        The index itself has all documents if they fit on one page, otherwise none.
        """
        letters = {letter_folder(one.slug): one.records for one in self._archive.letters}
        places = tuple(place for records in letters.values() for place in records)
        return letters | {"a-z/": places if len(places) <= self._site.paginate else ()}

    @cached_property
    def _names(self) -> PageNames:
        return names_of(self._archive)

    @cached_property
    def _stems(self) -> Mapping[str, SitePath | None]:
        """The pages by the names of their files, also without a day before them; None for several.

        The files of folders, such as ``weir/index.md``, are called like the folder.
        """
        stems: dict[str, SitePath | None] = {}
        shown = [(one.url, one.path) for one in self._archive.cards if not one.is_hidden]
        shown += [(one.url, one.path) for one in self._archive.free_pages]
        for url, path in shown:
            stem = folded(url.removesuffix("/index").rpartition("/")[2])
            for name in {stem, _DAY.sub("", stem)}:
                stems[name] = None if name in stems else path
        return stems

    @cached_property
    def _files(self) -> Mapping[str, SitePath]:
        """The files that are not pages, by their names without the folders."""
        names: dict[str, SitePath] = {}
        for path in sorted(self._archive.paths):
            if not path.endswith((".html", ".md")):
                names.setdefault(folded(path.rpartition("/")[2]), path)
        return names

    @cached_property
    def _composed(self) -> Mapping[str, SitePath]:
        """The files with other letters than ASCII has, by their composed paths."""
        paths = sorted(path for path in self._archive.paths if not path.isascii())
        return {unicodedata.normalize("NFC", path): path for path in paths}

    @cached_property
    def _notices(self) -> Mapping[SitePath, Notice]:
        return {notice.path: notice for notice in self._archive.notices}

    @cached_property
    def _redirects(self) -> Mapping[SitePath, SitePath]:
        return {redirect.path: redirect.target for redirect in self._archive.redirects}


def find_paths(archive: Archive) -> Iterator[SitePath]:
    """Yield the paths of the pages that search engines are told about, the home page first."""
    yield "index.html"
    yield from (card.path for card in archive.cards if not card.is_hidden)
    yield from (page.path for page in archive.free_pages)
    for year in archive.years:
        yield f"{period_folder(year.year)}index.html"
        yield from (f"{period_folder(year.year, m.month)}index.html" for m in year.months)
    yield DATES_PATH
    if archive.days_of_year:
        yield DAYS_PATH
        yield from (f"{day_folder(one.month, one.day)}index.html" for one in archive.days_of_year)
    for taxonomy in archive.taxonomies:
        yield taxonomy.path
        for term in taxonomy.terms:
            if term.has_page:
                yield f"{term_folder(taxonomy.key, term.slug)}index.html"
