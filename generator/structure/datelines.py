"""Find datelines: the lines with the date of the document itself.

A page has many dates. The document's own is alone on its line, or labelled, near the beginning of
the text or else right after its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile

from generator.dates import PrintedDate, find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import Cue, after_publication, announces_update
from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import READ_AHEAD, LabelledLines, LogicalLine

_LONGEST = 30
_BEHIND = 6
"""Units after the body in which a date may still be the document's own."""
_BESIDE = 3
_LONGEST_TIME = 14
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)")
_FIGURE = re.compile(r"\d")
_AHEAD = 4
_LIKELY = CERTAIN * 95 // 100
"""The line model's probability from which a unit is a dateline, whatever its wording."""


def find_datelines(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the line with the document's own date, lone dates on the lines near it, and
    whatever the line model takes for a dateline above the text."""
    found = _near_text(sheet)
    above = (unit for unit in sheet.units[: sheet.body_start + 1] if len(unit.text) < READ_AHEAD)
    likely = (unit.index for unit in above if sheet.chance(unit, "date") >= _LIKELY)
    return dict.fromkeys((*found, *likely), Role.DATE)


def _near_text(sheet: LabelledLines) -> dict[int, Role]:
    start, end = sheet.body_start, sheet.body_end
    head = takewhile(lambda u: u.index < start or u.cue is not Cue.END, sheet.units)
    above = [unit for unit in islice(head, start + _AHEAD) if _is_candidate(sheet, unit)]
    behind = [unit for unit in sheet.units[end : end + _BEHIND] if _is_candidate(sheet, unit)]
    best = max(above, key=lambda unit: _rank(unit, start), default=None) or next(iter(behind), None)
    if best is None:
        return {}
    near = sheet.units[max(0, best.index - _BESIDE) : best.index + _BESIDE + 1]
    beside = (unit for unit in near if unit in above or _continues_date(unit))
    return {unit.index: Role.DATE for unit in (best, *beside)}


def _continues_date(unit: LogicalLine) -> bool:
    """Return whether a line near a date holds the rest of it: a time, or a label with one."""
    has_time = _CLOCK.search(unit.text) is not None
    return (
        has_time
        and (unit.cue is Cue.DATE or _CLOCK.match(unit.text) is not None)
        and (unit.words <= _LONGEST_TIME)
    )


def _is_candidate(sheet: LabelledLines, unit: LogicalLine) -> bool:
    return (
        unit.words <= _LONGEST
        and _FIGURE.search(unit.text) is not None
        and (not unit.is_bullet or unit.text[0].isdigit())
        and unit.mark not in (Mark.ASIDE, Mark.LINKS)
        and sheet.role(unit) in (None, Role.BODY)
        and is_dateline(unit)
    )


def is_dateline(unit: LogicalLine) -> bool:
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
    inside = sum(_solid(text[date.start : date.end]) for date in dates)
    return inside / max(1, _solid(text))


def _solid(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _rank(unit: LogicalLine, body_start: int) -> tuple[bool, bool, int]:
    """Return a sort key: full dates win, then those that are not updates, then the nearest."""
    dates = find_printed_dates(unit.text, all_languages())
    is_full = any(date.date is not None and date.date.day is not None for date in dates)
    return (is_full, not announces_update(unit.text), -abs(body_start - unit.index))
