"""What is known when old addresses are answered: the ledger, the new site, the answers so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct, field

from generator.archive.addresses import Alias, page_of, would_shadow
from generator.archive.documents import LoadedRecord
from generator.dates import PartialDate
from generator.model import Notice, SitePath
from generator.text import folded


class Gone(Struct, frozen=True):
    """What is still known about a document whose content file is gone."""

    title: str | None = None
    date: PartialDate | None = None
    language: str | None = None


class NewSite(Struct, frozen=True):
    """What the new site will consist of, as far as addresses are concerned.

    ``made`` maps its HTML pages to the SHA-256 of their seeds, or None for pages without a seed;
    ``files`` are its other files. ``documents`` are the content files that are kept back (drafts,
    embargoed and withdrawn documents) or have aliases. ``texts`` are the paths of all readable
    content files, ``unreadable`` the pages of all unreadable files. ``lost`` describes documents
    without a content file, by the SHA-256 of their seeds. ``moved`` maps addresses that lists may
    have had to their present addresses.
    """

    made: Mapping[SitePath, str | None]
    files: Collection[SitePath] = ()
    documents: Collection[LoadedRecord] = ()
    texts: Collection[str] = ()
    unreadable: Collection[SitePath] = ()
    lost: Mapping[str, Gone] = field(default_factory=dict)
    moved: Mapping[SitePath, SitePath] = field(default_factory=dict)
    elsewhere: Mapping[SitePath, SitePath] = field(default_factory=dict)
    """Addresses that lists had in the site before this one, with their present addresses."""
    formats: Collection[str] = ()
    """The lists of redirects that are made for servers."""


Answer: TypeAlias = SitePath | Notice
"""The page to which an old address redirects, or the notice that is shown there."""


class Case:
    """What the rules know: the ledger (``old``), the new site, and the answers given so far.

    ``owners`` maps each address that front matter claims to the page of the claiming document.
    """

    def __init__(self, old: Mapping[SitePath, str | None], site: NewSite) -> None:
        self.old = old
        self.site = site
        self.answers: dict[SitePath, Answer] = {}
        self.owners: dict[SitePath, SitePath] = {}
        self.asked: dict[tuple[SitePath, str], SitePath] = {}
        """The answers of servers alone, by path and query."""
        self.documents: dict[SitePath, LoadedRecord] = {}
        """The documents that have aliases or are kept back, by page; published documents first."""
        odd = [
            one for one in site.documents if one.record and (one.aliases or not one.is_published)
        ]
        for one in sorted(odd, key=lambda one: (not one.is_published, page_of(one.url), one.url)):
            self.documents.setdefault(page_of(one.url), one)
        self.kept_back = {
            page: one for page, one in self.documents.items() if page not in site.made
        }
        unreadable = {page: old.get(page) for page in site.unreadable}
        hidden = {page: one.sha256 for page, one in self.kept_back.items()}
        self.standing: dict[SitePath, str | None] = {**unreadable, **hidden, **site.made}
        """The present digest of each page and of each document that is kept back; unreadable files
        count as unchanged."""

    @cached_property
    def claims(self) -> Mapping[SitePath, Collection[SitePath]]:
        """The pages of the documents that claim each path, with or without a query."""
        found: defaultdict[SitePath, set[SitePath]] = defaultdict(set)
        for page, document in self.documents.items():
            for alias in document.aliases:
                found[alias.path].add(page)
        return found

    def is_shadow(self, path: SitePath) -> bool:
        """Return whether some servers would show a file at ``path`` and not the folder's index."""
        index = would_shadow(path)
        return index is not None and (index in self.site.made or index in self.claims)

    def can_ignore_query(self, alias: Alias) -> bool:
        """Return whether one file may answer whatever the query is: a single page claims it."""
        obstacle = self.used_paths.find_obstacle(alias.path)
        is_free = obstacle is None or (obstacle == alias.path and obstacle in self.owners)
        return is_free and len(self.claims[alias.path]) == 1 and not self.is_shadow(alias.path)

    @cached_property
    def used_paths(self) -> UsedPaths:
        return UsedPaths((*self.site.made, *self.site.files, *self.site.unreadable))

    @cached_property
    def _places(self) -> dict[str, SitePath]:
        """For each digest, the page that has it, else a page that had it before its seed was
        revised; of several pages, the first in sorted order."""
        had = {path: digest for path, digest in self.old.items() if path in self.standing}
        hidden = {page: self.standing[page] for page in self.kept_back}
        return {
            digest: path
            for digests in (had, hidden, self.site.made)
            for path, digest in sorted(digests.items(), reverse=True)
            if digest
        }

    def place_of(self, path: SitePath) -> SitePath | None:
        """Return the present page of the document that was once published at ``path``."""
        digest = self.old.get(path)
        return self._places.get(digest) if digest else None


class UsedPaths:
    """The paths in use in the output, and a search for one that conflicts with a new path.

    Some file systems ignore letter case, and no path can be both a file and a folder.
    """

    def __init__(self, paths: Iterable[SitePath]) -> None:
        self._files: dict[str, SitePath] = {}
        self._folders: dict[str, SitePath] = {}
        for path in paths:
            self.take(path)

    def take(self, path: SitePath) -> None:
        name = as_compared(path)
        self._files[name] = path
        folder = name.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = path
            folder = folder.rpartition("/")[0]

    def find_obstacle(self, path: SitePath) -> SitePath | None:
        """Return a path in use that conflicts with a file at ``path``; None if it is free."""
        name = as_compared(path)
        found = self._files.get(name) or self._folders.get(name)
        while found is None and name:
            name = name.rpartition("/")[0]
            found = self._files.get(name)
        return found


def as_compared(path: SitePath) -> str:
    return path.lower() if path.isascii() else folded(path)
