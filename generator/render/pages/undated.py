"""The page of documents without a known year."""

from __future__ import annotations

from generator.render import contexts
from generator.render.facts import Facts
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _make(scope: Scope) -> bytes:
    shown = scope.ask(Facts.list_page, scope.page.path)
    undated = contexts.Undated(scope.entries(shown.urls[::-1]), scope.pager(shown.total))
    info = scope.page_info(scope.say("undated"), trail=[scope.dates_link()], count=shown.total)
    return scope.fill("undated.html", info, undated=undated)


UNDATED = PageKind(
    lambda archive, site: list_pages("undated", "undated/", len(archive.undated), site.paginate),
    _make,
)
