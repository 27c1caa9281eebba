"""Find the standfirst: an introduction between the headline and the byline or date."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Role
from generator.structure.labelled_lines import LabelledLines

_FEWEST = 6


def find_standfirst(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the unit below a headline if a byline or a date divides it from the text."""
    for title in sheet.having(Role.TITLE):
        unit = sheet.next(title)
        below = sheet.next(unit) if unit else None
        if unit is None or below is None or not sheet.is_free(unit):
            return {}
        is_divided = sheet.role(below) in (Role.BYLINE, Role.DATE)
        if is_divided and unit.words >= _FEWEST and unit.cue is None:
            return {unit.index: Role.STANDFIRST}
    return {}
