"""Estimate the probability that the main text of a document has an F1 of at least 0.9.

The F1 that the line model expects is mapped to the share of texts that were read this well when it
expected as much, counted on pages of sites that it had not seen.
"""

from __future__ import annotations

from bisect import bisect_right

from generator.model import CERTAIN, MAIN_TEXT, LabelledText

_PLAIN = 0.95
"""Confidence in texts without any sign of a page, which are kept whole."""


def estimate_confidence(text: LabelledText) -> float:
    """Return the probability (0 to 1) that the token F1 of the main text is 0.9 or more."""
    if not any(role in MAIN_TEXT for role in text.roles):
        return 0.0
    if text.chances is None:
        return _PLAIN
    return round(_share_right(text.expected_f1), 2)


def _share_right(expected: float) -> float:
    # Loads numpy only when a text is read, not at the start of every program.
    from generator.structure.line_model import load_model

    bands = load_model().confidence
    band = bisect_right([least for least, _ in bands], expected * CERTAIN) - 1
    return bands[max(0, band)][1] / CERTAIN
