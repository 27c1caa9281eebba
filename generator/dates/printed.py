"""Find the dates that are printed in a line of text.

The readings of a form become dates if the calendar has them, together with the time next to them.
Dates without a year and times on their own are ignored. What can be read in two ways is reported
as ambiguous, not decided.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from generator.dates.clock import end_of_time_after, read_time, start_of_time_before
from generator.dates.edtf import PartialDate, parse_edtf
from generator.dates.forms import FORMS, DateOrder, Parts, Preferences, grammar
from generator.dates.lexicon import DateLexicon, TokenLine, lexicon, plain
from generator.languages import Language, all_languages

_YEARS = range(1000, 2100)
"""Four printed digits outside this range are not taken for a year."""
_LONGEST_KEPT = 400
"""Most characters of a line whose dates are cached."""
_CIRCA = re.compile(r"c\.? ?\Z")
_has_digit = re.compile(r"\d").search


class PrintedDate(Struct, frozen=True):
    """A date found in a line, with the weekday, time and zones that belong to it."""

    date: PartialDate | None
    """None if it can be read in several ways."""
    start: int
    """0-based, in characters of the line."""
    end: int
    is_ambiguous: bool
    candidates: tuple[PartialDate, ...]
    """The readings of an ambiguous date, such as 19xx and 20xx of a two-digit year; else empty."""


class _Match(NamedTuple):
    """Readings, and the tokens they cover."""

    readings: tuple[PartialDate, ...]
    start: int
    end: int


def find_printed_dates(
    text: str,
    languages: Sequence[Language],
    *,
    order: DateOrder = "ask",
    century_of: int | None = None,
) -> tuple[PrintedDate, ...]:
    """Return all dates printed in a line, from left to right, without overlaps.

    A two-digit year is read as the full year that is nearest to the year ``century_of``.
    """
    if not _has_digit(text):
        return ()
    preferences = Preferences(order, century_of)
    if languages is all_languages() and len(text) <= _LONGEST_KEPT:
        return _read_line(text, preferences)
    return _read(text, lexicon(tuple(languages)), preferences)


@lru_cache(maxsize=2_048)  # several stages ask about the same line
def _read_line(text: str, preferences: Preferences) -> tuple[PrintedDate, ...]:
    return _read(text, _every_lexicon(), preferences)


@cache
def _every_lexicon() -> DateLexicon:
    """Return the words of all languages, cached without the cost of comparing languages."""
    return lexicon(all_languages())


def _read(text: str, words: DateLexicon, preferences: Preferences) -> tuple[PrintedDate, ...]:
    line = words.read(text)
    matches = list(_matches(line, words, preferences))
    if not matches:
        return ()
    offsets = [0, *accumulate(map(len, line.tokens))]
    return tuple(
        PrintedDate(
            date=readings[0] if len(readings) == 1 else None,
            start=offsets[start],
            end=offsets[end],
            is_ambiguous=len(readings) > 1,
            candidates=readings if len(readings) > 1 else (),
        )
        for readings, start, end in matches
    )


def _matches(line: TokenLine, words: DateLexicon, preferences: Preferences) -> Iterator[_Match]:
    forms, position = grammar(), 0
    while match := forms.search(line.shape, position):
        printed = list(zip(match[0], line.tokens[match.start() : match.end()], strict=True))
        parts = Parts(
            tuple(token for letter, token in printed if letter.isdigit()),
            tuple(words.months[plain(token)] for letter, token in printed if letter in "Mm"),
            tuple(words.seasons[plain(token)] for letter, token in printed if letter in "vs"),
            preferences,
        )
        readings = _on_the_calendar(FORMS[(match.lastindex or 0) - 1].read(parts))
        found = _with_context(line, _Match(readings, *match.span()), not_before=position)
        if found.readings:
            yield found
        position = found.end


def _on_the_calendar(texts: Sequence[str]) -> tuple[PartialDate, ...]:
    """Return the dates of the EDTF texts that are valid and have a likely year."""
    dates = []
    for text in texts:
        with suppress(ValueError):
            dates.append(parse_edtf(text))
    return tuple(date for date in dates if date.year in _YEARS)


def _with_context(line: TokenLine, found: _Match, *, not_before: int) -> _Match:
    """Return the readings with the time next to the date, or marked as approximate after "c."."""
    readings, start, end = found
    precision = readings[0].precision if readings else None
    if precision == "day":
        time_start, time_end = start, end_of_time_after(line, end)
        if time_end == end:
            time_start = start_of_time_before(line, start, not_before=not_before)
        # Some forms contain the time.
        if time := read_time(line, time_start, time_end):
            timed = tuple(parse_edtf(time.on(day.text)) for day in readings)
            return _Match(timed, time_start, time_end)
    if precision in ("day", "month", "season", "decade"):
        circa = _CIRCA.search(line.shape, max(not_before, start - 3), start)
        if circa:
            about = tuple(parse_edtf(f"{date.text}~") for date in readings)
            return _Match(about, circa.start(), end)
    return found
