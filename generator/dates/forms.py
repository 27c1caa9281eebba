"""List the printed forms of dates: for each, a pattern and how to read its parts.

The table is in order of precedence, and its patterns match shapes (see lexicon.py). It knows
neither words nor clocks, and checks the calendar only to tell two readings apart.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.dates.clock import CLOCK
from generator.dates.edtf import is_day

DateOrder = Literal["ask", "dmy", "mdy"]
"""How 03/04/1997 reads: both ways, day first, month first."""


class Preferences(NamedTuple):
    """What the caller knows about dates that read several ways."""

    order: DateOrder
    century_of: int | None
    """A year near which a two-digit year lies."""


class Parts(NamedTuple):
    """The numbers and names of a matched form, each in printed order."""

    numbers: tuple[str, ...]
    months: tuple[int, ...]
    seasons: tuple[int, ...]
    """As in EDTF, 21 (spring) … 24."""
    preferences: Preferences


class DateForm(NamedTuple):
    """A printed form of dates."""

    pattern: str
    """Over shapes, without capturing groups."""
    read: Callable[[Parts], tuple[str, ...]]
    """Returns the readings in EDTF; they may be days that the calendar lacks."""


@lru_cache(maxsize=1)
def grammar() -> re.Pattern[str]:
    """Return the pattern of all forms, in which group n is that of ``FORMS[n - 1]``."""
    # The look-ahead is for speed: it rejects most tokens of a sentence immediately.
    return re.compile("(?=[1249WMmcqvsBE])(?:" + "|".join(f"({f.pattern})" for f in FORMS) + ")")


def _read_year_first(parts: Parts) -> tuple[str, ...]:
    year, *others = map(int, parts.numbers)
    return ("-".join((f"{year:04}", *(f"{number:02}" for number in others))),)


def _read_stamp(parts: Parts) -> tuple[str, ...]:
    stamp = "".join(str(int(figure)) for figure in parts.numbers[0])
    date, time = (stamp[:4], stamp[4:6], stamp[6:8]), (stamp[8:10], stamp[10:12], stamp[12:])
    return (f"{'-'.join(date)}T{':'.join(time)}",)


def _read_named_day(parts: Parts) -> tuple[str, ...]:
    if len(set(parts.months)) > 1:
        return ()
    day, month = int(parts.numbers[0]), parts.months[0]
    years = _years(parts.numbers[-1], parts.preferences.century_of)
    return tuple(f"{year:04}-{month:02}-{day:02}" for year in years)


def _read_year_and_named_day(parts: Parts) -> tuple[str, ...]:
    year, day = map(int, parts.numbers)
    return (f"{year:04}-{parts.months[0]:02}-{day:02}",)


def _read_days(parts: Parts) -> tuple[str, ...]:
    first, last, year = map(int, parts.numbers)
    return (f"{year:04}-{parts.months[0]:02}-{first:02}/{year:04}-{parts.months[-1]:02}-{last:02}",)


def _read_days_or_last(parts: Parts) -> tuple[str, ...]:
    return (*_read_days(parts), *_read_named_day(parts._replace(numbers=parts.numbers[1:])))


def _read_numeric(parts: Parts) -> tuple[str, ...]:
    first, second = map(int, parts.numbers[:2])
    years = _years(parts.numbers[2], parts.preferences.century_of)
    readings = {
        order: tuple(f"{year:04}-{month:02}-{day:02}" for year in years if is_day(year, month, day))
        for order, (day, month) in {"dmy": (first, second), "mdy": (second, first)}.items()
    }
    both = dict.fromkeys(readings["dmy"] + readings["mdy"])
    return readings.get(parts.preferences.order) or tuple(both)


def _read_dotted(parts: Parts) -> tuple[str, ...]:
    """Return the readings of figures with dots: day first, unless the owner set an order."""
    if parts.preferences.order == "ask":
        parts = parts._replace(preferences=parts.preferences._replace(order="dmy"))
    return _read_numeric(parts)


def _read_span(parts: Parts) -> tuple[str, ...]:
    """Return the months or seasons of one year, from the first to the last."""
    year = int(parts.numbers[0])
    return _range_or_one([f"{year:04}-{number:02}" for number in parts.months or parts.seasons])


def _read_years(parts: Parts) -> tuple[str, ...]:
    return _range_or_one([f"{int(year):04}" for year in parts.numbers])


def _read_about_year(parts: Parts) -> tuple[str, ...]:
    return (f"{int(parts.numbers[0]):04}~",)


def _read_decade(parts: Parts) -> tuple[str, ...]:
    """Return a decade; “1900s” is also read as a century, “1000s” (thousands) not at all."""
    year = f"{int(parts.numbers[0]):04}"
    if year == "1000":
        return ()
    if year.endswith("00"):
        return (f"{year[:3]}X", f"{year[:2]}XX")
    return (f"{year[:3]}X",) if year.endswith("0") else ()


def _range_or_one(ends: Sequence[str]) -> tuple[str]:
    return (ends[0] if len(set(ends)) == 1 else f"{ends[0]}/{ends[-1]}",)


def _years(printed: str, near: int | None) -> tuple[int, ...]:
    """Return the full years that a year of two or four digits may mean."""
    year = int(printed)
    if len(printed) == 4:
        return (year,)
    if near is None:
        return (1900 + year, 2000 + year)
    century = near - near % 100
    candidates = (century - 100 + year, century + year, century + 100 + year)
    return (min(candidates, key=lambda candidate: (abs(candidate - near), candidate)),)


_WEEKDAY = r"(?:W\.?,? ?(?:f )?)?"
_DAY = r"(?<![0-9$])(?<![0-9][.,:/-])[12](?: ?-?[oe])?"
_DAYS = r"(?<![0-9A-Za-z$.,:/-])[12](?: ?-?[oe]|\.)?(?:[-/]| - )[12](?: ?-?[oe])?"
_MONTH = r"[Mm]\.?(?: ?/ ?[Mm])?"
_OF_MONTH = r"(?:\.?(?: ?[fo]){0,2} ?| ?/ ?|-)"
_OF_YEAR = r"(?:,?(?: ?f){0,2} ?| ?/ ?|-)"
_YEAR = r"4(?: ?y\.?)?"
_TO = r" ?- ?"
_DAY_MONTH = _WEEKDAY + _DAY + _OF_MONTH + _MONTH
_MONTH_DAY = rf"{_WEEKDAY}{_MONTH}(?: ?f)?[ /-]?[12](?: ?-?[oe])?"

# To exclude parts of longer figures: 1.2.2001.4, 10-03-2001-77, /2001/10/03/, £3.10.2001.
_ALONE = r"(?<![0-9A-Za-z./+$-])(?<![0-9]:)"
_NO_FIGURE = rf"(?:(?![./:+-]?[0-9])(?!/)|(?=-{CLOCK}))"
_NO_WORD = r"(?![A-SU-Za-z])"
_NO_AMOUNT = r"(?! ?[A-Za-z$])(?! ?[.,/:-]?[0-9])"
_NO_DAY = r"(?<![0-9/])(?<![0-9][ .-])(?<![0-9]\. )(?<![0-9][oe] )(?<![0-9][oe] f )"
_SHORT_YEAR = r"[26](?![0-9A-Za-z$])(?![./:-][0-9])"
_SHORT_YEAR_LAST = rf"{_SHORT_YEAR}(?:(?! [0-9A-Za-z$])|(?= {CLOCK}))"
_START_OF_LINE, _END_OF_LINE = r"(?:\A|(?<=\A[ _]))", r"(?=[ _]?\Z)"

# Of two forms that begin at the same token, the one in the earlier row is read.
FORMS = (
    # 2001-10-03, 2001/10/3, 2001.10.03
    DateForm(
        rf"{_ALONE}4(?:-[12]-|/[12]/|\.[12]\.|\. [12]\. |\|[12]\|)[12]{_NO_FIGURE}{_NO_WORD}",
        _read_year_first,
    ),
    # 2001年10月4日, 2001년 10월 4일, 2001年10月
    DateForm(r"(?<![0-9])4 ?Y ?[12] ?N ?[12] ?D", _read_year_first),
    DateForm(r"(?<![0-9])4 ?Y ?[12] ?N(?! ?[0-9])", _read_year_first),
    # 20011003204600
    DateForm(r"(?<![0-9A-Za-z./#-])9(?![0-9A-Za-z/#-])", _read_stamp),
    # Wed Oct  3 20:46:00 GMT 2001, as computers print it
    DateForm(rf"(?:W,? )?[Mm] [12] {CLOCK}(?: Z)? 4", _read_named_day),
    # Part 3 - 5 October 2001, where the 3 may belong to either; 3-5 October 2001; October 3-5, 2001
    DateForm(rf"(?<=w ){_DAY} - {_DAY}{_OF_MONTH}{_MONTH}{_OF_YEAR}{_YEAR}", _read_days_or_last),
    DateForm(rf"{_WEEKDAY}{_DAYS}{_OF_MONTH}{_MONTH}{_OF_YEAR}{_YEAR}", _read_days),
    DateForm(rf"{_MONTH_DAY}{_TO}[12](?: ?-?[oe])?{_OF_YEAR}{_YEAR}", _read_days),
    # 30 September - 2 October 2001; September 30 - October 2, 2001
    DateForm(rf"{_DAY_MONTH}{_TO}{_DAY_MONTH}{_OF_YEAR}{_YEAR}", _read_days),
    DateForm(rf"{_MONTH_DAY}{_TO}{_MONTH_DAY}{_OF_YEAR}{_YEAR}", _read_days),
    # Wednesday, 3rd of October, 2001; 3. Oktober 2001; 3-Oct-2001; 3 Oct '01; 03 Oct 01
    DateForm(rf"{_DAY_MONTH}{_OF_YEAR}{_YEAR}", _read_named_day),
    DateForm(rf"{_DAY_MONTH}(?:,? ?'{_SHORT_YEAR}|[ /-]{_SHORT_YEAR_LAST})", _read_named_day),
    # Wednesday, October 3rd, 2001; Oct 3, '01
    DateForm(rf"{_MONTH_DAY}{_OF_YEAR}{_YEAR}", _read_named_day),
    DateForm(rf"{_MONTH_DAY},? ?'{_SHORT_YEAR}", _read_named_day),
    # 2001-Oct-03
    DateForm(rf"{_ALONE}4[-/][Mm][-/][12]{_NO_FIGURE}", _read_year_and_named_day),
    # 03/10/2001, 10-03-2001; 3.10.2001, 3. 10. 2001
    DateForm(rf"{_WEEKDAY}{_ALONE}[12](?:/[12]/|-[12]-)4{_NO_FIGURE}", _read_numeric),
    DateForm(rf"{_WEEKDAY}{_ALONE}[12]\. ?[12]\. ?{_YEAR}{_NO_FIGURE}", _read_dotted),
    # 03/10/01, 03.10.01; only as the whole line, since versions and scores look the same: 3.10.01,
    # 03-10-01
    DateForm(rf"{_WEEKDAY}{_ALONE}[12]/[12]/{_SHORT_YEAR}", _read_numeric),
    DateForm(rf"{_WEEKDAY}{_ALONE}2\.2\.{_SHORT_YEAR}", _read_dotted),
    DateForm(rf"{_START_OF_LINE}[12]\.[12]\.[26]{_END_OF_LINE}", _read_dotted),
    DateForm(rf"{_START_OF_LINE}[12]-[12]-[26]{_END_OF_LINE}", _read_numeric),
    # October 2001, Sept. 2001, October/November 2001
    DateForm(rf"{_NO_DAY}M\.?(?: ?[-/] ?M\.?)?{_OF_YEAR}{_YEAR}(?![.,/:-][0-9])", _read_span),
    # Spring 1931, Winter 1931/32, Spring-Summer, 2004
    DateForm(r"v(?: ?[-/] ?v)?,? (?:f ){0,2}4(?:[/-][26])?(?![.,/:-]?[0-9])", _read_span),
    # Names that are also words, only as the whole line: Mars 1914, Estate 1931
    DateForm(rf"{_START_OF_LINE}m\.? ?4{_END_OF_LINE}", _read_span),
    DateForm(rf"{_START_OF_LINE}s ?4{_END_OF_LINE}", _read_span),
    # 1890s, années 1890
    DateForm(r"(?<![0-9$])4[-']?e(?![0-9])", _read_decade),
    DateForm(rf"E (?:f ){{0,2}}4{_NO_FIGURE}", _read_decade),
    # c. 1890, about 1890 (but not: about 1890 people)
    DateForm(r"c(?:\. ?| )4(?![.,/:-]?[0-9$])(?! \$)", _read_about_year),
    DateForm(rf"q 4{_NO_AMOUNT}", _read_about_year),
    # between 1914 and 1918
    DateForm(rf"B 4(?: n ?| ?- ?)4{_NO_AMOUNT}", _read_years),
    # 1952
    DateForm(rf"{_START_OF_LINE}4{_END_OF_LINE}", _read_years),
)
