"""Read until when a document is kept back."""

from __future__ import annotations

from contextlib import suppress

from generator.dates import DateOrder, PartialDate, parse_edtf, read_typed_date
from generator.model import first_day

_PRECISE_ENOUGH = ("day", "month", "year")


def read_embargo(text: str, order: DateOrder) -> PartialDate | None:
    """Return the day, month or year on whose first day an embargo ends; None if that is unsure."""
    date = None
    for read in (parse_edtf, lambda text: read_typed_date(text, order)):
        with suppress(ValueError):
            date = date or read(text)
    is_plain = date is not None and date.start is not None and not date.start.qualifier
    if date is None or not is_plain or date.precision not in _PRECISE_ENOUGH:
        return None
    return date if first_day(date) else None
