"""Read dates that people type into a field: EDTF, or printed in a way that has one meaning.

Nothing is guessed: a date that can be read in two ways is refused, with both.
"""

from __future__ import annotations

import re
from contextlib import suppress

from generator.dates.edtf import PartialDate, parse_edtf
from generator.dates.forms import DateOrder
from generator.dates.printed import find_printed_dates
from generator.languages import all_languages

_MIDNIGHT = re.compile(r"(?<=\d) 00:00(?::00(?:\.0+)?)?\Z")
_NUMERIC = re.compile(r"\D*(\d{1,2})[/.-](\d{1,2})[/.-]\d")
"""The day and month, in either order, of a date such as 3/4/1997."""
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?=\D)[T ](.*))?\Z")
"""A day as ISO 8601 has it, but for its zeros or its hyphens, and a time."""
_MONTHS = 12
_LONGEST = 200
"""The most characters of a text that is read as a date or quoted in full."""


class AmbiguousDateError(ValueError):
    """A date can be read in more than one way."""


def read_typed_date(typed: str, order: DateOrder) -> PartialDate:
    """Return the date that a text is; ``order`` is that of day and month in numeric dates.

    Raises ValueError if it is no date, AmbiguousDateError if it may be one of several.
    """
    # Spreadsheets add midnight to days that were typed without a time.
    text = _MIDNIGHT.sub("", " ".join(typed.split()))
    with suppress(ValueError):
        return parse_edtf(text)
    searched = text if len(text) <= _LONGEST else ""
    if found := _YEAR_FIRST.match(searched):
        day = f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}"
        with suppress(ValueError):
            return parse_edtf(f"{day} {found[5]}" if found[5] else day)
    for printed in find_printed_dates(searched, all_languages(), order=order):
        if (printed.start, printed.end) != (0, len(text)):
            break
        if printed.date is None:
            readings = " or ".join(reading.text for reading in printed.candidates)
            raise AmbiguousDateError(f"“{text}” can be read as {readings}")
        if order != "ask" and _evident_order(text) not in (order, None):
            message = f"“{text}” cannot be read in the order {order}, as date_order says"
            raise ValueError(message)
        return printed.date
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    raise ValueError(f"“{shown}” is not a date")


def _evident_order(text: str) -> DateOrder | None:
    """Return the order that a numeric date must have; None for other texts or if both are possible.

    One date in the other order casts doubt on all that can be read both ways.
    """
    figures = _NUMERIC.match(text)
    if figures is None or max(map(int, figures.groups())) <= _MONTHS:
        return None
    return "dmy" if int(figures[1]) > _MONTHS else "mdy"
