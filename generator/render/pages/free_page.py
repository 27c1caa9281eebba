"""Pages that the owner wrote: ``content/pages/history.md`` is ``history.html``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.excerpt import opening_of
from generator.render.facts import Facts
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class FreePageContext:
    site: contexts.Site
    page: contexts.PageInfo
    free_page: contexts.FreePage


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for page in archive.free_pages:
        yield Page(page.path, "page", (page.source,))


def _context(scope: Scope) -> FreePageContext:
    page = scope.ask(Facts.free_page, scope.page.path)
    document = scope.document(page.source.removesuffix(".md"))
    body = scope.markup(document.body)
    info = scope.page_info(page.title, description=document.record.summary or opening_of(body))
    return FreePageContext(scope.site(), info, contexts.FreePage(page.title, body))


FREE_PAGE = templated(_plan, "page.html", _context)
