"""Find the language: as the markup states it, else from the letters and words of the main text.

A model of 176 languages (in this folder, with its licence) judges the letters of a few hundred
characters; the words are compared with the commonest of each language that has a file in
``generator/languages``. A text that is too short stays without a language: the archive's own is
for display only, and never becomes the document's.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from generator.languages import LANGUAGES, all_languages
from generator.model import MAIN_TEXT, Finding, LabelledText, Stated
from generator.text import words

_MODEL = "lid.176.ftz"
_PIECE = 120
"""Characters of each of the three samples that the model reads."""
_READ = 4_000
"""Characters of the main text whose words are counted."""
_FEWEST_WORDS = 3
"""Function words below which a text is too short to tell."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_NO_LETTERS = re.compile(
    "[\\d_\u0000-@\\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u303f\ud800-\udfff\uff00-\uff20]+"
)
_ADDRESSES = ("@", "://", "www.")
_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Characters that tell as much as two or three letters of an alphabet."""
_FEWEST_LETTERS = 20
_SURE = ((90, 50), (40, 70), (_FEWEST_LETTERS, 90))
"""Fewest letters of a text, and the model's belief that then needs no confirmation."""
_SURE_OF_RARE = 80
"""The least such belief in a language without a file, which few documents are in."""
_DEFAULT = "en"
"""What page templates state by default; one page in fifty is in another language."""
_LONG_TEXT = 200
_CERTAIN = 90
_LIKELY = 30
"""Below this the model's belief is ignored; from it on, the words have to agree."""
_WIKIPEDIA_NAMES = {"als": "gsw", "bh": "bho", "eml": "egl", "sh": "hbs"}
"""The model's own codes of languages, with those of BCP 47."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A language's code, and the model's belief in it in per cent."""

    code: str
    percent: int


def find_language(text: LabelledText, stated: Stated) -> Finding[str] | None:
    """Return the language as a BCP 47 tag; None when it is unknown."""
    told = stated.language and _TAG.fullmatch(stated.language)
    if not told:
        return tell_language(_main_text(text))
    language = told[0].replace("_", "-")
    is_default = language.split("-")[0].lower() == _DEFAULT
    other = _contradiction(_main_text(text)) if is_default else None
    return other or Finding(language, "markup")


def _contradiction(text: str) -> Finding[str] | None:
    """Return the language of a text if it is surely not the templates' default, else None."""
    letters = _letters(text)
    if len(letters) < _LONG_TEXT:
        return None
    belief = believe_language(letters)
    is_sure = belief.code != _DEFAULT and belief.percent >= _CERTAIN
    return Finding(belief.code, "letters") if is_sure else None


def tell_language(text: str) -> Finding[str] | None:
    """Return the language of running text; None when the text says too little.

    The rule is “letters” where the model alone was sure, else “function-words”.
    """
    letters = _letters(text)
    weight = len(letters) - letters.count(" ") + 2 * len(_WIDE.findall(letters))
    if weight < _FEWEST_LETTERS:
        return None
    belief = believe_language(letters)
    if belief.percent >= _needed(weight, belief.code):
        return Finding(belief.code, "letters")
    common = guess_language(text[:_READ])
    if common is not None and (common == belief.code or belief.percent < _LIKELY):
        return Finding(common, "function-words")
    return None


def _needed(letters: int, code: str) -> int:
    percent = next(percent for fewest, percent in _SURE if letters >= fewest)
    return percent if code in LANGUAGES else max(percent, _SURE_OF_RARE)


def believe_language(text: str) -> Belief:
    """Return the model's belief about lower-case letters and spaces."""
    labels, chances = _model().predict(text)
    code = labels[0].removeprefix("__label__") if labels else "und"
    return Belief(_WIKIPEDIA_NAMES.get(code, code), int(chances[0] * 100) if labels else 0)


def guess_language(text: str) -> str | None:
    """Return the code of the language whose function words are commonest, by a clear margin."""
    counts = Counter(word.casefold() for word in words(text))
    scores = sorted(
        (-sum(counts[word] for word in language.words), language.code)
        for language in all_languages()
    )
    (best, code), (second, _) = scores[0], scores[1]
    is_clear = -best >= _FEWEST_WORDS and best * 2 <= second * 3
    return code if is_clear else None


def _main_text(text: LabelledText) -> str:
    """Return the main text; the whole text when no line has one of its roles."""
    main = [
        line.text for line, role in zip(text.lines, text.roles, strict=True) if role in MAIN_TEXT
    ]
    return "\n".join(main or [line.text for line in text.lines])


def _letters(text: str) -> str:
    """Return a lower-case sample of a text, with one space for each run of non-letters.

    The model misjudges words with capitals and raises an error at line ends.
    """
    sample = " ".join(text[start : start + length] for start, length in _places(len(text)))
    if any(mark in sample for mark in _ADDRESSES):
        kept = (word for word in sample.split() if not any(mark in word for mark in _ADDRESSES))
        sample = " ".join(kept)
    return _NO_LETTERS.sub(" ", sample).strip().lower()


def _places(length: int) -> tuple[tuple[int, int], ...]:
    """Return the start and length of each sample of a text of ``length`` characters."""
    if length <= 3 * _PIECE:
        return ((0, length),)
    return (0, _PIECE), (length // 2, _PIECE), (length * 3 // 4, _PIECE)


class _Model(Protocol):
    def predict(self, text: str) -> tuple[tuple[str, ...], tuple[float, ...]]: ...


@cache
def _model() -> _Model:
    """Return the model, read from disk at the first call."""
    import fasttext  # type: ignore[import-untyped]

    folder = os.path.dirname(__file__)
    try:
        return cast(_Model, fasttext.load_model(os.path.join(folder, _MODEL)))
    except ValueError:
        # On Windows it cannot open a path with letters outside the system's code page.
        with contextlib.chdir(folder):
            return cast(_Model, fasttext.load_model(_MODEL))
