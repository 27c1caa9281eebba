"""Read dates at the precision of their source, from EDTF level 1 or as they are printed.

Knows calendars, clocks and printed forms; reads no files except those of the languages. Refuses
to invent any part of a date: what is not stated stays open, what reads two ways stays ambiguous.
"""

from generator.dates.edtf import ClockTime, PartialDate, Precision, StatedDate, parse_edtf
from generator.dates.forms import DateOrder
from generator.dates.printed import PrintedDate, find_printed_dates

__all__ = [
    "ClockTime",
    "DateOrder",
    "PartialDate",
    "Precision",
    "PrintedDate",
    "StatedDate",
    "find_printed_dates",
    "parse_edtf",
]
