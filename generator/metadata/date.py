"""Find when the document appeared, as the document itself states; nothing else is consulted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.dates import DateOrder, PartialDate, PrintedDate, find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import (
    Cue,
    after_publication,
    announces_update,
    begins_with_cue,
    find_cue,
)
from generator.metadata.date_candidates import SIGNS, DatePlace, date_candidates, read_with_order
from generator.metadata.language import find_language
from generator.metadata.page import PageRows
from generator.metadata.ranking import OCTAVE, Candidate, Choice, choose, scorecard
from generator.metadata.stated_dates import ToldDate, stated_days, told_dates
from generator.model import Finding, Role, Stated

RULE = "likeliest-date"
_SURE, _SURE_OF_LABEL = 55, 40
"""Percentages from which the likeliest date is accepted: any date; a date after “Published:”."""
_SURE_IN_MARKUP = 45
"""The same for any date of a page whose markup is known, which sets more of the others aside."""
_SURE_OF_ONLY, _SURE_OF_UPDATE = 25, 35
"""The same for the only date of a page, after “Published:” and after “Updated:”."""
_CERTAIN = 90
"""The trust from which a stated date is certain to be one of publication."""
_BONUS = 4 * OCTAVE
"""Points for a printed date that the markup states with certainty."""
_HEAD, _FOOT = 3, 5
"""A transcript's date may be in its first or last logical lines: this many of them."""
_LONGEST = 24
"""Words; a longer line is running text, and its dates are dates of events."""
_EXACT = ("time", "day", "month")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)")
_LONGEST_TIME = 8
_LONGEST_LABEL = 60
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]\w")
_EDGES = " ,;:-–—"
_NUMERIC = re.compile(r"\W*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}")
_DAY_FIRST = frozenset("ar cs cy da de el es fi fr it nl no pl pt ro ru sv tr uk".split())
"""Languages whose countries all print the day first."""
_DAY_FIRST_IN = frozenset({"en-gb", "en-au", "en-nz", "en-ie", "en-in"})


class Dating(Struct, frozen=True):
    """A document's date and its wording; if the wording is ambiguous, all readings and no date."""

    date: Finding[PartialDate] | None = None
    date_text: Finding[str] | None = None
    readings: tuple[PartialDate, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of the date; two-digit years elsewhere on the page are taken to be near it."""
        return self.date.value.year if self.date else None


def find_date(page: PageRows, stated: Stated, title: int) -> Dating:
    """Return the likeliest date that the page prints as its own or that its markup states.

    A printed date that the markup states, too, comes first; where they differ, the likelier counts.
    ``title`` is the index of the row with the title, -1 if unknown.
    """
    told = told_dates(stated, date_order(page, stated))
    chosen = None if page.is_whole else _choose(page, stated, title, told)
    if chosen is not None:
        return chosen
    if told and not (page.is_whole and told[0].trust < _SURE):
        return _as_told(told[0])
    found = _of_dateline(page, stated) or _in_transcript(page)
    if found is None:
        return _as_told(told[0]) if told else Dating()
    return found


def _as_told(told: ToldDate) -> Dating:
    return _dating((told.date,), told.words, told.rule, None)


def _choose(page: PageRows, stated: Stated, title: int, told: Sequence[ToldDate]) -> Dating | None:
    candidates = list(date_candidates(page, date_order(page, stated), title))
    weighed = (_with_bonus(candidate, told) for candidate in candidates)
    choice = choose(weighed, scorecard("date", SIGNS))
    if choice is None:
        return None
    place = choice.value
    row = place.row
    agreed = _agreed(place, told)
    has_markup = page.text.lines[row.line - 1].place is not None
    needed = _SURE_IN_MARKUP if has_markup else _SURE
    if agreed or _is_labelled(place):
        needed = _SURE_OF_LABEL
    if len({candidate.key for candidate in candidates}) == 1:
        is_update = announces_update(row.text)
        if is_update or _is_labelled(place):
            needed = _SURE_OF_UPDATE if is_update else _SURE_OF_ONLY
    if choice.percent < needed or (told and not agreed and _is_outweighed(choice, told[0])):
        return None
    rule = page.text.rules[row.line - 1] if row.role is Role.DATE else RULE
    readings, words = _with_time_below(page, place)
    if agreed:
        fitting = next(reading for reading in place.readings if agreed.is_of(reading))
        best = readings[0] if len(readings) == 1 else fitting
        readings = (agreed.refine(best),)
    return _dating(readings, words, rule, row.line)


def _is_outweighed(choice: Choice[DatePlace], told: ToldDate) -> bool:
    """Return whether a printed date gives way to another that the markup states.

    A later one is that of a change or of today if the stated date is sure.
    """
    if told.trust >= _CERTAIN and choice.value.date.sort_key > told.date.sort_key:
        return True
    return choice.percent < told.trust


def _is_labelled(place: DatePlace) -> bool:
    """Return whether a date follows “Published” or the like, as “Published in No. 4, June 1911”."""
    whole = place.row.text
    if find_cue(whole) is Cue.DATE:
        return not announces_update(whole)
    tails = (place.before[word.start() :] for word in _CAPITAL.finditer(place.before))
    return not place.row.is_prose and any(
        len(tail) <= _LONGEST_LABEL
        and begins_with_cue(tail, Cue.DATE)
        and not announces_update(tail)
        for tail in tails
    )


def _agreed(place: DatePlace, told: Sequence[ToldDate]) -> ToldDate | None:
    """Return the stated date that a printed one is, in one of its readings."""
    return next((one for one in told if any(map(one.is_of, place.readings))), None)


def _with_bonus(
    candidate: Candidate[str, DatePlace], told: Sequence[ToldDate]
) -> Candidate[str, DatePlace]:
    agreed = _agreed(candidate.value, told)
    return replace(candidate, bonus=agreed.trust * _BONUS // 100) if agreed else candidate


def _with_time_below(page: PageRows, place: DatePlace) -> tuple[tuple[PartialDate, ...], str]:
    """Return the readings and the wording of a date, with any time from the line below it."""
    words = place.row.text[place.printed.start : place.printed.end]
    may_go_on = len(place.readings) == 1 and place.date.precision == "day"
    if may_go_on and not place.after.strip(_EDGES):
        for row in page.rows[place.row.at + 1 : place.row.at + 2]:
            if row.words > _LONGEST_TIME or not _TIME.search(row.text):
                break
            joined = f"{words.rstrip(_EDGES)} {row.text}"
            for printed in find_printed_dates(joined, all_languages(), century_of=page.year)[:1]:
                date = printed.date
                if date is not None and date.precision == "time" and printed.start == 0:
                    return (date,), joined[: printed.end]
    return place.readings, words


def _of_dateline(page: PageRows, stated: Stated) -> Dating | None:
    """Return the date of a line with the role date or byline. On a page, the date must be
    coarser than a month or ambiguous: exact dates were already weighed and rejected.
    """
    text = page.text
    numbers = text.numbers(Role.DATE, Role.BYLINE)
    for number in sorted(numbers, key=lambda number: announces_update(text.text(number))):
        line = after_publication(text.text(number)) or text.text(number)
        for printed in find_printed_dates(line, all_languages(), order=page.order)[:1]:
            if printed.date is not None and printed.date.precision in _EXACT and not page.is_whole:
                return None
            readings = read_with_order(printed, date_order(page, stated))
            words = line[printed.start : printed.end]
            return _dating(readings, words, text.rules[number - 1], number)
    return None


def _in_transcript(page: PageRows) -> Dating | None:
    """Return the date at the head or foot of a letter, a notice or minutes; None on a page.

    A text without furniture is not a page: a date in its heading (“Minutes of the meeting held
    on 6th April 1909”) or next to its signature (“Hartwell, 12th May 1894”) is its own. Of
    several dates, the one that makes up the largest part of its line counts.
    """
    if not page.is_whole:
        return None
    heads = page.rows[:_HEAD]
    feet = [row for row in page.rows[: -_FOOT - 1 : -1] if row not in heads]
    dated = [
        (row, page.dates[row.at][0])
        for row in (*heads, *feet)
        if row.words <= _LONGEST and row.at in page.dates
    ]
    if not dated:
        return None
    row, printed = max(dated, key=lambda one: (one[1].end - one[1].start) / len(one[0].text))
    words, rule = row.text[printed.start : printed.end], "head" if row in heads else "foot"
    return _dating(read_with_order(printed, "ask"), words, rule, row.line)


def _dating(readings: tuple[PartialDate, ...], words: str, rule: str, line: int | None) -> Dating:
    date_text = Finding(words.strip(_EDGES), rule, line)
    if len(readings) > 1:
        return Dating(None, date_text, readings)
    return Dating(Finding(readings[0], rule, line), date_text)


# The order of day and month


def date_order(page: PageRows, stated: Stated) -> DateOrder:
    """Return the order of day and month in figures; “ask” when nothing decides it.

    The owner's setting decides; else dates in figures with a day above 12, and ambiguous dates that
    the page also prints or states unambiguously (“ask” if these contradict each other); else a
    language whose countries all print the day first, or a country that does.
    """
    printed = [
        (page.rows[index].text[date.start : date.end], date)
        for index, dates in page.dates.items()
        for date in dates
    ]
    if page.order != "ask" or all(date.date is not None for _, date in printed):
        return page.order
    shown = {order for words, date in printed if (order := _shown(words, date))}
    evidence = shown | _in_words([date for _, date in printed], stated_days(stated))
    if evidence:
        return evidence.pop() if len(evidence) == 1 else "ask"
    language = find_language(page.text, stated)
    is_day_first = language and (
        language.value[:2] in _DAY_FIRST or language.value.lower() in _DAY_FIRST_IN
    )
    return "dmy" if is_day_first else "ask"


def _shown(words: str, date: PrintedDate) -> DateOrder | None:
    """Return the order that a date in figures shows if it reads only one way, else None."""
    match = _NUMERIC.match(words)
    if match is None or date.date is None or match[1] == match[2]:
        return None
    return "dmy" if int(match[1]) > 12 else "mdy" if int(match[2]) > 12 else None


def _in_words(dates: list[PrintedDate], stated: frozenset[str]) -> set[DateOrder]:
    """Return the orders in which ambiguous dates are the same as dates that read only one way."""
    days = stated | {date.date.text[:10] for date in dates if date.date is not None}
    orders: set[DateOrder] = set()
    for date in dates:
        if len(date.candidates) == 2 and date.candidates[0].year == date.candidates[1].year:
            is_dmy, is_mdy = (reading.text[:10] in days for reading in date.candidates)
            if is_dmy != is_mdy:
                orders.add("dmy" if is_dmy else "mdy")
    return orders
