"""The page at an old address: it leads to the new one, whatever the server can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.links import absolute
from generator.render.pages.notice import heading, title_of_list
from generator.render.pages.page_kind import templated
from generator.render.renderer import direction_of
from generator.render.scope import Scope

_NONE = -1


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
    if not archive.redirects:
        return
    records = {card.path: index for index, card in enumerate(archive.cards)}
    notices = {notice.path: index for index, notice in enumerate(archive.notices)}
    for place, redirect in enumerate(archive.redirects):
        target = redirect.target
        key = (place, records.get(target, _NONE), notices.get(target, _NONE))
        yield Page(redirect.path, "redirect", key)


def _context(scope: Scope) -> RedirectContext:
    place, record, notice = (int(part) for part in scope.page.key)
    target = scope.archive.redirects[place].target
    title = _title(scope, target, record, notice)
    # A quotation mark at the beginning would be the delimiter of the address, not part of it.
    url = scope.link(target).replace("'", "%27")
    base_url = scope.renderer.site.base_url
    noun = contexts.Redirect(
        title=title.words,
        url=url,
        canonical=absolute(target, base_url) if base_url else url,
        language=title.language,
        direction=direction_of(title.language),
    )
    info = scope.page_info(title.words, language=title.language)
    return RedirectContext(scope.site(), info, noun)


def _title(scope: Scope, target: SitePath, record: int, notice: int) -> _Title:
    """Return the title of the page that an old address leads to."""
    if record != _NONE:
        found = scope.record(record)
        return _Title(found.title, found.language)
    if notice != _NONE:
        announced = scope.archive.notices[notice]
        return _Title(heading(scope, announced), announced.language if announced.title else None)
    pages = (page.title for page in scope.archive.free_pages if page.path == target)
    return _Title(next(pages, None) or title_of_list(scope, target))


REDIRECT = templated(_plan, "redirect.html", _context)
