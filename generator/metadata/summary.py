"""Find the summary: the standfirst, else the first paragraph, without the numbers of its notes and
cut at the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import MAIN_TEXT, Block, Finding, LabelledText, Paragraph, Role
from generator.text import shorten, without_note_numbers

_LIMIT = 300
"""Characters."""
_ENOUGH = 40
"""Characters; a shorter first paragraph is a salutation or a label."""


def find_summary(text: LabelledText, blocks: Sequence[Block]) -> Finding[str] | None:
    """Return the opening words of the text; None when it has no paragraph."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if not paragraphs:
        return None
    standfirst = next((block for block in paragraphs if block.role is Role.STANDFIRST), None)
    long_enough = (block for block in paragraphs if len(block.text) >= _ENOUGH)
    opening = standfirst or next(long_enough, paragraphs[0])
    rule = "standfirst" if standfirst else "first-paragraph"
    numbers = text.numbers(*MAIN_TEXT)
    line = next((n for n in numbers if opening.text.startswith(text.text(n))), None)
    return Finding(shorten(without_note_numbers(opening.text), _LIMIT), rule, line)
