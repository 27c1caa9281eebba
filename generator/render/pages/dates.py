"""The page of all years: a chart, the years by decade when there are many, and the gaps."""

from __future__ import annotations

from generator.dates import PartialDate, parse_edtf
from generator.render import contexts
from generator.render.charts import Stretch, chart_of, size_of, timeline_of, title_of
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, DAYS_PATH, period_folder
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.scope import Scope


def _make(scope: Scope) -> bytes:
    years, counts = dict(scope.ask(Facts.years)), scope.ask(Facts.counts)
    timeline = timeline_of(years)
    groups = (
        contexts.PeriodGroup(
            title_of(stretch, timeline.unit, scope.dates),
            _anchor(stretch),
            tuple(
                _year(scope, year, years.get(year, 0))
                for year in range(stretch.first, stretch.last + 1)
            ),
        )
        for stretch in timeline.stretches
        if stretch.count
    )
    days = contexts.Link(scope.say("days_of_year"), scope.link(DAYS_PATH))
    undated = scope.link("undated/index.html")
    dates = contexts.Dates(
        chart=chart_of_years(scope),
        groups=() if timeline.unit == "year" else tuple(groups),
        gaps=gap_notes(scope),
        days=days if scope.ask(Facts.days_of_year) else None,
        undated=contexts.PeriodLink(scope.say("undated"), undated, counts.undated),
    )
    info = scope.page_info(scope.say("dates"), count=counts.documents)
    return scope.fill("dates.html", info, dates=dates)


def _year(scope: Scope, year: int, count: int) -> contexts.PeriodLink:
    url = scope.link(f"{period_folder(year)}index.html") if count else None
    return contexts.PeriodLink(scope.dates.year(year), url, count)


def _anchor(stretch: Stretch) -> str:
    return f"y{stretch.first}"


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


def gap_notes(scope: Scope, year: int | None = None) -> tuple[contexts.GapNote, ...]:
    """Return the owner's explanations of gaps, oldest first; with ``year``, of gaps in it."""
    found = [
        (parse_edtf(f"{gap.start}/{gap.end}" if gap.end not in ("", gap.start) else gap.start), gap)
        for gap in scope.settings.gaps
    ]
    found.sort(key=lambda pair: (pair[0].sort_key, pair[1].why))
    return tuple(
        contexts.GapNote(scope.dates.date(date), gap.why)
        for date, gap in found
        if year is None or _touches(date, year)
    )


def _touches(date: PartialDate, year: int) -> bool:
    first, last = date.start, date.end or date.start
    return first is not None and last is not None and first.year <= year <= last.year


DATES = PageKind(one_page(DATES_PATH, "dates"), _make)
