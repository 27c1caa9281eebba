"""The page about the archive: what it holds, and how it was made."""

from __future__ import annotations

from generator import __version__
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.scope import Scope

_SOURCE = "source"
"""The taxonomy of the original publications."""


def _make(scope: Scope) -> bytes:
    counts = scope.ask(Facts.counts)
    has_sources = any(one.key == _SOURCE for one in scope.ask(Facts.menu).taxonomies)
    sources = scope.ask(Facts.terms, _SOURCE).terms if has_sources else ()
    about = contexts.About(
        span=scope.span([year for year, _ in scope.ask(Facts.years)]),
        document_count=counts.documents,
        dated_count=counts.documents - counts.undated,
        undated_count=counts.undated,
        converted_count=counts.converted,
        written_count=counts.documents - counts.converted,
        sources=tuple(scope.term_entry(_SOURCE, term) for term in sources),
        generator=f"Microfiche {__version__}",
    )
    info = scope.page_info(scope.say("about"), count=counts.documents)
    return scope.fill("about.html", info, about=about)


ABOUT = PageKind(one_page("about/index.html", "about"), _make)
