"""Dates in words, in the site's language, from CLDR through Babel.

Knows month and weekday names and the order of a date's parts in each language. Refuses to know
the site's own phrases ("about 1890"): those are the theme's. Independent of the system's locale.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.dates import ClockTime, PartialDate, StatedDate
from generator.report import BuildError

if TYPE_CHECKING:
    from babel.localedata import LocaleDataDict

_FALLBACK = "en_001"
_PATTERN_PART = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|M+|L+|y+|G+)|(?P<literal>.)")


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What a language's calendar prints."""

    months: tuple[str, ...]
    """January first, as printed alone: in a heading, "октябрь"."""
    months_in_dates: tuple[str, ...]
    """As printed beside a day: "октября"."""
    weekdays: tuple[str, ...]
    """Short names, Monday first, as printed alone."""
    first_weekday: int
    """0 is Monday."""
    era: str
    """The common era, for the few languages that always name it."""
    day_pattern: str
    """CLDR date pattern of a full date; unicode.org/reports/tr35/tr35-dates.html."""
    month_pattern: str
    """The same of a month in a year."""
    day_of_year_pattern: str
    """The same of a day in whatever year."""
    weekday_letters: tuple[str, ...]
    """The shortest names, Monday first; several can be the same."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words for dates in one language.

    `phrases` are the theme's strings; those named date_… and season_… are used, and must be there.
    """

    locale: str
    """A language tag such as "en" or "pt-BR"; one that Babel does not know is taken for English."""
    phrases: Mapping[str, str]

    @property
    def first_weekday(self) -> int:
        """The day a week begins with here; 0 is Monday."""
        return self._calendar.first_weekday

    def date(self, date: PartialDate) -> str:
        """Return the date in words, at its own precision."""
        if date.precision != "range":
            return self._stated(date.start) if date.start else ""
        match date.start, date.end:
            case StatedDate() as start, StatedDate() as end:
                return self._phrase("range", start=self._stated(start), end=self._stated(end))
            case StatedDate() as start, None:
                return self._phrase("from", date=self._stated(start))
            case None, StatedDate() as end:
                return self._phrase("until", date=self._stated(end))
            case _:
                return ""

    def day(self, year: int, month: int, day: int) -> str:
        """Return "3 October 2001"; the year 0 is 1 BC."""
        return self._fill(self._calendar.day_pattern, StatedDate("day", year, month, day))

    def month(self, year: int, month: int) -> str:
        """Return "October 2001"."""
        return self._fill(self._calendar.month_pattern, StatedDate("month", year, month))

    def day_of_year(self, month: int, day: int) -> str:
        """Return "3 October"."""
        return self._fill(self._calendar.day_of_year_pattern, StatedDate("day", 0, month, day))

    def decade(self, first: int) -> str:
        """Return "1990s" for 1990; of one that begins before the year 1, its first and last."""
        return self._phrase("decade", year=first) if first > 0 else self.years(first, first + 9)

    def years(self, first: int, last: int) -> str:
        """Return "1990–1999"; a year alone by itself."""
        return f"{self.year(first)}–{self.year(last)}" if first != last else self.year(first)

    def year(self, year: int) -> str:
        """Return "2001", or "44 BC" for -43."""
        return str(year) if year > 0 else self._phrase("bce", year=1 - year)

    def month_name(self, month: int) -> str:
        """Return "October" as printed alone; January is 1."""
        return self._calendar.months[month - 1]

    def weekday_short(self, place: int) -> str:
        """Return the short name of a day; 0 is the day that the week begins with here."""
        return self._calendar.weekdays[(self.first_weekday + place) % 7]

    def weekday_letter(self, place: int) -> str:
        """Return the shortest name of a day; 0 is the day that the week begins with here."""
        return self._calendar.weekday_letters[(self.first_weekday + place) % 7]

    @property
    def _calendar(self) -> CalendarWords:
        return load_calendar_words(self.locale)

    def _stated(self, stated: StatedDate) -> str:
        words = self._unqualified(stated)
        if stated.qualifier in ("~", "%"):
            words = self._phrase("approximate", date=words)
        if stated.qualifier in ("?", "%"):
            words = self._phrase("uncertain", date=words)
        return words

    def _unqualified(self, stated: StatedDate) -> str:
        match stated.precision:
            case "time" | "day":
                day = self._fill(self._calendar.day_pattern, stated)
                return self._timed(day, stated.clock) if stated.clock else day
            case "month":
                return self._fill(self._calendar.month_pattern, stated)
            case "season":
                season = self.phrases[f"season_{stated.season}"]
                return self._phrase("season", season=season, year=self.year(stated.year))
            case "decade":
                return self._phrase("decade", year=stated.year)
            case "century":
                return self._phrase(
                    "century",
                    first=stated.year,
                    last=stated.year + 99,
                    number=stated.year // 100 + 1,
                )
            case _:
                return self.year(stated.year)

    def _timed(self, day: str, clock: ClockTime) -> str:
        time = f"{clock.hour:02}:{clock.minute:02}"
        if clock.offset is None:
            return self._phrase("time", date=day, time=time)
        return self._phrase("time_zone", date=day, time=time, zone=_zone_words(clock.offset))

    def _fill(self, pattern: str, stated: StatedDate) -> str:
        calendar, month = self._calendar, stated.month or 1
        fields = {
            "d": str(stated.day),
            "dd": f"{stated.day or 0:02}",
            "M": str(month),
            "MM": f"{month:02}",
            "LLLL": calendar.months[month - 1],
            "y": self.year(stated.year),
            "G": calendar.era if stated.year > 0 else "",
        }
        return "".join(
            fields.get(part["field"], calendar.months_in_dates[month - 1])
            if part["field"]
            else part["quoted"] or part["literal"] or ""
            for part in _PATTERN_PART.finditer(pattern)
        )

    def _phrase(self, name: str, **values: str | int) -> str:
        return fill_phrase(self.phrases, f"date_{name}", **values)


def fill_phrase(phrases: Mapping[str, str], key: str, **values: object) -> str:
    """Return a phrase with its values. Raises BuildError when it asks for what it is not given."""
    try:
        return phrases[key].format(**values)
    except (KeyError, IndexError, ValueError, AttributeError) as problem:
        given = ", ".join(f"{{{name}}}" for name in values) or "nothing"
        raise BuildError(
            f"the string “{key}: {phrases.get(key, '')}” cannot be filled in: it is given {given}",
            code="theme.string",
            hint="Mend it in the theme's strings/ folder.",
        ) from problem


CALENDARS: dict[str, tuple[Any, ...]] = {}
"""The fields of CalendarWords by language tag, as plain values: what was read of CLDR so far."""


@lru_cache(maxsize=64)
def load_calendar_words(tag: str) -> CalendarWords:
    """Return the words of a language tag; of English when Babel does not know it."""
    if tag not in CALENDARS:
        words = _read_calendar_words(tag)
        CALENDARS[tag] = tuple(getattr(words, one.name) for one in fields(CalendarWords))
    return CalendarWords(*CALENDARS[tag])


def _read_calendar_words(tag: str) -> CalendarWords:
    from babel import Locale, UnknownLocaleError

    try:
        # CLDR's "en" is American; without a country we mean the English of the world.
        locale = Locale.parse(_FALLBACK if tag == "en" else tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(_FALLBACK)
    data = _own_data(str(locale))
    months, days = data["months"], data["days"]
    return CalendarWords(
        months=tuple(months["stand-alone"]["wide"][number] for number in range(1, 13)),
        months_in_dates=tuple(months["format"]["wide"][number] for number in range(1, 13)),
        weekdays=tuple(days["stand-alone"]["abbreviated"][number] for number in range(7)),
        first_weekday=locale.first_week_day,
        era=data["eras"]["abbreviated"][1],
        day_pattern=data["date_formats"]["long"].pattern,
        month_pattern=data["datetime_skeletons"]["yMMMM"].pattern,
        day_of_year_pattern=data["datetime_skeletons"]["MMMMd"].pattern,
        weekday_letters=tuple(days["stand-alone"]["narrow"][number] for number in range(7)),
    )


def _own_data(locale: str) -> "LocaleDataDict":
    """Return a language's data, resolved without a trace in Babel's cache.

    Babel 2.18 keeps a name that one language borrows from the root in the root itself, so that
    after Chinese, Turkish months are Chinese too (github.com/python-babel/babel/issues/1234).
    """
    from babel import localedata

    class Unshared(localedata.LocaleDataDict):
        def __getitem__(self, key: str | int | None) -> Any:
            value = self._data[key]
            if isinstance(value, localedata.Alias):
                return value.resolve(self.base)
            if isinstance(value, tuple):
                alias, own = value
                value = dict(alias.resolve(self.base))
                localedata.merge(value, own)
            return Unshared(value, base=self.base) if isinstance(value, dict) else value

    shared: Any = localedata.load(locale)
    data = Unshared(shared)
    data.base = data  # an alias may lead to another: they resolve through us, not around us
    return data


def _zone_words(offset: int) -> str:
    if offset == 0:
        return "UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'−' if offset < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")
