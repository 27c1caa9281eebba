"""How a document is cited: the original publication, and the copy in this archive.

Nothing is made up: no author, date or address that is not known, and no day of access.
"""

from __future__ import annotations

from hashlib import sha256

from generator.config import SiteConfig
from generator.model import Record
from generator.render.citations.author_names import read_name
from generator.render.citations.bibtex import write_bibtex
from generator.render.citations.styles import STYLES, Style
from generator.render.citations.work import Copy, Phrase, TextRun, Work, compose, phrase
from generator.render.contexts import Citation, Citations
from generator.render.document_types import DocumentType
from generator.render.links import absolute, web_address
from generator.render.renderer import direction_of, escaped

__all__ = ["cite"]


def cite(record: Record, document_type: DocumentType, site: SiteConfig) -> Citations:
    """Return the citations of a document and of the copy on its page."""
    work, copy = _work(record, document_type), _copy(record, site)
    words = [(style, phrase(style.write(work))) for style in STYLES]
    entries = write_bibtex(work, copy)
    is_published = work.source is not None or work.url is not None
    original = (
        *(compose(style.name, said, _address(work, style)) for style, said in words),
        _code(entries.original),
    )
    copies = (
        *(compose(style.name, said, phrase(style.place(copy))) for style, said in words),
        _code(entries.copy),
    )
    return Citations(original=original if is_published else (), copy=copies)


def _address(work: Work, style: Style) -> Phrase:
    return phrase([TextRun(f"{work.url}{style.end}")] if work.url else [])


def _code(entry: str) -> Citation:
    return Citation("BibTeX", entry, escaped(entry), is_code=True)


def _work(record: Record, document_type: DocumentType) -> Work:
    return Work(
        document_type=document_type,
        title=record.title,
        authors=tuple(read_name(name, record.language) for name in record.authors),
        date=record.date,
        source=record.source,
        url=web_address(record.source_url),
        language=record.language,
        runs_left=direction_of(record.language) == "rtl",
        key=f"document-{sha256(record.url.encode()).hexdigest()[:8]}",
    )


def _copy(record: Record, site: SiteConfig) -> Copy:
    address = absolute(record.path, site.base_url) if site.base_url else record.path
    return Copy(site.title, address, is_url=bool(site.base_url))
