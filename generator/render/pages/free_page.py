"""Pages that the owner wrote: ``content/pages/history.md`` becomes ``history.html``."""

from __future__ import annotations

from generator.model import Page
from generator.render import contexts
from generator.render.excerpt import opening_of
from generator.render.facts import Facts
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope


def _make(scope: Scope) -> bytes:
    page = scope.ask(Facts.free_page, scope.page.path)
    document = scope.document(page.source.removesuffix(".md"))
    body = scope.markup(document.body)
    info = scope.page_info(page.title, description=document.record.summary or opening_of(body))
    return scope.fill("page.html", info, free_page=contexts.FreePage(page.title, body))


FREE_PAGE = PageKind(
    lambda archive, _: [Page(page.path, "page", (page.source,)) for page in archive.free_pages],
    _make,
)
