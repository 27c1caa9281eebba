"""Find the language: as the markup states it, else from the letters and words of the main text.

A model of 176 languages (in this folder, with its licence) judges the letters of a few hundred
characters; the words are compared with the commonest words of each language that has a file in
``generator/languages``. A text that is too short stays without a language: the language of the
archive is for display only, and never becomes a document's.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
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
"""With fewer function words, a text is too short to tell its language by them."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_NO_LETTERS = re.compile(
    "[\\d_\u0000-@\\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u303f\ud800-\udfff\uff00-\uff20]+"
)
"""A run of spaces, digits, punctuation and other characters that are not letters."""
_ADDRESSES = ("@", "://", "www.")
_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Characters that tell as much as two or three letters of an alphabet."""
_FEWEST_LETTERS = 20
_SURE = ((90, 50), (40, 70), (_FEWEST_LETTERS, 90))
"""Fewest letters of a text, and the belief of the model (per cent) that then needs no confirmation
by function words."""
_SURE_OF_RARE = 80
"""The least such belief if the language has no file, since few documents are in such a language."""
_DEFAULT = "en"
"""The language that page templates state by default; one page in fifty is in another language."""
_LONG_TEXT = 200
_CERTAIN = 90
_LIKELY = 30
"""Below this, the model's belief is ignored; from this on, the function words have to agree."""
_WIKIPEDIA_NAMES = {"als": "gsw", "bh": "bho", "eml": "egl", "sh": "hbs"}
"""The model's own language codes, and the BCP 47 codes to use instead."""


def find_language(text: LabelledText, stated: Stated) -> Finding[str] | None:
    """Return the language as a BCP 47 tag; None when it is unknown."""
    told = stated.language and _TAG.fullmatch(stated.language)
    if not told:
        return tell_language(_main_text(text))
    language = told[0].replace("_", "-")
    if language.split("-")[0].lower() == _DEFAULT:
        letters = _letters(_main_text(text))
        if len(letters) >= _LONG_TEXT:
            code, percent = _believed(letters)
            if code != _DEFAULT and percent >= _CERTAIN:
                return Finding(code, "letters")
    return Finding(language, "markup")


def tell_language(text: str) -> Finding[str] | None:
    """Return the language of running text; None when the text says too little.

    The rule is “letters” where the model alone was sure, else “function-words”.
    """
    letters = _letters(text)
    weight = len(letters) - letters.count(" ") + 2 * len(_WIDE.findall(letters))
    if weight < _FEWEST_LETTERS:
        return None
    code, percent = _believed(letters)
    needed = next(percent for fewest, percent in _SURE if weight >= fewest)
    if percent >= (needed if code in LANGUAGES else max(needed, _SURE_OF_RARE)):
        return Finding(code, "letters")
    common = guess_language(text[:_READ])
    if common is not None and (common == code or percent < _LIKELY):
        return Finding(common, "function-words")
    return None


def _believed(letters: str) -> tuple[str, int]:
    """Return the code of the likeliest language, and the model's belief in it in per cent."""
    labels, chances = _model().predict(letters)
    code = labels[0].removeprefix("__label__") if labels else "und"
    return _WIKIPEDIA_NAMES.get(code, code), int(chances[0] * 100) if labels else 0


def guess_language(text: str) -> str | None:
    """Return the code of the language whose function words are commonest, by a clear margin."""
    counts = Counter(word.casefold() for word in words(text))
    scores = sorted(
        (-sum(counts[word] for word in language.words), language.code)
        for language in all_languages()
    )
    (best, code), (second, _) = scores[:2]
    return code if -best >= _FEWEST_WORDS and best * 2 <= second * 3 else None


def _main_text(text: LabelledText) -> str:
    """Return the main text; the whole text when no line has a role of main text."""
    main = [text.lines[number - 1].text for number in text.numbers(*MAIN_TEXT)]
    return "\n".join(main or [line.text for line in text.lines])


def _letters(text: str) -> str:
    """Return a lower-case sample of a text, with one space for each run of non-letters.

    The model misjudges words with capitals and raises an error at line ends.
    """
    sample, size = text, len(text)
    if size > 3 * _PIECE:
        starts = (0, size // 2, size * 3 // 4)
        sample = " ".join(text[start : start + _PIECE] for start in starts)
    if any(mark in sample for mark in _ADDRESSES):
        kept = (word for word in sample.split() if not any(mark in word for mark in _ADDRESSES))
        sample = " ".join(kept)
    return _NO_LETTERS.sub(" ", sample).strip().lower()


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
        # On Windows, fasttext cannot open a path with letters outside the system's code page.
        with contextlib.chdir(folder):
            return cast(_Model, fasttext.load_model(_MODEL))
