"""Find the section trail: where on its site a page was, such as “Home > World”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.languages.cues import Cue, after_cue
from generator.model import Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_ARROW = re.compile(r"\s(?:>+|»|›|→|::)\s")


def find_section_trail(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the first trail above the body or in the first half of the text."""
    last = max(sheet.body_start, len(sheet.units) // 2)
    for unit in sheet.units[: last + 1]:
        if _is_trail(unit):
            return {unit.index: Role.SECTION}
        below = sheet.next(unit)
        if unit.cue is Cue.TRAIL and below is not None and below.is_short:
            return {unit.index: Role.SECTION, below.index: Role.SECTION}
    return {}


def _is_trail(unit: LogicalLine) -> bool:
    if unit.cue is Cue.TRAIL:
        return bool(after_cue(unit.text, Cue.TRAIL))
    labels = _ARROW.split(unit.text)
    return (
        2 <= len(labels) <= 6
        and unit.words <= 14
        and not unit.ends_sentence
        and all(0 < len(label.split()) <= 4 for label in labels)
    )
