"""What a page is made of, as digests: it is made again only when one of them differs.

Each part of a key has a name that people understand. For a page that lists documents, one part
is the digest of its context, with marks instead of documents and of words in the site's
language: what it would show, without the cost of rendering it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Protocol

from generator.model import Cite, Page, Record, References, SitePath, Term
from generator.render.listing_fingerprint import LETTERS, MarkedScope, marked
from generator.render.related_documents import find_concerned, find_related_documents
from generator.render.renderer import Renderer
from generator.render.scope import Scope
from generator.render.themes.templates import find_closure

Key = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of a page's parts, and their digests."""

NO_KEY: Key = ((), ())
"""The key of a page that is always made again."""

LOOK = ("the program", "site.yaml", "the theme", "the menu")
DOCUMENT = (
    *LOOK,
    "its content file",
    "its seed",
    "the documents next to it",
    "the terms it is filed under",
    "the dates it links to",
    "the documents related to it",
)
TEXT = (*LOOK, "its content file")
LISTING = (*LOOK, "what it lists")
DATA = ("the program", "site.yaml", "what it lists")
FILE = ("the file",)
_TEXT = DOCUMENT.index("its content file")
_NEIGHBOURS = DOCUMENT.index("the documents next to it")
"""From here on, a document's parts depend on the rest of the archive."""


class Text(Protocol):
    """What a key needs to know of a content file.

    ``cites`` are the related stories that it names. ``shown`` is the digest of what lists and
    feeds show of it, ``filed`` that of where it belongs.
    """

    @property
    def sha256(self) -> str: ...
    @property
    def template(self) -> str | None: ...
    @property
    def cites(self) -> tuple[Cite, ...]: ...
    @property
    def shown(self) -> str: ...
    @property
    def filed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A content file that is published as it is."""

    sha256: str
    template: str | None = None
    cites: tuple[Cite, ...] = ()
    shown: str = ""
    filed: str = ""


Made = tuple[Key, str]
"""A page as it was last made: its key, and the SHA-256 of its file (empty if none)."""


@dataclass(frozen=True, slots=True)
class PreviousPages:
    """What the last build made its pages of.

    ``structure`` is the digest of all that pages could show of the archive, except for bodies
    and for what lists show of single documents. The latter is in ``marks``, by the documents'
    places; ``drawn`` holds the places used by each page that lists documents. ``letters`` is
    the digest of the A–Z index, which has the place ``LETTERS``. ``references`` are the
    archive's.
    """

    made: Mapping[SitePath, Made] = field(default_factory=dict)
    structure: str = ""
    letters: str = ""
    marks: tuple[str, ...] = ()
    drawn: Mapping[SitePath, tuple[int, ...]] = field(default_factory=dict)
    references: References = field(default_factory=dict)


def digest_of(*values: object) -> str:
    """Return a digest of plain values."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True)
class Keys:
    """Makes keys. ``code`` is the digest of the program, ``text`` finds a content file by path.

    ``past`` is the last build: with the same structure, lists of unchanged documents are kept.
    """

    renderer: Renderer
    code: str
    text: Callable[[SitePath], Text]
    past: PreviousPages = PreviousPages()

    def of_file(self, sha256: str) -> Key:
        """Return the key of a file that is published as it is."""
        return FILE, (sha256,)

    def of_data(self, *values: object) -> Key:
        """Return the key of a file that is made without a theme."""
        return DATA, (self.code, self._settings, digest_of(*values))

    def of_archive(self) -> Key:
        """Return the key of a file that shows the whole archive, without a theme."""
        return self.of_data(self.archive)

    def of_document(self, index: int) -> Key:
        card = self.renderer.archive.cards[index]
        text = self._texts[index]
        has_original = card.seed is not None and self.renderer.sources.has_original(*card.seed)
        own = (
            *self._look(self.renderer.template_of(text.template)),
            text.sha256,
            "there" if has_original else "not there",
        )
        made = self.past.made.get(card.path) if self._is_same_structure else None
        # Which terms and dates a document links to depends on its text alone.
        if made and made[0][1][_TEXT:_NEIGHBOURS] == own[_TEXT:] and index not in self._near:
            is_same = made[0][1][:_TEXT] == own[:_TEXT]
            return made[0] if is_same else (DOCUMENT, (*own, *made[0][1][_NEIGHBOURS:]))
        return DOCUMENT, (*own, *self._around(index))

    def of_text(self, template: str, path: SitePath) -> Key:
        """Return the key of a page that shows a single content file."""
        return TEXT, (*self._look(template), self.text(path).sha256)

    def of_listing(self, template: str, page: Page, context: Callable[[Scope], object]) -> Key:
        return LISTING, (*self._look(template), self._listing(page, context))

    def of_marks(self, page: Page, title: str, places: tuple[int, ...]) -> Key:
        """Return the key of a file without a theme that lists documents under a title."""
        known = self._known(page.path)
        if known and self.changed.isdisjoint(places):
            return DATA, (self.code, self._settings, known[-1])
        return self.of_data(title, [self.marks[place] for place in places])

    def _known(self, path: SitePath) -> tuple[str, ...]:
        """Return the digests that a page had; nothing for a new page or a changed structure."""
        made = self.past.made.get(path) if self._is_same_structure else None
        return made[0][1] if made else ()

    def _listing(self, page: Page, context: Callable[[Scope], object]) -> str:
        known, places = self._known(page.path), self.past.drawn.get(page.path)
        if known and places is not None and self.changed.isdisjoint(places):
            self.drawn[page.path] = places
            return known[-1]
        scope = MarkedScope(self._marked_renderer, page, self.marks)
        digest = digest_of(context(scope))
        self.drawn[page.path] = tuple(sorted(scope.drawn))
        return digest

    @cached_property
    def drawn(self) -> dict[SitePath, tuple[int, ...]]:
        """The places used by each page that lists documents, for the keys made so far."""
        return {}

    @cached_property
    def past_for_next(self) -> PreviousPages:
        """What the next build has to know of the archive; the caller adds the pages made."""
        renderer = self.renderer
        return PreviousPages(
            structure=self.structure,
            letters=self.letters,
            marks=self.marks,
            drawn=self.drawn,
            references=renderer.archive.references,
        )

    # What changed

    @cached_property
    def _is_same_structure(self) -> bool:
        return self.past.structure == self.structure

    @cached_property
    def changed(self) -> frozenset[int]:
        """The places that lists show differently from the last build.

        Meaningless when the structure differs.
        """
        pairs = enumerate(zip(self.past.marks, self.marks, strict=False))
        places = [place for place, (before, now) in pairs if before != now]
        return frozenset([*places, LETTERS] if self.past.letters != self.letters else places)

    @cached_property
    def _near(self) -> frozenset[int]:
        """The documents next to those that changed, and those related to them."""
        cards = self.renderer.archive.cards
        places = self.changed - {LETTERS}
        near = set(find_concerned(self.renderer.archive, places, self.past.references))
        for changed in places:
            for step in (-1, 1):
                place = changed + step
                while 0 <= place < len(cards):
                    near.add(place)
                    if not cards[place].is_hidden:
                        break
                    place += step
        return frozenset(near)

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
        return digest_of(strings, renderer.theme.parameters, tuple(renderer.assets.paths))

    @cached_property
    def _menu(self) -> str:
        archive = self.renderer.archive
        taxonomies = [(taxonomy.key, taxonomy.title) for taxonomy in archive.taxonomies]
        return digest_of(taxonomies, [(page.path, page.title) for page in archive.free_pages])

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        return tuple(self.text(f"{card.url}.md") for card in self.renderer.archive.cards)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """A digest of what lists and feeds show of each document."""
        return tuple(text.shown for text in self._texts)

    @cached_property
    def archive(self) -> str:
        """The digest of all that pages can show of the archive, and how, except for bodies."""
        return digest_of(self.structure, self.letters, self.marks)

    @cached_property
    def structure(self) -> str:
        """The digest of the archive without what lists show of single documents."""
        archive = self.renderer.archive
        terms = [
            (taxonomy.key, *(getattr(term, name) for name in Term.__slots__ if name != "records"))
            for taxonomy in archive.taxonomies
            for term in taxonomy.terms
        ]
        filed = [text.filed for text in self._texts]
        rest = (archive.free_pages, archive.redirects, archive.notices, self._menu)
        return digest_of(self.code, self._settings, filed, terms, rest)

    @cached_property
    def letters(self) -> str:
        return digest_of([(one.label, one.records) for one in self.renderer.archive.letters])

    def _around(self, index: int) -> tuple[str, ...]:
        record = self.renderer.archive.records[index]
        text = self._texts[index]
        dates = self._dates(record, text)
        return self._neighbours(index), self._terms(record), dates, self._relations(index)

    def _neighbours(self, index: int) -> str:
        found = (self.renderer.neighbour(index, step) for step in (-1, 1))
        return " ".join("-" if place is None else self.marks[place] for place in found)

    def _terms(self, record: Record) -> str:
        terms = (
            self.renderer.term(key, words) for key, entry in record.terms.items() for words in entry
        )
        return digest_of([(t.slug, t.title, t.has_page, t.same_as) for t in terms if t is not None])

    def _dates(self, record: Record, text: Text) -> str:
        own = ((record.date.year, record.date.month),) if record.date else ()
        scope = Scope(self.renderer, Page("", ""))
        cited = (cite[2:] for cite in text.cites if cite[1] is not None)
        return " ".join(str(scope.period_path(*date)) for date in (*own, *cited))

    def _relations(self, index: int) -> str:
        archive = self.renderer.archive
        found = find_related_documents(archive, index)
        leads = [None if place is None else archive.cards[place].path for place in found.leads]
        shown = [self.marks[place] for place in (*found.referenced_by, *found.similar)]
        return digest_of(leads, len(found.referenced_by), found.unlisted, shown)

    @cached_property
    def _marked_renderer(self) -> Renderer:
        return marked(self.renderer)


def mark_shown(record: Record) -> str:
    """Return a digest of what lists and feeds show of a document."""
    date = record.date.text if record.date else None
    shown = (record.url, record.title, date, record.source, record.summary, record.language)
    in_feeds = (record.authors, tuple(record.terms.items()), record.source_url, record.rights)
    return digest_of(*shown, record.added, record.updated, in_feeds)
