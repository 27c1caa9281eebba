"""The page of documents without a known year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts, paging
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH
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
        yield Page(paging.page_path(_FOLDER, number), "undated")


def _context(scope: Scope) -> UndatedContext:
    shown = scope.ask(Facts.list_page, scope.page.path)
    undated = contexts.Undated(scope.entries(shown.urls[::-1]), scope.pager(shown.total))
    dates = contexts.Link(scope.say("dates"), scope.link(DATES_PATH))
    info = scope.page_info(scope.say("undated"), trail=[dates], count=shown.total)
    return UndatedContext(scope.site(), info, undated)


UNDATED = templated(_plan, "undated.html", _context)
