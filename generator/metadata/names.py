"""Read names of people as bylines print them: one, or several joined by “and” and the like."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from generator.languages import all_languages
from generator.languages.cues import wordings

_WORDS = [re.escape(word) for word in wordings("and") if len(word) > 1]
_LETTERS = [re.escape(word) for word in wordings("and") if len(word) == 1]
# “A.” in “A. Smith” is an initial, “e” in “Smith e Neves” joins names.
_ANDS = rf"(?:(?<!\w)(?i:{'|'.join(_WORDS)})(?!\w)|(?<=\w )(?i:{'|'.join(_LETTERS)})(?![\w.]))"
_JOINT = re.compile(rf"\s*(?:;|&|\+|,|、|{_ANDS})\s*")
_AND = re.compile(rf"&|;|{_ANDS}")
_END = re.compile(
    r"\s[–—|•·/:»>-]+\s|\s{3,}|[|•·()\[\]<>@#*/]|(?<![^\W_])\d|:|;|(?<=[a-z])\d{1,2}\s"
)
"""Where a list of names ends: at a separator, a bracket or a figure."""
_ENDS_WITH_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.[\s,]*$")
PARTICLES = frozenset(
    """
    de da di do du del della der den dos das van von
    zu zur la le ap ab bin ibn al el y e ter ten
    """.split()
)
_MOST_WORDS, _MOST_NAMES, _READ = 5, 6, 120
_NICKNAME = range(3, 20)


def read_names(text: str) -> tuple[str, ...]:
    """Return the names that a text begins with, as printed; empty if there are none."""
    end = _END.search(text[:_READ])
    listed = text[: end.start() if end else _READ]
    listed = _without_date(listed, is_before_figure=bool(end and end[0][:1].isdigit()))
    names: list[str] = []
    for part in _JOINT.split(listed):
        bare = part.strip(" .,")
        if _ENDS_WITH_INITIAL.search(part):
            bare += "."
        name = _name(bare)
        if name is not None:
            names.append(name)
        if name != bare:
            break
    # “By Jane Doe, Little Town” names a place: a list of people has an “and” in it.
    return tuple(names[: _MOST_NAMES if _AND.search(listed) else 1])


def _without_date(text: str, *, is_before_figure: bool) -> str:
    """Return a text without the words at its end that begin a date: “March”, “Published”, “Mon”."""
    words = text.split(" ")
    while len(words) > 1:
        last = words[-1].strip(".,").casefold()
        if last and last not in _labels() and not (is_before_figure and last in _calendar()):
            break
        words.pop()
    return " ".join(words)


@cache
def _calendar() -> frozenset[str]:
    """Return the names of months and weekdays, and the words between them, in all languages."""
    names = (name for each in all_languages() for name in (*each.months, *each.weekdays))
    return frozenset(name.strip(".").casefold() for name in names)


@cache
def _labels() -> frozenset[str]:
    """Return the single words that announce a date, such as “Published”."""
    return frozenset(words.casefold() for words in wordings("date_start") if words.isalpha())


def _name(text: str) -> str | None:
    """Return the capitalised words that a text begins with, a nickname as a whole, or None."""
    words = text.split()
    run = list(takewhile(_belongs, words))
    while run and run[-1].casefold() in PARTICLES:
        run.pop()
    if run:
        is_owner = run[-1].endswith(("'s", "’s"))  # “By Jane Doe's reckoning”
        return " ".join(run) if len(run) <= _MOST_WORDS and not is_owner else None
    is_nickname = len(words) == 1 and words[0].isalnum() and len(words[0]) in _NICKNAME
    return words[0] if is_nickname else None


def _belongs(word: str) -> bool:
    """Return whether a word is a particle, or begins with a capital or a letter without case."""
    is_capitalised = word[0].isupper() or (word[0].isalpha() and not word[0].islower())
    return is_capitalised or word.casefold() in PARTICLES
