"""What a page's head tells reference managers, harvesters, and services that show links as cards.

Services that show cards read Open Graph (ogp.me); without a base_url a card has no address of its
own, and the service takes the one at which it found the page. A card never has a picture. Reference
managers and harvesters read Dublin Core (dublincore.org/specifications/dublin-core/dcmi-terms; one
element per value; its dates may be EDTF), and what Zotero's Embedded Metadata translator asks for
first: the type of the item, its publication, and Highwire's names for the rest. A journal title or
a publisher is never given: either would file news as something else, or be made up.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import PartialDate
from generator.render.citations.author_names import read_name
from generator.render.contexts import Meta
from generator.render.meta_tags.facts import DocumentFacts, PageFacts
from generator.render.rights import read_rights

_NO_SUBJECTS = ("places", "section", "source")
_SHORTEST_DAY = len("2001-10-03")


def open_graph(page: PageFacts, facts: DocumentFacts | None = None) -> Iterator[Meta]:
    """Yield the properties of a page; ``facts`` are about its document."""
    # A document of type “website” would be filed as a website, regardless of other metadata.
    yield _property("og:type", "article" if facts else "website")
    yield _property("og:title", page.title)
    if page.description:
        yield _property("og:description", page.description)
    if page.url:
        yield _property("og:url", page.url)
    yield _property("og:site_name", page.site.title)
    if facts:
        if (published := facts.published) and len(published) >= _SHORTEST_DAY:
            yield _property("article:published_time", published)
        for section in facts.document.section[:1]:
            yield _property("article:section", section)
    yield Meta("twitter:card", "summary")


def _property(name: str, content: str) -> Meta:
    return Meta(name, content, is_property=True)


def for_zotero(facts: DocumentFacts) -> Iterator[Meta]:
    """Yield the elements that Zotero asks for first; each only where its value is known."""
    record = facts.document.record
    yield Meta("z:itemType", facts.document_type.zotero)
    if record.source:
        yield Meta("prism.publicationName", record.source)
    yield Meta("citation_title", record.title)
    for name in record.authors:
        yield Meta("citation_author", read_name(name, record.language).inverted)
    if date := _highwire_date(record.date):
        yield Meta("citation_publication_date", date)
    if record.language:
        yield Meta("citation_language", record.language)


def dublin_core(page: PageFacts, facts: DocumentFacts) -> Iterator[Meta]:
    """Yield the elements of Dublin Core; each only where its value is known."""
    record = facts.document.record
    tongue = record.language if record.language != page.site.language else None
    yield Meta("DC.title", record.title, language=tongue)
    for name in record.authors:
        yield Meta("DC.creator", name)
    if record.date:
        yield Meta("DC.date", record.date.text)
    yield Meta("DC.type", "Text")
    if record.language:
        yield Meta("DC.language", record.language)
    if record.source:
        yield Meta("DC.source", record.source)
    for subject in facts.subjects:
        if subject.taxonomy not in _NO_SUBJECTS:
            yield Meta("DC.subject", subject.title)
    for place in facts.titles("places"):
        yield Meta("DCTERMS.spatial", place)
    if record.origin and not record.redaction:
        yield Meta("DC.identifier", f"urn:sha256:{record.origin.sha256}")
    if record.rights:
        yield from _rights(record.rights)
    yield Meta("DCTERMS.isPartOf", page.site.title)


def _rights(said: str) -> Iterator[Meta]:
    statement = read_rights(said)
    yield Meta("DC.rights", statement.title if statement else said)
    if statement:
        yield Meta("DCTERMS.license" if statement.is_licence else "DCTERMS.rights", statement.url)


def _highwire_date(date: PartialDate | None) -> str | None:
    """Return “2001/10/03”, “2001/10” or “2001”; None for a date that is less certain."""
    if date is None or date.html_datetime is None or date.start is None:
        return None
    parts = (date.start.year, date.start.month, date.start.day)
    return "/".join(f"{part:02}" for part in parts if part is not None)
