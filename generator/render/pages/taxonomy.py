"""The page of all terms of one taxonomy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.pages.kind import templated
from generator.render.view import View


@dataclass(frozen=True, slots=True)
class TaxonomyContext:
    site: contexts.Site
    page: contexts.PageInfo
    taxonomy: contexts.Taxonomy


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for place, taxonomy in enumerate(archive.taxonomies):
        yield Page(taxonomy.path, "taxonomy", (place,))


def _context(view: View) -> TaxonomyContext:
    taxonomy = view.archive.taxonomies[int(view.page.key[0])]
    title = view.taxonomy_title(taxonomy)
    links = tuple(view.term_entry(taxonomy.key, term) for term in taxonomy.terms)
    noun = contexts.Taxonomy(taxonomy.key, title, links)
    return TaxonomyContext(view.site(), view.page_info(title), noun)


TAXONOMY = templated(_plan, "taxonomy.html", _context)
