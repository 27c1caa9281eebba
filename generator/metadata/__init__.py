"""Read a document's metadata from its labelled lines, each value with its evidence.

One module a value. Unknown stays unknown: a value that nothing states is None.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.dates import DateOrder
from generator.metadata.authors import find_authors
from generator.metadata.date import find_date
from generator.metadata.language import find_language
from generator.metadata.page import PageRows
from generator.metadata.printed_fields import Fields, mark_fields
from generator.metadata.related import find_related
from generator.metadata.section import find_section
from generator.metadata.source import find_source
from generator.metadata.summary import find_summary
from generator.metadata.title import find_title
from generator.model import Block, Finding, LabelledText, Metadata, Stated

__all__ = [
    "Fields",
    "mark_fields",
    "read_fields",
    "read_metadata",
]


def read_fields(text: LabelledText, stated: Stated, order: DateOrder) -> Fields:
    """Return the title, the date and the authors; ``order`` is the owner's setting."""
    page = PageRows(text, order)
    title = find_title(page, stated)
    at = page.row_of(title.line) if title else -1
    dating = find_date(page, stated, at)
    dated = page.row_of(dating.date.line) if dating.date else -1
    return Fields(title, dating, find_authors(page, stated, at, dated))


def read_metadata(
    text: LabelledText, blocks: Sequence[Block], stated: Stated, fields: Fields
) -> Metadata:
    """Return what a document says about itself; ``fields`` is what read_fields found."""
    source_url = Finding(stated.source_url, "markup") if stated.source_url else None
    return Metadata(
        title=fields.title,
        date=fields.date,
        date_text=fields.date_text,
        source=find_source(text, stated),
        source_url=source_url,
        section=find_section(text),
        authors=fields.authors,
        language=find_language(text, stated),
        summary=find_summary(text, blocks),
        related=find_related(text, fields.dating.year),
    )
