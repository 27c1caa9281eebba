"""The page of all years: a chart, the years by decade where they are many, the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, Period
from generator.render import contexts
from generator.render.charts import Stretch, Timeline, chart_of, size_of, timeline_of, title_of
from generator.render.gaps import gap_notes
from generator.render.pages.days import DAYS_PATH
from generator.render.pages.kind import templated
from generator.render.scope import Scope, period_folder

DATES_PATH = "dates/index.html"


@dataclass(frozen=True, slots=True)
class DatesContext:
    site: contexts.Site
    page: contexts.PageInfo
    dates: contexts.Dates


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page(DATES_PATH, "dates")


def _context(view: Scope) -> DatesContext:
    timeline = _timeline(view)
    days = contexts.Link(view.say("days_of_year"), view.link(DAYS_PATH))
    dates = contexts.Dates(
        chart=chart_of_years(view),
        groups=() if timeline.unit == "year" else tuple(_groups(view, timeline)),
        gaps=gap_notes(view),
        days=days if view.archive.days_of_year else None,
        undated=contexts.PeriodLink(
            view.say("undated"), view.link("undated/index.html"), len(view.archive.undated)
        ),
    )
    info = view.page_info(view.say("dates"), count=len(view.archive.records))
    return DatesContext(view.site(), info, dates)


def chart_of_years(view: Scope) -> contexts.Chart:
    """Return the chart of the whole archive, which leads to the years or to their decades."""
    timeline = _timeline(view)
    page = "" if view.page.path == DATES_PATH else view.link(DATES_PATH)

    def link(stretch: Stretch) -> str:
        if timeline.unit == "year":
            return view.link(f"{period_folder(stretch.first)}index.html")
        return f"{page}#{_anchor(stretch)}"

    return chart_of(timeline, view.renderer.dates, link)


def chart_of_months(view: Scope, year: Period) -> contexts.Chart:
    """Return the chart of a year, which leads to its months; those of no known month are not
    in it.
    """
    counts = {month.month: len(month.records) for month in year.months}
    longest = max(counts.values(), default=0)
    bars = (
        contexts.Bar(
            title=view.renderer.dates.month_name(month),
            url=view.link(f"{period_folder(year.year, month)}index.html") if count else None,
            count=count,
            size=size_of(count, longest),
            parts=(),
        )
        for month in range(1, 13)
        for count in (counts.get(month, 0),)
    )
    return contexts.Chart("month", tuple(bars))


def _timeline(view: Scope) -> Timeline:
    return timeline_of({year.year: len(year.records) for year in view.archive.years})


def _anchor(stretch: Stretch) -> str:
    return f"y{stretch.first}"


def _groups(view: Scope, timeline: Timeline) -> Iterable[contexts.PeriodGroup]:
    """Yield the years of each decade or century that has documents."""
    for stretch in timeline.stretches:
        if stretch.count:
            yield contexts.PeriodGroup(
                title_of(stretch, timeline.unit, view.renderer.dates),
                _anchor(stretch),
                tuple(_year(view, year) for year in range(stretch.first, stretch.last + 1)),
            )


def _year(view: Scope, year: int) -> contexts.PeriodLink:
    period = view.renderer.years.get(year)
    if period is None:
        return contexts.PeriodLink(view.year_words(year), None, 0)
    url = view.link(f"{period_folder(year)}index.html")
    return contexts.PeriodLink(view.year_words(year), url, len(period.records))


DATES = templated(_plan, "dates.html", _context)
