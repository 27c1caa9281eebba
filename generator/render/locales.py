"""The words and patterns of languages for dates and numbers: CLDR, through Babel.

These are month and weekday names, the order of a date's parts and the separators of numbers. They
depend neither on the system's locale nor on languages that were asked for before.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from babel import Locale
    from babel.localedata import LocaleDataDict

_FALLBACK = "en_001"


class LocaleWords(Struct, frozen=True):
    """A language's words and patterns for dates and numbers."""

    months: tuple[str, ...]
    """January first, in the form used without a day, as in a heading: "октябрь"."""
    months_in_dates: tuple[str, ...]
    """January first, in the form used with a day: "октября"."""
    weekdays: tuple[str, ...]
    """Short names, Monday first, in the form used without a date."""
    first_weekday: int
    """0 is Monday."""
    era: str
    """The common era, for the few languages that always name it."""
    day_pattern: str
    """CLDR date pattern for a full date; unicode.org/reports/tr35/tr35-dates.html."""
    month_pattern: str
    """The pattern for a month in a year."""
    day_of_year_pattern: str
    """The pattern for a day in any year."""
    weekday_letters: tuple[str, ...]
    """The shortest names, Monday first; several of them can be the same."""
    year_pattern: str
    """The pattern for a year alone: "y", or "y年"."""
    separator: str
    """What separates the groups of digits in a large number."""
    groups: tuple[int, int]
    """How many digits the last group has, and each group before it: (3, 2) in India."""


LOCALES: dict[str, LocaleWords] = {}
"""What was read from CLDR so far, by language tag."""


def load_locale_words(tag: str) -> LocaleWords:
    """Return the words of a language tag; English ones when Babel does not know it."""
    if tag in LOCALES:
        return LOCALES[tag]
    from babel import Locale, UnknownLocaleError

    try:
        # CLDR's "en" is American; without a country we mean international English.
        locale = Locale.parse(_FALLBACK if tag == "en" else tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(_FALLBACK)
    data = _own_data(str(locale))
    months, days = data["months"], data["days"]
    LOCALES[tag] = LocaleWords(
        months=tuple(months["stand-alone"]["wide"][number] for number in range(1, 13)),
        months_in_dates=tuple(months["format"]["wide"][number] for number in range(1, 13)),
        weekdays=tuple(days["stand-alone"]["abbreviated"][number] for number in range(7)),
        first_weekday=_first_weekday(locale),
        era=data["eras"]["abbreviated"][1],
        day_pattern=data["date_formats"]["long"].pattern,
        month_pattern=data["datetime_skeletons"]["yMMMM"].pattern,
        day_of_year_pattern=data["datetime_skeletons"]["MMMMd"].pattern,
        weekday_letters=tuple(days["stand-alone"]["narrow"][number] for number in range(7)),
        year_pattern=data["datetime_skeletons"]["y"].pattern,
        separator=data["number_symbols"]["latn"]["group"],
        groups=locale.decimal_formats[None].grouping,
    )
    return LOCALES[tag]


def _first_weekday(locale: "Locale") -> int:
    """Return the first day of the week in a locale's country, or its language's likeliest one."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    if not locale.territory:
        likely = str(get_global("likely_subtags").get(locale.language, "")).rpartition("_")[2]
        with suppress(UnknownLocaleError, ValueError):
            return Locale(locale.language, likely).first_week_day
    return locale.first_week_day


def _own_data(locale: str) -> "LocaleDataDict":
    """Return a language's data, resolved without a trace in Babel's cache.

    When a language borrows a name from the root, Babel 2.18 caches it in the root itself: Turkish
    months become Chinese once Chinese is loaded (github.com/python-babel/babel/issues/1234).
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
    data.base = data  # an alias may point to another, which must be resolved here as well
    return data
