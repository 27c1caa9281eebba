"""A term's page: its documents by year, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.body_text import make_body
from generator.render.charts import Stretch, chart_of, timeline_of
from generator.render.excerpt import opening_of
from generator.render.facts import Facts
from generator.render.folders import term_folder
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for taxonomy in archive.taxonomies:
        for term in taxonomy.terms:
            if term.has_page:
                key, count = (taxonomy.key, term.slug), len(term.records)
                yield from list_pages("term", term_folder(*key), count, site.paginate, *key)


def _make(scope: Scope) -> bytes:
    key, slug = (str(part) for part in scope.page.key)
    term = scope.ask(Facts.term_note, f"{key}/{slug}")
    above, folder = scope.taxonomy_link(key), term_folder(key, slug)
    shown = scope.ask(Facts.list_page, scope.page.path)
    years = dict(scope.ask(Facts.years, folder))
    groups = _groups(scope, shown.urls)
    anchors = [group.anchor for group in groups]
    file = f"{key}/{slug}.md"
    introduction = make_body(scope, term.note, file, taken=anchors) if term.note else None
    broader = [scope.ask(Facts.term, f"{key}/{other}") for other in term.broader]
    is_first = scope.page.path == f"{folder}index.html"
    noun = contexts.Term(
        title=term.title,
        taxonomy=above,
        document_count=shown.total,
        span=scope.span(list(years)),
        introduction=introduction,
        spellings=term.spellings,
        broader=tuple(scope.term_link(key, other) for other in broader if other),
        narrower=tuple(_entry(scope, key, other) for other in term.narrower),
        often_with=tuple(_entry(scope, *other) for other in term.related),
        same_as=tuple(
            contexts.Link((urlsplit(url).hostname or url).removeprefix("www."), url)
            for url in term.same_as
        ),
        chart=_chart(scope, years, shown.urls) if is_first and len(years) > 1 else None,
        groups=groups,
        feed_url=scope.link(f"{folder}feed.xml"),
        json_feed_url=scope.link(f"{folder}feed.json"),
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(
        term.title, trail=[above], description=opening_of(introduction or ""), count=shown.total
    )
    return scope.fill("term.html", info, term=noun)


def _entry(scope: Scope, key: str, slug: str) -> contexts.TermEntry:
    return scope.term_entry(key, scope.ask(Facts.term_count, f"{key}/{slug}"))


def _year(scope: Scope, url: SitePath) -> int | None:
    date = scope.date_of(url)
    return date.year if date else None


def _chart(scope: Scope, years: Mapping[int, int], urls: Iterable[SitePath]) -> contexts.Chart:
    """Return the chart of a term's documents, with links to the years on this page."""
    shown = {year for url in urls if (year := _year(scope, url)) is not None}

    def link(stretch: Stretch) -> str | None:
        newest = max((y for y in shown if stretch.first <= y <= stretch.last), default=None)
        return None if newest is None else f"#y{newest}"

    return chart_of(timeline_of(years), scope.dates, link)


def _groups(scope: Scope, urls: Sequence[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    """Return one page's documents by year: newest first, undated ones last."""

    def title(url: SitePath) -> str:
        year = _year(scope, url)
        return scope.say("undated") if year is None else scope.dates.year(year)

    def anchor(url: SitePath) -> str:
        year = _year(scope, url)
        return "undated" if year is None else f"y{year}"

    return scope.groups(urls[::-1], title, anchor)


TERM = PageKind(_plan, _make)
