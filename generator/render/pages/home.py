"""The home page: what this archive is, the ways into it, and its newest documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts, paging
from generator.render.pages.kind import templated
from generator.render.renderer import chronicle
from generator.render.view import View


@dataclass(frozen=True, slots=True)
class HomeContext:
    site: contexts.Site
    page: contexts.PageInfo
    home: contexts.Home


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for number in paging.page_numbers(len(chronicle(archive)), site.paginate):
        yield Page(paging.page_path("", number), "home", (number,))


def _context(view: View) -> HomeContext:
    number = int(view.page.key[0])
    indexes = view.renderer.chronicle
    shown = paging.entries_on(number, indexes, view.renderer.site.paginate)
    site = view.renderer.site
    home = contexts.Home(
        span=view.span([year.year for year in view.archive.years]),
        document_count=len(view.archive.records),
        doors=tuple(_doors(view)),
        entries=view.entries(reversed(shown)),
        pager=view.pager("", number, len(indexes)),
    )
    return HomeContext(view.site(), view.page_info(site.title, description=site.description), home)


def _doors(view: View) -> Iterator[contexts.TermEntry]:
    archive = view.archive
    yield contexts.TermEntry(view.say("dates"), view.link("dates/index.html"), len(archive.years))
    for taxonomy in archive.taxonomies:
        title = view.taxonomy_title(taxonomy)
        yield contexts.TermEntry(title, view.link(taxonomy.path), len(taxonomy.terms))
    count = len(view.renderer.chronicle)
    yield contexts.TermEntry(view.say("a_to_z"), view.link("a-z/index.html"), count)


HOME = templated(_plan, "home.html", _context)
