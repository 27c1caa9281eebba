"""The A–Z pages: all titles by their first letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts, paging
from generator.render.facts import Facts, LetterCount
from generator.render.folders import letter_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope

_INDEX_PATH = "a-z/index.html"


@dataclass(frozen=True, slots=True)
class AToZContext:
    site: contexts.Site
    page: contexts.PageInfo
    a_to_z: contexts.AToZ


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    yield Page(_INDEX_PATH, "a-z")
    for letter in archive.letters:
        for number in paging.page_numbers(len(letter.records), site.paginate):
            path = paging.page_path(letter_folder(letter.slug), number)
            yield Page(path, "a-z", (letter.slug,))


def _context(scope: Scope) -> AToZContext:
    title = scope.say("a_to_z")
    shown = scope.ask(Facts.titles, scope.page.path)
    entries = scope.entries(shown.urls[::-1])
    if scope.page.path == _INDEX_PATH:
        noun = contexts.AToZ(tuple(_links(scope, None)), entries, contexts.Pager(None, None, 1, ()))
        return AToZContext(scope.site(), scope.page_info(title), noun)
    (slug,) = scope.page.key
    letter = next(one for one in scope.ask(Facts.letters) if one.slug == slug)
    noun = contexts.AToZ(tuple(_links(scope, letter)), entries, scope.pager(shown.total))
    above = contexts.Link(title, scope.link(_INDEX_PATH))
    info = scope.page_info(letter.label, trail=[above], count=shown.total)
    return AToZContext(scope.site(), info, noun)


def _links(scope: Scope, current: LetterCount | None) -> Iterator[contexts.NavigationLink]:
    for letter in scope.ask(Facts.letters):
        url = scope.link(f"{letter_folder(letter.slug)}index.html")
        yield contexts.NavigationLink(letter.label, url, letter == current)


A_TO_Z = templated(_plan, "a-z.html", _context)
