"""The page of a day of the year: its documents from all years."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import DAYS_PATH, day_folder
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for one in archive.days_of_year:
        folder = day_folder(one.month, one.day)
        yield from list_pages("day", folder, len(one.records), site.paginate, one.month, one.day)


def _make(scope: Scope) -> bytes:
    month, day = (int(part) for part in scope.page.key)
    title = scope.dates.day_of_year(month, day)
    days = contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH))
    shown = scope.ask(Facts.list_page, scope.page.path)
    older, newer = scope.beside(day_folder, scope.dates.day_of_year, month, day)

    def year(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.year) or 0

    noun = contexts.Day(
        title=title,
        groups=scope.groups(
            shown.urls, lambda url: scope.dates.year(year(url)), lambda url: f"y{year(url)}"
        ),
        newer=newer,
        older=older,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=[scope.dates_link(), days], count=shown.total)
    return scope.fill("day.html", info, day=noun)


DAY = PageKind(_plan, _make)
