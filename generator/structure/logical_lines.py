"""Join the lines into which a renderer cut a paragraph or a sentence.

Three kinds of cuts are undone: paragraphs wrapped at a fixed width, sentences that were cut
wherever the page had a link or a change of font, and words divided by a soft hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.languages.cues import find_cue
from generator.model import Line

BULLET = re.compile(r"(?:[*•·▪‣◦–—+]|-{1,2}|\(?\d{1,3}[.)])\s+(?=\S)")
"""A bullet or a number at the start of a line, with the space after it."""

SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W_]")
_WRAP_WIDTHS = range(50, 133)
_ENDS_SENTENCE = re.compile(r"[.!?…:]['\"”’»)]*\s*$")
_FEWEST = 40
"""Lines that a text must have to show whether sentences were cut."""
_DIVIDED = 2
"""Lines that end inside a word, from which a text was wrapped."""


def join_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each logical line; a blank line always divides."""
    width = _wrap_width(lines)
    is_cut = width is None and _is_cut(lines)
    run: list[Line] = []
    for line in lines:
        if run and (line.is_blank or not _continues(run[-1], line, width, is_cut=is_cut)):
            yield run
            run = []
        if not line.is_blank:
            run.append(line)
    if run:
        yield run


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the column at which a renderer wrapped the text; None when it did not.

    Then hardly any line exceeds the width (addresses do), and many longer lines nearly reach it.
    """
    lengths = sorted(len(line.text.rstrip()) for line in lines if _has_words(line))
    if not lengths:
        return None
    width = lengths[-1 - len(lengths) // 50]
    if width not in _WRAP_WIDTHS:
        return None
    full = sum(width - 14 < length <= width for length in lengths)
    long = sum(length > width // 2 for length in lengths)
    return width if full >= 4 and full * 5 >= long * 2 else None


def _is_cut(lines: Sequence[Line]) -> bool:
    """Return whether sentences were cut: many lines begin inside a sentence, and few are blank.

    Where words were, sentences were too.
    """
    texts = [line.text.strip() for line in lines if not line.is_blank and line.mark is None]
    if sum(text.endswith(SOFT_HYPHEN) for text in texts) >= _DIVIDED:
        return True
    inside = sum(map(_begins_inside, texts))
    is_dense = len(lines) - len(texts) <= len(texts) // 10
    return is_dense and len(texts) >= _FEWEST and inside * 20 >= len(texts)


def _begins_inside(text: str) -> bool:
    return text[0].islower() or text[0] in ",.;:)]"


def _continues(above: Line, line: Line, width: int | None, *, is_cut: bool) -> bool:
    """Return whether ``line`` continues the line above it."""
    if BULLET.match(line.text.lstrip()):
        return False
    if above.text.endswith(SOFT_HYPHEN):
        return True
    if width is not None and _has_words(above) and _has_words(line):
        first_word = line.text.split(maxsplit=1)[0]
        return len(above.text.rstrip()) + 1 + len(first_word) > width
    is_open = _ENDS_SENTENCE.search(above.text[-20:]) is None
    if not (is_cut and is_open and _begins_inside(line.text.strip())):
        return False
    return find_cue(line.text) is None and find_cue(above.text) is None


def _has_words(line: Line) -> bool:
    return _WORD.search(line.text[:200]) is not None
