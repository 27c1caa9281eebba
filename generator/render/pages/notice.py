"""The page at the address of a page that is gone: a notice, and a link to the list above."""

from __future__ import annotations

from generator import model
from generator.model import Page, SitePath
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.pages.page_kind import PageKind
from generator.render.renderer import direction_of
from generator.render.scope import Scope

_LISTS = {"": "home", "dates": "dates", "undated": "undated", "a-z": "a_to_z", "about": "about"}
"""The string keys for the titles of lists that every archive has, by folder."""


def _make(scope: Scope) -> bytes:
    notice = scope.ask(Facts.notice, scope.page.path)
    above = contexts.Link(title_of_list(scope, notice.above), scope.link(notice.above))
    info = scope.page_info(
        heading(scope, notice),
        trail=[above] if notice.above != "index.html" else [],
        language=notice.language if notice.title else None,
    )
    noun = contexts.Notice(
        kind=notice.kind,
        statement=scope.say(f"notice_{notice.kind}"),
        title=notice.title,
        date=scope.date(notice.date),
        reason=notice.reason,
        language=notice.language,
        direction=direction_of(notice.language),
        above=above,
    )
    return scope.fill("notice.html", info, notice=noun)


def heading(scope: Scope, notice: model.Notice) -> str:
    """Return the document's title if it may be shown, else what became of the page."""
    return notice.title or scope.say(f"notice_{notice.kind}_title")


def title_of_list(scope: Scope, path: SitePath) -> str:
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


NOTICE = PageKind(lambda archive, _: [Page(one.path, "notice") for one in archive.notices], _make)
