"""Language: as the markup states it, else by the commonest words of the main text."""

from __future__ import annotations

import re
from collections import Counter

from generator.languages import all_languages
from generator.model import MAIN_TEXT, Finding, LabelledText, Stated
from generator.text import words

_READ = 20_000
"""Characters of the main text that decide."""
_FEWEST = 3
"""Function words below which a text is too short to tell."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def find_language(text: LabelledText, stated: Stated) -> Finding[str] | None:
    """Return the language as a BCP 47 tag; None when it cannot be told."""
    if stated.language and _TAG.fullmatch(stated.language):
        return Finding(stated.language.replace("_", "-"), "markup")
    guess = guess_language("\n".join(_main_text(text))[:_READ])
    return Finding(guess, "function-words") if guess else None


def _main_text(text: LabelledText) -> list[str]:
    return [
        line.text for line, role in zip(text.lines, text.roles, strict=True) if role in MAIN_TEXT
    ]


def guess_language(text: str) -> str | None:
    """Return the code of the language whose function words are commonest, by a clear margin."""
    counts = Counter(word.casefold() for word in words(text))
    scores = sorted(
        (-sum(counts[word] for word in language.words), language.code)
        for language in all_languages()
    )
    (best, code), (second, _) = scores[0], scores[1]
    is_clear = -best >= _FEWEST and best * 2 <= second * 3
    return code if is_clear else None
