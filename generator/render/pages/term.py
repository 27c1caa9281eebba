"""A term's page: its documents by year, newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath, Taxonomy
from generator.model import Term as TermModel
from generator.render import contexts, paging
from generator.render.charts import Stretch, chart_of, timeline_of
from generator.render.contexts import Chart
from generator.render.excerpt import opening_of
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class TermContext:
    site: contexts.Site
    page: contexts.PageInfo
    term: contexts.Term


def term_folder(taxonomy: Taxonomy, term: TermModel) -> SitePath:
    return f"{taxonomy.key}/{term.slug}/"


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for place, taxonomy in enumerate(archive.taxonomies):
        for index, term in enumerate(taxonomy.terms):
            if not term.has_page:
                continue
            folder = term_folder(taxonomy, term)
            for number in paging.page_numbers(len(term.records), site.paginate):
                yield Page(paging.page_path(folder, number), "term", (place, index, number))


def _context(scope: Scope) -> TermContext:
    place, index, number = (int(part) for part in scope.page.key)
    taxonomy = scope.archive.taxonomies[place]
    term = taxonomy.terms[index]
    above = contexts.Link(scope.taxonomy_title(taxonomy), scope.link(taxonomy.path))
    folder = term_folder(taxonomy, term)
    introduction = scope.markup(term.note) if term.note else None
    noun = contexts.Term(
        title=term.title,
        taxonomy=above,
        document_count=len(term.records),
        span=scope.span(_years(scope, term)),
        introduction=introduction,
        spellings=term.spellings,
        broader=tuple(
            scope.term_link(taxonomy.key, scope.renderer.terms[taxonomy.key, slug])
            for slug in term.broader
        ),
        narrower=tuple(
            scope.term_entry(taxonomy.key, scope.renderer.terms[taxonomy.key, slug])
            for slug in term.narrower
        ),
        often_with=tuple(
            scope.term_entry(key, scope.renderer.terms[key, slug]) for key, slug in term.company
        ),
        same_as=tuple(contexts.Link(_site_of(url), url) for url in term.same_as),
        chart=_chart(scope, term, number),
        groups=_groups(scope, term, number),
        feed_url=scope.link(f"{folder}feed.xml"),
        json_feed_url=scope.link(f"{folder}feed.json"),
        pager=scope.pager(folder, number, len(term.records)),
    )
    info = scope.page_info(
        term.title,
        trail=[above],
        description=opening_of(introduction or ""),
        count=len(term.records),
    )
    return TermContext(scope.site(), info, noun)


def _site_of(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _year(scope: Scope, index: int) -> int | None:
    return scope.renderer.record_years[index]


def _years(scope: Scope, term: TermModel) -> Sequence[int]:
    """Return the first and the last year of a term's documents; empty when all are undated."""
    oldest_first = scope.renderer.by_year(term.records)
    if not oldest_first:
        return ()
    first = next((y for i in oldest_first if (y := _year(scope, i)) is not None), None)
    last = _year(scope, oldest_first[-1])
    return (first, last) if first is not None and last is not None else ()


def _chart(scope: Scope, term: TermModel, number: int) -> Chart | None:
    years = Counter(year for index in term.records if (year := _year(scope, index)) is not None)
    if number != paging.NEWEST or len(years) < 2:
        return None
    timeline = timeline_of(years)
    shown = {year for i in _shown(scope, term, number) if (year := _year(scope, i)) is not None}

    def link(stretch: Stretch) -> str | None:
        newest = max((y for y in shown if stretch.first <= y <= stretch.last), default=None)
        return None if newest is None else f"#y{newest}"

    return chart_of(timeline, scope.renderer.dates, link)


def _shown(scope: Scope, term: TermModel, number: int) -> Sequence[int]:
    oldest_first = scope.renderer.by_year(term.records)
    return paging.entries_on(number, oldest_first, scope.renderer.site.paginate)


def _groups(scope: Scope, term: TermModel, number: int) -> tuple[contexts.EntryGroup, ...]:
    """Return one page's documents by year: newest first, undated ones last."""
    shown = _shown(scope, term, number)

    def title(index: int) -> str:
        year = _year(scope, index)
        return scope.say("undated") if year is None else scope.year_words(year)

    def anchor(index: int) -> str:
        year = _year(scope, index)
        return "undated" if year is None else f"y{year}"

    return scope.groups(list(reversed(shown)), title, anchor)


TERM = templated(_plan, "term.html", _context)
