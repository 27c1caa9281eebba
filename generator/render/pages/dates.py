"""The page of all years: a chart, the years by decade when there are many, the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.charts import Stretch, Timeline, chart_of, size_of, timeline_of, title_of
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, DAYS_PATH, period_folder
from generator.render.gap_notes import gap_notes
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class DatesContext:
    site: contexts.Site
    page: contexts.PageInfo
    dates: contexts.Dates


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page(DATES_PATH, "dates")


def _context(scope: Scope) -> DatesContext:
    years, counts = dict(scope.ask(Facts.years)), scope.ask(Facts.counts)
    timeline = timeline_of(years)
    days = contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH))
    dates = contexts.Dates(
        chart=chart_of_years(scope),
        groups=() if timeline.unit == "year" else tuple(_groups(scope, timeline, years)),
        gaps=gap_notes(scope),
        days=days if scope.ask(Facts.days_of_year) else None,
        undated=contexts.PeriodLink(
            scope.say("undated"), scope.link("undated/index.html"), counts.undated
        ),
    )
    info = scope.page_info(scope.say("dates"), count=counts.documents)
    return DatesContext(scope.site(), info, dates)


def chart_of_years(scope: Scope) -> contexts.Chart:
    """Return the chart of the whole archive, which links to years, decades or centuries."""
    timeline = timeline_of(dict(scope.ask(Facts.years)))
    page = "" if scope.page.path == DATES_PATH else scope.link(DATES_PATH)

    def link(stretch: Stretch) -> str:
        if timeline.unit == "year":
            return scope.link(f"{period_folder(stretch.first)}index.html")
        return f"{page}#{_anchor(stretch)}"

    return chart_of(timeline, scope.dates, link)


def chart_of_months(scope: Scope, year: int) -> contexts.Chart:
    """Return the chart of a year's months, without documents whose month is unknown."""
    months = scope.ask(Facts.months, period_folder(year))
    counts = {month.month: len(month.days) for month in months}
    longest = max(counts.values(), default=0)
    bars = (
        contexts.Bar(
            title=scope.dates.month_name(month),
            url=scope.link(f"{period_folder(year, month)}index.html") if count else None,
            count=count,
            size=size_of(count, longest),
            parts=(),
        )
        for month in range(1, 13)
        for count in (counts.get(month, 0),)
    )
    return contexts.Chart("month", tuple(bars))


def _anchor(stretch: Stretch) -> str:
    return f"y{stretch.first}"


def _groups(
    scope: Scope, timeline: Timeline, counts: Mapping[int, int]
) -> Iterable[contexts.PeriodGroup]:
    """Yield the years of each decade or century that has documents."""
    for stretch in timeline.stretches:
        if stretch.count:
            years = range(stretch.first, stretch.last + 1)
            yield contexts.PeriodGroup(
                title_of(stretch, timeline.unit, scope.dates),
                _anchor(stretch),
                tuple(_year(scope, year, counts.get(year, 0)) for year in years),
            )


def _year(scope: Scope, year: int, count: int) -> contexts.PeriodLink:
    url = scope.link(f"{period_folder(year)}index.html") if count else None
    return contexts.PeriodLink(scope.dates.year(year), url, count)


DATES = templated(_plan, "dates.html", _context)
