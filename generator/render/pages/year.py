"""A year's page: its months, a calendar of its days, and its documents by month."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, weekdays_of
from generator.render.facts import Facts
from generator.render.folders import period_folder
from generator.render.pages.dates import gap_notes
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        folder, count = period_folder(year.year), len(year.records)
        yield from list_pages("year", folder, count, site.paginate, year.year)


def _make(scope: Scope) -> bytes:
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
        groups=_groups(scope, shown.urls),
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


def _groups(scope: Scope, urls: Iterable[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    def month(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.month) or 0

    def title(url: SitePath) -> str:
        return scope.dates.month_name(month(url)) if month(url) else scope.say("month_unknown")

    return scope.groups(sorted(urls, key=month), title, lambda url: f"m{month(url):02d}")


YEAR = PageKind(_plan, _make)
