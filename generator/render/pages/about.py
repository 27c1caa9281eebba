"""The page about the archive: what it holds, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import __version__
from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope

_SOURCE = "source"
"""The taxonomy of the original publications."""


@dataclass(frozen=True, slots=True)
class AboutContext:
    site: contexts.Site
    page: contexts.PageInfo
    about: contexts.About


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("about/index.html", "about")


def _context(scope: Scope) -> AboutContext:
    counts = scope.ask(Facts.counts)
    about = contexts.About(
        span=scope.span([year for year, _ in scope.ask(Facts.years)]),
        document_count=counts.documents,
        dated_count=counts.documents - counts.undated,
        undated_count=counts.undated,
        converted_count=counts.converted,
        written_count=counts.documents - counts.converted,
        sources=_sources(scope),
        generator=f"Microfiche {__version__}",
    )
    info = scope.page_info(scope.say("about"), count=counts.documents)
    return AboutContext(scope.site(), info, about)


def _sources(scope: Scope) -> tuple[contexts.TermEntry, ...]:
    if _SOURCE not in (taxonomy.key for taxonomy in scope.ask(Facts.menu).taxonomies):
        return ()
    return tuple(scope.term_entry(_SOURCE, term) for term in scope.ask(Facts.terms, _SOURCE).terms)


ABOUT = templated(_plan, "about.html", _context)
