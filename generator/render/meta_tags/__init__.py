"""What a page's head tells machines: Dublin Core and the like, Open Graph, schema.org."""

from __future__ import annotations

from generator.model import Html
from generator.render.contexts import Meta
from generator.render.meta_tags.facts import DocumentFacts as DocumentFacts
from generator.render.meta_tags.facts import PageFacts as PageFacts
from generator.render.meta_tags.facts import Subject as Subject
from generator.render.meta_tags.json_ld import describe_document, describe_page
from generator.render.meta_tags.metadata import dublin_core, for_zotero, open_graph


def make_head(page: PageFacts, facts: DocumentFacts | None) -> tuple[tuple[Meta, ...], Html | None]:
    """Return a page's metadata, and structured data or None; ``facts`` are about its document."""
    if facts is None:
        return tuple(open_graph(page)), describe_page(page)
    metadata = (*for_zotero(facts), *dublin_core(page, facts), *open_graph(page, facts))
    return metadata, describe_document(page, facts)
