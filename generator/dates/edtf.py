"""Parse dates in EDTF level 1 (ISO 8601-2:2019; Library of Congress, EDTF specification).

Dates are in the proleptic Gregorian calendar, in which year 0000 is 1 BC; each knows the span of
time that its precision leaves open. Level 2 is refused: sets, qualified parts, unspecified digits
other than the last.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct

Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "range"]
Qualifier = Literal["", "~", "?", "%"]

_COARSE_TO_FINE: tuple[Precision, ...] = (
    "range", "century", "decade", "year", "season", "month", "day", "time",
)  # fmt: skip
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EXPECTED = (
    "expected a date such as 2001, 2001-10, 2001-10-03, 2001-10-03T20:46:00Z, 2001~, 199X, "
    "2001-21 (a season) or 1914/1918"
)
_YEARS_OF: dict[Precision, int] = {"century": 100, "decade": 10}


class ClockTime(Struct, frozen=True):
    """A time of day as stated."""

    hour: int
    minute: int
    second: int
    offset: int | None
    """Minutes east of UTC; None for local time whose zone is not stated."""


class StatedDate(Struct, frozen=True):
    """One date, part by part; a range has up to two of them."""

    precision: Precision
    """Never "range"."""
    year: int
    """The first year of a decade or century; 0 is 1 BC, -1 is 2 BC."""
    month: int | None = None
    day: int | None = None
    season: int | None = None
    """21 spring, 22 summer, 23 autumn, 24 winter."""
    clock: ClockTime | None = None
    qualifier: Qualifier = ""
    """~ approximate, ? uncertain, % both."""

    @property
    def earliest(self) -> int:
        """The first second that it may mean, counted from 1970 in UTC (local time is read as UTC).

        For sorting only, a season begins in March, June, September or December.
        """
        month = self.month or (3 * (self.season - 20) if self.season else 1)
        midnight = _days_since_1970(self.year, month, self.day or 1) * 86400
        clock = self.clock
        if clock is None:
            return midnight
        minutes = clock.hour * 60 + clock.minute - (clock.offset or 0)
        return midnight + minutes * 60 + clock.second

    @property
    def latest(self) -> int:
        """The last second that it may mean; a season may last until its year ends."""
        if self.clock:
            return self.earliest
        year = self.year + _YEARS_OF.get(self.precision, 1) - 1
        month = self.month or 12
        day = self.day or _month_length(year, month)
        return _days_since_1970(year, month, day) * 86400 + 86399


class PartialDate(Struct, frozen=True):
    """A date at its own precision, as ``parse_edtf`` makes it.

    ``year``, ``month``, ``day`` say where a calendar lists it; ``start``, ``end`` what it states.
    """

    text: str
    """Canonical EDTF, as in front matter."""
    precision: Precision
    start: StatedDate | None
    """The date, or the first date of a range; None if the range's start is open or unknown."""
    end: StatedDate | None = None
    """The last date of a range; None if that is open or unknown, or if this is not a range."""

    @property
    def year(self) -> int | None:
        """The earliest year; for a range without a start, the year of its end."""
        return self._first.year

    @property
    def month(self) -> int | None:
        """The month, when it is stated without a qualifier.

        A range has the month and the day of its start only if both ends lie in that month.
        """
        return self._first.month if self._is_in_one_month() else None

    @property
    def day(self) -> int | None:
        """The day of the month, on the same condition as ``month``."""
        return self._first.day if self._is_in_one_month() else None

    @property
    def sort_key(self) -> tuple[int, ...]:
        """A key for sorting by earliest second, then from coarse to fine precision, then by text.

        A range whose start is open or unknown is sorted by its end. Equal keys mean equal texts.
        """
        coarseness = _COARSE_TO_FINE.index(self.precision)
        return (self._first.earliest, coarseness, *self.text.encode())

    @property
    def html_datetime(self) -> str | None:
        """The value for ``<time datetime>`` at exactly this precision; None if HTML has none."""
        first = self._first
        has_form = self.precision in ("year", "month", "day", "time") and 1 <= first.year <= 9999
        return self.text.replace("-XX", "") if has_form and not first.qualifier else None

    @property
    def _stated(self) -> tuple[StatedDate, ...]:
        return tuple(stated for stated in (self.start, self.end) if stated)

    @property
    def _first(self) -> StatedDate:
        return self.start or self._stated[0]

    def _is_in_one_month(self) -> bool:
        if self.precision != "range":
            return not self._first.qualifier
        ends = {(stated.year, stated.month, stated.qualifier) for stated in self._stated}
        return len(self._stated) == 2 and len(ends) == 1 and not self._first.qualifier


@lru_cache(maxsize=4_096)  # the dates of an archive recur
def parse_edtf(text: str) -> PartialDate:
    """Return the date that an EDTF level 1 text states; raise ValueError saying what was expected.

    Unlike EDTF, accept a space for the T, times without seconds, and lower case.
    """
    first, slash, last = text.strip().upper().partition("/")
    if not slash:
        canonical, stated = _parse_one(first, text)
        return PartialDate(canonical, stated.precision, stated)
    first_text, start = _parse_end(first, text)
    last_text, end = _parse_end(last, text)
    if start is None and end is None:
        raise _wrong(text, "expected a date on at least one side of the /")
    if start and end and start.earliest > end.latest:
        raise _wrong(text, "the range ends before it begins")
    return PartialDate(f"{first_text}/{last_text}", "range", start, end)


def is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has this day."""
    return 1 <= month <= 12 and 1 <= day <= _month_length(year, month)


def _parse_end(text: str, whole: str) -> tuple[str, StatedDate | None]:
    if text in ("", ".."):
        return text, None
    canonical, stated = _parse_one(text, whole)
    if stated.clock:
        raise _wrong(whole, "expected days, months or years in a range, not times")
    return canonical, stated


def _parse_one(text: str, whole: str) -> tuple[str, StatedDate]:
    match = _grammar()(text)
    if match is None:
        raise _wrong(whole, _EXPECTED)
    year = match["year"]
    if year == "-0000":
        raise _wrong(whole, "expected 0000 for the year 1 BC")
    if match["month"] and ("X" in year or "Y" in year):
        raise _wrong(whole, f"expected no month after {year}")
    precisions: tuple[Precision, ...] = ("year", "decade", "century")
    stated = StatedDate(
        precisions[year.count("X")],
        int(year.removeprefix("Y").replace("X", "0")),
        qualifier=cast(Qualifier, match["qualifier"] or ""),
    )
    if match["month"]:
        stated = _read_month_and_day(stated, match, whole)
    if match["hour"] is None:
        return match["date"] + stated.qualifier, stated
    if stated.precision != "day" or stated.qualifier:
        raise _wrong(whole, "expected a time only after a full, unqualified date")
    clock = _read_clock(match, whole)
    timed = StatedDate("time", stated.year, stated.month, stated.day, clock=clock)
    return f"{match['date']}T{_clock_text(clock)}", timed


@lru_cache(maxsize=1)
def _grammar() -> Callable[[str], re.Match[str] | None]:
    return re.compile(
        r"""
        (?P<date>
            (?P<year> -?[0-9]{4} | [0-9]{3}X | [0-9]{2}XX | Y-?[1-9][0-9]{4,11} )
            (?: - (?P<month>[0-9]{2}|XX) (?: - (?P<day>[0-9]{2}|XX) )? )?
        )
        (?: [T ] (?P<hour>[0-9]{2}) : (?P<minute>[0-9]{2})
            (?: : (?P<second>[0-9]{2}) (?: [.,][0-9]{1,9} )? )?
            [ ]? (?P<zone> Z | [+-][0-9]{2} (?: :?[0-9]{2} )? )?
        )?
        (?P<qualifier>[~?%])?
        """,
        re.VERBOSE,
    ).fullmatch


def _read_month_and_day(year: StatedDate, match: re.Match[str], whole: str) -> StatedDate:
    month, day = match["month"], match["day"] or "XX"
    if month == "XX":
        if day != "XX":
            raise _wrong(whole, "expected no day in an unspecified month")
        return year
    if month in ("21", "22", "23", "24") and match["day"] is None:
        return StatedDate("season", year.year, season=int(month), qualifier=year.qualifier)
    if not "01" <= month <= "12":
        raise _wrong(whole, f"month {month}: expected 01 to 12, or 21 to 24 for a season")
    if day == "XX":
        return StatedDate("month", year.year, int(month), qualifier=year.qualifier)
    if not is_day(year.year, int(month), int(day)):
        length = _month_length(year.year, int(month))
        raise _wrong(whole, f"day {day}: expected 01 to {length} in {match['year']}-{month}")
    return StatedDate("day", year.year, int(month), int(day), qualifier=year.qualifier)


def _read_clock(match: re.Match[str], whole: str) -> ClockTime:
    hour, minute, second = (int(match[unit] or 0) for unit in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise _wrong(whole, "expected a time from 00:00:00 to 23:59:59")
    zone = match["zone"]
    if zone in (None, "Z"):
        return ClockTime(hour, minute, second, offset=None if zone is None else 0)
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise _wrong(whole, "expected a time zone such as Z or +01:00")
    sign = -1 if zone[0] == "-" else 1
    return ClockTime(hour, minute, second, offset=sign * (hours * 60 + minutes))


def _clock_text(clock: ClockTime) -> str:
    time = f"{clock.hour:02}:{clock.minute:02}:{clock.second:02}"
    if not clock.offset:
        return time if clock.offset is None else f"{time}Z"
    hours, minutes = divmod(abs(clock.offset), 60)
    return f"{time}{'-' if clock.offset < 0 else '+'}{hours:02}:{minutes:02}"


def _wrong(text: str, expected: str) -> ValueError:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return ValueError(f'"{shown}" is not a date: {expected}')


def _month_length(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else _MONTH_LENGTHS[month - 1]


def _days_since_1970(year: int, month: int, day: int) -> int:
    """Return the days since 1970 of a date in any year; ``datetime`` begins with year 1."""
    # Years that begin in March put the leap day last, so that month lengths follow one formula.
    # 719468 days lie between 1 March of year 0 and 1 January 1970.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    leap_days = year // 4 - year // 100 + year // 400
    return year * 365 + leap_days + (153 * month + 2) // 5 + day - 1 - 719468
