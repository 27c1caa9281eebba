"""Find clips: recordings on a page, each a line with the speaker and a line of quoted words."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import CERTAIN, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine

_LONGEST_SPEAKER = 12
_SURELY = CERTAIN * 97 // 100
"""The probability of being body from which a unit is not part of a clip."""


def find_clips(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the pairs of a speaker and the words that announce the recording."""
    roles: dict[int, Role] = {}
    for speaker in sheet.units:
        words = sheet.next(speaker)
        if words is not None and _is_pair(sheet, speaker, words):
            roles[speaker.index] = roles[words.index] = Role.CLIP
    return roles


def _is_pair(sheet: LabelledLines, speaker: LogicalLine, words: LogicalLine) -> bool:
    free = (None, Role.BODY, Role.CAPTION, Role.IMAGE_ALT)
    return (
        not words.leads
        and sheet.role(speaker) in free
        and sheet.role(words) in free
        and max(sheet.chance(unit, "body") for unit in (speaker, words)) < _SURELY
        and speaker.index >= sheet.body_start
        and speaker.words <= _LONGEST_SPEAKER
        and speaker.capitals >= 0.5
        and not speaker.ends_sentence
        and speaker.cue is None
        and not speaker.is_quoted
        and words.is_quoted
        and not words.text[1:-1].rstrip().endswith((".", "!", "?", ","))  # a sentence is not a clip
    )
