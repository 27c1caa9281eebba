"""Find captions and alternative texts of pictures.

A dump loses a picture and keeps its words. They are right above a paragraph, with no blank line
between, in a text whose paragraphs are otherwise separated by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST_ALT = 20
_SHORTEST_CAPTION = 4
_LONGEST_CAPTION = 40
"""Words. Below _SHORTEST_CAPTION, what only the line model takes for a caption may be a subhead."""
_LIKELY = CERTAIN * 3 // 4
_POSSIBLE = CERTAIN // 16
_POSSIBLE_ALONE = CERTAIN // 4
_BRACKETS = re.compile(r"\[[^\[\]]+\]")
_ABOVE = 4
"""Units above the headline or the text among which pictures are looked for."""
_PARAGRAPH = 12
"""Words that a paragraph under a caption has at least."""


def find_captions(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the alternative texts and captions."""
    roles: dict[int, Role] = dict(_marked(sheet))
    if not sheet.is_page:
        return roles  # in a transcript, brackets are notes of the transcriber
    roles.update(_bracketed(sheet))
    if sheet.is_spaced and not any(unit.mark for unit in sheet.units):
        first = _first_text(sheet)
        for group in sheet.groups():
            roles.update(_in_group(sheet, group, first))
    return _likely(sheet) | _below_title(sheet) | roles


def _likely(sheet: LabelledLines) -> dict[int, Role]:
    """Return what the line model takes for captions, whatever their shape."""
    return {
        unit.index: Role.CAPTION
        for unit in sheet.having(Role.BODY)
        if sheet.chance(unit, "caption") >= _LIKELY
        and _SHORTEST_CAPTION <= unit.words <= _LONGEST_CAPTION
    }


def _is_possible(sheet: LabelledLines, *units: LogicalLine) -> bool:
    """Return whether the line model does not rule out a caption among ``units``."""
    least = _POSSIBLE if len(units) > 1 else _POSSIBLE_ALONE
    return any(sheet.chance(unit, "caption") >= least for unit in units)


def _below_title(sheet: LabelledLines) -> dict[int, Role]:
    """Return the two labels between a headline and its text, wherever blank lines are."""
    titles = sheet.having(Role.TITLE)
    if not titles or any(unit.mark for unit in sheet.units):
        return {}
    between = [
        unit
        for unit in sheet.units[titles[0].index + 1 : sheet.body_start + 3]
        if sheet.role(unit) in (None, Role.BODY)
    ]
    labels = list(takewhile(lambda unit: not unit.is_prose, between))
    if (
        len(labels) == 2
        and _is_possible(sheet, *labels)
        and _is_alt(labels[0])
        and _is_caption(labels[1])
    ):
        return {labels[0].index: Role.IMAGE_ALT, labels[1].index: Role.CAPTION}
    return {}


def _marked(sheet: LabelledLines) -> Iterator[tuple[int, Role]]:
    """Yield the alternative texts and captions that markup declares."""
    for unit in sheet.units[: sheet.body_end + 1]:
        near_text = unit.index >= sheet.body_start - 4 and sheet.role(unit) in (None, Role.BODY)
        if near_text and unit.mark is Mark.IMAGE and unit.words > 1:
            yield unit.index, Role.IMAGE_ALT
        elif near_text and unit.mark is Mark.CAPTION:
            yield unit.index, Role.CAPTION


def _bracketed(sheet: LabelledLines) -> Iterator[tuple[int, Role]]:
    """Yield what renderers put in brackets: the alternative text or the file name of a picture."""
    for unit in sheet.units[max(0, _first_text(sheet) - _ABOVE) : sheet.body_end]:
        is_free = sheet.role(unit) in (None, Role.BODY) and unit.words <= _LONGEST_ALT
        is_free = is_free and unit.cue is None
        if is_free and _BRACKETS.fullmatch(unit.text) and sheet.chance(unit, "body") < CERTAIN // 2:
            yield unit.index, Role.IMAGE_ALT


def _in_group(sheet: LabelledLines, group: Sequence[LogicalLine], first: int) -> dict[int, Role]:
    """Return the captions at the start of a run of units, from index ``first`` on."""
    free = [unit for unit in group if sheet.role(unit) in (None, Role.BODY)]
    if len(free) < 2 or free[0].index < first or free[-1].index >= sheet.body_end:
        return {}
    *above, last = free
    if not last.is_prose or last.words < _PARAGRAPH:
        above = free
    if not _is_possible(sheet, *above):
        return {}
    if len(above) == 2 and _is_alt(above[0]) and _is_caption(above[1]):
        return {above[0].index: Role.IMAGE_ALT, above[1].index: Role.CAPTION}
    if len(above) == 1 and above[0] is not last and _is_alt(above[0]) and group[0] is above[0]:
        return {above[0].index: Role.CAPTION}
    return {}


def _first_text(sheet: LabelledLines) -> int:
    return min([sheet.body_start, *(unit.index for unit in sheet.having(Role.TITLE))])


def _is_alt(unit: LogicalLine) -> bool:
    return unit.words <= _LONGEST_ALT and not unit.ends_sentence and not _is_set_apart(unit)


def _is_caption(unit: LogicalLine) -> bool:
    return unit.words <= _LONGEST_CAPTION and not _is_set_apart(unit)


def _is_set_apart(unit: LogicalLine) -> bool:
    return unit.is_bullet or unit.is_quoted or unit.cue is not None or unit.text.endswith(":")
