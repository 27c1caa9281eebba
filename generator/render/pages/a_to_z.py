"""The A–Z pages: all titles by their first letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Letter, Page, SitePath
from generator.render import contexts, paging
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope

_FOLDER = "a-z/"
_INDEX = -1


@dataclass(frozen=True, slots=True)
class AToZContext:
    site: contexts.Site
    page: contexts.PageInfo
    a_to_z: contexts.AToZ


def _letter_folder(letter: Letter) -> SitePath:
    return f"{_FOLDER}{letter.slug}/"


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    yield Page(f"{_FOLDER}index.html", "a-z", (_INDEX, paging.NEWEST))
    for place, letter in enumerate(archive.letters):
        for number in paging.page_numbers(len(letter.records), site.paginate):
            yield Page(paging.page_path(_letter_folder(letter), number), "a-z", (place, number))


def _context(scope: Scope) -> AToZContext:
    place, number = (int(part) for part in scope.page.key)
    title = scope.say("a_to_z")
    if place == _INDEX:
        noun = contexts.AToZ(
            tuple(_letters(scope, None)), _all_entries(scope), contexts.Pager(None, None, 1, ())
        )
        return AToZContext(scope.site(), scope.page_info(title), noun)
    letter = scope.archive.letters[place]
    shown = paging.entries_on(number, letter.records[::-1], scope.renderer.site.paginate)[::-1]
    pager = scope.pager(_letter_folder(letter), number, len(letter.records))
    noun = contexts.AToZ(tuple(_letters(scope, letter)), scope.entries(shown), pager)
    above = contexts.Link(title, scope.link(f"{_FOLDER}index.html"))
    info = scope.page_info(letter.label, trail=[above], count=len(letter.records))
    return AToZContext(scope.site(), info, noun)


def _letters(scope: Scope, current: Letter | None) -> Iterator[contexts.NavigationLink]:
    for letter in scope.archive.letters:
        url = scope.link(f"{_letter_folder(letter)}index.html")
        yield contexts.NavigationLink(letter.label, url, letter is current)


def _all_entries(scope: Scope) -> tuple[contexts.Entry, ...]:
    """Return every title when they fit on one page; a larger archive shows letters only."""
    letters = scope.archive.letters
    if sum(len(letter.records) for letter in letters) > scope.renderer.site.paginate:
        return ()
    return scope.entries(index for letter in letters for index in letter.records)


A_TO_Z = templated(_plan, "a-z.html", _context)
