"""The page of documents without a known year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts, paging
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope

_FOLDER = "undated/"


@dataclass(frozen=True, slots=True)
class UndatedContext:
    site: contexts.Site
    page: contexts.PageInfo
    undated: contexts.Undated


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for number in paging.page_numbers(len(archive.undated), site.paginate):
        yield Page(paging.page_path(_FOLDER, number), "undated", (number,))


def _context(scope: Scope) -> UndatedContext:
    number = int(scope.page.key[0])
    indexes = scope.archive.undated[::-1]
    shown = paging.entries_on(number, indexes, scope.renderer.site.paginate)[::-1]
    dates = contexts.Link(scope.say("dates"), scope.link("dates/index.html"))
    undated = contexts.Undated(scope.entries(shown), scope.pager(_FOLDER, number, len(indexes)))
    info = scope.page_info(scope.say("undated"), trail=[dates], count=len(indexes))
    return UndatedContext(scope.site(), info, undated)


UNDATED = templated(_plan, "undated.html", _context)
