"""Read dates at the precision of their source, from EDTF level 1 or as they are printed.

This package knows calendars, clocks and printed forms, and reads no files except those of the
languages. It never invents a part of a date: what is not stated stays open, and what can be read
in two ways stays ambiguous.
"""

from generator.dates.edtf import ClockTime as ClockTime
from generator.dates.edtf import PartialDate as PartialDate
from generator.dates.edtf import StatedDate as StatedDate
from generator.dates.edtf import parse_edtf as parse_edtf
from generator.dates.forms import DateOrder as DateOrder
from generator.dates.printed import PrintedDate as PrintedDate
from generator.dates.printed import find_printed_dates as find_printed_dates
from generator.dates.typed import AmbiguousDateError as AmbiguousDateError
from generator.dates.typed import read_typed_date as read_typed_date
