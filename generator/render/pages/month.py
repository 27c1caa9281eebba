"""A month's page: a calendar, and its documents by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, day_anchor, weekdays_of
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, period_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class MonthContext:
    site: contexts.Site
    page: contexts.PageInfo
    month: contexts.Month


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        for month in year.months:
            folder = period_folder(year.year, month.month)
            for number in paging.page_numbers(len(month.records), site.paginate):
                path = paging.page_path(folder, number)
                yield Page(path, "month", (year.year, month.month or 0))


def _context(scope: Scope) -> MonthContext:
    year, month = (int(part) for part in scope.page.key)
    folder = period_folder(year, month)
    title = scope.dates.month(year, month)
    trail = [
        contexts.Link(scope.say("dates"), scope.link(DATES_PATH)),
        contexts.Link(scope.dates.year(year), scope.link(f"{period_folder(year)}index.html")),
    ]
    shown = scope.ask(Facts.list_page, scope.page.path)
    days = scope.ask(Facts.month_days, folder)
    older, newer = scope.ask(Facts.beside, folder)
    noun = contexts.Month(
        title=title,
        weekdays=weekdays_of(scope.dates),
        calendar=calendar_of(scope, (year, month), days, title, busiest_of([days])),
        groups=_groups(scope, year, month, shown.urls),
        newer=_link(scope, *newer) if newer else None,
        older=_link(scope, *older) if older else None,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=trail, count=shown.total)
    return MonthContext(scope.site(), info, noun)


def _link(scope: Scope, year: int, month: int) -> contexts.Link:
    path = f"{period_folder(year, month)}index.html"
    return contexts.Link(scope.dates.month(year, month), scope.link(path))


def _groups(
    scope: Scope, year: int, month: int, urls: Iterable[SitePath]
) -> tuple[contexts.EntryGroup, ...]:
    def day(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.day) or 0

    def title(url: SitePath) -> str:
        return scope.dates.day(year, month, day(url)) if day(url) else scope.say("day_unknown")

    return scope.groups(urls, title, lambda url: day_anchor(day(url)))


MONTH = templated(_plan, "month.html", _context)
