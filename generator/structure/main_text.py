"""Select the main text: the lines that belong to the document itself.

From a page, the lines are selected that together have the highest expected F1 by words, according
to the line model's probabilities. A text without any sign of a page around it (a letter, minutes,
verse) is body from its first line to its last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.languages.cues import Cue, names_paper
from generator.model import CERTAIN, MAIN_TEXT, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST_MASTHEAD = 6
_MENU_RUN = 5
"""Consecutive labels that make a menu."""
_REFERENCE = re.compile(r"\d{1,4}\. \w{3,6}:\S+")
"""An entry of the list of addresses that lynx prints below a page: “12. http://example.org/”."""
_NO_TEXT_CUES = (Cue.FURNITURE, Cue.END, Cue.RELATED, Cue.TRAIL)
_IN_SPITE_OF_CUE = CERTAIN * 3 // 4
"""The probability from which even a fixed wording (“Advertisement”) is part of the text."""
_LOST = 0.4
"""The expected F1 below which a model does not know what it sees."""
_RAISED = 55
"""By how much the odds of all units of such a page are multiplied."""


class Selection(Struct, frozen=True):
    """The units selected as main text, and the F1 (0 to 1) expected of the selection."""

    kept: frozenset[int]
    expected: float


def find_main_text(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the body; all other units may get another role later, or become furniture."""
    if sheet.chances is None:
        return {u.index: Role.BODY for u in sheet.units if u.words and not is_masthead(u)}
    return dict.fromkeys(sorted(sheet.selected), Role.BODY)


def select_main_text(sheet: LabelledLines, *, is_saved: bool = False) -> Selection:
    """Return the likeliest units, as many as give the highest expected F1.

    A saved page in which the model finds hardly any text is unlike all that it has seen; but a page
    has a text. So all its chances are raised: what was expected of the page remains the same.
    """
    if sheet.chances is None:
        return Selection(frozenset(), 0.0)
    chances = sheet.chances.main
    best = _select(sheet, chances)
    if not is_saved or best.expected >= _LOST:
        return best
    raised = [CERTAIN * _RAISED * one // (CERTAIN + (_RAISED - 1) * one) for one in chances]
    return replace(best, kept=_select(sheet, raised).kept)


def _select(sheet: LabelledLines, chances: Sequence[int]) -> Selection:
    """Return the selection that is best by these chances.

    If each unit has the probability p and w words, the expected F1 of the selected units is about
    2 Σ(selected) pw / (Σ(selected) w + Σ(all) pw).
    """
    open_units = [unit for unit in sheet.units if sheet.role(unit) is not Role.FURNITURE]
    could_be = [unit for unit in open_units if _could_be(unit, chances[unit.index])]
    ranked = sorted(could_be, key=lambda unit: -chances[unit.index])
    expected_words = sum(chances[unit.index] * unit.words for unit in could_be)
    best, best_count, right, taken = 0.0, 0, 0, 0
    for count, unit in enumerate(ranked, start=1):
        right += chances[unit.index] * unit.words
        taken += unit.words
        f1 = 2 * right / (CERTAIN * taken + expected_words)
        if f1 > best:
            best, best_count = f1, count
    return Selection(frozenset(unit.index for unit in ranked[:best_count]), best)


def _could_be(unit: LogicalLine, chance: int) -> bool:
    is_reference = unit.is_bullet and _REFERENCE.fullmatch(unit.text) is not None
    is_label = unit.cue in _NO_TEXT_CUES and chance < _IN_SPITE_OF_CUE
    return unit.words > 0 and unit.mark is not Mark.IMAGE and not is_reference and not is_label


def rescue_main_text(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return a body for a page that has running text and no main text left.

    The rules may take all of a short text for captions, and the model may be sure of nothing.
    """
    prose = [unit for unit in sheet.units if unit.is_prose and unit.mark is not Mark.IMAGE]
    if sheet.chances is None or not prose or sheet.having(*MAIN_TEXT):
        return {}
    main = sheet.chances.main
    selected = [unit for unit in prose if unit.index in sheet.selected]
    likeliest = max(prose, key=lambda unit: (main[unit.index], unit.words, -unit.index))
    return {unit.index: Role.BODY for unit in selected or [likeliest]}


def is_page(units: Sequence[LogicalLine]) -> bool:
    """Return whether wording, markup or a menu shows that the text was taken from a page."""
    signs = (Cue.RELATED, Cue.END, Cue.FURNITURE, Cue.TRAIL)
    if any(unit.cue in signs or unit.mark in (Mark.LINKS, Mark.ASIDE) for unit in units):
        return True
    if not any(unit.is_prose for unit in units):
        return False
    labels = 0  # in a row
    for unit in units:
        labels = labels + 1 if unit.is_short and not unit.is_bullet and unit.words <= 6 else 0
        if labels >= _MENU_RUN:
            return True
    return False


def is_masthead(unit: LogicalLine) -> bool:
    """Return whether a unit opens the text and names the paper from which the text was taken."""
    return (
        unit.index == 0
        and unit.words <= _LONGEST_MASTHEAD
        and not unit.ends_sentence
        and unit.capitals >= 0.5
        and names_paper(unit.text)
        and not any(map(str.isdigit, unit.text))
    )
