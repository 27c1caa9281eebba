"""Find list items: lines of the text that begin with a bullet or a number."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Mark, Role
from generator.structure.labelled_lines import LabelledLines


def find_list_items(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the units of the body that are list items by markup, or bulleted like a neighbour."""
    return {
        unit.index: Role.LIST_ITEM
        for unit in sheet.having(Role.BODY)
        if unit.mark is Mark.LIST_ITEM
        or (unit.is_bullet and any(other.is_bullet for other in sheet.beside(unit)))
    }
