"""Authors: the names in the byline, and in no other place."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.languages.cues import Cue, after_cue, wordings
from generator.model import Finding, LabelledText, Role, Stated

_JOINT = re.compile(
    rf"\s*(?:;|&|,|\b(?:{'|'.join(map(re.escape, wordings('and'))) or 'and'})\b)\s*", re.IGNORECASE
)
_AND = re.compile(rf"&|\b(?:{'|'.join(map(re.escape, wordings('and'))) or 'and'})\b", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:in|at|for)\s+.*$|\s*[(|/<–—].*$|\s+-\s.*$")
_NAME = re.compile(r"[^\W\d_][^\d@]*$")
_PARTICLES = frozenset(
    "de da di do du del della der den van von zu zur la le ap ab bin ibn al y e".split()
)
_LONGEST = 5
_FOOT = 6
"""Logical lines at the end of a text among which a signature stands."""
_LONGEST_VALEDICTION = 4


def find_authors(text: LabelledText, stated: Stated) -> Finding[tuple[str, ...]] | None:
    """Return the authors as the byline names them; None when nothing names any."""
    for number in text.numbers(Role.BYLINE):
        names = _names(text.text(number))
        if names:
            return Finding(names, text.rules[number - 1], number)
    signature = _signature(text)
    if signature is not None:
        return signature
    names = _names(stated.author or "")
    return Finding(names, "markup") if names else None


def _signature(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return who signed a letter: the name below its valediction, at its foot."""
    foot = [unit[0] for unit in text.units[-_FOOT:]]
    for number, below in pairwise(foot):
        words = after_cue(text.text(number), Cue.VALEDICTION)
        if words is not None and len(words.split()) <= _LONGEST_VALEDICTION:
            line = text.text(below).partition(",")[0]
            name = after_cue(line, Cue.VALEDICTION) or line.strip(" .")
            if _is_name(name):
                return Finding((_as_name(name),), "signature", below)
    return None


def _names(byline: str) -> tuple[str, ...]:
    rest = after_cue(byline, Cue.BYLINE)
    words = _TAIL.sub("", (byline if rest is None else rest).strip(" *_"))
    parts = [part.strip() for part in _JOINT.split(words)]
    names = tuple(_as_name(part) for part in parts if _is_name(part))
    # “By Jane Doe, Little Town” names a place: a list of people has an “and” in it.
    return names if _AND.search(words) or ";" in words else names[:1]


def _is_name(words: str) -> bool:
    """Say whether words are a person's name: a few, capitalised but for particles."""
    parts = words.split()
    return (
        2 <= len(parts) <= _LONGEST
        and _NAME.match(words) is not None
        and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)
        and not any(part.casefold() in wordings("office") for part in parts)
    )


def _as_name(words: str) -> str:
    """Return a name as it is written in a sentence: “JANE DOE” is “Jane Doe”."""
    return words.title() if words.isupper() else words
