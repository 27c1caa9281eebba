"""A document's page: its text, where it comes from, and its neighbours in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator import model
from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.citations import cite
from generator.render.document_types import document_type_of
from generator.render.excerpt import opening_of
from generator.render.links import web_address
from generator.render.meta_tags import DocumentFacts, Subject
from generator.render.pages.copies import markdown_path, original_path
from generator.render.pages.page_kind import PageKind
from generator.render.related_documents import RelatedDocuments, find_related_documents
from generator.render.renderer import direction_of
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class DocumentContext:
    site: contexts.Site
    page: contexts.PageInfo
    document: contexts.Document


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for index, card in enumerate(archive.cards):
        yield Page(card.path, "document", (index,))


def _make(scope: Scope) -> bytes:
    index = int(scope.page.key[0])
    document = scope.renderer.sources.document(scope.archive.cards[index].url)
    context = _context(scope, index, document)
    template = scope.renderer.template_of(document.template)
    return scope.renderer.fill(template, context, scope.functions()).encode("utf-8")


def _context(scope: Scope, index: int, document: model.Document) -> DocumentContext:
    record, facts = document.record, _facts(scope, document)
    body = scope.markup(document.body, is_numbered=True)
    info = scope.page_info(
        record.title,
        trail=_trail(scope, record),
        description=record.summary or opening_of(body),
        language=record.language,
        document=facts,
    )
    return DocumentContext(scope.site(), info, _document(scope, index, facts, body))


def _facts(scope: Scope, document: model.Document) -> DocumentFacts:
    record = document.record
    markdown, original = markdown_path(scope, record), original_path(scope, record)
    return DocumentFacts(
        document=document,
        document_type=document_type_of(document),
        subjects=tuple(
            Subject(taxonomy.key, term.title, term.same_as)
            for taxonomy in scope.archive.taxonomies
            for term in _terms_of(scope, record, taxonomy.key)
        ),
        markdown=scope.address(scope.link(markdown)) if markdown else None,
        original=scope.address(scope.link(original)) if original else None,
    )


def _trail(scope: Scope, record: model.Record) -> list[contexts.Link]:
    if record.date is None or record.date.year is None:
        return [contexts.Link(scope.say("undated"), scope.link("undated/index.html"))]
    year, month = record.date.year, record.date.month
    links = [contexts.Link(scope.year_words(year), _url(scope, year))]
    if month is not None:
        links.append(
            contexts.Link(scope.renderer.dates.month_name(month), _url(scope, year, month))
        )
    return links


def _url(scope: Scope, year: int, month: int | None = None) -> str:
    return scope.link(scope.period_path(year, month) or "dates/index.html")


def _document(
    scope: Scope, index: int, facts: DocumentFacts, body: model.Html
) -> contexts.Document:
    document, record = facts.document, facts.document.record
    relations = find_related_documents(scope.archive, index)
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
        related=tuple(_related(scope, document, relations)),
        newer=_neighbour(scope, index, 1),
        older=_neighbour(scope, index, -1),
        markdown_url=scope.link(path) if (path := markdown_path(scope, record)) else None,
        original_url=scope.link(path) if (path := original_path(scope, record)) else None,
        provenance=_provenance(scope, record.origin) if record.origin else None,
        rights=record.rights,
        added=record.added,
        updated=record.updated,
        cite=cite(record, facts.document_type, scope.renderer.site),
        params=document.params,
        referenced_by=scope.entries(relations.referenced_by),
        referenced_by_others=relations.unlisted,
        similar=scope.entries(relations.similar),
    )


def _related(
    scope: Scope, document: model.Document, relations: RelatedDocuments
) -> Iterator[contexts.RelatedEntry]:
    # ``leads`` is empty when no entry leads anywhere.
    for entry, place in zip_longest(document.related, relations.leads[: len(document.related)]):
        yield scope.related(entry, place)


def _terms(scope: Scope, record: model.Record) -> Iterator[contexts.TermGroup]:
    for taxonomy in scope.archive.taxonomies:
        terms = _terms_of(scope, record, taxonomy.key)
        links = tuple(scope.term_link(taxonomy.key, term) for term in terms)
        if links:
            title = scope.taxonomy_title(taxonomy)
            yield contexts.TermGroup(taxonomy.key, title, scope.link(taxonomy.path), links)


def _terms_of(scope: Scope, record: model.Record, key: str) -> list[model.Term]:
    """Return a document's terms of one taxonomy, each once."""
    words = record.terms.get(key, ())
    terms = dict.fromkeys(scope.renderer.term(key, word) for word in words)
    return [term for term in terms if term is not None]


def _neighbour(scope: Scope, index: int, step: int) -> contexts.Entry | None:
    place = scope.renderer.neighbour(index, step)
    return None if place is None else scope.entry(place)


def _provenance(scope: Scope, origin: model.Origin) -> contexts.Provenance:
    aside = scope.renderer.sources.aside(origin)
    return contexts.Provenance(
        path=origin.path,
        sha256=origin.sha256,
        converter=origin.converter,
        confidence=None if origin.confidence is None else round(origin.confidence * 100),
        aside=tuple(contexts.AsideLine(number, text) for number, text in aside),
    )


DOCUMENT = PageKind(_plan, _make, lambda keys, page: keys.of_document(int(page.key[0])))
