"""The page that servers show for a missing address. It is self-contained.

It is served at any address, where relative links would break: its links are full addresses when
site.yaml sets a base_url, and otherwise it has no links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class NotFoundContext:
    site: contexts.Site
    page: contexts.PageInfo
    home_url: str | None


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("404.html", "not-found")


def _context(scope: Scope) -> NotFoundContext:
    home = scope.settings.base_url or None
    return NotFoundContext(scope.site(), scope.page_info(scope.say("not_found")), home)


NOT_FOUND = templated(_plan, "not-found.html", _context)
