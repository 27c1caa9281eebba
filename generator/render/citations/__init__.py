"""How a document is cited: the original publication, and the copy in this archive.

Nothing is made up: unknown authors, dates and addresses are left out, and so is a day of access.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from html import escape

import markupsafe

from generator.config import SiteConfig
from generator.model import Html, Record
from generator.render.citations.author_names import read_name
from generator.render.citations.bibtex import write_bibtex
from generator.render.citations.styles import STYLES
from generator.render.citations.work import Copy, TextRun, Work
from generator.render.contexts import Citation, Citations
from generator.render.document_types import DocumentType
from generator.render.links import absolute, web_address
from generator.render.renderer import direction_of, trusted


def cite(record: Record, document_type: DocumentType, site: SiteConfig) -> Citations:
    """Return the citations of a document and of the copy on its page."""
    work = Work(
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
    address = absolute(record.path, site.base_url) if site.base_url else record.path
    copy = Copy(site.title, address, is_url=bool(site.base_url), edition=site.edition)
    in_styles = [(style, tuple(style.write(work))) for style in STYLES]
    entry, entry_of_copy = write_bibtex(work, copy)
    original = [
        _in_words(style.name, [*runs, TextRun(f"{work.url}{style.end}" if work.url else "")])
        for style, runs in in_styles
    ]
    copies = [_in_words(style.name, [*runs, *style.place(copy)]) for style, runs in in_styles]
    is_published = work.source is not None or work.url is not None
    return Citations(
        original=(*original, _in_code(entry)) if is_published else (),
        copy=(*copies, _in_code(entry_of_copy)),
    )


def _in_words(style: str, runs: Iterable[TextRun]) -> Citation:
    text = markup = ""
    for run in runs:
        if run.words:
            words = escape(run.words, quote=False)
            text += run.words
            markup += f"<{run.tag}>{words}</{run.tag}>" if run.tag else words
    return Citation(style, text.rstrip(), trusted(Html(markup.rstrip())), is_code=False)


def _in_code(entry: str) -> Citation:
    return Citation("BibTeX", entry, Html(markupsafe.escape(entry)), is_code=True)
