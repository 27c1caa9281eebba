"""Find “See also” lists, whose entries are titles, perhaps with a date and a section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.dates import find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import Cue
from generator.model import Role
from generator.structure.bylines import is_byline
from generator.structure.datelines import bare_share
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST = 22
_MOST = 40


def find_related(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return each heading of a list that has entries, and these entries."""
    roles: dict[int, Role] = {}
    for unit in sheet.units[sheet.body_start :]:
        if unit.cue is Cue.RELATED and unit.index not in roles:
            entries = list(_entries(sheet, unit))
            if entries:
                roles[unit.index] = Role.RELATED_HEADING
                roles.update((entry.index, _entry_role(entry)) for entry in entries)
    return roles


def _entries(sheet: LabelledLines, heading: LogicalLine) -> Iterator[LogicalLine]:
    for unit in sheet.units[heading.index + 1 : heading.index + 1 + _MOST]:
        if unit.cue is not None or not 0 < unit.words <= _LONGEST or is_byline(unit):
            return
        if unit.is_prose and not _entry_before_is_meta(sheet, unit):
            return
        yield unit


def _entry_before_is_meta(sheet: LabelledLines, unit: LogicalLine) -> bool:
    before = sheet.before(unit)
    return before is not None and is_meta(before.text)


def _entry_role(unit: LogicalLine) -> Role:
    return Role.RELATED_META if is_meta(unit.text) else Role.RELATED


def is_meta(text: str) -> bool:
    """Return whether a line holds the date of an entry, alone or with its section."""
    first, _, rest = text.partition("|")
    dates = find_printed_dates(first if rest else text, all_languages(), century_of=2000)
    if not dates:
        return False
    return bare_share(first if rest else text, dates) >= 0.8
