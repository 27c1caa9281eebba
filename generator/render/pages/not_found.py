"""The page that servers show for a missing address. It is self-contained.

It is served at any address, so relative links would break: its links are full addresses if
site.yaml sets a base_url; otherwise, it has no links.
"""

from __future__ import annotations

from generator.render.pages.page_kind import PageKind, one_page
from generator.render.scope import Scope


def _make(scope: Scope) -> bytes:
    home_url = scope.settings.base_url or None
    return scope.fill("not-found.html", scope.page_info(scope.say("not_found")), home_url=home_url)


NOT_FOUND = PageKind(one_page("404.html", "not-found"), _make)
