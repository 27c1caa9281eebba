"""Estimate what each unit of a text is, by the line model, whatever the length of the text.

The rules use these probabilities, and so does the search for titles, dates and authors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.model import CERTAIN, Line, Probabilities
from generator.structure.labelled_lines import LogicalLine

if TYPE_CHECKING:
    from generator.structure.line_model import LineModel

_WINDOW = 8_000
"""Units that the model sees at once, to bound the memory for long texts."""
_SHARED = tuple(range(CERTAIN + 1))
"""One shared object for each number: a long text has a million of them."""


def estimate_chances(
    units: Sequence[LogicalLine], lines: Sequence[Line], model: LineModel | None = None
) -> Probabilities:
    """Return the probabilities of the units; ``model`` defaults to that of the package."""
    main: list[int] = []
    labels: list[tuple[int, ...]] = []
    for window in _windows(units):
        part = _estimate(window, lines, model)
        main += part.main
        labels += part.labels
    return Probabilities(tuple(main), tuple(labels))


def _windows(units: Sequence[LogicalLine]) -> Iterator[Sequence[LogicalLine]]:
    for start in range(0, len(units), _WINDOW):
        yield units[start : start + _WINDOW]


def _estimate(
    units: Sequence[LogicalLine], lines: Sequence[Line], model: LineModel | None
) -> Probabilities:
    # Loads numpy only when a text is read, not at the start of every program.
    from generator.structure import features, line_model

    known = model or line_model.load_model()
    logits = line_model.infer(known, features.describe(units, lines, known.table))
    main = line_model.chances_of_main(logits.main).tolist()
    labels = line_model.chances_of_labels(logits.labels).tolist()
    return Probabilities(tuple(main), tuple(tuple(map(_SHARED.__getitem__, row)) for row in labels))
