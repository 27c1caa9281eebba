"""Find “See also” lists, whose entries are titles, perhaps with a date and a section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

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
    """Return the headings of lists that have entries, and the entries."""
    roles: dict[int, Role] = {}
    for unit in sheet.units[sheet.body_start :]:
        if unit.cue is Cue.RELATED and unit.index not in roles:
            entries = {
                entry.index: Role.RELATED_META if _is_meta(entry) else Role.RELATED
                for entry in _entries(sheet, unit)
            }
            if entries:
                roles |= {unit.index: Role.RELATED_HEADING} | entries
    return roles


def _entries(sheet: LabelledLines, heading: LogicalLine) -> Iterator[LogicalLine]:
    units = sheet.units[heading.index : heading.index + 1 + _MOST]
    for before, unit in pairwise(units):
        if unit.cue is not None or not 0 < unit.words <= _LONGEST or is_byline(unit):
            return
        if unit.is_prose and not _is_meta(before):
            return
        yield unit


def _is_meta(unit: LogicalLine) -> bool:
    """Return whether a unit holds the date of an entry, alone or with its section."""
    first, _, section = unit.text.partition("|")
    date = first if section else unit.text
    return bare_share(date, find_printed_dates(date, all_languages(), century_of=2000)) >= 0.8
