"""Find corrections: what a publisher says in a document about its own mistakes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.languages.cues import Cue
from generator.model import Role
from generator.structure.labelled_lines import LabelledLines

_NEAR = 4


def find_corrections(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the units with the wording of a correction, in the text or close to it."""
    near = range(sheet.body_start - _NEAR, sheet.body_end + _NEAR)
    return {
        unit.index: Role.CORRECTION
        for unit in sheet.units
        if unit.cue is Cue.CORRECTION and unit.index in near
    }
