"""Build the taxonomies: the terms of all documents, and which of them have a page.

Spellings of one name become one term; the owner's term files set the titles of terms, their
broader terms, and which are hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from generator.archive.a_to_z import group_by_letter
from generator.archive.related_terms import find_company
from generator.archive.term_files import TermFile, ancestors, find_plurals, lead_on
from generator.config import TaxonomySettings
from generator.model import Record, SitePath, Taxonomy, Term
from generator.text import Slug, slugify
from generator.text.collation import Collation, collation
from generator.text.names import NameKey, name_key, name_slug

SMALL_ARCHIVE = 20
"""With fewer documents, every term in use has a page; otherwise no term might have one."""
_NAMES = frozenset({"people", "places", "organisations", "source"})
"""Taxonomies of proper names, which have no plurals."""
_TELLING = frozenset({"topics"})
"""Taxonomies from which a term is dropped if most documents have it: it tells nothing apart."""

_ENGLISH = collation("en")


class _Group(Struct):
    """What documents and a term file say about one term, while terms are collected."""

    key: NameKey
    members: list[int] = field(default_factory=list)
    """Newest first."""
    spellings: dict[str, int] = field(default_factory=dict)
    """Each spelling with the number of documents that use it."""
    file: TermFile | None = None

    def add(self, words: str, documents: list[int]) -> None:
        """Add a spelling with its documents."""
        self.spellings[words] = len(documents)
        if self.members:
            documents = sorted({*self.members, *documents}, reverse=True)
        self.members = documents

    @property
    def ranked(self) -> list[str]:
        """The spellings, the most used first; ties in alphabetical order."""
        return sorted(self.spellings, key=lambda words: (-self.spellings[words], words))


def find_taxonomies(
    records: Sequence[Record],
    settings: Mapping[str, TaxonomySettings],
    published: Collection[SitePath] = (),
    files: Iterable[TermFile] = (),
    order: Collation = _ENGLISH,
    words: Mapping[str, str] | None = None,
) -> tuple[Taxonomy, ...]:
    """Return the taxonomies that have terms, in the order of the settings.

    ``published`` are all addresses that pages ever had: a term that had a page keeps it. ``order``
    is that of names in the site's language. ``words`` has titles in that language for terms that
    have no file, by taxonomy and term: ``type/letter``.
    """
    known = frozenset(path for path in published if path.endswith("/index.html"))
    by_key: defaultdict[str, list[TermFile]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.slug):
        by_key[file.taxonomy].append(file)
    found = (
        _Gathering(key, wanted, records, known, by_key[key], words or {}).taxonomy(order)
        for key, wanted in settings.items()
    )
    taxonomies = tuple(taxonomy for taxonomy in found if taxonomy.terms)
    return find_company(taxonomies, len(records))


class _Gathering:
    """Collects the terms of one taxonomy."""

    def __init__(
        self,
        key: str,
        settings: TaxonomySettings,
        records: Sequence[Record],
        published: frozenset[SitePath],
        files: Sequence[TermFile],
        words: Mapping[str, str],
    ) -> None:
        self.key = key
        self.words = words
        self.settings = settings
        self.records = records
        self.published = published
        self.shown = sum(not record.is_hidden for record in records)
        self.past: defaultdict[NameKey, list[Slug]] = defaultdict(list)
        """The slugs of the taxonomy's published pages, by what they read as."""
        for path in sorted(published):
            folder, slug, *rest = path.split("/")
            if folder == key and len(rest) == 1:
                self.past[name_key(slug)].append(Slug(slug))
        self.groups: dict[NameKey, _Group] = {}
        self.names: dict[NameKey, NameKey] = {}
        """Maps the keys of aliases, file names and plurals to the key of their term."""
        self._name(files)
        self._collect()

    def _name(self, files: Sequence[TermFile]) -> None:
        for file in files:
            key = name_key(file.title)
            group = self.groups.setdefault(key, _Group(key))
            group.file = group.file or file
            for words in (file.slug, *file.aliases):
                self.names.setdefault(name_key(words), key)
        for key in self.groups:
            self.names.pop(key, None)  # a title outranks another term's alias

    def _collect(self) -> None:
        documents: defaultdict[str, list[int]] = defaultdict(list)
        """The documents of each spelling, newest first."""
        for index in range(len(self.records) - 1, -1, -1):
            record = self.records[index]
            if not record.is_hidden:
                for words in record.terms.get(self.key, ()):
                    documents[words].append(index)
        spellings: defaultdict[NameKey, list[str]] = defaultdict(list)
        for words in documents:
            spellings[name_key(words)].append(words)
        if self.key not in _NAMES:
            for plural, singular in find_plurals({*spellings, *self.groups, *self.names}).items():
                if plural not in self.groups:
                    self.names.setdefault(plural, singular)
        for key, variants in spellings.items():
            end = lead_on(key, self.names)
            group = self.groups.setdefault(end, _Group(end))
            for words in variants:
                group.add(words, documents[words])

    # The resulting taxonomy

    def taxonomy(self, order: Collation) -> Taxonomy:
        above = self._hierarchy()
        below: defaultdict[NameKey, list[NameKey]] = defaultdict(list)
        for child in above:
            for key in ancestors([child], above) - {child}:
                below[key].append(child)
        slugs = self._slugs()
        found = [
            self._term(group, below.get(key, ()), slugs, above)
            for key, group in self.groups.items()
            if not (group.file and group.file.is_hidden)
        ]
        shown = [
            term
            for term in found
            if (term.records or term.note is not None) and not self._says_nothing(term)
        ]
        keys = {term.slug: order.key(term.title) for term in shown}
        shown.sort(key=lambda term: (keys[term.slug], term.slug))
        places = {term.slug: place for place, term in enumerate(shown)}
        terms = tuple(
            replace(
                term,
                broader=tuple(slug for slug in term.broader if slug in places),
                narrower=tuple(sorted(places.keys() & term.narrower, key=places.__getitem__)),
            )
            if term.broader or term.narrower
            else term
            for term in shown
        )
        with_page = (
            (place, keys[term.slug], term.slug) for place, term in enumerate(terms) if term.has_page
        )
        letters = group_by_letter(with_page, order)
        title = self.settings.title or self.key.capitalize()
        return Taxonomy(self.key, title, terms, letters)

    def _hierarchy(self) -> dict[NameKey, tuple[NameKey, ...]]:
        """Return the broader terms of each term; those named nowhere else become terms, too."""
        above: dict[NameKey, tuple[NameKey, ...]] = {}
        described = [(key, group.file) for key, group in self.groups.items() if group.file]
        for key, file in described:
            for words in file.broader:
                broader = lead_on(name_key(words), self.names)
                self.groups.setdefault(broader, _Group(broader, spellings={words: 0}))
                if broader != key and key not in ancestors([broader], above):
                    above[key] = (*above.get(key, ()), broader)
        return above

    def _term(
        self,
        group: _Group,
        below: Collection[NameKey],
        slugs: Mapping[NameKey, Slug],
        above: Mapping[NameKey, tuple[NameKey, ...]],
    ) -> Term:
        slug, file = slugs[group.key], group.file
        title = file.title if file else self._title(group)
        members = group.members
        if below:
            under = (self.groups[child].members for child in below)
            members = sorted({*members}.union(*under), reverse=True)
        spellings = {*group.spellings, *(file.aliases if file else ())} - {title}
        if file is None and title not in group.spellings:
            spellings = {
                words for words in spellings if f"{self.key}/{words.lower()}" not in self.words
            }
        keys = {*map(name_key, (title, *spellings)), group.key}
        least = 1 if len(self.records) < SMALL_ARCHIVE else self.settings.minimum
        return Term(
            slug=slug,
            title=title,
            records=tuple(members),
            has_page=len(members) >= least or file is not None or self._was_published(slug),
            keys=tuple(sorted(keys)),
            former=tuple(sorted(self._addresses((title, *spellings), keys) - {slug})),
            spellings=tuple(sorted(spellings)),
            broader=tuple(slugs[key] for key in above.get(group.key, ())),
            narrower=tuple(slugs[key] for key in below if group.key in above[key]),
            same_as=file.same_as if file else (),
            note=file.introduction if file else None,
        )

    def _title(self, group: _Group) -> str:
        name = group.ranked[0]
        return self.words.get(f"{self.key}/{name.lower()}", name)

    def _says_nothing(self, term: Term) -> bool:
        """Return whether most documents have a term that has no file and never had a page."""
        is_common = self.shown >= SMALL_ARCHIVE and 2 * len(term.records) > self.shown
        is_known = term.note is not None or self._was_published(term.slug)
        return self.key in _TELLING and is_common and not is_known

    def _was_published(self, slug: Slug) -> bool:
        return f"{self.key}/{slug}/index.html" in self.published

    def _slugs(self) -> dict[NameKey, Slug]:
        """Return the slug of each term; no two terms share one.

        It comes from the term's file, else from a page that the term had, else from its name.
        """
        groups = sorted(self.groups.values(), key=lambda one: (one.file is None, one.key))
        found: dict[NameKey, Slug] = {}
        taken: set[Slug] = set()
        for find in (_in_file, self._kept, self._inherited):
            for group in groups:
                if group.key not in found:
                    slug = next((one for one in find(group) if one not in taken), None)
                    if slug is not None:
                        found[group.key] = slug
                        taken.add(slug)
        for group in groups:
            if group.key not in found:
                first = slug = name_slug(group.ranked[0] if group.ranked else group.key)
                numbers = count(2)
                while slug in taken:
                    slug = Slug(f"{first}-{next(numbers)}")
                found[group.key] = slug
                taken.add(slug)
        return found

    def _kept(self, group: _Group) -> Iterator[Slug]:
        """Yield the addresses that a term had under one of its names."""
        return filter(self._was_published, map(name_slug, group.ranked))

    def _inherited(self, group: _Group) -> Iterator[Slug]:
        """Yield addresses that a term may have had when an address left out the signs of a name."""
        yield from (slug for slug in map(slugify, group.ranked) if self._was_published(slug))
        yield from self.past.get(group.key, ())

    def _addresses(self, spellings: Collection[str], keys: set[NameKey]) -> set[Slug]:
        """Return all slugs under which a term may have been published."""
        slugs = {*map(name_slug, spellings), *map(slugify, spellings)}
        for key in keys & self.past.keys():
            slugs.update(self.past[key])
        return slugs


def _in_file(group: _Group) -> Iterator[Slug]:
    if group.file is not None:
        yield group.file.slug


def former_pages(taxonomies: Iterable[Taxonomy]) -> Iterator[tuple[SitePath, SitePath]]:
    """Yield the addresses of terms under their other spellings, each with the real address."""
    for taxonomy in taxonomies:
        seen = {term.slug for term in taxonomy.terms}
        for term in taxonomy.terms:
            if term.has_page:
                own = f"{taxonomy.key}/{term.slug}/index.html"
                for slug in term.former:
                    if slug not in seen:
                        seen.add(slug)
                        yield f"{taxonomy.key}/{slug}/index.html", own
