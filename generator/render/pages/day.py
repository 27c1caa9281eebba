"""The page of a day of the year: its documents from all years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, DAYS_PATH, day_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class DayContext:
    site: contexts.Site
    page: contexts.PageInfo
    day: contexts.Day


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for one in archive.days_of_year:
        folder = day_folder(one.month, one.day)
        for number in paging.page_numbers(len(one.records), site.paginate):
            yield Page(paging.page_path(folder, number), "day", (one.month, one.day))


def _context(scope: Scope) -> DayContext:
    month, day = (int(part) for part in scope.page.key)
    title = scope.dates.day_of_year(month, day)
    trail = [
        contexts.Link(scope.say("dates"), scope.link(DATES_PATH)),
        contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH)),
    ]
    shown = scope.ask(Facts.list_page, scope.page.path)
    older, newer = scope.ask(Facts.beside, day_folder(month, day))
    noun = contexts.Day(
        title=title,
        groups=_groups(scope, shown.urls),
        newer=_link(scope, *newer) if newer else None,
        older=_link(scope, *older) if older else None,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=trail, count=shown.total)
    return DayContext(scope.site(), info, noun)


def _link(scope: Scope, month: int, day: int) -> contexts.Link:
    title = scope.dates.day_of_year(month, day)
    return contexts.Link(title, scope.link(f"{day_folder(month, day)}index.html"))


def _groups(scope: Scope, urls: Iterable[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    def year(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.year) or 0

    return scope.groups(urls, lambda url: scope.dates.year(year(url)), lambda url: f"y{year(url)}")


DAY = templated(_plan, "day.html", _context)
