"""Find datelines: the lines with the date of the document itself.

A page has many dates. The document's own date is alone on its line or has a label; it is near the
beginning of the text, or else right after its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile

from generator.dates import PrintedDate, find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import Cue, after_publication, announces_update
from generator.model import CERTAIN, LONGEST_FIELD, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST = 30
_BEHIND = 6
"""Units after the body in which a date may still be the document's own."""
_BESIDE = 3
_LONGEST_TIME = 14
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)")
_FIGURE = re.compile(r"\d")
_AHEAD = 4
_LIKELY = CERTAIN * 95 // 100
"""The line model's probability from which a unit is a dateline, regardless of its wording."""


def find_datelines(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the line with the document's own date, nearby lines with only a date or a time, and
    each unit above the text that the line model takes for a dateline."""
    start, end = sheet.body_start, sheet.body_end
    found = {
        unit.index: Role.DATE
        for unit in sheet.units[: start + 1]
        if len(unit.text) < LONGEST_FIELD and sheet.chance(unit, "date") >= _LIKELY
    }
    head = takewhile(lambda u: u.index < start or u.cue is not Cue.END, sheet.units)
    above = [unit for unit in islice(head, start + _AHEAD) if _is_candidate(sheet, unit)]
    behind = (unit for unit in sheet.units[end : end + _BEHIND] if _is_candidate(sheet, unit))
    best = max(above, key=lambda unit: _rank(unit, start), default=None) or next(behind, None)
    if best is not None:
        found[best.index] = Role.DATE
        for unit in sheet.units[max(0, best.index - _BESIDE) : best.index + _BESIDE + 1]:
            if unit in above or _continues_date(unit):
                found[unit.index] = Role.DATE
    return found


def _continues_date(unit: LogicalLine) -> bool:
    """Return whether a line near a date holds the rest of it: a time, or a label with a time."""
    find_time = _CLOCK.search if unit.cue is Cue.DATE else _CLOCK.match
    return unit.words <= _LONGEST_TIME and find_time(unit.text) is not None


def _is_candidate(sheet: LabelledLines, unit: LogicalLine) -> bool:
    return (
        unit.words <= _LONGEST
        and _FIGURE.search(unit.text) is not None
        and (not unit.is_bullet or unit.text[0].isdigit())
        and unit.mark not in (Mark.ASIDE, Mark.LINKS)
        and sheet.is_free(unit)
        and _is_dateline(unit)
    )


def _is_dateline(unit: LogicalLine) -> bool:
    """Return whether a unit holds a date and hardly anything else, or a labelled date."""
    dates = find_printed_dates(unit.text, all_languages())
    if unit.cue is Cue.DATE and dates:
        return True
    rest = after_publication(unit.text)
    if rest is not None and bare_share(rest, find_printed_dates(rest, all_languages())) >= 0.9:
        return True
    return bare_share(unit.text, dates) >= 0.6


def bare_share(text: str, dates: Iterable[PrintedDate]) -> float:
    """Return the share of the letters and digits of ``text`` that belong to ``dates``."""
    inside = (char for date in dates for char in text[date.start : date.end])
    return sum(map(str.isalnum, inside)) / max(1, sum(map(str.isalnum, text)))


def _rank(unit: LogicalLine, body_start: int) -> tuple[bool, bool, int]:
    """Return a sort key: full dates win, then dates not of updates, then those near the text."""
    dates = find_printed_dates(unit.text, all_languages())
    is_full = any(date.date is not None and date.date.day is not None for date in dates)
    return (is_full, not announces_update(unit.text), -abs(body_start - unit.index))
