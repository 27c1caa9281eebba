"""Find the authors: in the byline, below the valediction of a letter, or in the markup."""

from __future__ import annotations

from itertools import pairwise

from generator.languages.cues import Cue, after_cue, wordings
from generator.metadata.bylines import SIGNS, author_candidates
from generator.metadata.names import read_names
from generator.metadata.page import PageRows
from generator.metadata.ranking import choose, scorecard
from generator.model import Finding, LabelledText, Role, Stated

RULE = "likeliest-byline"
_SURE, _SURE_OF_BYLINE = 55, 30
"""Per cent from which the likeliest names are accepted; the same for full names after “By”."""
_FOOT = 6
"""Logical lines at the end of a text that may hold a signature."""
_LONGEST_VALEDICTION = 4


def find_authors(
    page: PageRows, stated: Stated, title: int, date: int
) -> Finding[tuple[str, ...]] | None:
    """Return the authors as they are named; None when nothing names any.

    ``title`` and ``date`` are the rows of these, -1 if unknown.
    """
    text = page.text
    found = None if page.is_whole else _choose(page, title, date)
    found = found or _in_byline(page) or _signature(text)
    if found is not None:
        return found
    names = _people(read_names(_after_by(stated.author or "")))
    return Finding(names, "markup") if names else None


def _choose(page: PageRows, title: int, date: int) -> Finding[tuple[str, ...]] | None:
    choice = choose(author_candidates(page, title, date), scorecard("author", SIGNS))
    if choice is None:
        return None
    names, row, form = choice.value
    is_byline = form == "cue-start" and all(" " in name for name in names)
    if choice.percent < (_SURE_OF_BYLINE if is_byline else _SURE):
        return None
    rule = page.text.rules[row.line - 1] if row.role is Role.BYLINE else RULE
    return Finding(tuple(map(_as_name, names)), rule, row.line)


def _in_byline(page: PageRows) -> Finding[tuple[str, ...]] | None:
    """Return the names in a line with the role byline; on a page it must begin with a cue."""
    text = page.text
    for number in text.numbers(Role.BYLINE):
        line = text.text(number)
        names = _people(read_names(_after_by(line)))
        if names and (page.is_whole or after_cue(line, Cue.BYLINE) is not None):
            return Finding(names, text.rules[number - 1], number)
    return None


def _signature(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return the signer of a letter: the name below its valediction, at its foot."""
    foot = [unit[0] for unit in text.units[-_FOOT:]]
    for number, below in pairwise(foot):
        words = after_cue(text.text(number), Cue.VALEDICTION)
        if words is not None and len(words.split()) <= _LONGEST_VALEDICTION:
            line = text.text(below).partition(",")[0]
            name = after_cue(line, Cue.VALEDICTION) or line.strip(" .")
            if _people(read_names(name)) == (_as_name(name),):
                return Finding((_as_name(name),), "signature", below)
    return None


def _after_by(text: str) -> str:
    rest = after_cue(text, Cue.BYLINE)
    return (text if rest is None else rest).strip(" *_")


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that look like people's: two words or more, none of them an office."""
    return tuple(
        _as_name(name)
        for name in names
        if len(name.split()) > 1
        and not any(word.casefold() in wordings("office") for word in name.split())
    )


def _as_name(words: str) -> str:
    """Return a name as it is written in a sentence: “Jane Doe” for “JANE DOE”."""
    return words.title() if words.isupper() and " " in words else words
