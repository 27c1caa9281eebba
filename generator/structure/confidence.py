"""Confidence: how likely it is that nine tenths of a document's main text are right.

It follows from the F1 that the line model itself expects, put right by how often it was right
when it expected as much: the shares were counted on pages of sites that it had not seen.
"""

from __future__ import annotations

from bisect import bisect_right

from generator.model import CERTAIN, MAIN_TEXT, LabelledText

_PLAIN = 0.95
"""Of texts without any sign of a page, which are kept whole."""


def estimate_confidence(text: LabelledText) -> float:
    """Return the estimated chance (0 to 1) that the main text's token F1 is 0.9 or more."""
    if not any(role in MAIN_TEXT for role in text.roles):
        return 0.0
    if text.chances is None:
        return _PLAIN
    return round(_share_right(text.expected_f1), 2)


def _share_right(expected: float) -> float:
    # What comes with numpy is loaded when a text is read, not when a program starts.
    from generator.structure.line_model import load_model

    bands = load_model().confidence
    band = bisect_right([least for least, _ in bands], expected * CERTAIN) - 1
    return bands[max(0, band)][1] / CERTAIN
