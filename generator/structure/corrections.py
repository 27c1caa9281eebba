"""Corrections: what a publisher said about its own mistake, inside the document."""

from __future__ import annotations

from collections.abc import Mapping

from generator.languages.cues import Cue
from generator.model import Role
from generator.structure.labelled_lines import LabelledLines

_NEAR = 4


def find_corrections(sheet: LabelledLines) -> Mapping[int, Role]:
    """Mark the units that begin as corrections do, in the text or just around it."""
    near = range(sheet.body_start - _NEAR, sheet.body_end + _NEAR)
    return {
        unit.index: Role.CORRECTION
        for unit in sheet.units
        if unit.cue is Cue.CORRECTION and unit.index in near
    }
