"""Document types: what a document is in the terms of Zotero, schema.org and BibTeX.

There are two kinds of evidence: what the owner says (``type`` in front matter), and the shape of
news: a publication with a newspaper's name, together with a section or a day. No other type is
guessed: without such evidence, the type is "document", or "web page" if the document was one.
"""

from __future__ import annotations

from msgspec import Struct

from generator.languages.cues import names_paper
from generator.model import Document, Record
from generator.text import slugify

_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
"""The file name extensions of seeds that were web pages."""


class DocumentType(Struct, frozen=True):
    """What a document is called by Zotero and by schema.org."""

    zotero: str
    """An item type; www.zotero.org/support/kb/item_types_and_fields."""
    schema: str
    """A type of schema.org."""
    is_article: bool = False
    """Whether it is part of a newspaper or a magazine."""


NEWS = DocumentType("newspaperArticle", "NewsArticle", is_article=True)
WEB_PAGE = DocumentType("webpage", "CreativeWork")
DOCUMENT = DocumentType("document", "CreativeWork")
DOCUMENT_TYPES = {
    "news": NEWS,
    "magazine": DocumentType("magazineArticle", "Article", is_article=True),
    "letter": DocumentType("letter", "CreativeWork"),
    "email": DocumentType("email", "EmailMessage"),
    "report": DocumentType("report", "Report"),
    "interview": DocumentType("interview", "CreativeWork"),
    "manuscript": DocumentType("manuscript", "Manuscript"),
    "webpage": WEB_PAGE,
    "document": DOCUMENT,
}
"""Keyed by the values that ``type`` may have; any other value is ignored."""


def document_type_of(document: Document) -> DocumentType:
    """Return a document's type, as far as it is known."""
    if stated := DOCUMENT_TYPES.get(_stated(document)):
        return stated
    record = document.record
    if _is_news(record, has_section=bool(document.section)):
        return NEWS
    is_saved = record.origin is not None and record.origin.path.lower().endswith(_PAGES)
    return WEB_PAGE if is_saved or record.source_url is not None else DOCUMENT


def template_of(document: Document) -> str | None:
    """Return the template that a document chooses, or else the one that is named like its type."""
    name = slugify(_stated(document))
    return document.template or (f"{name}.html" if name else None)


def _stated(document: Document) -> str:
    """Return the type that the owner states; empty if none. It may also be a taxonomy."""
    terms = document.record.terms.get("type", ())
    return str(terms[0] if terms else document.params.get("type", "")).strip().lower()


def _is_news(record: Record, *, has_section: bool) -> bool:
    """Return whether a document is from a paper, judged by its publication, section and date.

    A publication without a paper's name counts as a paper if the document has a section and a
    time of day.
    """
    if record.source is None:
        return False
    precision = record.date.precision if record.date else None
    if has_section and precision == "time":
        return True
    return (has_section or precision in ("day", "time")) and names_paper(record.source)
