"""What the labelled lines say about the document. One value a file, each with its evidence.

Unknown stays unknown: a value that is printed nowhere is None.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.dates import DateOrder
from generator.metadata.authors import find_authors
from generator.metadata.date import Dating, find_date
from generator.metadata.language import find_language
from generator.metadata.related import find_related
from generator.metadata.section import find_section
from generator.metadata.source import find_source
from generator.metadata.summary import find_summary
from generator.metadata.title import find_title
from generator.model import Block, Finding, LabelledText, Metadata, Stated

__all__ = ["Dating", "read_date", "read_metadata"]


def read_date(text: LabelledText, stated: Stated, order: DateOrder) -> Dating:
    """Return when the document itself says that it appeared."""
    return find_date(text, stated, order)


def read_metadata(
    text: LabelledText, blocks: Sequence[Block], stated: Stated, dating: Dating
) -> Metadata:
    """Return what a document says about itself; ``dating`` is what read_date found."""
    source_url = Finding(stated.source_url, "markup") if stated.source_url else None
    return Metadata(
        title=find_title(text, stated),
        date=dating.date,
        date_text=dating.date_text,
        source=find_source(text, stated),
        source_url=source_url,
        section=find_section(text),
        authors=find_authors(text, stated),
        language=find_language(text, stated),
        summary=find_summary(text, blocks),
        related=find_related(text, dating.year),
    )
