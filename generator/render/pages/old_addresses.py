"""The pages at addresses without a page of their own: redirects, notices, and the 404 page."""

from __future__ import annotations

from generator import model
from generator.model import Page, SitePath
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.links import absolute
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.renderer import direction_of
from generator.render.scope import Scope

_LISTS = {"": "home", "dates": "dates", "undated": "undated", "a-z": "a_to_z", "about": "about"}
"""The string keys for the titles of lists that every archive has, by folder."""


def _make_redirect(scope: Scope) -> bytes:
    """Return a page that redirects to the new address without help from the server."""
    target = scope.ask(Facts.destination, scope.page.path)
    language: str | None = None
    if target.is_document:
        found = scope.ask(Facts.card, target.path.removesuffix(".html"))
        title, language = found.title, found.language
    elif target.is_notice:
        announced = scope.ask(Facts.notice, target.path)
        title, language = _heading(scope, announced), _language(announced)
    else:
        title = scope.ask(Facts.page_title, target.path) or _title_of_list(scope, target.path)
    # An initial apostrophe would be read as an opening quotation mark around the address.
    url = scope.link(target.path).replace("'", "%27")
    base_url = scope.settings.base_url
    noun = contexts.Redirect(
        title=title,
        url=url,
        canonical=absolute(target.path, base_url) if base_url else url,
        language=language,
        direction=direction_of(language),
    )
    info = scope.page_info(title, language=language)
    return scope.fill("redirect.html", info, redirect=noun)


def _make_notice(scope: Scope) -> bytes:
    """Return a page that says what became of a page that is gone, with a link to the list above."""
    notice = scope.ask(Facts.notice, scope.page.path)
    above = contexts.Link(_title_of_list(scope, notice.above), scope.link(notice.above))
    info = scope.page_info(
        _heading(scope, notice),
        trail=[above] if notice.above != "index.html" else [],
        language=_language(notice),
    )
    until = scope.date(notice.until)
    noun = contexts.Notice(
        kind=notice.kind,
        statement=scope.say(f"notice_{notice.kind}", **({"date": until.words} if until else {})),
        title=notice.title,
        date=scope.date(notice.date),
        reason=notice.reason,
        language=notice.language,
        direction=direction_of(notice.language),
        above=above,
        until=until,
    )
    return scope.fill("notice.html", info, notice=noun)


def _heading(scope: Scope, notice: model.Notice) -> str:
    """Return the document's title if it may be shown, else what became of the page."""
    return notice.title or scope.say(f"notice_{notice.kind}_title")


def _language(notice: model.Notice) -> str | None:
    """Return the language of a notice's heading; None if it is the interface's."""
    return notice.language if notice.title else None


def _title_of_list(scope: Scope, path: SitePath) -> str:
    """Return the title of a list's page; the site's title for any other page."""
    folder, _, inner = path.removesuffix("index.html").rstrip("/").partition("/")
    if folder in _LISTS and not inner:
        return scope.say(_LISTS[folder])
    title: str | None
    digits = folder.removeprefix("bce-")
    if folder == "a-z":
        title = {one.slug: one.label for one in scope.ask(Facts.letters)}.get(inner)
    elif digits.isdecimal() and (inner.isdecimal() or not inner):
        year = int(digits) if digits == folder else 1 - int(digits)  # bce-0044 is -43
        title = scope.dates.month(year, int(inner)) if inner else scope.dates.year(year)
    elif inner:
        term = scope.ask(Facts.term, f"{folder}/{inner}")
        title = term.title if term else None
    else:
        taxonomies = [one for one in scope.ask(Facts.menu).taxonomies if one.key == folder]
        title = scope.taxonomy_title(taxonomies[0]) if taxonomies else None
    return title or scope.settings.title


def _make_not_found(scope: Scope) -> bytes:
    """Return the self-contained page that servers show for a missing address.

    It is served at any address, so relative links would break: its links are full addresses if
    site.yaml sets a base_url; otherwise, it has no links.
    """
    home_url = scope.settings.base_url or None
    return scope.fill("not-found.html", scope.page_info(scope.say("not_found")), home_url=home_url)


REDIRECT = PageKind(
    lambda archive, _: [Page(one.path, "redirect") for one in archive.redirects], _make_redirect
)
NOTICE = PageKind(
    lambda archive, _: [Page(one.path, "notice") for one in archive.notices], _make_notice
)
NOT_FOUND = PageKind(one_page("404.html", "not-found"), _make_not_found)
