"""A text with its roles, and what the line model made of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import LabelledText
from generator.structure.chances import Chances


@dataclass(frozen=True, slots=True)
class JudgedText(LabelledText):
    """``chances`` go by the indexes of ``units``; None for a text without a sign of a page."""

    chances: Chances | None = None
    expected_f1: float = 1.0
    """The F1 (0 to 1) that the line model expects of the main text."""
