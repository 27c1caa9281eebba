"""The page of a day of the year: its documents from all years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, DayOfYear, Page
from generator.render import contexts, paging
from generator.render.pages.days import DAYS_PATH, day_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class DayContext:
    site: contexts.Site
    page: contexts.PageInfo
    day: contexts.Day


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for place, day in enumerate(archive.days_of_year):
        for number in paging.page_numbers(len(day.records), site.paginate):
            yield Page(paging.page_path(day_folder(day), number), "day", (place, number))


def _context(scope: Scope) -> DayContext:
    place, number = (int(part) for part in scope.page.key)
    days = scope.archive.days_of_year
    one = days[place]
    title = scope.renderer.dates.day_of_year(one.month, one.day)
    trail = [
        contexts.Link(scope.say("dates"), scope.link("dates/index.html")),
        contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH)),
    ]
    day = contexts.Day(
        title=title,
        groups=_groups(scope, one, number),
        newer=_link(scope, days[(place + 1) % len(days)]) if len(days) > 1 else None,
        older=_link(scope, days[place - 1]) if len(days) > 1 else None,
        pager=scope.pager(day_folder(one), number, len(one.records)),
    )
    info = scope.page_info(title, trail=trail, count=len(one.records))
    return DayContext(scope.site(), info, day)


def _link(scope: Scope, day: DayOfYear) -> contexts.Link:
    title = scope.renderer.dates.day_of_year(day.month, day.day)
    return contexts.Link(title, scope.link(f"{day_folder(day)}index.html"))


def _groups(scope: Scope, day: DayOfYear, number: int) -> tuple[contexts.EntryGroup, ...]:
    shown = paging.entries_on(number, day.records, scope.renderer.site.paginate)
    years = scope.renderer.record_years

    def title(index: int) -> str:
        return scope.year_words(years[index] or 0)

    return scope.groups(shown, title, lambda index: f"y{years[index]}")


DAY = templated(_plan, "day.html", _context)
