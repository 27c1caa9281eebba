"""Chances: how likely each unit of a text is main text, and what else it may be.

The line model estimates them; rules and those who look for a title or an author may weigh them.
Chances are whole numbers from 0 to CERTAIN, so that no machine rounds them differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Line
from generator.structure.sheet import Unit

if TYPE_CHECKING:
    from generator.structure.line_model import LineModel

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

_WINDOW = 20_000
"""Units that are looked at together: what a text of any length takes is bounded."""


@dataclass(frozen=True, slots=True)
class Chances:
    """By the units' indexes: the chance of being main text, and those of LABELS."""

    main: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]

    def of(self, index: int, label: str) -> int:
        """Return how likely it is that a unit is what ``label`` says."""
        return self.labels[index][LABELS.index(label)]


def estimate_chances(
    units: Sequence[Unit], lines: Sequence[Line], model: LineModel | None = None
) -> Chances:
    """Return the chances of a text's units; ``model`` is the package's own unless given."""
    main: list[int] = []
    labels: list[tuple[int, ...]] = []
    for window in _windows(units):
        part = _estimate(window, lines, model)
        main += part.main
        labels += part.labels
    return Chances(tuple(main), tuple(labels))


def _windows(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    for start in range(0, len(units), _WINDOW):
        yield units[start : start + _WINDOW]


def _estimate(units: Sequence[Unit], lines: Sequence[Line], model: LineModel | None) -> Chances:
    # What comes with numpy is loaded when a text is read, not when a program starts.
    from generator.structure import features, line_model

    known = model or line_model.load_model()
    logits = line_model.infer(known, features.describe(units, lines, known.table))
    main = line_model.chances_of_main(logits.main).tolist()
    labels = line_model.chances_of_labels(logits.labels).tolist()
    return Chances(tuple(main), tuple(map(tuple, labels)))
