"""A month's page: a calendar, and its documents by day."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.calendars import busiest_of, calendar_of, day_anchor, weekdays_of
from generator.render.facts import Facts
from generator.render.folders import period_folder
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        for month in year.months:
            folder, key = period_folder(year.year, month.month), (year.year, month.month or 0)
            yield from list_pages("month", folder, len(month.records), site.paginate, *key)


def _make(scope: Scope) -> bytes:
    year, month = (int(part) for part in scope.page.key)
    title = scope.dates.month(year, month)
    above = contexts.Link(scope.dates.year(year), scope.link(f"{period_folder(year)}index.html"))
    shown = scope.ask(Facts.list_page, scope.page.path)
    days = scope.ask(Facts.month_days, period_folder(year, month))
    older, newer = scope.beside(period_folder, scope.dates.month, year, month)
    noun = contexts.Month(
        title=title,
        weekdays=weekdays_of(scope.dates),
        calendar=calendar_of(scope, (year, month), days, title, busiest_of([days])),
        groups=_groups(scope, year, month, shown.urls),
        newer=newer,
        older=older,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=[scope.dates_link(), above], count=shown.total)
    return scope.fill("month.html", info, month=noun)


def _groups(
    scope: Scope, year: int, month: int, urls: Iterable[SitePath]
) -> tuple[contexts.EntryGroup, ...]:
    def day(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.day) or 0

    def title(url: SitePath) -> str:
        return scope.dates.day(year, month, day(url)) if day(url) else scope.say("day_unknown")

    return scope.groups(urls, title, lambda url: day_anchor(day(url)))


MONTH = PageKind(_plan, _make)
