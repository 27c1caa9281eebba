"""Turn a seed into its Extract: reader, structure, metadata and subjects, in that order.

Recognition is a pure function of the seed's bytes, its name and the owner's settings.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

from msgspec.structs import replace

from generator.content import Draft, Furniture, draft
from generator.dates import DateOrder
from generator.entities import NO_TERMS, OwnTerms, find_subjects
from generator.metadata import Fields, mark_fields, read_fields, read_metadata
from generator.model import IS_PICTURE, MAIN_TEXT, Extract, LabelledText, SourceText
from generator.pipeline.picture_sources import SeedsFolder, find_pictures
from generator.readers import UnreadableSeed, mend, read_seed, remarks_on
from generator.report import Diagnostic, error, note, own_mistake, warning
from generator.structure import estimate_confidence, label_lines, make_blocks

NONE = Furniture()
_LEAST_KEPT = 10
"""A tenth of a page's running text is the least that can be its main text."""


def recognise(
    data: bytes,
    path: str,
    order: DateOrder,
    furniture: Furniture = NONE,
    terms: OwnTerms = NO_TERMS,
) -> Extract:
    """Return everything recognised in a seed; raise UnreadableSeed if it cannot be read.

    ``furniture`` is the owner's list of lines that recur, ``terms`` those with a term file.
    """
    digest = sha256(data).hexdigest()
    source = read_seed(data, path)
    extract = recognise_text(source, path, digest, order, terms=terms)
    name = extract.metadata.source
    # Which lines recur depends on the source, which is known only now.
    lines = furniture.of(name.value if name else None)
    return recognise_text(source, path, digest, order, lines, terms) if lines else extract


def recognise_text(
    source: SourceText,
    path: str,
    digest: str,
    order: DateOrder,
    furniture: Collection[str] = (),
    terms: OwnTerms = NO_TERMS,
) -> Extract:
    """Return everything recognised in a text; ``digest`` is the SHA-256 of its bytes.

    ``furniture`` are lines to set aside, regardless of what they look like.
    """
    mended = mend(source)
    stated = mended.source.stated
    judged = label_lines(mended.source, furniture=furniture)
    fields = read_fields(judged, stated, order)
    text = mark_fields(judged, fields)
    blocks = make_blocks(text)
    metadata = read_metadata(text, blocks, stated, fields)
    return Extract(
        path=path,
        sha256=digest,
        text=replace(text, lines=source.lines) if mended.repairs else text,
        blocks=blocks,
        metadata=metadata,
        subjects=find_subjects(text, metadata, terms),
        confidence=estimate_confidence(judged),
        remarks=(*remarks_on(mended, path), *_remarks(fields, path), *_doubts(text, path)),
        repairs=mended.repairs,
        saved=stated.saved,
        base=stated.base,
    )


def _remarks(fields: Fields, path: str) -> tuple[Diagnostic, ...]:
    dating = fields.dating
    if dating.date is not None or dating.date_text is None:
        return ()
    words, line = dating.date_text.value, dating.date_text.line
    readings = " or ".join(reading.text for reading in dating.readings) or "more than one way"
    message = f"“{words}” can be read as {readings}; the document stays undated"
    hint = "Set date_order in site.yaml to dmy or mdy, or date the content file by hand."
    return (warning("date.ambiguous", message, path=f"seeds/{path}", line=line, hint=hint),)


def _doubts(text: LabelledText, path: str) -> tuple[Diagnostic, ...]:
    """Return a warning for a page of which no text, or hardly any, was kept."""
    kept = sum(len(text.text(number).split()) for number in text.numbers(*MAIN_TEXT))
    if text.chances is None or (kept and kept * _LEAST_KEPT >= text.prose):
        return ()
    message = "the page has no text that could be told from its links, labels and buttons"
    if text.prose:
        message = f"{kept:,} words were kept; the page has {text.prose:,} words in running text"
    hint = "“inspect” shows what was set aside, and why. Put what is missing into the content file."
    return (warning("text.hardly-any", message, path=f"seeds/{path}", hint=hint),)


class Drafted(NamedTuple):
    """A draft of a seed, None if it cannot be a document, and what is known of the reading."""

    draft: Draft | None
    remarks: tuple[Diagnostic, ...]
    looked_at: tuple[str, ...] = ()
    """The paths in the seeds folder at which its pictures were looked for."""


def draft_seed(
    folder: SeedsFolder, order: DateOrder, furniture: Furniture, terms: OwnTerms, name: str
) -> Drafted:
    """Return the draft of a seed and diagnostics about it."""
    path = f"seeds/{name}"
    try:
        with open(os.path.join(folder.path, name), "rb") as file:
            data = file.read()
        extract = recognise(data, name, order, furniture, terms)
        pictures = find_pictures(extract, folder)
        made = draft(extract, pictures.by_address)
        return Drafted(made, (*extract.remarks, *pictures.remarks), pictures.looked_at)
    except UnreadableSeed as problem:
        line, hint = problem.line, problem.hint
        tell = note if problem.code == IS_PICTURE else error
        found = tell(problem.code, problem.message, path=path, line=line, hint=hint)
    except OSError as problem:
        message = f"the file cannot be read: {problem.strerror}"
        hint = "Fix the file or its permissions."
        if isinstance(problem.filename, str):  # it may be a picture of the seed
            path = f"seeds/{os.path.relpath(problem.filename, folder.path)}"
        found = error("seed.unreadable", message, path=path, hint=hint)
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the other documents
        found = own_mistake(bug, path)
    return Drafted(None, (found,))
