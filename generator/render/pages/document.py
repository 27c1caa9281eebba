"""The pages of content files: documents, and pages that the owner wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from generator import model
from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.body_text import make_body
from generator.render.citations import cite
from generator.render.document_types import document_type_of, template_of
from generator.render.excerpt import opening_of
from generator.render.facts import Facts, References
from generator.render.links import web_address
from generator.render.list_facts import TermName
from generator.render.meta_tags import DocumentFacts, Subject
from generator.render.pages.copies import markdown_path, original_path
from generator.render.pages.page_kind import PageKind
from generator.render.renderer import direction_of
from generator.render.rights import read_rights
from generator.render.scope import Scope
from generator.text.names import name_key

_PAGE_TEMPLATE = "page.html"


def _plan_documents(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for card in archive.cards:
        yield Page(card.path, "document", (card.url,))


def _make_document(scope: Scope) -> bytes:
    document = scope.document(str(scope.page.key[0]))
    record = document.record
    body = make_body(
        scope,
        document.body,
        f"{record.url}.md",
        record,
        is_numbered=True,
        is_owners=not document.is_as_converted,
    )
    markdown, original = markdown_path(scope, record), original_path(scope, record)
    facts = DocumentFacts(
        document=document,
        document_type=document_type_of(document),
        subjects=tuple(
            Subject(taxonomy.key, term.title, term.same_as)
            for taxonomy in scope.ask(Facts.menu).taxonomies
            for term in _terms_of(scope, record, taxonomy.key)
        ),
        markdown=scope.address(scope.link(markdown)) if markdown else None,
        original=scope.address(scope.link(original)) if original else None,
    )
    info = scope.page_info(
        record.title,
        trail=_trail(scope, record),
        description=record.summary or opening_of(body),
        language=record.language,
        document=facts,
    )
    template = scope.template_of(template_of(document))
    return scope.fill(template, info, document=_document(scope, facts, body))


def _trail(scope: Scope, record: model.Record) -> list[contexts.Link]:
    if record.date is None or record.date.year is None:
        return [contexts.Link(scope.say("undated"), scope.link("undated/index.html"))]
    year, month = record.date.year, record.date.month
    links = [contexts.Link(scope.dates.year(year), _url(scope, year))]
    if month is not None:
        links.append(contexts.Link(scope.dates.month_name(month), _url(scope, year, month)))
    return links


def _url(scope: Scope, year: int, month: int | None = None) -> str:
    return scope.link(scope.period_path(year, month) or "dates/index.html")


def _document(scope: Scope, facts: DocumentFacts, body: model.Html) -> contexts.Document:
    document, record = facts.document, facts.document.record
    references = scope.ask(Facts.references, record.url)
    known = {*references.names, *references.named_by}
    similar = [url for url in scope.ask(Facts.similar, record.url) if url not in known]
    older, newer = scope.ask(Facts.next_to, record.url)
    rights, redaction = read_rights(record.rights), document.redaction
    return contexts.Document(
        title=record.title,
        body=body,
        date=scope.date(record.date),
        date_text=record.date_text,
        source=record.source,
        source_url=web_address(record.source_url),
        section=document.section,
        authors=record.authors,
        summary=record.summary,
        language=record.language,
        direction=direction_of(record.language),
        terms=tuple(_terms(scope, record)),
        related=tuple(_related(scope, document, references)),
        newer=scope.entry(newer) if newer else None,
        older=scope.entry(older) if older else None,
        markdown_url=scope.link(path) if (path := markdown_path(scope, record)) else None,
        original_url=scope.link(path) if (path := original_path(scope, record)) else None,
        provenance=_provenance(scope, record) if record.origin else None,
        rights=record.rights,
        added=record.added,
        updated=record.updated,
        cite=cite(record, facts.document_type, scope.settings),
        params=document.params,
        referenced_by=scope.entries(references.named_by),
        referenced_by_others=references.unlisted,
        rights_statement=contexts.Link(rights.title, rights.url) if rights else None,
        similar=scope.entries(similar),
        review=record.review,
        corrections=tuple(_corrections(scope, record)),
        redaction=contexts.Redaction(redaction.reasons) if redaction else None,
    )


def _corrections(scope: Scope, record: model.Record) -> Iterator[contexts.Correction]:
    for one in record.corrections:
        if date := scope.date(one.date):
            yield contexts.Correction(date, one.what)


def _related(
    scope: Scope, document: model.Document, references: References
) -> Iterator[contexts.RelatedEntry]:
    # ``names`` is empty if no entry names a document of the archive.
    named = references.names[: len(document.related)]
    for entry, target in zip_longest(document.related, named):
        url = scope.link(f"{target}.html") if target else None
        yield contexts.RelatedEntry(entry.title, scope.date(entry.date), entry.section, url)


def _terms(scope: Scope, record: model.Record) -> Iterator[contexts.TermGroup]:
    for taxonomy in scope.ask(Facts.menu).taxonomies:
        terms = _terms_of(scope, record, taxonomy.key)
        links = tuple(scope.term_link(taxonomy.key, term) for term in terms)
        if links:
            title = scope.taxonomy_title(taxonomy)
            yield contexts.TermGroup(taxonomy.key, title, scope.link(taxonomy.path), links)


def _terms_of(scope: Scope, record: model.Record, key: str) -> list[TermName]:
    """Return a document's terms of one taxonomy, each once."""
    words = record.terms.get(key, ())
    terms = dict.fromkeys(scope.ask(Facts.term_of, f"{key}/{name_key(word)}") for word in words)
    return [term for term in terms if term is not None]


def _provenance(scope: Scope, record: model.Record) -> contexts.Provenance:
    origin = record.origin
    assert origin is not None, record.url
    aside = () if record.redaction else scope.aside(record.url, origin)
    return contexts.Provenance(
        path=origin.path,
        sha256=None if record.redaction else origin.sha256,
        converter=origin.converter,
        confidence=None if origin.confidence is None else round(origin.confidence * 100),
        aside=tuple(contexts.AsideLine(number, text) for number, text in aside),
    )


def _make_free_page(scope: Scope) -> bytes:
    """Return a page that the owner wrote: ``content/pages/history.md`` becomes ``history.html``."""
    page = scope.ask(Facts.free_page, scope.page.path)
    document = scope.document(page.source.removesuffix(".md"))
    body = make_body(scope, document.body, page.source)
    above = scope.ask(Facts.pages_above, scope.page.path)
    info = scope.page_info(
        page.title,
        trail=[contexts.Link(title, scope.link(path)) for path, title in above],
        description=document.record.summary or opening_of(body),
    )
    template = scope.template_of(document.template, _PAGE_TEMPLATE)
    noun = contexts.FreePage(page.title, body, document.params)
    return scope.fill(template, info, free_page=noun)


DOCUMENT = PageKind(_plan_documents, _make_document)
FREE_PAGE = PageKind(
    lambda archive, _: [Page(page.path, "page", (page.source,)) for page in archive.free_pages],
    _make_free_page,
)
