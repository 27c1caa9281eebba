"""Find subheads: short lines that divide the text."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST = 10
_LONGEST_QUOTED = 6
_LIKELY = CERTAIN * 3 // 4
"""The line model's probability from which a unit of a page's text is a subhead."""
_SURELY_BODY = CERTAIN // 2
"""The probability of being body above which the shape of a unit does not make it a subhead."""


def find_subheads(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the subheads by markup or by the line model, and short units above a paragraph."""
    return {
        unit.index: Role.SUBHEAD for unit in sheet.having(Role.BODY) if _is_subhead(sheet, unit)
    }


def _is_subhead(sheet: LabelledLines, unit: LogicalLine) -> bool:
    if unit.mark is Mark.HEADING:
        return True
    if sheet.is_page and sheet.chance(unit, "subhead") >= _LIKELY:
        return True
    if sheet.chance(unit, "body") > _SURELY_BODY:
        return False
    below = sheet.next(unit)
    if below is None or sheet.role(below) not in (Role.BODY, Role.IMAGE_ALT, Role.LIST_ITEM):
        return False
    if sheet.is_spaced:
        stands_alone = unit.leads and unit.trails
    else:
        stands_alone = unit.index > 0 and sheet.units[unit.index - 1].is_prose
    is_speech = unit.is_quoted and unit.words > _LONGEST_QUOTED
    return stands_alone and _is_label(unit) and not is_speech and not _is_label(below)


def _is_label(unit: LogicalLine) -> bool:
    has_end = unit.ends_sentence and not unit.text.endswith("?")
    return unit.words <= _LONGEST and not has_end and unit.text[-1:] not in ",;:"
