"""The home page: what this archive is, the ways into it, what is new, and its latest documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import EPOCH, Archive, Page
from generator.render import contexts, paging
from generator.render.contexts import Chart
from generator.render.pages.dates import chart_of_months, chart_of_years
from generator.render.pages.days import months_of_days
from generator.render.pages.page_kind import templated
from generator.render.renderer import chronicle
from generator.render.scope import Scope

_RECENT = 6
"""Documents that are shown as added last."""


@dataclass(frozen=True, slots=True)
class HomeContext:
    site: contexts.Site
    page: contexts.PageInfo
    home: contexts.Home


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for number in paging.page_numbers(len(chronicle(archive)), site.paginate):
        yield Page(paging.page_path("", number), "home", (number,))


def _context(scope: Scope) -> HomeContext:
    number = int(scope.page.key[0])
    indexes = scope.renderer.chronicle
    shown = paging.entries_on(number, indexes, scope.renderer.site.paginate)
    site = scope.renderer.site
    home = contexts.Home(
        span=scope.span([year.year for year in scope.archive.years]),
        document_count=len(scope.archive.records),
        chart=_chart(scope),
        doors=tuple(_doors(scope)),
        recently_added=tuple(_recently_added(scope)),
        on_this_day=months_of_days(scope),
        entries=scope.entries(reversed(shown)),
        pager=scope.pager("", number, len(indexes)),
    )
    return HomeContext(
        scope.site(), scope.page_info(site.title, description=site.description), home
    )


def _chart(scope: Scope) -> Chart | None:
    years = scope.archive.years
    chart = chart_of_months(scope, years[0]) if len(years) == 1 else chart_of_years(scope)
    return chart if sum(bar.count > 0 for bar in chart.bars) > 1 else None


def _recently_added(scope: Scope) -> Iterator[contexts.EntryGroup]:
    """Yield the documents that were added last, by day; none when all came on one day."""
    cards = scope.archive.cards
    days = {i: cards[i].last_day for i in scope.renderer.chronicle}
    if len(set(days.values())) < 2:
        return
    latest_first = [i for i in reversed(scope.renderer.chronicle) if days[i] != EPOCH]
    newest = sorted(latest_first, key=days.__getitem__, reverse=True)[:_RECENT]
    for day, members in groupby(newest, key=days.__getitem__):
        title = scope.renderer.dates.date(parse_edtf(day))
        yield contexts.EntryGroup(title, f"added-{day}", scope.entries(members))


def _doors(scope: Scope) -> Iterator[contexts.TermEntry]:
    archive = scope.archive
    yield contexts.TermEntry(scope.say("dates"), scope.link("dates/index.html"), len(archive.years))
    for taxonomy in archive.taxonomies:
        title = scope.taxonomy_title(taxonomy)
        count = sum(term.has_page for term in taxonomy.terms)
        yield contexts.TermEntry(title, scope.link(taxonomy.path), count)
    count = len(scope.renderer.chronicle)
    yield contexts.TermEntry(scope.say("a_to_z"), scope.link("a-z/index.html"), count)


HOME = templated(_plan, "home.html", _context)
