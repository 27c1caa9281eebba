"""What a page's head tells machines: Dublin Core and the like, Open Graph, schema.org."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Html
from generator.render.contexts import Meta
from generator.render.meta_tags.facts import DocumentFacts, PageFacts, Step, Subject
from generator.render.meta_tags.json_ld import describe_document, describe_page
from generator.render.meta_tags.metadata import document_metadata
from generator.render.meta_tags.open_graph import open_graph

__all__ = ["DocumentFacts", "Head", "PageFacts", "Step", "Subject", "make_head"]


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head that are for machines."""

    metadata: tuple[Meta, ...]
    structured_data: Html | None


def make_head(page: PageFacts, facts: DocumentFacts | None) -> Head:
    """Return a page's head; ``facts`` are its document's, None on any other page."""
    if facts is None:
        return Head(tuple(open_graph(page)), describe_page(page))
    metadata = (*document_metadata(page, facts), *open_graph(page, facts))
    return Head(metadata, describe_document(page, facts))
