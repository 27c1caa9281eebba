"""The pages of years and months, each with calendars, and of documents without a known year."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, day_anchor, weekdays_of
from generator.render.facts import Facts
from generator.render.folders import period_folder
from generator.render.pages.dates import gap_notes
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan_years(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        folder, count = period_folder(year.year), len(year.records)
        yield from list_pages("year", folder, count, site.paginate, year.year)


def _make_year(scope: Scope) -> bytes:
    year = int(scope.page.key[0])
    title = scope.dates.year(year)
    shown = scope.ask(Facts.list_page, scope.page.path)
    months = scope.ask(Facts.months, period_folder(year))
    counts = {month: len(days) for month, days in months}
    is_newest = scope.page.path == paging.page_path(period_folder(year), paging.NEWEST)
    busiest = busiest_of(month.days for month in months) if is_newest else 0
    older, newer = scope.beside(period_folder, scope.dates.year, year)
    noun = contexts.Year(
        title=title,
        months=tuple(
            contexts.PeriodLink(
                scope.dates.month_name(month),
                scope.link(f"{period_folder(year, month)}index.html") if month in counts else None,
                counts.get(month, 0),
            )
            for month in range(1, 13)
        ),
        groups=_by_month(scope, shown.urls),
        gaps=gap_notes(scope, year),
        weekdays=weekdays_of(scope.dates),
        calendars=tuple(
            calendar_of(scope, (year, month), days, scope.dates.month_name(month), busiest)
            for month, days in (months if busiest else ())
            if any(days)
        ),
        busiest=busiest,
        newer=newer,
        older=older,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=[scope.dates_link()], count=shown.total)
    return scope.fill("year.html", info, year=noun)


def _by_month(scope: Scope, urls: Iterable[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    def month(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.month) or 0

    def title(url: SitePath) -> str:
        return scope.dates.month_name(month(url)) if month(url) else scope.say("month_unknown")

    return scope.groups(sorted(urls, key=month), title, lambda url: f"m{month(url):02d}")


def _plan_months(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        for month in year.months:
            folder, key = period_folder(year.year, month.month), (year.year, month.month or 0)
            yield from list_pages("month", folder, len(month.records), site.paginate, *key)


def _make_month(scope: Scope) -> bytes:
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
        groups=_by_day(scope, year, month, shown.urls),
        newer=newer,
        older=older,
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(title, trail=[scope.dates_link(), above], count=shown.total)
    return scope.fill("month.html", info, month=noun)


def _by_day(
    scope: Scope, year: int, month: int, urls: Iterable[SitePath]
) -> tuple[contexts.EntryGroup, ...]:
    def day(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.day) or 0

    def title(url: SitePath) -> str:
        return scope.dates.day(year, month, day(url)) if day(url) else scope.say("day_unknown")

    return scope.groups(urls, title, lambda url: day_anchor(day(url)))


def _plan_undated(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    return list_pages("undated", "undated/", len(archive.undated), site.paginate)


def _make_undated(scope: Scope) -> bytes:
    shown = scope.ask(Facts.list_page, scope.page.path)
    undated = contexts.Undated(scope.entries(shown.urls[::-1]), scope.pager(shown.total))
    info = scope.page_info(scope.say("undated"), trail=[scope.dates_link()], count=shown.total)
    return scope.fill("undated.html", info, undated=undated)


YEAR = PageKind(_plan_years, _make_year)
MONTH = PageKind(_plan_months, _make_month)
UNDATED = PageKind(_plan_undated, _make_undated)
