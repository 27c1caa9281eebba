"""Read what an owner says of the corrections of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.archive.front_matter_fields import FrontMatterFields
from generator.dates import parse_edtf
from generator.model import Correction, first_day

_KEY = "corrections"


def read_corrections(fields: FrontMatterFields) -> tuple[Correction, ...]:
    """Return the corrections, newest first; an entry that cannot be read is left out, and named."""
    value = fields.value(_KEY)
    if value in (None, "", []):
        return ()
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found: list[Correction] = []
    for number, entry in enumerate(entries, 1):
        inner = fields.inner(_KEY, entry if isinstance(entry, Mapping) else {})
        date, what = inner.date("date"), inner.text("what")
        if date is not None and first_day(date) and what:
            found.append(Correction(date, what))
            continue
        missing = "has no text under “what”" if date else "has no date that can be read"
        if not isinstance(entry, Mapping):
            missing = "is no date with a text"
        message = f"entry {number} of “{_KEY}” {missing}; it is left out"
        hint = 'Write it as {date: 2024-05-01, what: "The date was misread."}.'
        fields.warn(_KEY, "corrections.invalid", message, hint)
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def last_of(corrections: Sequence[Correction], updated: str | None) -> str | None:
    """Return the day of the last correction if that is later than ``updated``; else ``updated``."""
    if not corrections:
        return updated
    known = first_day(parse_edtf(updated)) if updated else None
    return updated if known and known >= corrections[0].day else corrections[0].date.text
