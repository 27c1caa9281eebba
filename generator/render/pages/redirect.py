"""The page at an old address: it leads to the new one, whatever the server can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Destination, Facts
from generator.render.links import absolute
from generator.render.pages.notice import heading, title_of_list
from generator.render.pages.page_kind import templated
from generator.render.renderer import direction_of
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class RedirectContext:
    site: contexts.Site
    page: contexts.PageInfo
    redirect: contexts.Redirect


@dataclass(frozen=True, slots=True)
class _Title:
    words: str
    language: str | None = None


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for redirect in archive.redirects:
        yield Page(redirect.path, "redirect")


def _context(scope: Scope) -> RedirectContext:
    target = scope.ask(Facts.destination, scope.page.path)
    title = _title(scope, target)
    # A quotation mark at the beginning would be the delimiter of the address, not part of it.
    url = scope.link(target.path).replace("'", "%27")
    base_url = scope.settings.base_url
    noun = contexts.Redirect(
        title=title.words,
        url=url,
        canonical=absolute(target.path, base_url) if base_url else url,
        language=title.language,
        direction=direction_of(title.language),
    )
    info = scope.page_info(title.words, language=title.language)
    return RedirectContext(scope.site(), info, noun)


def _title(scope: Scope, target: Destination) -> _Title:
    """Return the title of the page that an old address leads to."""
    if target.is_document:
        found = scope.ask(Facts.card, target.path.removesuffix(".html"))
        return _Title(found.title, found.language)
    if target.is_notice:
        announced = scope.ask(Facts.notice, target.path)
        return _Title(heading(scope, announced), announced.language if announced.title else None)
    titles = dict(scope.ask(Facts.menu).free_pages)
    return _Title(titles.get(target.path) or title_of_list(scope, target.path))


REDIRECT = templated(_plan, "redirect.html", _context)
