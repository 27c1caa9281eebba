"""Recognise cue words: fixed wordings that show what a line is, in all languages of the package.

The words themselves are data (``generator/languages/*.toml``, table ``cues``). They are looked
up in all languages together: a page's furniture is often in another language than its text.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from generator.languages import LANGUAGES, load_language
from generator.text import folded


class Cue(StrEnum):
    """What a fixed wording announces; the values name the lists of the data files.

    A value with ``_start`` appended names wordings that a longer line may begin with.
    """

    RELATED = "related"
    """Heading of a list of related documents."""
    END = "end"
    """Heading of what follows an article: links, comments, other stories."""
    FURNITURE = "furniture"
    TRAIL = "trail"
    CORRECTION = "correction"
    DATE = "date"
    """Label of a printed date, such as “Last updated:”."""
    VALEDICTION = "valediction"
    """What a letter says before its signature."""
    BYLINE = "byline"
    """“By” and the like: too common to identify a line, so ``find_cue`` does not return it."""


_ORDER = (Cue.RELATED, Cue.END, Cue.TRAIL, Cue.CORRECTION, Cue.DATE, Cue.FURNITURE)
_LONGEST = 160
_LONGEST_NAME = 7
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\.?")
LINK_NUMBER = re.compile(r"\[\d{1,3}\](?=\S)")
"""What lynx puts before each link."""
_FIRST_WORD = re.compile(r"[\W_]{0,20}(?P<word>[^\W_]+)")
_EDGES = re.compile(r"^[\W_]+|(?<![\W_])[\W_]+$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,40}?(?:\d{4}|rights|reserved)", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def find_cue(text: str) -> Cue | None:
    """Return what the wording of a line announces, or None."""
    return _cue_of_paragraph(text.strip()) if len(text) > _LONGEST else _cue_of_line(text)


@lru_cache(maxsize=4_096)  # several stages ask about the same line
def _cue_of_line(text: str) -> Cue | None:
    plain = folded(LINK_NUMBER.sub("", text) if "[" in text else text)
    if not (plain[:1].isalnum() and plain[-1:].isalnum()):
        plain = _EDGES.sub("", plain)
    if not plain:
        return None
    exact, starts = _tables()
    if plain in exact:
        return exact[plain]
    for start, cue in starts.get(_first_word(plain), ()):
        if plain.startswith(start) and not plain[len(start) : len(start) + 1].isalnum():
            return cue if cue is not Cue.CORRECTION else _cue_of_paragraph(text)
    is_legal = _COPYRIGHT.match(text) or _ADDRESS_ONLY.match(text)
    if is_legal or any(words in plain for words in wordings("furniture_within")):
        return Cue.FURNITURE
    return None


def _first_word(plain: str) -> str:
    """Return a line's first word without its colon: “correction” of “correction: it was”."""
    return _EDGES.sub("", plain.split(" ", 1)[0])


def _cue_of_paragraph(text: str) -> Cue | None:
    """Return what the beginning of a paragraph announces, or None."""
    if _COPYRIGHT.match(text):
        return Cue.FURNITURE
    rest = after_cue(text, Cue.CORRECTION)
    is_labelled = rest is not None and text[: len(text) - len(rest)].rstrip().endswith((":", "："))
    return Cue.CORRECTION if is_labelled else None


def after_cue(text: str, cue: Cue) -> str | None:
    """Return what follows the wording of ``cue`` at the start of ``text``; None if none does."""
    match = _starts_pattern(cue).match(text)
    return text[match.end() :].strip() if match else None


def begins_with_cue(text: str, cue: Cue) -> bool:
    """Return whether a text begins with a wording of ``cue``; fast for most texts that do not."""
    word = _FIRST_WORD.match(text)
    if word is None or word["word"].casefold() not in _first_words(cue):
        return False
    return _starts_pattern(cue).match(text) is not None


@cache
def _first_words(cue: Cue) -> frozenset[str]:
    firsts = (_FIRST_WORD.match(words) for words in wordings(f"{cue.value}_start"))
    return frozenset(first["word"].casefold() for first in firsts if first)


@cache
def _tables() -> tuple[dict[str, Cue], dict[str, list[tuple[str, Cue]]]]:
    exact: dict[str, Cue] = {}
    starts: dict[str, list[tuple[str, Cue]]] = {}
    for cue in reversed(_ORDER):
        exact.update((_EDGES.sub("", folded(words)), cue) for words in wordings(cue.value))
    for cue in _ORDER:
        for words in wordings(f"{cue.value}_start"):
            plain = _EDGES.sub("", folded(words))
            if len(plain) > 1:  # “(c)” and “©” leave too little to identify a line
                starts.setdefault(_first_word(plain), []).append((plain, cue))
    return exact, starts


@cache
def _starts_pattern(cue: Cue) -> re.Pattern[str]:
    starts = sorted(wordings(f"{cue.value}_start"), key=len, reverse=True)
    choices = "|".join(re.escape(words.rstrip(":")) for words in starts) or r"(?!)"
    return re.compile(rf"[\W_]*(?:{choices})(?!\w)\s*[:：]?\s*", re.IGNORECASE)


def after_publication(text: str) -> str | None:
    """Return what follows a paper's name and a comma: “3 June 1911” in “Gazette, 3 June 1911”."""
    name, comma, rest = text.partition(",")
    is_name = len(name.split()) <= _LONGEST_NAME and name[:1].isupper() and names_paper(name)
    return rest.strip(" .") if comma and is_name else None


def names_paper(name: str) -> bool:
    """Return whether a name contains a word typical of papers, stations and sites."""
    return not _publication_words().isdisjoint(map(str.casefold, _WORD.findall(name)))


def announces_update(text: str) -> bool:
    """Return whether a line labels its date as the date of a change, not of publication."""
    return folded(text).lstrip(" [(*").startswith(wordings("update_start"))


@cache
def _publication_words() -> frozenset[str]:
    return frozenset(map(str.casefold, wordings("publication")))


@cache
def wordings(name: str) -> tuple[str, ...]:
    """Return one list of the data files, combined over all languages."""
    return tuple(words for code in LANGUAGES for words in load_language(code).cues.get(name, ()))
