"""Find bylines: lines that name who wrote the document. People it quotes are not authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from generator.languages.cues import Cue, after_cue, names_paper, wordings
from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST = 18
_ABOVE = 6
_BEFORE = 2
"""Units above the headline among which a byline is looked for."""
_WINDOW = 60
"""Units that are examined at most."""
_LONGEST_OFFICE = 8
_LIKELY = CERTAIN * 92 // 100
"""The line model's probability from which a unit is a byline, whatever its wording."""
_NAME = r"(?:[^\W\d_]['’.\w-]*\.?)"
_PLACE = re.compile(rf"(?P<name>{_NAME}(?:\s{_NAME}){{1,3}})\s+in\s+(?P<place>[^\W\d_][\w’' -]+)$")
_BARE_NAME = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,2}}")


def find_bylines(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the byline near the headline or the start of the text with the office below it,
    and whatever the line model takes for a byline."""
    return _likely(sheet) | _near_headline(sheet)


def _likely(sheet: LabelledLines) -> dict[int, Role]:
    first = min([sheet.body_start, *(unit.index for unit in sheet.having(Role.TITLE))])
    return {
        unit.index: Role.BYLINE
        for unit in sheet.units[max(0, first - 1) :]
        if sheet.chance(unit, "byline") >= _LIKELY
        and unit.words <= _LONGEST
        and unit.cue is None
        and _is_free(sheet, unit)
    }


def _near_headline(sheet: LabelledLines) -> dict[int, Role]:
    start = sheet.body_start
    titles = [unit.index for unit in sheet.having(Role.TITLE)]
    first = min([start, *titles])
    near = sheet.units[max(0, first - _BEFORE) :][:_WINDOW]
    near = near[: max([start, *titles]) + _ABOVE - max(0, first - _BEFORE)]
    for rule in (is_byline, partial(_is_name_beside_date, sheet), partial(_has_office, sheet)):
        for unit in near:
            if _is_free(sheet, unit) and rule(unit):
                return _with_office(sheet, unit)
    return {}


def _has_office(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether a unit below the headline is just a name with an office on the next line."""
    below = sheet.next(unit)
    return (
        any(title.index < unit.index for title in sheet.having(Role.TITLE))
        and _BARE_NAME.fullmatch(unit.text) is not None
        and below is not None
        and below.is_short
        and _is_office(below)
    )


def _is_name_beside_date(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether a unit below the headline is just a name with a date above or below."""
    titles = [title.index for title in sheet.having(Role.TITLE)]
    near = (sheet.before(unit), sheet.next(unit))
    return (
        bool(titles)
        and unit.index > titles[0]
        and _BARE_NAME.fullmatch(unit.text) is not None
        and not names_paper(unit.text)
        and any(other is not None and sheet.role(other) is Role.DATE for other in near)
    )


def is_byline(unit: LogicalLine) -> bool:
    """Return whether a unit names authors: “By …”, or a name and a place (“… in Moscow”)."""
    if unit.words > _LONGEST or unit.mark in (Mark.ASIDE, Mark.LINKS):
        return False
    rest = after_cue(unit.text, Cue.BYLINE)
    if rest is not None:
        return not unit.is_prose and _begins_with_name(rest)
    place = _PLACE.fullmatch(unit.text)
    return place is not None and unit.capitals > 0.7 and not unit.ends_sentence


def _begins_with_name(text: str) -> bool:
    words = text.split()
    return bool(words) and words[0][:1].isupper() and (len(words) > 1 or words[0].isupper())


def _is_free(sheet: LabelledLines, unit: LogicalLine) -> bool:
    return sheet.role(unit) in (None, Role.BODY)


def _with_office(sheet: LabelledLines, unit: LogicalLine) -> dict[int, Role]:
    below = sheet.next(unit)
    if below is not None and _is_free(sheet, below) and below.is_short and _is_office(below):
        return {unit.index: Role.BYLINE, below.index: Role.BYLINE}
    return {unit.index: Role.BYLINE}


def _is_office(unit: LogicalLine) -> bool:
    """Return whether a line names an office, such as “Environment correspondent”."""
    words = [word.strip(".,;").casefold() for word in unit.text.split()]
    is_title = len(words) <= _LONGEST_OFFICE and not unit.ends_sentence
    return is_title and any(word in wordings("office") for word in words)
