"""What a page is: for machines, and for a footnote."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Html


class Meta(Struct, frozen=True):
    """A `meta` element of the head."""

    name: str
    content: str
    language: str | None = None
    """BCP 47 tag of the content where it differs from the site's, else None."""
    is_property: bool = False
    """Whether the name stands in the attribute `property`, as Open Graph has it, not in `name`."""


class Citation(Struct, frozen=True):
    """A document as one style cites it."""

    style: str
    """Its name: `Chicago`, `APA`, `MLA` or `BibTeX`."""
    text: str
    markup: Html
    """The same with the titles of publications in `cite`, and others set to run their own way."""
    is_code: bool
    """Whether its lines are to stay as they are."""


class Citations(Struct, frozen=True):
    """How a document is cited, in the styles of English; the same styles in both lists."""

    original: tuple[Citation, ...]
    """The original publication; empty when it is not known where that was."""
    copy: tuple[Citation, ...]
    """This copy in this archive: by its full address, else by its path."""
