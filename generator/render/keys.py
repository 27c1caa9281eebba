"""What a page is made of, as digests: it has to be made anew only when one of them is another.

Each part of a key has a name that people understand. A page that lists documents has the digest
of its context, with a mark in the place of each document and of each word in the site's
language: what it would show, without the cost of showing it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any, Protocol

from generator.model import Page, Record, SitePath
from generator.render.renderer import Renderer
from generator.render.theme import find_closure
from generator.render.view import View

Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of a page's parts, and their digests."""

LOOK = ("the program", "site.yaml", "the theme", "the menu")
DOCUMENT = (
    *LOOK,
    "its content file",
    "its seed",
    "the documents next to it",
    "the terms it is filed under",
    "the dates it links to",
)
TEXT = (*LOOK, "its content file")
LISTING = (*LOOK, "what it lists")
DATA = ("the program", "site.yaml", "what it lists")
FILE = ("the file",)
_OF_NEIGHBOURS = 3
"""How many of a document's parts depend on the rest of the archive: the last ones."""


class Text(Protocol):
    """A content file as far as a key needs to know it.

    ``cites`` are the years and months that it names in its list of related stories. ``shown`` is
    the digest of what lists and feeds show of it, ``filed`` that of where it belongs.
    """

    @property
    def sha256(self) -> str: ...
    @property
    def template(self) -> str | None: ...
    @property
    def cites(self) -> tuple[tuple[int | None, int | None], ...]: ...
    @property
    def shown(self) -> str: ...
    @property
    def filed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class File:
    """A content file that is published as it is."""

    sha256: str
    template: str | None = None
    cites: tuple[tuple[int | None, int | None], ...] = ()
    shown: str = ""
    filed: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """The keys of the last build's pages, and the digest of the archive that they showed."""

    archive: str = ""
    keys: Mapping[SitePath, Key] = field(default_factory=dict)


def digest_of(*values: object) -> str:
    """Return a digest of plain values."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True)
class Keys:
    """Makes keys. ``code`` is the digest of the program, ``text`` finds a content file by path.

    ``past`` are the keys of the last build: while the archive is the same, so are its lists.
    """

    renderer: Renderer
    code: str
    text: Callable[[SitePath], Text]
    past: Past = Past()

    def of_file(self, sha256: str) -> Key:
        """Return the key of a file that is published as it is."""
        return FILE, (sha256,)

    def of_data(self, *values: object) -> Key:
        """Return the key of a file that no theme has to do with."""
        return DATA, (self.code, self._settings, digest_of(*values))

    def of_archive(self) -> Key:
        """Return the key of a file that shows the whole archive, without a theme."""
        return self.of_data(self.archive)

    def of_document(self, index: int) -> Key:
        card = self.renderer.archive.cards[index]
        text = self._texts[index]
        has_original = card.seed and self.renderer.shelf.original(*card.seed)
        known = self._known(card.path)
        # Which dates a document links to is said in its text alone.
        is_same = text.sha256 in known
        return DOCUMENT, (
            *self._look(text.template or "document.html"),
            text.sha256,
            "there" if has_original else "not there",
            *(known[-_OF_NEIGHBOURS:] if is_same else self._around(index, text)),
        )

    def of_text(self, template: str, path: SitePath) -> Key:
        """Return the key of a page that shows one content file, and nothing of any other."""
        return TEXT, (*self._look(template), self.text(path).sha256)

    def of_listing(self, template: str, page: Page, context: Callable[[View], object]) -> Key:
        digests = self._known(page.path)[-1:] or (self._listing(page, context),)
        return LISTING, (*self._look(template), *digests)

    def _known(self, path: SitePath) -> tuple[str, ...]:
        """Return the digests of a page's parts that hold as long as the archive is the same."""
        if self.past.archive != self.archive or path not in self.past.keys:
            return ()
        return self.past.keys[path][1]

    def _listing(self, page: Page, context: Callable[[View], object]) -> str:
        return digest_of(context(_MarkedView(self._marked_renderer, page, self.marks)))

    # The parts

    def _look(self, template: str) -> tuple[str, ...]:
        """Return the digests that all pages of a template share."""
        if template not in self._looks:
            closure = find_closure(self.renderer.environment, template)
            self._templates.update(closure)
            theme = digest_of(self._theme, sorted(closure.items()))
            self._looks[template] = (self.code, self._settings, theme, self._menu)
        return self._looks[template]

    @property
    def templates(self) -> frozenset[str]:
        """The templates that went into the keys so far."""
        return frozenset(self._templates)

    @cached_property
    def _templates(self) -> set[str]:
        return set()

    @cached_property
    def _looks(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _settings(self) -> str:
        return digest_of(self.renderer.site.settings)

    @cached_property
    def _theme(self) -> str:
        renderer = self.renderer
        strings = sorted(renderer.strings.items())
        return digest_of(strings, renderer.theme.params, tuple(renderer.static_files))

    @cached_property
    def _menu(self) -> str:
        archive = self.renderer.archive
        taxonomies = [(taxonomy.key, taxonomy.title) for taxonomy in archive.taxonomies]
        return digest_of(taxonomies, [(page.path, page.title) for page in archive.free_pages])

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        return tuple(self.text(f"{card.url}.md") for card in self.renderer.archive.cards)

    @cached_property
    def marks(self) -> Sequence[str]:
        """A digest of what lists and feeds show of each document."""
        return tuple(text.shown for text in self._texts)

    @cached_property
    def archive(self) -> str:
        """The digest of all that pages can show of the archive, bodies excepted, and how."""
        archive = self.renderer.archive
        terms = [
            (taxonomy.key, term.slug, term.title, term.has_page)
            for taxonomy in archive.taxonomies
            for term in taxonomy.terms
        ]
        texts = [(text.shown, text.filed) for text in self._texts]
        rest = (archive.free_pages, archive.redirects, archive.notices, self._menu)
        return digest_of(self.code, self._settings, texts, terms, rest)

    def _around(self, index: int, text: Text) -> tuple[str, ...]:
        record = self.renderer.archive.records[index]
        return self._neighbours(index), self._terms(record), self._dates(record, text)

    def _neighbours(self, index: int) -> str:
        found = (self.renderer.neighbour(index, step) for step in (-1, 1))
        return " ".join("-" if place is None else self.marks[place] for place in found)

    def _terms(self, record: Record) -> str:
        terms = (
            self.renderer.term(key, words) for key, entry in record.terms.items() for words in entry
        )
        return digest_of([(t.slug, t.title, t.has_page) for t in terms if t is not None])

    def _dates(self, record: Record, text: Text) -> str:
        own = ((record.date.year, record.date.month),) if record.date else ()
        view = View(self.renderer, Page("", ""))
        return " ".join(str(view.period_path(*date)) for date in (*own, *text.cites))

    @cached_property
    def _marked_renderer(self) -> Renderer:
        renderer = replace(self.renderer)
        # What a cached property has in its place is not computed.
        renderer.__dict__.update(dates=_MarkedDates(), strings=self.renderer.strings)
        return renderer


def mark_shown(record: Record) -> str:
    """Return a digest of what lists and feeds show of a document."""
    date = record.date.text if record.date else None
    shown = (record.url, record.title, date, record.source, record.summary, record.language)
    return digest_of(*shown, record.added, record.updated)


class _MarkedDates:
    """Stands in for the wording of dates: says what would be worded."""

    first_weekday = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *values: f"{name} {values}"


class _MarkedView(View):
    """A view that shows marks: the same for the same documents, numbers and links."""

    def __init__(self, renderer: Renderer, page: Page, marks: Sequence[str]) -> None:
        super().__init__(renderer, page)
        self.say = lambda key, **values: f"{key} {values}"
        self._marks = marks

    def link(self, path: SitePath) -> str:
        return path

    def site(self) -> Any:
        return None

    def page_info(self, title: str, **values: object) -> Any:
        return (title, values)

    def year_words(self, year: int) -> str:
        return str(year)

    def entry(self, index: int) -> Any:
        return self._marks[index]

    def entries(self, indexes: Any) -> Any:
        return tuple(self._marks[index] for index in indexes)
