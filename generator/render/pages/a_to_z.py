"""The A–Z pages: all titles by their first letter."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import letter_folder
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope

_INDEX_PATH = "a-z/index.html"


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    yield Page(_INDEX_PATH, "a-z")
    for letter in archive.letters:
        folder, count = letter_folder(letter.slug), len(letter.records)
        yield from list_pages("a-z", folder, count, site.paginate, letter.slug)


def _make(scope: Scope) -> bytes:
    title = scope.say("a_to_z")
    shown = scope.ask(Facts.titles, scope.page.path)
    letters = scope.ask(Facts.letters)
    current = next((one for one in letters if one.slug in scope.page.key), None)
    if current is None:
        pager, info = contexts.Pager(None, None, 1, ()), scope.page_info(title)
    else:
        above = contexts.Link(title, scope.link(_INDEX_PATH))
        pager = scope.pager(shown.total)
        info = scope.page_info(current.label, trail=[above], count=shown.total)
    links = tuple(
        contexts.NavigationLink(
            one.label, scope.link(f"{letter_folder(one.slug)}index.html"), one is current
        )
        for one in letters
    )
    a_to_z = contexts.AToZ(links, scope.entries(shown.urls[::-1]), pager)
    return scope.fill("a-z.html", info, a_to_z=a_to_z)


A_TO_Z = PageKind(_plan, _make)
