"""Confidence: how sure the reader is of a document's main text, from its own shape."""

from __future__ import annotations

import math

from generator.model import MAIN_TEXT, LabelledText, Role

_BIAS = -1.0


def estimate_confidence(text: LabelledText) -> float:
    """Return the estimated chance (0 to 1) that nine tenths of the main text are right."""
    main = [
        line.text for line, role in zip(text.lines, text.roles, strict=True) if role in MAIN_TEXT
    ]
    words = sum(len(line.split()) for line in main)
    if not words:
        return 0.0
    long_share = sum(len(line.split()) for line in main if len(line.split()) >= 10) / words
    has_title, has_date = Role.TITLE in text.roles, Role.DATE in text.roles
    score = _BIAS + 2.0 * long_share + 0.9 * has_title + 0.6 * has_date + min(1.0, words / 400)
    return round(1 / (1 + math.exp(-score)), 2)
