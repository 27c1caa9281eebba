"""The page of all years: a chart, the years by decade when there are many, the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, Period
from generator.render import contexts
from generator.render.charts import Stretch, Timeline, chart_of, size_of, timeline_of, title_of
from generator.render.gap_notes import gap_notes
from generator.render.pages.days import DAYS_PATH
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope, period_folder

DATES_PATH = "dates/index.html"


@dataclass(frozen=True, slots=True)
class DatesContext:
    site: contexts.Site
    page: contexts.PageInfo
    dates: contexts.Dates


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page(DATES_PATH, "dates")


def _context(scope: Scope) -> DatesContext:
    timeline = _timeline(scope)
    days = contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH))
    dates = contexts.Dates(
        chart=chart_of_years(scope),
        groups=() if timeline.unit == "year" else tuple(_groups(scope, timeline)),
        gaps=gap_notes(scope),
        days=days if scope.archive.days_of_year else None,
        undated=contexts.PeriodLink(
            scope.say("undated"), scope.link("undated/index.html"), len(scope.archive.undated)
        ),
    )
    info = scope.page_info(scope.say("dates"), count=len(scope.archive.records))
    return DatesContext(scope.site(), info, dates)


def chart_of_years(scope: Scope) -> contexts.Chart:
    """Return the chart of the whole archive, which links to years, decades or centuries."""
    timeline = _timeline(scope)
    page = "" if scope.page.path == DATES_PATH else scope.link(DATES_PATH)

    def link(stretch: Stretch) -> str:
        if timeline.unit == "year":
            return scope.link(f"{period_folder(stretch.first)}index.html")
        return f"{page}#{_anchor(stretch)}"

    return chart_of(timeline, scope.renderer.dates, link)


def chart_of_months(scope: Scope, year: Period) -> contexts.Chart:
    """Return the chart of a year's months, without documents whose month is unknown."""
    counts = {month.month: len(month.records) for month in year.months}
    longest = max(counts.values(), default=0)
    bars = (
        contexts.Bar(
            title=scope.renderer.dates.month_name(month),
            url=scope.link(f"{period_folder(year.year, month)}index.html") if count else None,
            count=count,
            size=size_of(count, longest),
            parts=(),
        )
        for month in range(1, 13)
        for count in (counts.get(month, 0),)
    )
    return contexts.Chart("month", tuple(bars))


def _timeline(scope: Scope) -> Timeline:
    return timeline_of({year.year: len(year.records) for year in scope.archive.years})


def _anchor(stretch: Stretch) -> str:
    return f"y{stretch.first}"


def _groups(scope: Scope, timeline: Timeline) -> Iterable[contexts.PeriodGroup]:
    """Yield the years of each decade or century that has documents."""
    for stretch in timeline.stretches:
        if stretch.count:
            yield contexts.PeriodGroup(
                title_of(stretch, timeline.unit, scope.renderer.dates),
                _anchor(stretch),
                tuple(_year(scope, year) for year in range(stretch.first, stretch.last + 1)),
            )


def _year(scope: Scope, year: int) -> contexts.PeriodLink:
    period = scope.renderer.years.get(year)
    if period is None:
        return contexts.PeriodLink(scope.year_words(year), None, 0)
    url = scope.link(f"{period_folder(year)}index.html")
    return contexts.PeriodLink(scope.year_words(year), url, len(period.records))


DATES = templated(_plan, "dates.html", _context)
