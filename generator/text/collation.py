"""Sort titles and names as the readers of a language expect it, and find their first letters.

Figures count as numbers (“Letter 2” comes before “Letter 10”); case, accents, punctuation and signs
count only where nothing else differs. Letters that a language has beside A to Z have the place that
the Unicode CLDR gives them there; in other languages they count as their base letter, as in CLDR's
root. No article is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from generator.text import Slug, folded, slugify, unaccented

_EVERYWHERE = (
    "o ø=o œ=oe, d đ=d ð=d, h ħ=h, l ł=l, t ŧ=t þ=th, a æ=ae ə=a, n ŋ=ng, е ё=е, г ґ=г, "
    "д ђ ѓ, е є, з ѕ, и і ї, й ј, л љ, н њ, т ћ ќ, у ў, ч џ"
)
"""Letters that are not accented forms of others, and the Cyrillic ones outside Russian."""
_NORDIC = "z æ ä=æ ø ö=ø å aa=å"
_CZECH = "c č, h ch, r ř, s š, z ž"
_SLAVIC = "c č ć, d dž đ, l lj, n nj, s š, z ž"
_TAILORED: Mapping[str, str] = {
    "az": "c ç, e ə, g ğ, h x ı, k q, o ö, s ş, u ü",
    "be": "г ґ=г, е ё",
    "bs": _SLAVIC,
    "cs": _CZECH,
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": _NORDIC,
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fi": "z å ä ö ø=ö æ=ä",
    "fo": "d ð, z æ ä=æ ø ö=ø å=aa",
    "gl": "n ñ",
    "hr": _SLAVIC,
    "hsb": "c č ć, e ě, h ch, l ł, n ń, o ó, r ř ŕ, s š, z ž ź",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö ő=ö, s sz, t ty, u ü ű=ü, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ ä=æ ö ø=ö å",
    "kl": _NORDIC,
    "lt": "c č, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, s š, z ž",
    "mt": "b ċ, f ġ, g għ, h ħ, y ż",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș ş=ș, t ț ţ=ț",
    "sk": f"a ä, {_CZECH}, o ô",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sr": _SLAVIC,
    "sv": "z å ä æ=ä ö ø=ö",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "uk": "г ґ",
}
"""The letters of languages that have others than A to Z: a group begins with a letter, after which
the others of the group follow; ``ö=ø`` is a letter that counts as another one."""
_SCRIPTS = (
    ("\u0400", "\u052f", "ru uk be bg sr mk kk ky mn tg tt ba"),
    ("\u0370", "\u03ff", "el grc"),
    ("\u0531", "\u0587", "hy"),
    ("\u05d0", "\u05ea", "he yi"),
    ("\u0620", "\u06ff", "ar fa ur ps ckb ug"),
    ("\u10a0", "\u10ff", "ka"),
)
"""The first and the last letter of a script, and the languages in which it precedes Latin."""
_UPPER = {"i": "İ", "ı": "I"}
"""The capitals of languages that tell an i with a dot from one without."""
_BESIDE = "\U0010fffd"
"""Follows the anchor of a letter, so that the letter comes after all words with the anchor."""
_INSIDE = re.compile(r"['’‘ʼ`]|(?<=[^\W\d_])\.(?=\w)")
"""What may be inside a word, such as the stops of “U.S.”."""
_NO_WORDS = re.compile(r"[\W_]+")
_FIGURES = re.compile(r"\d+")
_MOST_FIGURES = 30
DIGITS = "0–9"

SortKey = tuple[int, str, str]
"""Where a title belongs: its script (0 if it has no letters at its beginning), what counts first in
comparing it, and what decides where nothing else does."""


class Collation:
    """The order of titles and names in one language, given by its tag."""

    def __init__(self, language: str) -> None:
        code, *subtags = language.lower().split("-")
        own = (row for row in _SCRIPTS if code in row[2].split() and "latn" not in subtags)
        self._first, self._last, _ = next(own, ("a", "\u02af", ""))
        self._has_dotless = code in ("tr", "az")
        self._is_plain = code not in _TAILORED
        self._weights: dict[str, str] = {}
        self._letters: dict[str, str] = {}
        """The letters beside A to Z, by their weights."""
        for rules in (_EVERYWHERE, _TAILORED.get(code, "")):
            for group in filter(None, rules.split(", ")):
                self._add(*group.split())
        longest_first = sorted(self._weights, key=lambda letter: (-len(letter), letter))
        self._pattern = re.compile("|".join(longest_first))

    def key(self, title: str) -> SortKey:
        """Return the sort key of a title or a name."""
        text = self._folded(title)
        weights = self._weights_of(text)
        first = weights[:1]
        group = 0 if first < "a" else 1 if self._first <= first <= self._last else 2
        return group, weights, text

    def letter(self, key: SortKey) -> str:
        """Return the letter of the alphabet that a title of this key begins with; DIGITS if it is
        none.
        """
        weights = key[1]
        if weights < "a":
            return DIGITS
        letter = self._letters[weights[:3]] if weights[1:2] == _BESIDE else weights[0]
        if self._has_dotless and letter in _UPPER:
            return _UPPER[letter]
        return letter.capitalize() if weights[1:2] == _BESIDE else letter.upper()[0]

    def letter_key(self, letter: str) -> SortKey:
        """Return the sort key of what ``letter`` returns."""
        return (0, "", "") if letter == DIGITS else self.key(letter)

    def letter_slug(self, letter: str) -> Slug:
        """Return the address of what ``letter`` returns: ``0-9``, ``a``; in Swedish also ``ä``."""
        if letter == DIGITS:
            return Slug("0-9")
        plain = self._folded(letter)
        return Slug(plain) if _BESIDE in self._weights_of(plain) else slugify(letter)

    def _add(self, anchor: str, *rules: str) -> None:
        """Add letters that follow an anchor, or that count as another letter."""
        for rank, rule in enumerate(rules):
            letter, is_same, other = rule.partition("=")
            if is_same:
                self._weights[letter] = self._weights.get(other, other)
            else:
                self._weights[letter] = weight = f"{anchor}{_BESIDE}{rank}"
                self._letters[weight] = letter

    def _folded(self, title: str) -> str:
        return folded(title.replace("I", "ı") if self._has_dotless else title)

    def _weights_of(self, text: str) -> str:
        """Return what counts first in comparing a folded text."""
        if not text.isascii():
            words = _FIGURES.sub(_sized, _letters_of(_INSIDE.sub("", text)))
            return unaccented(self._pattern.sub(self._weight, unicodedata.normalize("NFC", words)))
        words = text
        if not text.replace(" ", "").isalpha():
            if "'" in text or "." in text or "`" in text:
                words = _INSIDE.sub("", text)
            words = _FIGURES.sub(_sized, _NO_WORDS.sub(" ", words).strip())
        return words if self._is_plain else self._pattern.sub(self._weight, words)

    def _weight(self, match: re.Match[str]) -> str:
        return self._weights[match[0]]


collation = lru_cache(maxsize=8)(Collation)


def by_numbers(name: str) -> str:
    """Return a sort key of a file's name in which figures count as numbers."""
    return _FIGURES.sub(_sized, name)


def _letters_of(text: str) -> str:
    """Return a text with spaces for all that is no letter, no figure, and no vowel of Indic."""
    kept: list[str] = []
    for char in text:
        is_part = char.isalnum() or (
            kept[-1:] not in ([], [" "]) and unicodedata.category(char) in ("Mn", "Mc")
        )
        kept.append(char if is_part else " ")
    return " ".join("".join(kept).split())


def _sized(match: re.Match[str]) -> str:
    """Return a number so that the longer one, which is larger, comes after the shorter."""
    figures = match[0]
    if not figures.isascii():
        figures = "".join(str(unicodedata.decimal(figure)) for figure in figures)
    figures = figures.lstrip("0")
    return f"{chr(ord('!') + min(len(figures), _MOST_FIGURES))}{figures}"
