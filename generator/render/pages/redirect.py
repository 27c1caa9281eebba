"""The page at an old address: it redirects to the new one without help from the server."""

from __future__ import annotations

from generator.model import Page
from generator.render import contexts
from generator.render.facts import Destination, Facts
from generator.render.links import absolute
from generator.render.pages.notice import heading, title_of_list
from generator.render.pages.page_kind import PageKind
from generator.render.renderer import direction_of
from generator.render.scope import Scope


def _make(scope: Scope) -> bytes:
    target = scope.ask(Facts.destination, scope.page.path)
    title, language = _title(scope, target)
    # An initial apostrophe would be read as an opening quotation mark around the address.
    url = scope.link(target.path).replace("'", "%27")
    base_url = scope.settings.base_url
    noun = contexts.Redirect(
        title=title,
        url=url,
        canonical=absolute(target.path, base_url) if base_url else url,
        language=language,
        direction=direction_of(language),
    )
    info = scope.page_info(title, language=language)
    return scope.fill("redirect.html", info, redirect=noun)


def _title(scope: Scope, target: Destination) -> tuple[str, str | None]:
    """Return the title of the page that an old address redirects to, and the title's language."""
    if target.is_document:
        found = scope.ask(Facts.card, target.path.removesuffix(".html"))
        return found.title, found.language
    if target.is_notice:
        announced = scope.ask(Facts.notice, target.path)
        return heading(scope, announced), announced.language if announced.title else None
    titles = dict(scope.ask(Facts.menu).free_pages)
    return titles.get(target.path) or title_of_list(scope, target.path), None


REDIRECT = PageKind(
    lambda archive, _: [Page(one.path, "redirect") for one in archive.redirects], _make
)
