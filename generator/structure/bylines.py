"""Find bylines: lines that name who wrote the document. People it quotes are not authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, islice

from generator.languages.cues import Cue, after_cue, names_paper, wordings
from generator.model import CERTAIN, Mark, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST = 18
_ABOVE = 6
_BEFORE = 2
"""Units above the headline, or above the text, that may hold a byline."""
_WINDOW = 60
"""Most units that are examined."""
_LONGEST_OFFICE = 8
_LIKELY = CERTAIN * 92 // 100
"""The line model's probability from which a unit is a byline even without a wording like “By”."""
_NAME = r"(?:[^\W\d_]['’.\w-]*\.?)"
_PLACE = re.compile(rf"(?P<name>{_NAME}(?:\s{_NAME}){{1,3}})\s+in\s+(?P<place>[^\W\d_][\w’' -]+)$")
_BARE_NAME = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,2}}")


def find_bylines(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the byline near the headline or the start of the text, the office below the byline,
    and each unit that the line model takes for a byline."""
    titles = [unit.index for unit in sheet.having(Role.TITLE)]
    first = min([sheet.body_start, *titles])
    roles = {
        unit.index: Role.BYLINE
        for unit in sheet.units[max(0, first - 1) :]
        if sheet.chance(unit, "byline") >= _LIKELY
        and unit.words <= _LONGEST
        and unit.cue is None
        and sheet.is_free(unit)
    }
    start, end = max(0, first - _BEFORE), max([sheet.body_start, *titles]) + _ABOVE
    near = [u for u in sheet.units[start : min(start + _WINDOW, end)] if sheet.is_free(u)]
    # A name alone is a byline only below the headline, and only next to a date or above an office.
    below = (unit for unit in near if titles and unit.index > titles[0])
    names = [unit for unit in below if _BARE_NAME.fullmatch(unit.text)]
    dated = (u for u in names if any(sheet.role(o) is Role.DATE for o in sheet.beside(u)))
    people = (unit for unit in dated if not names_paper(unit.text))
    officers = (unit for unit in names if _office_below(sheet, unit))
    for unit in islice(chain(filter(is_byline, near), people, officers), 1):
        roles[unit.index] = Role.BYLINE
        office = _office_below(sheet, unit)
        if office is not None and sheet.is_free(office):
            roles[office.index] = Role.BYLINE
    return roles


def is_byline(unit: LogicalLine) -> bool:
    """Return whether a unit names authors: “By …”, or a name and a place (“… in Moscow”)."""
    if unit.words > _LONGEST or unit.mark in (Mark.ASIDE, Mark.LINKS):
        return False
    rest = after_cue(unit.text, Cue.BYLINE)
    if rest is not None:
        first, *others = rest.split() or [""]
        is_name = first[:1].isupper() and (bool(others) or first.isupper())
        return is_name and not unit.is_prose
    place = _PLACE.fullmatch(unit.text)
    return place is not None and unit.capitals > 0.7 and not unit.ends_sentence


def _office_below(sheet: LabelledLines, unit: LogicalLine) -> LogicalLine | None:
    """Return the next unit if it names an office, such as “Environment correspondent”."""
    below = sheet.next(unit)
    if below is None or not below.is_short:
        return None
    words = [word.strip(".,;").casefold() for word in below.text.split()]
    is_office = len(words) <= _LONGEST_OFFICE and any(word in wordings("office") for word in words)
    return below if is_office else None
