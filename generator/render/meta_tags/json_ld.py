"""What a page's head tells search engines: schema.org, as JSON-LD 1.1.

A document is described as what it is known to be; a list as a collection, with the pages above it.
Relative addresses are relative to the page (JSON-LD 1.1 §4.1.3, §7), like its links.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.config import SiteConfig
from generator.languages.cues import names_paper
from generator.model import Html, Record
from generator.render.document_types import NEWS, DocumentType
from generator.render.links import web_address
from generator.render.meta_tags.facts import DocumentFacts, PageFacts, Subject
from generator.render.renderer import trusted
from generator.render.rights import read_rights
from generator.text import shorten

_CONTEXT = "https://schema.org"
_LONGEST_HEADLINE = 110
"""Characters (developers.google.com/search/docs/appearance/structured-data/article)."""
_MENTIONED = {"people": "Person", "places": "Place", "organisations": "Organization"}
_TOPICS = "topics"
_PAGES = {"page": "WebPage", "about": "AboutPage"}
"""The kinds of page that are not lists, with their types."""
_UNDESCRIBED = frozenset({"not-found", "redirect", "notice"})
"""The kinds of page that replace missing pages."""

Node = Mapping[str, object]


def describe_page(page: PageFacts) -> Html | None:
    """Return the description of a page without a document; None if it replaces a missing page."""
    if page.kind in _UNDESCRIBED:
        return None
    is_home, site = page.path == "index.html", page.site
    node = _known(
        type_="WebSite" if is_home else _PAGES.get(page.kind, "CollectionPage"),
        name=page.title,
        description=page.description,
        url=page.url,
        inLanguage=page.language,
        isPartOf=None if is_home else _whole("WebSite", site),
        version=site.edition if is_home else None,
        breadcrumb=_breadcrumbs(page),
    )
    return _written({"@context": _CONTEXT, **node})


def describe_document(page: PageFacts, facts: DocumentFacts) -> Html:
    """Return the description of a document and its trail."""
    trail = _breadcrumbs(page)
    graph = [_document(page, facts), *([trail] if trail else [])]
    return _written({"@context": _CONTEXT, "@graph": graph})


def _document(page: PageFacts, facts: DocumentFacts) -> Node:
    record, document_type = facts.document.record, facts.document_type
    headline = shorten(record.title, _LONGEST_HEADLINE - 1)
    sha256 = record.origin.sha256 if record.origin and not record.redaction else None
    statement = read_rights(record.rights)
    return _known(
        type_=document_type.schema,
        headline=headline,
        name=record.title if record.title != headline else None,
        description=record.summary,
        url=page.url,
        inLanguage=record.language,
        datePublished=facts.published,
        dateCreated=None if facts.published else facts.date,
        author=[
            _known(type_="Organization" if names_paper(name) else "Person", name=name)
            for name in record.authors
        ],
        publisher=_publisher(record, document_type),
        articleSection=facts.document.section if document_type.is_article else (),
        keywords=facts.titles(_TOPICS),
        about=[  # a topic without pages elsewhere has only its name, which is a keyword already
            _thing("Thing", one)
            for one in facts.subjects
            if one.taxonomy == _TOPICS and one.same_as
        ],
        mentions=[
            _thing(_MENTIONED[one.taxonomy], one)
            for one in facts.subjects
            if one.taxonomy in _MENTIONED
        ],
        copyrightNotice=None if statement else record.rights,
        license=statement.url if statement else None,
        correction=[
            _known(type_="CorrectionComment", text=one.what, datePublished=one.date.html_datetime)
            for one in record.corrections
        ],
        isBasedOn=web_address(record.source_url),
        isPartOf=_whole("Collection", page.site),
        identifier=_known(type_="PropertyValue", propertyID="sha256", value=sha256)
        if sha256
        else None,
        encoding=[
            _known(type_="MediaObject", contentUrl=address, encodingFormat=form, sha256=digest)
            for address, form, digest in (
                (facts.markdown, "text/markdown", None),
                (facts.original, None, sha256),
            )
            if address
        ],
    )


def _whole(type_: str, site: SiteConfig) -> Node:
    """Return what every page is a part of."""
    return _known(type_=type_, name=site.title, url=site.base_url, version=site.edition)


def _publisher(record: Record, document_type: DocumentType) -> Node | None:
    if record.source is None or not document_type.is_article:
        return None
    type_ = "NewsMediaOrganization" if document_type is NEWS else "Organization"
    return _known(type_=type_, name=record.source)


def _thing(type_: str, subject: Subject) -> Node:
    return _known(type_=type_, name=subject.title, sameAs=subject.same_as)


def _breadcrumbs(page: PageFacts) -> Node | None:
    """Return the trail from the home page down to this page; None if there are no pages above."""
    if not page.trail:
        return None
    steps = [*((link.title, link.url) for link in page.trail), (page.title, page.url)]
    items = [
        _known(type_="ListItem", position=number, name=name, item=address)
        for number, (name, address) in enumerate(steps, 1)
    ]
    return _known(type_="BreadcrumbList", itemListElement=items)


def _known(*, type_: str, **values: object) -> Node:
    """Return a node with the properties that have a value."""
    return {"@type": type_, **{key: value for key, value in values.items() if value}}


def _written(node: Node) -> Html:
    """Return a node as JSON for a script element, without a character that could close it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return trusted(Html(text.replace("<", "\\u003c")))
