"""Chances: how likely each logical line of a text is main text, and what else it may be.

They are whole numbers from 0 to CERTAIN, so that no machine rounds them differently.
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
"""What the line model tells apart."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """By the indexes of the logical lines: the chance of being main text, and those of LABELS."""

    main: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]

    def of(self, index: int, label: str) -> int:
        """Return how likely it is that a logical line is what ``label`` says."""
        return self.labels[index][LABELS.index(label)]
