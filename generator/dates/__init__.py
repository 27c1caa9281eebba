"""Dates at the precision of their source: EDTF level 1, and dates as they are printed.

A leaf: it knows calendars, clocks and printed forms, and reads no file but the languages'.
No part of a date is ever invented: what is not stated stays open, what reads two ways stays
ambiguous.
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
