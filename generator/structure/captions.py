"""Find captions and alternative texts of pictures.

A text dump of a page loses a picture and keeps its words. These are right above a paragraph, with
no blank line between, in a text whose paragraphs are otherwise separated by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST_ALT = 20
_SHORTEST_CAPTION = 4
_LONGEST_CAPTION = 40
"""Words. A unit below _SHORTEST_CAPTION may be a subhead, though the line model says caption."""
_LIKELY = CERTAIN * 3 // 4
_POSSIBLE = CERTAIN // 16
_POSSIBLE_ALONE = CERTAIN // 4
_BRACKETS = re.compile(r"\[[^\[\]]+\]")
_ABOVE = 4
"""Units above the headline or the text that may hold the words of a picture."""
_PARAGRAPH = 12
"""Fewest words of a paragraph under a caption."""


def find_captions(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the alternative texts and captions."""
    roles = _marked(sheet)
    if not sheet.is_page:
        return roles  # in a transcript, brackets are notes of the transcriber
    titles = [unit.index for unit in sheet.having(Role.TITLE)]
    first = min([sheet.body_start, *titles])
    roles |= _bracketed(sheet, first)
    likely = {
        unit.index: Role.CAPTION
        for unit in sheet.having(Role.BODY)
        if sheet.chance(unit, "caption") >= _LIKELY
        and _SHORTEST_CAPTION <= unit.words <= _LONGEST_CAPTION
    }
    if any(unit.mark for unit in sheet.units):
        return likely | roles
    if sheet.is_spaced:
        start = 0
        for unit in sheet.units:
            if unit.trails:
                roles |= _in_group(sheet, sheet.units[start : unit.index + 1], first)
                start = unit.index + 1
    if titles:
        # Two labels between a headline and its text may be the words of a picture, with or without
        # blank lines around them.
        between = filter(sheet.is_free, sheet.units[titles[0] + 1 : sheet.body_start + 3])
        labels = list(takewhile(lambda unit: not unit.is_prose, between))
        likely |= _pair(labels) if _is_possible(sheet, *labels) else {}
    return likely | roles


def _is_possible(sheet: LabelledLines, *units: LogicalLine) -> bool:
    """Return whether the line model does not rule out a caption among ``units``."""
    least = _POSSIBLE if len(units) > 1 else _POSSIBLE_ALONE
    return any(sheet.chance(unit, "caption") >= least for unit in units)


def _pair(labels: Sequence[LogicalLine]) -> dict[int, Role]:
    """Return an alternative text and its caption if ``labels`` may be these, else no roles."""
    match labels:
        case [alt, caption] if _is_alt(alt) and _is_caption(caption):
            return {alt.index: Role.IMAGE_ALT, caption.index: Role.CAPTION}
    return {}


def _marked(sheet: LabelledLines) -> dict[int, Role]:
    """Return the alternative texts and captions that markup declares.

    Some pages call their whole text a caption, and then the word means nothing.
    """
    body = sheet.having(Role.BODY)
    called = sum(unit.words for unit in body if unit.mark is Mark.CAPTION)
    means_caption = 2 * called <= sum(unit.words for unit in body)
    return {
        unit.index: Role.IMAGE_ALT if unit.mark is Mark.IMAGE else Role.CAPTION
        for unit in sheet.units[max(0, sheet.body_start - _ABOVE) : sheet.body_end + 1]
        if sheet.is_free(unit)
        and (
            (unit.mark is Mark.IMAGE and unit.words > 1)
            or (unit.mark is Mark.CAPTION and means_caption and not _reads_like_body(sheet, unit))
        )
    }


def _reads_like_body(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether a unit is too long for a caption, and most likely main text."""
    is_likely = sheet.chances is not None and sheet.chances.main[unit.index] >= _LIKELY
    return is_likely and unit.words > _LONGEST_CAPTION


def _bracketed(sheet: LabelledLines, first: int) -> dict[int, Role]:
    """Return what renderers put in brackets: the alternative text or file name of a picture."""
    return {
        unit.index: Role.IMAGE_ALT
        for unit in sheet.units[max(0, first - _ABOVE) : sheet.body_end]
        if sheet.is_free(unit)
        and unit.words <= _LONGEST_ALT
        and unit.cue is None
        and _BRACKETS.fullmatch(unit.text)
        and sheet.chance(unit, "body") < CERTAIN // 2
    }


def _in_group(sheet: LabelledLines, group: Sequence[LogicalLine], first: int) -> dict[int, Role]:
    """Return the captions at the start of ``group``, unless it begins above index ``first``."""
    free = list(filter(sheet.is_free, group))
    if len(free) < 2 or free[0].index < first or free[-1].index >= sheet.body_end:
        return {}
    *above, last = free
    if not last.is_prose or last.words < _PARAGRAPH:
        above = free
    if not _is_possible(sheet, *above):
        return {}
    if len(above) == 1 and above[0] is not last and _is_alt(above[0]) and group[0] is above[0]:
        return {above[0].index: Role.CAPTION}
    return _pair(above)


def _is_alt(unit: LogicalLine) -> bool:
    return unit.words <= _LONGEST_ALT and not unit.ends_sentence and not _is_set_apart(unit)


def _is_caption(unit: LogicalLine) -> bool:
    return unit.words <= _LONGEST_CAPTION and not _is_set_apart(unit)


def _is_set_apart(unit: LogicalLine) -> bool:
    return unit.is_bullet or unit.is_quoted or unit.cue is not None or unit.text.endswith(":")
