"""Decide what answers at every address ever published: a page, a redirect or a notice.

The decision has no side effects. What the owner says in front matter comes first, then the
ledger: by its digests, a document that was made from a seed is found again wherever it has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from generator.archive.addresses import Alias, index_of, is_index, page_above
from generator.archive.documents import UNTITLED
from generator.archive.ledger import Ledger
from generator.archive.redirect_case import Answer, Case, Gone, NewSite
from generator.archive.redirect_remarks import complaint_of, leave_to_servers
from generator.model import Card, Notice, NoticeKind, Page, Redirect, SitePath
from generator.report import Diagnostic

_NO_ADDRESS = frozenset({"asset", "not-found", "redirect", "notice", "specimen"})
"""Kinds of HTML files that readers do not come back to, or that only stand in for a page."""


class Addresses(Struct, frozen=True):
    """How old addresses are answered, and the ledger including the addresses of the new site.

    ``kept`` are addresses about which nothing can be decided while a content file cannot be read:
    whatever was last published there must stay.
    """

    redirects: tuple[Redirect, ...] = ()
    server_redirects: tuple[Redirect, ...] = ()
    """Those that only a server can make: no file can answer there."""
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
    case = Case(ledger.digests, site)
    kept = set(site.unreadable)
    complaints: list[Diagnostic | None] = []
    for alias, page in _open_addresses(case):
        path = alias.path
        if alias.query or case.is_shadow(path):
            complaints.append(leave_to_servers(case, alias, page))
            if not alias.query or not case.can_ignore_query(alias):
                continue
        if obstacle := case.used_paths.find_obstacle(path):
            complaints.append(complaint_of(case, alias, page, obstacle))
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
        server_redirects=tuple(
            Redirect(path, to, query) for (path, query), to in sorted(case.asked.items())
        ),
        notices=tuple(answer for _, answer in answers if isinstance(answer, Notice)),
        ledger=replace(ledger, digests=_ledger_lines(case)),
        kept=tuple(sorted(kept)),
        diagnostics=tuple(dict.fromkeys(filter(None, complaints))),
    )


def _open_addresses(case: Case) -> Iterator[tuple[Alias, SitePath | None]]:
    """Yield the addresses to answer, those that outrank others first.

    With each comes the page of the document that claims it in its front matter, if any does. The
    caller adds answers to ``case`` meanwhile, and later addresses depend on them.
    """
    old, site = case.old, case.site
    published = [
        (alias, page)
        for page, document in case.documents.items()
        if page in site.made
        for alias in document.aliases
    ]
    yield from sorted(published, key=lambda claim: not claim[0].is_stated)
    for path, page in site.elsewhere.items():
        yield Alias(path, is_stated=False), page
    for page, document in case.kept_back.items():
        if document.status == "withdrawn" and page in old and page not in case.answers:
            yield Alias(page), None
    for page, document in case.kept_back.items():
        is_told = document.status == "withdrawn" and page in case.answers
        for alias in document.aliases:
            if is_told or (alias.path in old and not alias.query):
                yield alias, page
    for path in sorted(old.keys() - site.made.keys() - {*site.files} - {*site.unreadable}):
        if path not in case.answers:
            yield Alias(path), None


# What answers at an old address: the first rule that returns something decides


def _lead_alias(case: Case, path: SitePath) -> Answer | None:
    page = case.owners.get(path)
    if page is None or page in case.site.made:
        return page
    return _announced(case, path, page)


def _announce_withdrawn(case: Case, path: SitePath) -> Answer | None:
    document = case.kept_back.get(path)
    is_withdrawn = document is not None and document.status == "withdrawn"
    return _announced(case, path, path) if is_withdrawn else None


def _follow_moved(case: Case, path: SitePath) -> Answer | None:
    place = case.place_of(path)
    return None if place in case.kept_back else place


def _announce_kept_back(case: Case, path: SitePath) -> Answer | None:
    page = path if path in case.kept_back else case.place_of(path)
    return _announced(case, path, page) if page else None


def _announce_lost(case: Case, path: SitePath) -> Answer | None:
    digest = case.old[path]
    known = case.site.lost.get(digest, Gone()) if digest else None
    return _notice(case, path, "gone", known) if known else None


def _follow_renamed_list(case: Case, path: SitePath) -> Answer | None:
    return case.site.moved.get(path)


def _lead_to_first_page(case: Case, path: SitePath) -> Answer | None:
    index = index_of(path)
    if index is None or index in case.site.made:
        return index
    answer = case.answers.get(index)
    return answer if isinstance(answer, str) else None


def _announce_the_end(case: Case, path: SitePath) -> Answer | None:
    if case.site.unreadable:
        return None  # perhaps an unreadable file has it as an alias, or belongs in this list
    is_list = is_index(path) or index_of(path)
    return _notice(case, path, "empty" if is_list else "gone", Gone())


_RULES: tuple[Callable[[Case, SitePath], Answer | None], ...] = (
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


def _announced(case: Case, path: SitePath, page: SitePath) -> Answer:
    """Return where a document that is kept back is announced; if nowhere yet, a notice at ``path``.

    The notice of a draft does not even reveal its title; that of an embargo only says when it ends.
    """
    if there := case.answers.get(page):
        return there if isinstance(there, str) else page
    document = case.kept_back[page]
    record = document.record
    if document.status == "embargoed":
        return replace(_notice(case, path, "embargoed", Gone()), until=document.embargo)
    if document.status == "draft" or record is None:
        return _notice(case, path, "draft", Gone())
    title = record.title if record.title != UNTITLED else None
    known = Gone(title, record.date, record.language)
    return _notice(case, path, "withdrawn", known, document.reason)


def _notice(
    case: Case, path: SitePath, kind: NoticeKind, known: Gone, reason: str | None = None
) -> Notice:
    above = page_above(path, case.site.made)
    return Notice(path, kind, known.title, known.date, reason, known.language, above)


def _ledger_lines(case: Case) -> dict[SitePath, str | None]:
    """Return all addresses, each with the digest by which its document will be found."""
    lines = dict(case.old)
    for path, digest in case.old.items():
        if digest and not case.site.made.get(path):
            lines[path] = case.standing.get(case.place_of(path) or "") or digest
    lines |= {path: digest or lines.get(path) for path, digest in case.site.made.items()}
    lines |= {path: case.standing[page] or lines.get(path) for path, page in case.owners.items()}
    return lines
