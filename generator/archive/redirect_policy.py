"""Decide what answers at every address ever published: a page, a redirect or a notice.

The decision has no side effects. What the owner says in front matter comes first, then the
ledger: by its digests, a document that was made from a seed is found again wherever it has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from generator.archive.addresses import index_of, is_index, page_above, page_of
from generator.archive.documents import UNTITLED, LoadedRecord
from generator.archive.ledger import LEDGER, Ledger
from generator.dates import PartialDate
from generator.model import Card, Notice, NoticeKind, Page, Redirect, SitePath
from generator.report import Diagnostic, error, warning
from generator.text import folded

_NO_ADDRESS = frozenset({"asset", "not-found", "redirect", "notice", "specimen"})
"""Kinds of HTML files that readers do not come back to, or that only stand in for a page."""


class Gone(Struct, frozen=True):
    """What is still known about a document whose content file is gone."""

    title: str | None = None
    date: PartialDate | None = None
    language: str | None = None


class NewSite(Struct, frozen=True):
    """What the new site will consist of, as far as addresses are concerned.

    ``made`` maps its HTML pages to the SHA-256 of their seeds, or None for pages without a seed;
    ``files`` are its other files. ``documents`` are the content files that are kept back (drafts
    and withdrawn documents) or have aliases. ``texts`` are the paths of all readable content files,
    ``unreadable`` the pages of all unreadable files. ``lost`` describes documents without a content
    file, by the SHA-256 of their seeds. ``moved`` maps addresses that lists may have had to their
    present addresses.
    """

    made: Mapping[SitePath, str | None]
    files: Collection[SitePath] = ()
    documents: Collection[LoadedRecord] = ()
    texts: Collection[str] = ()
    unreadable: Collection[SitePath] = ()
    lost: Mapping[str, Gone] = field(default_factory=dict)
    moved: Mapping[SitePath, SitePath] = field(default_factory=dict)


class Addresses(Struct, frozen=True):
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
    case = _Case(ledger.digests, site)
    kept = set(site.unreadable)
    complaints: list[Diagnostic | None] = []
    for path, page in _open_addresses(case):
        if obstacle := case.used_paths.find_obstacle(path):
            complaints.append(_complaint(case, path, page, obstacle))
            continue
        if page:
            case.owners[path] = page
        for rule in _RULES:
            if answer := rule(case, path):
                case.used_paths.take(path)
                case.answers[path] = answer
                break
        else:
            kept.add(path)
    answers = sorted(case.answers.items())
    return Addresses(
        redirects=tuple(Redirect(path, to) for path, to in answers if isinstance(to, str)),
        notices=tuple(answer for _, answer in answers if isinstance(answer, Notice)),
        ledger=replace(ledger, digests=_ledger_lines(case)),
        kept=tuple(sorted(kept)),
        diagnostics=tuple(dict.fromkeys(filter(None, complaints))),
    )


Answer: TypeAlias = SitePath | Notice
"""The page to which an old address redirects, or the notice that is shown there."""


class _Case:
    """What the rules know: the ledger (``old``), the new site, and the answers given so far.

    ``owners`` maps each address that front matter claims to the page of the claiming document.
    """

    def __init__(self, old: Mapping[SitePath, str | None], site: NewSite) -> None:
        self.old = old
        self.site = site
        self.answers: dict[SitePath, Answer] = {}
        self.owners: dict[SitePath, SitePath] = {}
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
    def used_paths(self) -> _UsedPaths:
        return _UsedPaths((*self.site.made, *self.site.files, *self.site.unreadable))

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


class _UsedPaths:
    """The paths in use in the output, and a search for one that conflicts with a new path.

    Some file systems ignore letter case, and no path can be both a file and a folder.
    """

    def __init__(self, paths: Iterable[SitePath]) -> None:
        self._files: dict[str, SitePath] = {}
        self._folders: dict[str, SitePath] = {}
        for path in paths:
            self.take(path)

    def take(self, path: SitePath) -> None:
        name = _as_compared(path)
        self._files[name] = path
        folder = name.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = path
            folder = folder.rpartition("/")[0]

    def find_obstacle(self, path: SitePath) -> SitePath | None:
        """Return a path in use that conflicts with a file at ``path``; None if it is free."""
        name = _as_compared(path)
        found = self._files.get(name) or self._folders.get(name)
        while found is None and name:
            name = name.rpartition("/")[0]
            found = self._files.get(name)
        return found


def _as_compared(path: SitePath) -> str:
    return path.lower() if path.isascii() else folded(path)


def _open_addresses(case: _Case) -> Iterator[tuple[SitePath, SitePath | None]]:
    """Yield the addresses to answer, those that outrank others first.

    With each comes the page of the document that claims it in its front matter, if any does. The
    caller adds answers to ``case`` meanwhile, and later addresses depend on them.
    """
    old, site = case.old, case.site
    for page, document in case.documents.items():
        if page in site.made:
            yield from ((alias, page) for alias in document.aliases)
    for page, document in case.kept_back.items():
        if document.status == "withdrawn" and page in old and page not in case.answers:
            yield page, None
    for page, document in case.kept_back.items():
        is_told = document.status == "withdrawn" and page in case.answers
        yield from ((alias, page) for alias in document.aliases if is_told or alias in old)
    for path in sorted(old.keys() - site.made.keys() - {*site.files} - {*site.unreadable}):
        if path not in case.answers:
            yield path, None


# What answers at an old address: the first rule that returns something decides


def _lead_alias(case: _Case, path: SitePath) -> Answer | None:
    page = case.owners.get(path)
    if page is None or page in case.site.made:
        return page
    return _announced(case, path, page)


def _announce_withdrawn(case: _Case, path: SitePath) -> Answer | None:
    document = case.kept_back.get(path)
    is_withdrawn = document is not None and document.status == "withdrawn"
    return _announced(case, path, path) if is_withdrawn else None


def _follow_moved(case: _Case, path: SitePath) -> Answer | None:
    place = case.place_of(path)
    return None if place in case.kept_back else place


def _announce_kept_back(case: _Case, path: SitePath) -> Answer | None:
    page = path if path in case.kept_back else case.place_of(path)
    return _announced(case, path, page) if page else None


def _announce_lost(case: _Case, path: SitePath) -> Answer | None:
    digest = case.old[path]
    known = case.site.lost.get(digest, Gone()) if digest else None
    return _notice(case, path, "gone", known) if known else None


def _follow_renamed_list(case: _Case, path: SitePath) -> Answer | None:
    return case.site.moved.get(path)


def _lead_to_first_page(case: _Case, path: SitePath) -> Answer | None:
    index = index_of(path)
    if index is None or index in case.site.made:
        return index
    answer = case.answers.get(index)
    return answer if isinstance(answer, str) else None


def _announce_the_end(case: _Case, path: SitePath) -> Answer | None:
    if case.site.unreadable:
        return None  # perhaps an unreadable file has it as an alias, or belongs in this list
    is_list = is_index(path) or index_of(path)
    return _notice(case, path, "empty" if is_list else "gone", Gone())


_RULES: tuple[Callable[[_Case, SitePath], Answer | None], ...] = (
    _lead_alias,
    _announce_withdrawn,
    _follow_moved,
    _announce_kept_back,
    _announce_lost,
    # From here on, the page was not made from a seed: it was a list, or a text by the owner.
    _follow_renamed_list,
    _lead_to_first_page,
    _announce_the_end,
)


def _announced(case: _Case, path: SitePath, page: SitePath) -> Answer:
    """Return where a document that is kept back is announced; if nowhere yet, a notice at ``path``.

    The notice of a draft does not even reveal its title.
    """
    if there := case.answers.get(page):
        return there if isinstance(there, str) else page
    document = case.kept_back[page]
    record = document.record
    if document.status == "draft" or record is None:
        return _notice(case, path, "draft", Gone())
    title = record.title if record.title != UNTITLED else None
    known = Gone(title, record.date, record.language)
    return _notice(case, path, "withdrawn", known, document.reason)


def _notice(
    case: _Case, path: SitePath, kind: NoticeKind, known: Gone, reason: str | None = None
) -> Notice:
    above = page_above(path, case.site.made)
    return Notice(path, kind, known.title, known.date, reason, known.language, above)


def _ledger_lines(case: _Case) -> dict[SitePath, str | None]:
    """Return all addresses, each with the digest by which its document will be found."""
    lines = dict(case.old)
    for path, digest in case.old.items():
        if digest and not case.site.made.get(path):
            lines[path] = case.standing.get(case.place_of(path) or "") or digest
    lines |= {path: digest or lines.get(path) for path, digest in case.site.made.items()}
    lines |= {path: case.standing[page] or lines.get(path) for path, page in case.owners.items()}
    return lines


def _complaint(
    case: _Case, path: SitePath, page: SitePath | None, obstacle: SitePath
) -> Diagnostic | None:
    """Return the diagnostic for an address that is not answered; None for the alias of a draft."""
    document = case.documents[page] if page else None
    if document and page in case.kept_back and document.status != "withdrawn":
        return None
    if document is None or case.owners.get(obstacle) == page:
        file = document.file if document else f"content/{LEDGER}"
        message = f"the old address {path} is not answered: {obstacle} is in its way"
        hint = "Move what is in the way, or take the address out of the file if nobody needs it."
        return warning("url.blocked", message, path=file, hint=hint)
    is_same = folded(path) == folded(obstacle)
    trouble = "claim one address" if is_same else "cannot be a file and a folder at once"
    message = f"the alias {path} in {document.file} and {_holder(case, obstacle)} {trouble}"
    hint = "Take it out of one of them, or move the other; this alias is left out until then."
    return error("url.clash", message, path=document.file, hint=hint)


def _holder(case: _Case, path: SitePath) -> str:
    """Return a description, for messages, of what holds an address."""
    claimant = case.owners.get(path, path)
    urls = (name.removesuffix(".md") for name in case.site.texts)
    url = next((url for url in urls if page_of(url) == claimant), None)
    if url is None:
        return f"the site's own {path}"
    return f"the alias in content/{url}.md" if path in case.owners else f"content/{url}.md"
