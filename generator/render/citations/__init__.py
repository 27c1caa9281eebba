"""How a document is cited: the original publication, and the copy in this archive.

Nothing is made up: no author, date or address that is not known, and no day of access.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from generator.config import SiteConfig
from generator.model import Record
from generator.render.citations.bibtex import write_bibtex
from generator.render.citations.names import read_name
from generator.render.citations.styles import apa, chicago, mla
from generator.render.citations.work import Copy, Work, compose
from generator.render.genre import Genre
from generator.render.links import absolute, web_address
from generator.render.metadata_contexts import Citation, Citations
from generator.render.renderer import direction_of, escaped

__all__ = ["cite"]

_STYLES = (("Chicago", chicago), ("APA", apa), ("MLA", mla))


def cite(record: Record, genre: Genre, site: SiteConfig) -> Citations:
    """Return the ways to cite a document and the copy that its page is."""
    work = _work(record, genre)
    copy = replace(work, copy=_copy(record, site))
    is_published = work.source is not None or work.url is not None
    return Citations(original=_all(work) if is_published else (), copy=_all(copy))


def _work(record: Record, genre: Genre) -> Work:
    return Work(
        genre=genre,
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


def _all(work: Work) -> tuple[Citation, ...]:
    entry = write_bibtex(work)
    code = Citation("BibTeX", entry, escaped(entry), is_code=True)
    return (*(compose(name, write(work)) for name, write in _STYLES), code)
