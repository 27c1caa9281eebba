"""Dates and numbers in words, in the site's language.

This module puts dates together at each precision and groups the digits of long numbers. Phrases
such as "about 1890" come from the theme. Digits are ASCII in every language, as in addresses.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

from msgspec import Struct

from generator.dates import ClockTime, PartialDate, StatedDate
from generator.render.locales import LocaleWords, load_locale_words
from generator.report import BuildError

# A part of a CLDR date pattern such as "d 'de' MMMM y": quoted text, a field, another character.
_PATTERN_PART = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|M+|L+|y+|G+)|(?P<literal>.)")


class DateWording(Struct, frozen=True):
    """Words for dates in one language; ``phrases`` are the theme's, with date_… and season_…."""

    locale: str
    """A language tag such as "en" or "pt-BR"; a tag that Babel does not know counts as English."""
    phrases: Mapping[str, str]

    @property
    def first_weekday(self) -> int:
        """The day that a week begins with in this locale; 0 is Monday."""
        return self._words.first_weekday

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
        return self._fill(self._words.day_pattern, StatedDate("day", year, month, day))

    def month(self, year: int, month: int) -> str:
        """Return "October 2001", as in a heading."""
        return _headed(self._fill(self._words.month_pattern, StatedDate("month", year, month)))

    def day_of_year(self, month: int, day: int) -> str:
        """Return "3 October"."""
        return self._fill(self._words.day_of_year_pattern, StatedDate("day", 1, month, day))

    def decade(self, first: int) -> str:
        """Return "1990s" for 1990, as in a heading; a range of years if it begins before year 1."""
        if first > 0:
            return _headed(self._phrase("decade", year=first))
        return self.years(first, first + 9)

    def years(self, first: int, last: int) -> str:
        """Return "1990–1999", or "1990" when both are the same."""
        return f"{self.year(first)}–{self.year(last)}" if first != last else self.year(first)

    def year(self, year: int) -> str:
        """Return "2001", or "44 BC" for -43."""
        return self._fill(self._words.year_pattern, StatedDate("year", year))

    def month_name(self, month: int) -> str:
        """Return "October", as in a heading; January is 1."""
        return _headed(self._words.months[month - 1])

    def weekday_short(self, place: int) -> str:
        """Return the short name of a weekday; 0 is the first day of the week in this locale."""
        return self._words.weekdays[(self.first_weekday + place) % 7]

    def weekday_letter(self, place: int) -> str:
        """Return the shortest name of a weekday; 0 is the first day of the week in this locale."""
        return self._words.weekday_letters[(self.first_weekday + place) % 7]

    @property
    def _words(self) -> LocaleWords:
        return load_locale_words(self.locale)

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
                day = self._fill(self._words.day_pattern, stated)
                return self._timed(day, stated.clock) if stated.clock else day
            case "month":
                return self._fill(self._words.month_pattern, stated)
            case "season":
                season, number = self.phrases[f"season_{stated.season}"], _year_number(stated.year)
                return self._of_era(stated.year, self._phrase("season", season=season, year=number))
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
        hours, minutes = divmod(abs(clock.offset), 60)
        zone = f"UTC{'−' if clock.offset < 0 else '+'}{hours}" if clock.offset else "UTC"
        zone += f":{minutes:02}" if minutes else ""
        return self._phrase("time_zone", date=day, time=time, zone=zone)

    def _fill(self, pattern: str, stated: StatedDate) -> str:
        locale, month = self._words, stated.month or 1
        fields = {
            "d": str(stated.day),
            "dd": f"{stated.day or 0:02}",
            "M": str(month),
            "MM": f"{month:02}",
            "LLLL": locale.months[month - 1],
            "y": str(_year_number(stated.year)),
            "G": locale.era if stated.year > 0 else "",
        }
        words = "".join(
            fields.get(part["field"], locale.months_in_dates[month - 1])
            if part["field"]
            else part["quoted"] or part["literal"] or ""
            for part in _PATTERN_PART.finditer(pattern)
        )
        return self._of_era(stated.year, words)

    def _of_era(self, year: int, words: str) -> str:
        """Return words unchanged; for a year before 1, put them in the theme's phrase for BCE."""
        return words if year > 0 else self._phrase("bce", year=words)

    def _phrase(self, name: str, **values: str | int) -> str:
        return fill_phrase(self.phrases, f"date_{name}", **values)


def fill_phrase(phrases: Mapping[str, str], key: str, **values: object) -> str:
    """Return a phrase with its values filled in. Raises BuildError when that cannot be done."""
    try:
        if not _is_plain(phrases[key]):
            raise ValueError
        return phrases[key].format(**values)
    except (KeyError, IndexError, ValueError) as problem:
        given = ", ".join(f"{{{name}}}" for name in values) or "nothing"
        raise BuildError(
            f"the string “{key}: {phrases.get(key, '')}” cannot be filled in: it is given {given}",
            code="theme.string",
            hint="Fix it in the theme's strings/ folder.",
        ) from problem


@lru_cache(maxsize=1 << 10)
def _is_plain(phrase: str) -> bool:
    """Return whether a phrase uses its values directly, without attributes or formats."""
    fields = [field for field in Formatter().parse(phrase) if field[1] is not None]
    return all(name.isidentifier() and not (form or how) for _, name, form, how in fields if name)


def number_words(locale: str, number: int) -> str:
    """Return "10,000" with a language's separators, or English ones if it is unknown."""
    least, digits = _GROUPED_FROM.get(locale.partition("-")[0], 0), str(number)
    if number < least:
        return digits
    words = load_locale_words(locale)
    last, other = words.groups
    digits, parts = digits[:-last], [digits[-last:]]
    while digits:
        digits, parts = digits[:-other], [digits[-other:], *parts]
    return words.separator.join(parts)


_GROUPED_FROM = {"bg": 10_000, "es": 10_000, "pl": 10_000}
"""The least number with separators, where not 1,000: CLDR's minimumGroupingDigits, not in Babel."""


def _headed(words: str) -> str:
    """Return words with an initial capital, which months need in headings, if not in sentences."""
    return words[:1].upper() + words[1:]


def _year_number(year: int) -> int:
    """Return the number of a year in its era; the year 0 is 1 BC."""
    return year if year > 0 else 1 - year
