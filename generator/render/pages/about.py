"""The page about the archive: what it holds, and how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import __version__
from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class AboutContext:
    site: contexts.Site
    page: contexts.PageInfo
    about: contexts.About


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("about/index.html", "about")


def _context(scope: Scope) -> AboutContext:
    archive = scope.archive
    converted = sum(1 for card in archive.cards if card.seed is not None)
    about = contexts.About(
        span=scope.span([year.year for year in archive.years]),
        document_count=len(archive.records),
        dated_count=len(archive.records) - len(archive.undated),
        undated_count=len(archive.undated),
        converted_count=converted,
        written_count=len(archive.records) - converted,
        sources=_sources(scope),
        generator=f"Microfiche {__version__}",
    )
    info = scope.page_info(scope.say("about"), count=len(archive.records))
    return AboutContext(scope.site(), info, about)


def _sources(scope: Scope) -> tuple[contexts.TermEntry, ...]:
    sources = next((t for t in scope.archive.taxonomies if t.key == "source"), None)
    return tuple(scope.term_entry("source", term) for term in sources.terms) if sources else ()


ABOUT = templated(_plan, "about.html", _context)
