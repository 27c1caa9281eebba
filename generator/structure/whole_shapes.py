"""Keep tables, lists and typed text whole: most of their lines decide for all of them.

A cell or an item has too few words to be judged alone. The row of a table without its first cell,
or the steps of a recipe without the third, would say something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model import MAIN_TEXT, Element, Mark, Role
from generator.structure.data_tables import find_data_tables
from generator.structure.labelled_lines import LabelledLines, LogicalLine
from generator.structure.placed_pieces import PRINTED

_WHOLE = frozenset({"ol", "ul", "dl", *PRINTED})
_SETTLED = (Role.TITLE, Role.FURNITURE)


def find_whole_shapes(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return as body all units of the tables, lists and typed texts that are part of the text.

    Most of their words are kept; of tables and definitions that are between other lines of the
    text, some are enough.
    """
    tables = find_data_tables(sheet.lines)
    members: defaultdict[Element, list[LogicalLine]] = defaultdict(list)
    for unit in sheet.units:
        place = sheet.lines[unit.lines[0] - 1].place
        for element in place.path if place else ():
            if element in tables or element.tag in _WHOLE:
                members[element].append(unit)
    found: dict[int, Role] = {}
    for element, units in members.items():
        may_be_between = element in tables or element.tag == "dl"
        if _is_part_of_text(sheet, units, may_be_between=may_be_between):
            for unit in units:
                if sheet.role(unit) not in (*MAIN_TEXT, *_SETTLED):
                    found[unit.index] = Role.BODY
    return found


def _is_part_of_text(
    sheet: LabelledLines, units: Sequence[LogicalLine], *, may_be_between: bool
) -> bool:
    kept = sum(max(1, unit.words) for unit in units if sheet.role(unit) in MAIN_TEXT)
    if 2 * kept > sum(max(1, unit.words) for unit in units):
        return True
    around = (units[0].index - 1, units[-1].index + 1)
    is_between = all(
        0 <= index < len(sheet.units) and sheet.roles[index] in MAIN_TEXT for index in around
    )
    return (
        may_be_between
        and kept > 0
        and is_between
        and not any(unit.mark is Mark.LINKS for unit in units)
    )
