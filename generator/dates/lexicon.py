"""Turn a line into its *shape*, one letter per token, so that forms of dates are short patterns.

    Wednesday, 3 October, 2001, 20:46 GMT
    W        , 1 M      , 4   , 2 :6  Z

This module knows the printed words of some languages, but not in which order they make a date.
What is made for every line, here and in clock.py and printed.py, is a ``NamedTuple``, which costs
less than a dataclass.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from generator.dates.zones import ZONES
from generator.languages import Language

# Letters of the shape. Numbers: 1 one digit; 2 two digits up to 31; 6 two digits from 32; 3 three
# digits; 4 four digits; 9 fourteen digits, as in a computer's time stamp; 8 any other number.
# Words: w, except the signs after the numbers of an East Asian date, Y (年), N (月), D (日), and
# words that a Language lists:
#     M month, v season; m and s the same if they are printed like a word with another meaning;
#     W weekday, Z zone, T of ISO,
#     c "circa", q "about" (may be a count), a "p.m.", and the lists of the [dates] table below.
# Spaces: one space for up to three, _ for more or a line break. Punctuation stands for itself;
# $ for what makes a number an amount; # for anything else.
_LISTED = {
    "decade_after": "e", "decade_before": "E", "year_marks": "y", "particles": "f",
    "ordinals": "o", "at": "t", "hours": "h", "between": "B", "and": "n",
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_CHARACTERS = {
    **{character: character for character in " .,/:()+-'|"},
    **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘ʼ`", "'"), **dict.fromkeys("•·⋅", "|"),
    **dict.fromkeys("%$€£¥", "$"), **dict.fromkeys("°ºª", "o"), "[": "(", "]": ")", "،": ",",
}  # fmt: skip
_SIGNS = {
    **dict.fromkeys("年년", "Y"), **dict.fromkeys("月월", "N"), **dict.fromkeys("日일号號", "D"),
}  # fmt: skip
_GLUED_YEAR = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?=\d{1,3}(?:\s|\Z))"
)
_PHRASE = re.compile(r"\w\W")
_HALF_DAYS = ("am", "pm", "a.m.", "p.m.", "a. m.", "p. m.")


class TokenLine(NamedTuple):
    """A line as tokens; ``shape`` has one letter per token."""

    tokens: Sequence[str]
    shape: str


class DateLexicon(NamedTuple):
    """The printed words of some languages; a form that two share belongs to the first of these."""

    letters: dict[str, str]
    """The letter of each printed form, in lower case, upper case and with capitals."""
    months: dict[str, int]
    seasons: dict[str, int]
    """Casefolded forms to EDTF's 21 (spring) … 24."""
    token: re.Pattern[str]

    def read(self, text: str) -> TokenLine:
        """Return the line's tokens and shape."""
        if _GLUED_YEAR.search(text) is None:
            tokens = self.token.findall(text)
        else:  # dumps glue a year to what follows: "September 27, 20231 comment"
            cuts = [0, *(match.end() for match in _GLUED_YEAR.finditer(text)), len(text)]
            pieces = (text[start:end] for start, end in pairwise(cuts))
            tokens = [token for piece in pieces for token in self.token.findall(piece)]
        letter = self.letters.get
        shape = "".join([letter(token) or self._letter(token) for token in tokens])
        return TokenLine(tokens, shape)

    def _letter(self, token: str) -> str:
        """Return the letter of a token that ``letters`` lacks in its printed case."""
        if token.isdecimal():
            size = len(token)
            if size == 2:
                return "2" if int(token) <= 31 else "6"
            is_stamp = size == 14 and token[:2] in ("19", "20")
            return str(size) if size in (1, 3, 4) else "9" if is_stamp else "8"
        if token.isalpha():
            return "w"
        if token.isspace():
            return " " if len(token) <= 3 and "\n" not in token else "_"
        return self.letters.get(plain(token), "#")


def plain(token: str) -> str:
    """Return a printed word or phrase as languages list it."""
    return " ".join(token.casefold().split())


@lru_cache(maxsize=32)
def lexicon(languages: tuple[Language, ...]) -> DateLexicon:
    """Return the words of these languages, indexed."""
    months: dict[str, int] = {}
    seasons: dict[str, int] = {}
    for language in reversed(languages):
        months |= language.months
        for name, season in _SEASONS.items():
            seasons |= dict.fromkeys(language.dates.get(name, ()), season)
    letters = dict(_CHARACTERS)
    for form, letter in _forms(languages):
        for printed in _printed(form):
            letters.setdefault(printed, letter)
    letters.update(dict.fromkeys(ZONES, "Z"), T="T")
    letters |= _SIGNS
    for form in _listed(languages, "also_words"):
        letters[form] = "m" if form in months else "s"
    for form in _listed(languages, "mostly_words"):
        letters |= dict.fromkeys(_printed(form), "m" if form in months else "s")
    return DateLexicon(letters, months, seasons, _token_pattern(letters))


def _forms(languages: tuple[Language, ...]) -> Iterator[tuple[str, str]]:
    """Yield every printed form with its letter; if a form recurs, its first letter counts."""
    yield from ((form, "M") for language in languages for form in language.months)
    yield from ((form, "v") for name in _SEASONS for form in _listed(languages, name))
    yield from ((form, "W") for language in languages for form in language.weekdays)
    yield from ((form, "a") for form in _HALF_DAYS)
    counts = frozenset(_listed(languages, "also_counts"))
    circa = (form for language in languages for form in language.circa)
    yield from ((form, "q" if form in counts else "c") for form in circa)
    for name, letter in _LISTED.items():
        yield from ((form, letter) for form in _listed(languages, name))


def _listed(languages: tuple[Language, ...], name: str) -> Iterator[str]:
    return (form for language in languages for form in language.dates.get(name, ()))


def _printed(form: str) -> tuple[str, ...]:
    # A single capital is an initial or a copyright sign, as in C2004.
    if len(form) == 1:
        return (form,)
    printed = (form, form.upper(), form.capitalize(), form.title())
    # Casefolding turns a final Greek sigma into the ordinary one.
    return printed if form[-1] != "σ" else (*printed, *(f"{one[:-1]}ς" for one in printed))


def _token_pattern(letters: dict[str, str]) -> re.Pattern[str]:
    phrases = sorted((form for form in letters if _PHRASE.search(form)), reverse=True)
    # For speed, grouped by first letter and case-sensitive: every word of every line is matched.
    listed = "|".join(
        f"{initial}(?:{'|'.join(re.escape(form[1:]) for form in forms)})"
        for initial, forms in groupby(phrases, key=itemgetter(0))
    ).replace(r"\ ", r"\s")
    # Dumps glue a year to the time or date after it: "20195:45", "20192. Mai", "201917/11".
    glued_year = r"(?:1[5-9]|20)\d\d(?=\d{1,2}(?::\d\d|/\d|\.\s?[^\W\d_]))"
    # ... and a name to the month after it: "by Jane DoeJune 17, 2021".
    glued_word = r"[A-Za-z][a-z]++(?=[A-Z][a-z]{2})"
    sign = rf"(?<=\d)[{''.join(_SIGNS)}]|(?<=\d )[{''.join(_SIGNS)}](?=\s)"
    return re.compile(
        rf"{glued_year}|\d+|{sign}|(?:{listed})(?![^\W\d_])|{glued_word}|[^\W\d_]+"
        r"|[\s\u200e\u200f]+|.",
        re.DOTALL,
    )
