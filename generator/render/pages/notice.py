"""What stands at the address of a page that is there no more: a notice, and the way up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import model
from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.pages.kind import templated
from generator.render.renderer import direction_of
from generator.render.scope import Scope

_LISTS = {
    "": "home",
    "dates": "dates",
    "undated": "undated",
    "a-z": "a_to_z",
    "about": "about",
}
"""The words for the folders that every archive has."""


@dataclass(frozen=True, slots=True)
class NoticeContext:
    site: contexts.Site
    page: contexts.PageInfo
    notice: contexts.Notice


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for place, notice in enumerate(archive.notices):
        yield Page(notice.path, "notice", (place,))


def _context(view: Scope) -> NoticeContext:
    notice = view.archive.notices[int(view.page.key[0])]
    above = contexts.Link(title_of_list(view, notice.above), view.link(notice.above))
    info = view.page_info(
        heading(view, notice),
        trail=[above] if notice.above != "index.html" else [],
        language=notice.language if notice.title else None,
    )
    noun = contexts.Notice(
        kind=notice.kind,
        statement=view.say(f"notice_{notice.kind}"),
        title=notice.title,
        date=view.date(notice.date),
        reason=notice.reason,
        language=notice.language,
        direction=direction_of(notice.language),
        above=above,
    )
    return NoticeContext(view.site(), info, noun)


def heading(view: Scope, notice: model.Notice) -> str:
    """Return the document's title as far as it may be told, else what became of the page."""
    return notice.title or view.say(f"notice_{notice.kind}_title")


def title_of_list(view: Scope, path: SitePath) -> str:
    """Return what a list's page is called; the archive's own name for what is none of its lists."""
    folder, _, inner = path.removesuffix("index.html").rstrip("/").partition("/")
    if folder in _LISTS and not inner:
        return view.say(_LISTS[folder])
    found = (
        _title_of_letter(view, folder, inner)
        or _title_of_period(view, folder, inner)
        or _title_of_term(view, folder, inner)
    )
    return found or view.renderer.site.title


def _title_of_letter(view: Scope, folder: str, slug: str) -> str | None:
    letters = view.archive.letters if folder == "a-z" else ()
    return next((letter.label for letter in letters if letter.slug == slug), None)


def _title_of_period(view: Scope, folder: str, month: str) -> str | None:
    digits = folder.removeprefix("bce-")
    if not digits.isdecimal() or not (month.isdecimal() or not month):
        return None
    year = int(digits) if digits == folder else 1 - int(digits)
    return view.renderer.dates.month(year, int(month)) if month else view.year_words(year)


def _title_of_term(view: Scope, key: str, slug: str) -> str | None:
    if slug:
        term = view.renderer.terms.get((key, slug))
        return term.title if term else None
    taxonomies = (taxonomy for taxonomy in view.archive.taxonomies if taxonomy.key == key)
    return next((view.taxonomy_title(taxonomy) for taxonomy in taxonomies), None)


NOTICE = templated(_plan, "notice.html", _context)
