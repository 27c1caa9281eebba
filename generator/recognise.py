"""One seed to its Extract: reader, structure, metadata and subjects, in that order.

Recognition is a pure function of the seed's bytes, its name and the owner's settings.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from generator.dates import DateOrder
from generator.metadata import Dating, read_date, read_metadata
from generator.model import Extract, SourceText
from generator.readers import mend, read_seed, remarks_on
from generator.report import Diagnostic, warning
from generator.structure import estimate_confidence, label_lines, make_blocks
from generator.subjects import find_subjects


def recognise(data: bytes, path: str, order: DateOrder) -> Extract:
    """Return everything recognised in a seed. Raises UnreadableSeed."""
    return recognise_text(read_seed(data, path), path, sha256(data).hexdigest(), order)


def recognise_text(source: SourceText, path: str, digest: str, order: DateOrder) -> Extract:
    """Return everything recognised in a text; ``digest`` is the SHA-256 of its bytes."""
    mended = mend(source)
    text = label_lines(mended.source)
    blocks = make_blocks(text)
    dating = read_date(text, mended.source.stated, order)
    metadata = read_metadata(text, blocks, mended.source.stated, dating)
    return Extract(
        path=path,
        sha256=digest,
        text=replace(text, lines=source.lines) if mended.repairs else text,
        blocks=blocks,
        metadata=metadata,
        subjects=find_subjects(metadata),
        confidence=estimate_confidence(text),
        remarks=(*remarks_on(mended, path), *_remarks(dating, path)),
        repairs=mended.repairs,
    )


def _remarks(dating: Dating, path: str) -> tuple[Diagnostic, ...]:
    if dating.date is not None or dating.date_text is None:
        return ()
    readings = " or ".join(reading.text for reading in dating.readings) or "more than one way"
    return (
        warning(
            "date.ambiguous",
            f"“{dating.date_text.value}” can be read as {readings}; the document stays undated",
            path=f"seeds/{path}",
            line=dating.date_text.line,
            hint="Set date_order in site.yaml to dmy or mdy, or date the content file by hand.",
        ),
    )
