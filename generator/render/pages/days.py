"""The page of the days of the year, and the page of each with its documents from all years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import DAYS_PATH, day_folder
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan_days(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    if archive.days_of_year:
        yield Page(DAYS_PATH, "days")


def _make_days(scope: Scope) -> bytes:
    groups = tuple(
        contexts.PeriodGroup(
            scope.dates.month_name(month),
            _anchor(month),
            tuple(
                contexts.PeriodLink(
                    str(day), scope.link(f"{day_folder(month, day)}index.html"), documents
                )
                for _, day, documents in days
            ),
        )
        for month, days in groupby(scope.ask(Facts.days_of_year), key=lambda day: day.month)
    )
    info = scope.page_info(scope.say("days_of_year"), trail=[scope.dates_link()])
    return scope.fill("days.html", info, days=contexts.Days(groups))


def _anchor(month: int) -> str:
    return f"m{month:02d}"


def months_of_days(scope: Scope) -> tuple[contexts.PeriodLink, ...]:
    """Return each month with the number of documents dated to its days; empty without any."""
    counts: Counter[int] = Counter()
    for day in scope.ask(Facts.days_of_year):
        counts[day.month] += day.documents
    return tuple(
        contexts.PeriodLink(
            scope.dates.month_name(month),
            f"{scope.link(DAYS_PATH)}#{_anchor(month)}" if counts[month] else None,
            counts[month],
        )
        for month in (range(1, 13) if counts else ())
    )


def _plan_day(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for one in archive.days_of_year:
        folder = day_folder(one.month, one.day)
        yield from list_pages("day", folder, len(one.records), site.paginate, one.month, one.day)


def _make_day(scope: Scope) -> bytes:
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


DAYS = PageKind(_plan_days, _make_days)
DAY = PageKind(_plan_day, _make_day)
