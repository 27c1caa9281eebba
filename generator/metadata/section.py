"""Find the section: where on its site or in its paper the document appeared."""

from __future__ import annotations

import re
from itertools import islice

from generator.languages.cues import LINK_NUMBER, Cue, after_cue, find_cue
from generator.model import Finding, LabelledText, Role
from generator.text import folded

_ARROWS = re.compile(r">+|»|›|→|::")
_BARS = re.compile(r"(?<!\s)\s+(?:\||>+|»|›)\s+")
_TOP = 3
_LONGEST = 4
"""Most words of a label."""
_OTHERS = re.compile(r"[|:/\\·]")


def find_section(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return the labels of the section trail, widest first; None when none is printed."""
    for number in text.numbers(Role.SECTION):
        line = text.text(number)
        labels = _trail_labels(line)
        # A line may hold nothing but “You are in”.
        if after_cue(line, Cue.TRAIL) or (labels and find_cue(line) is not Cue.TRAIL):
            return Finding(labels, text.rules[number - 1], number)
    return _in_page_title(text)


def _in_page_title(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return the labels between site and headline in a title: “News | World | Talks go on”."""
    titles = {folded(text.text(number)) for number in text.numbers(Role.TITLE)}
    for line in islice((line for line in text.lines if line.may_be_field), _TOP):
        parts = [part.strip() for part in _BARS.split(line.text)]
        if len(parts) > 2 and folded(parts[-1]) in titles:
            labels = tuple(part for part in parts[1:-1] if len(part.split()) <= _LONGEST)
            if labels and find_cue(labels[0]) is not Cue.FURNITURE:
                return Finding(labels, "page-title", line.number)
    return None


def _trail_labels(text: str) -> tuple[str, ...]:
    """Return the labels of a trail, without the front page at its start."""
    rest = after_cue(text, Cue.TRAIL)
    trail = LINK_NUMBER.sub("", text if rest is None else rest)
    separator = _ARROWS if _ARROWS.search(trail) else _OTHERS
    labels = (label.strip() for label in separator.split(trail))
    return tuple(label for label in labels if label and find_cue(label) is not Cue.FURNITURE)
