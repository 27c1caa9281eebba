"""Section: where on its site or in its paper the document stood."""

from __future__ import annotations

import re

from generator.languages.cues import Cue, after_cue, find_cue
from generator.model import Finding, LabelledText, Role

_ARROWS = re.compile(r"\s*(?:>+|»|›|→|::)\s*")
_OTHERS = re.compile(r"\s*(?:\||:|/|\\|·)\s*")


def find_section(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return the labels of the section trail, widest first; None when none is printed."""
    for number in text.numbers(Role.SECTION):
        labels = trail_labels(text.text(number))
        if (labels and find_cue(text.text(number)) is not Cue.TRAIL) or _says_more(
            text.text(number)
        ):
            return Finding(labels, text.rules[number - 1], number)
    return None


def _says_more(line: str) -> bool:
    """Say whether labels follow “You are in” on the same line."""
    return bool(after_cue(line, Cue.TRAIL))


def trail_labels(text: str) -> tuple[str, ...]:
    """Return the labels of a trail without the front page that it starts from."""
    rest = after_cue(text, Cue.TRAIL)
    trail = text if rest is None else rest
    separator = _ARROWS if _ARROWS.search(trail) else _OTHERS
    labels = (label.strip() for label in separator.split(trail))
    return tuple(label for label in labels if label and find_cue(label) is not Cue.FURNITURE)
