"""Main text: where the document's own text begins and ends, and what inside it is no text.

A body is a run. Units are weighed (prose for, labels and fixed wordings against), and the
stretch with the greatest sum is the body. A text without any sign of a page around it (a
letter, minutes, verse) is body from its first line to its last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.languages.cues import Cue, names_paper
from generator.model import Mark, Role
from generator.structure.sheet import Sheet, Unit

_CUE_WEIGHTS = {
    Cue.RELATED: -45,
    Cue.END: -70,
    Cue.FURNITURE: -15,
    Cue.TRAIL: -30,
    Cue.DATE: -6,
    Cue.CORRECTION: 5,
}
_MOST = 50
_LONGEST_MASTHEAD = 6
_MENU_RUN = 5
"""Labels in a row, with no sentence between them, that make a menu."""


def find_main_text(sheet: Sheet) -> Mapping[int, Role]:
    """Mark the body; everything that stays undecided may become something else, or furniture."""
    if not is_page(sheet.units):
        return {u.index: Role.BODY for u in sheet.units if u.words and not is_masthead(u)}
    start, stop = _heaviest_run([_weight(unit) for unit in sheet.units])
    inside = sheet.units[start:stop]
    menus = _menu_members(inside)
    return {unit.index: Role.BODY for unit in inside if _is_text(unit, unit.index in menus)}


def is_page(units: Sequence[Unit]) -> bool:
    """Say whether the text was taken from a page: it has furniture, or markup that says so."""
    signs = (Cue.RELATED, Cue.END, Cue.FURNITURE, Cue.TRAIL)
    if any(unit.cue in signs or unit.mark in (Mark.LINKS, Mark.ASIDE) for unit in units):
        return True
    has_prose = any(unit.is_prose for unit in units)
    return has_prose and bool(_menu_members(units))


def is_masthead(unit: Unit) -> bool:
    """Say whether the first line of a transcript is the name of the paper it was taken from."""
    is_name = unit.words <= _LONGEST_MASTHEAD and not unit.ends_sentence and unit.capitals >= 0.5
    return (
        unit.index == 0
        and is_name
        and names_paper(unit.text)
        and not any(map(str.isdigit, unit.text))
    )


def _weight(unit: Unit) -> int:
    if unit.cue is not None:
        return _CUE_WEIGHTS[unit.cue]
    if unit.mark in (Mark.LINKS, Mark.ASIDE):
        return -20
    if unit.is_prose:
        return min(unit.words, _MOST)
    if unit.is_bullet:
        return 1
    return 2 if unit.ends_sentence else -4


def _heaviest_run(weights: Sequence[int]) -> tuple[int, int]:
    """Return the bounds (half open) of the stretch with the greatest sum; the first of equals."""
    best, best_sum, start, total = (0, 0), 0, 0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            start, total = index, 0
        total += weight
        if total > best_sum:
            best, best_sum = (start, index + 1), total
    return best


def _menu_members(units: Sequence[Unit]) -> set[int]:
    """Return the indexes of the units that stand in a run of labels long enough for a menu."""
    members: set[int] = set()
    run: list[int] = []
    for unit in (*units, None):
        if unit is not None and unit.is_short and not unit.is_bullet and unit.words <= 6:
            run.append(unit.index)
            continue
        if len(run) >= _MENU_RUN:
            members.update(run)
        run = []
    return members


def _is_text(unit: Unit, in_menu: bool) -> bool:
    if unit.cue is not None or not unit.words:
        return unit.cue is Cue.CORRECTION
    return not in_menu and unit.mark not in (Mark.LINKS, Mark.ASIDE, Mark.IMAGE)
