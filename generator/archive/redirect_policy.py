"""Decides what answers at every address ever published: a page, a redirect or a notice.

The decision has no side effects. What the owner says in front matter comes first, then the
ledger, through which a document that was made from a seed is found again wherever it has moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.archive.addresses import index_of, is_index, page_above, page_of
from generator.archive.documents import UNTITLED, LoadedRecord
from generator.archive.ledger import LEDGER, Ledger
from generator.archive.moved_documents import MovedDocuments
from generator.archive.used_paths import UsedPaths
from generator.dates import PartialDate
from generator.model import Card, Notice, NoticeKind, Page, Redirect, SitePath
from generator.report import Diagnostic, error, warning
from generator.text import folded

_NO_ADDRESS = frozenset({"asset", "not-found", "redirect", "notice", "specimen"})
"""Kinds of HTML files that are not pages to come back to, or that only stand in for one."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What is still known about a document whose content file is gone."""

    title: str | None = None
    date: PartialDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class NewSite:
    """What the site is to consist of, as far as addresses are concerned.

    ``made`` maps its HTML pages to the SHA-256 of their seeds, or None for pages without a seed;
    ``files`` are its other files. ``documents`` are the content files that are kept back or have
    aliases, ``texts`` the paths of all content files that can be read, ``unreadable`` the pages of
    those that cannot. ``lost`` describes documents without a content file, by the SHA-256 of their
    seeds. ``moved`` maps the addresses that lists may have had to their present ones.
    """

    made: Mapping[SitePath, str | None]
    files: Collection[SitePath] = ()
    documents: Collection[LoadedRecord] = ()
    texts: Collection[str] = ()
    unreadable: Collection[SitePath] = ()
    lost: Mapping[str, Gone] = field(default_factory=dict)
    moved: Mapping[SitePath, SitePath] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Addresses:
    """How old addresses are answered, and the ledger including the addresses of the new site.

    ``kept`` are addresses about which nothing can be decided while a content file cannot be read:
    whatever was last published there must stay.
    """

    redirects: tuple[Redirect, ...] = ()
    notices: tuple[Notice, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    kept: tuple[SitePath, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def find_html_pages(pages: Iterable[Page], cards: Iterable[Card]) -> dict[SitePath, str | None]:
    """Return the pages that readers may come back to, each with the SHA-256 of its seed."""
    digests = {card.path: card.seed[1] for card in cards if card.seed}
    return {
        page.path: digests.get(page.path)
        for page in pages
        if page.path.endswith(".html") and page.kind not in _NO_ADDRESS
    }


def resolve_urls(ledger: Ledger, site: NewSite) -> Addresses:
    """Decide how each alias and each address in the ledger is answered; redirects never chain.

    An alias that is the address of something else is left out.
    """
    resolution = _Resolution(ledger, site)
    resolution.lead_aliases()
    resolution.announce_kept_back()
    resolution.answer_the_rest()
    return resolution.addresses()


class _Resolution:
    """Decides address by address, and gathers the answers."""

    def __init__(self, ledger: Ledger, site: NewSite) -> None:
        self._ledger = ledger
        self._old = ledger.digests
        self._site = site
        self._live: dict[SitePath, LoadedRecord] = {}
        self._kept_back: dict[SitePath, LoadedRecord] = {}
        for path, document in _with_something_to_say(site.documents):
            group = self._live if path in site.made else self._kept_back
            group.setdefault(path, document)
        self._redirects: dict[SitePath, SitePath] = {}
        self._notices: dict[SitePath, Notice] = {}
        self._kept = set(site.unreadable)
        self._owners: dict[SitePath, SitePath] = {}
        """The addresses that front matter claims, each with the address of its document."""
        self._diagnostics: list[Diagnostic] = []

    @cached_property
    def _used_paths(self) -> UsedPaths:
        return UsedPaths((*self._site.made, *self._site.files, *self._site.unreadable))

    @cached_property
    def _moved(self) -> MovedDocuments:
        return MovedDocuments(
            self._old,
            made=self._site.made,
            kept_back={path: one.sha256 for path, one in self._kept_back.items()},
            unreadable={path: self._old.get(path) for path in self._site.unreadable},
        )

    # What front matter says

    def lead_aliases(self) -> None:
        """Redirect every alias of a published document to its page."""
        for path, document in self._live.items():
            for alias in document.aliases:
                if self._can_claim(alias, path, document):
                    self._redirect(alias, path)

    def announce_kept_back(self) -> None:
        """Put notices where withdrawn documents were; answer their aliases and those of drafts."""
        for path, document in self._kept_back.items():
            is_open = path in self._old and path not in self._redirects
            if document.status == "withdrawn" and is_open and self._is_free(path):
                self._notice(path, document)
        for path, document in self._kept_back.items():
            for alias in document.aliases:
                self._announce_alias(alias, path, document)

    def _announce_alias(self, alias: SitePath, path: SitePath, document: LoadedRecord) -> None:
        """Answer an alias of a document that is kept back; for a draft, only one in the ledger."""
        if document.status == "withdrawn":
            is_wanted = self._is_answered(path) or alias in self._old
            if is_wanted and self._can_claim(alias, path, document):
                self._lead_to_kept_back(alias, path)
        elif alias in self._old and self._used_paths.find_obstacle(alias) is None:
            self._owners[alias] = path
            self._lead_to_kept_back(alias, path)

    def _can_claim(self, alias: SitePath, path: SitePath, document: LoadedRecord) -> bool:
        """Record a document's claim to an address, or report the obstacle and return False."""
        obstacle = self._used_paths.find_obstacle(alias)
        if obstacle is None:
            self._owners[alias] = path
            return True
        if self._owners.get(obstacle) != path:
            clash = _clash(alias, document.file, obstacle, self._describe(obstacle))
        else:
            clash = _blocked(alias, obstacle, document.file)
        self._diagnostics.append(clash)
        return False

    def _lead_to_kept_back(self, old: SitePath, path: SitePath) -> None:
        """Redirect to where a kept-back document is announced, or announce it at this address."""
        if path in self._redirects:
            self._redirect(old, self._redirects[path])
        elif path in self._notices:
            self._redirect(old, path)
        else:
            self._notice(old, self._kept_back[path])

    # What the ledger says

    def answer_the_rest(self) -> None:
        """Answer every address in the ledger at which there is nothing yet."""
        files = frozenset(self._site.files)
        for path in sorted(self._old.keys() - self._site.made.keys() - files - self._kept):
            if not self._is_answered(path) and self._is_free(path):
                self._answer(path)

    def _answer(self, path: SitePath) -> None:
        digest = self._old[path]
        place = self._moved.place_of(digest) if digest else None
        if place is not None and place not in self._kept_back:
            self._redirect(path, place)
        elif path in self._kept_back:
            self._notice(path, self._kept_back[path])
        elif place is not None:
            self._lead_to_kept_back(path, place)
        elif digest is not None:
            self._announce(path, "gone", self._site.lost.get(digest, Gone()))
        else:
            self._answer_unsigned(path)

    def _answer_unsigned(self, path: SitePath) -> None:
        """Answer an address whose page was not made from a seed: a list, or a text by the owner."""
        index = index_of(path)
        if path in self._site.moved:
            self._redirect(path, self._site.moved[path])
        elif index is not None and (index in self._site.made or index in self._redirects):
            self._redirect(path, self._redirects.get(index, index))
        elif self._site.unreadable:
            self._kept.add(path)  # perhaps an alias in an unreadable file, or a list of that file
        else:
            self._announce(path, "empty" if is_index(path) or index else "gone", Gone())

    # The answers

    def _is_free(self, path: SitePath) -> bool:
        """Return whether an old address can be answered; warn when something is in its way."""
        obstacle = self._used_paths.find_obstacle(path)
        if obstacle is not None:
            self._diagnostics.append(_blocked(path, obstacle, f"content/{LEDGER}"))
        return obstacle is None

    def _is_answered(self, path: SitePath) -> bool:
        return path in self._redirects or path in self._notices

    def _redirect(self, path: SitePath, target: SitePath) -> None:
        self._used_paths.take(path)
        self._redirects[path] = target

    def _notice(self, path: SitePath, document: LoadedRecord) -> None:
        """Announce a document that is kept back; for a draft, do not reveal even the title."""
        record = document.record
        if document.status == "draft" or record is None:
            self._announce(path, "draft", Gone())
            return
        title = record.title if record.title != UNTITLED else None
        known = Gone(title, record.date, record.language)
        self._announce(path, "withdrawn", known, document.reason)

    def _announce(
        self, path: SitePath, kind: NoticeKind, known: Gone, reason: str | None = None
    ) -> None:
        self._used_paths.take(path)
        self._notices[path] = Notice(
            path=path,
            kind=kind,
            title=known.title,
            date=known.date,
            reason=reason,
            language=known.language,
            above=page_above(path, self._site.made),
        )

    def addresses(self) -> Addresses:
        """Return what was decided."""
        return Addresses(
            redirects=tuple(Redirect(*pair) for pair in sorted(self._redirects.items())),
            notices=tuple(notice for _, notice in sorted(self._notices.items())),
            ledger=replace(self._ledger, digests=self._lines()),
            kept=tuple(sorted(self._kept)),
            diagnostics=tuple(dict.fromkeys(self._diagnostics)),
        )

    def _lines(self) -> dict[SitePath, str | None]:
        """Return all addresses, each with the digest by which its document will be found."""
        lines = {path: self._moved.digest_now(path) for path in self._old}
        lines |= {path: digest or lines.get(path) for path, digest in self._site.made.items()}
        for alias, path in self._owners.items():
            lines[alias] = self._moved.digest_at(path) or lines.get(alias)
        return lines

    def _describe(self, path: SitePath) -> str:
        """Return what holds an address, in the form that messages use."""
        claimant = self._owners.get(path, path)
        urls = (name.removesuffix(".md") for name in self._site.texts)
        url = next((url for url in urls if page_of(url) == claimant), None)
        if url is None:
            return f"the site's own {path}"
        return f"the alias in content/{url}.md" if path in self._owners else f"content/{url}.md"


def _with_something_to_say(
    documents: Iterable[LoadedRecord],
) -> list[tuple[SitePath, LoadedRecord]]:
    """Return the documents that have aliases or are kept back: published ones first, by path."""
    found = (one for one in documents if one.record and (one.aliases or not one.is_published))
    return sorted(
        ((page_of(one.url), one) for one in found),
        key=lambda pair: (not pair[1].is_published, pair[0], pair[1].url),
    )


def _clash(alias: SitePath, file: str, other: SitePath, described: str) -> Diagnostic:
    is_same = folded(alias) == folded(other)
    trouble = "claim one address" if is_same else "cannot be a file and a folder at once"
    return error(
        "url.clash",
        f"the alias {alias} in {file} and {described} {trouble}",
        path=file,
        hint="Take it out of one of them, or move the other; this alias is left out until then.",
    )


def _blocked(path: SitePath, obstacle: SitePath, file: str) -> Diagnostic:
    return warning(
        "url.blocked",
        f"the old address {path} is not answered: {obstacle} is in its way",
        path=file,
        hint="Move what is in the way, or take the address out of the file if nobody needs it.",
    )
