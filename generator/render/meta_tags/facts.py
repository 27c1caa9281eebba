"""What the head of a page is made from."""

from __future__ import annotations

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import Document
from generator.render.contexts import Link
from generator.render.document_types import WEB_PAGE, DocumentType


class Subject(Struct, frozen=True):
    """A term of a document: its taxonomy's key, its name, and pages about it on other sites."""

    taxonomy: str
    title: str
    same_as: tuple[str, ...] = ()


class PageFacts(Struct, frozen=True):
    """What is known about any page and its site.

    Addresses are full when site.yaml sets a base_url, and otherwise relative to the page;
    ``url``, the page's own, is None without a base_url.
    """

    site: SiteConfig
    path: str
    kind: str
    title: str
    description: str
    language: str
    url: str | None
    trail: tuple[Link, ...]
    """The pages above this one, with their addresses."""


class DocumentFacts(Struct, frozen=True):
    """What is known about a document; ``markdown`` and ``original`` are addresses of its files."""

    document: Document
    document_type: DocumentType
    subjects: tuple[Subject, ...] = ()
    markdown: str | None = None
    original: str | None = None

    @property
    def published(self) -> str | None:
        """When it was published, as ISO 8601; None where it is not certain that it ever was."""
        is_page = self.document_type is WEB_PAGE or self.document.record.source_url is not None
        return self.date if self.document_type.is_article or is_page else None

    @property
    def date(self) -> str | None:
        """Its date as ISO 8601; None unless it is certainly a day, month, year or instant.

        A time of day is included only if its zone is known; otherwise, only the day is certain.
        """
        date = self.document.record.date
        text = date.html_datetime if date else None
        clock = date.start.clock if date and date.start else None
        is_local = clock is not None and clock.offset is None
        return text.partition("T")[0] if text and is_local else text

    def titles(self, taxonomy: str) -> tuple[str, ...]:
        """Return the names of the terms of a taxonomy."""
        return tuple(one.title for one in self.subjects if one.taxonomy == taxonomy)
