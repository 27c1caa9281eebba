"""What a page's head tells services that show a card for a link: Open Graph (ogp.me).

Only with a base_url: a card needs an address. It never has a picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.contexts import Meta
from generator.render.meta_tags.facts import DocumentFacts, PageFacts

_SHORTEST_DAY = len("2001-10-03")


def open_graph(page: PageFacts, facts: DocumentFacts | None = None) -> Iterator[Meta]:
    """Yield the properties of a page; ``facts`` are its document's."""
    if page.url is None:
        return
    # A document of type “website” would be filed as one, whatever is said of it elsewhere.
    yield _property("og:type", "article" if facts else "website")
    yield _property("og:title", page.title)
    if page.description:
        yield _property("og:description", page.description)
    yield _property("og:url", page.url)
    yield _property("og:site_name", page.site_title)
    if facts:
        yield from _article(facts)
    yield Meta("twitter:card", "summary")


def _article(facts: DocumentFacts) -> Iterator[Meta]:
    published = facts.published
    if published and len(published) >= _SHORTEST_DAY:
        yield _property("article:published_time", published)
    for section in facts.document.section[:1]:
        yield _property("article:section", section)


def _property(name: str, content: str) -> Meta:
    return Meta(name, content, is_property=True)
