"""The probability that each logical line is main text, and those of its possible labels.

They are integers from 0 to CERTAIN, so that no machine rounds them differently.
"""

from __future__ import annotations

from dataclasses import dataclass

CERTAIN = 4096
LABELS = (
    "body",
    "subhead",
    "title",
    "caption",
    "pullquote",
    "byline",
    "date",
    "related",
    "furniture",
)
"""What the line model distinguishes."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """For each logical line: the probability of being main text, and that of each of LABELS."""

    main: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]

    def of(self, index: int, label: str) -> int:
        """Return the probability that a logical line has ``label``."""
        return self.labels[index][LABELS.index(label)]
