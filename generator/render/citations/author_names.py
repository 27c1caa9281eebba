"""Authors' names, split where it is certain which part is the family name.

That is certain in a plain western name of two words, or of three words if the middle one is an
initial or people have only one family name in the document's language. Anything else, from one
word to “A Working Tanner”, stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.languages.cues import names_paper

_PARTICLES = frozenset(
    "af al al- av bin d' da dal de dei del della den der des di do dos du el el- ibn la las le los "
    "lo 's 't te ten ter tot van vom von y zu zum zur".split()
)
_WORD = re.compile(r"(?:[ae]l-)?[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ.'’ -]+")
_FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
_TWO_FAMILY_NAMES = frozenset({"ca", "es", "gl", "pt"})
_NO_NAME = frozenset(
    "a an and by from of our the & agencies agency army association board bureau church club "
    "college committee company correspondent council department desk editor editors group "
    "history institute local ministry museum office police reporters school service society staff "
    "team trust union university dr father lady lord miss mr mrs ms prof professor rev sir sister "
    "jr jun junior sen senior sr ii iii iv".split()
)
"""Words that occur in no plain name: institutions, roles, titles, suffixes."""


class PersonName(Struct, frozen=True):
    """A name as printed, and its two parts; both are None where they are not certain."""

    words: str
    family: str | None = None
    given: str | None = None

    @property
    def inverted(self) -> str:
        """“Ferrier, Ann”, or the name as printed."""
        return f"{self.family}, {self.given}" if self.family else self.words

    @property
    def with_initials(self) -> str:
        """“Ferrier, A.”, or the name as printed."""
        return f"{self.family}, {_initials(self.given or '')}" if self.family else self.words


def read_name(words: str, language: str | None) -> PersonName:
    """Return a printed name in parts; ``language`` is the document's."""
    if words.count(",") == 1:
        family, given = (part.strip() for part in words.split(","))
        is_plain = _is_plain([*family.split(), *given.split()], 4) and family and given
        return PersonName(words, family, given) if is_plain else PersonName(words)
    parts = words.split()
    tongue = (language or "").partition("-")[0].lower()
    start = _start_of_family(parts, tongue)
    if start is None or tongue in _FAMILY_FIRST or names_paper(words):
        return PersonName(words)
    return PersonName(words, " ".join(parts[start:]), " ".join(parts[:start]))


def _start_of_family(parts: Sequence[str], tongue: str) -> int | None:
    """Return the index at which the family name begins; None if that is not certain."""
    particles = [place for place, part in enumerate(parts) if part in _PARTICLES]
    start = particles[0] if particles else len(parts) - 1
    # Particles must be adjacent, between one or two given names and one last word.
    if not 1 <= start <= 2 or particles != list(range(start, start + len(particles))):
        return None
    if len(parts) != start + len(particles) + 1 or _is_initials(parts[-1]):
        return None
    # A middle word may be the first of two family names.
    if start == 2 and not _is_initials(parts[1]) and (tongue in _TWO_FAMILY_NAMES or not tongue):
        return None
    return start if _is_plain([*parts[:start], parts[-1]], 3) else None


def _is_plain(parts: Sequence[str], limit: int) -> bool:
    return len(parts) <= limit and all(map(_is_name, parts))


def _is_name(part: str) -> bool:
    if not _LATIN.fullmatch(part):
        return False
    if _is_initials(part):
        return True
    if part.lower().rstrip(".") in _NO_NAME:
        return False
    is_capital = part.removeprefix("al-").removeprefix("el-")[:1].isupper()
    return is_capital and len(part) > 1 and _WORD.fullmatch(part) is not None


def _is_initials(part: str) -> bool:
    return _INITIALS.fullmatch(part) is not None


def _initials(given: str) -> str:
    """Return “J.-P. R.” for “Jean-Paul R.”."""
    return " ".join(
        part
        if _is_initials(part)
        else "-".join(f"{name[0].upper()}." for name in part.split("-") if name)
        for part in given.split()
    )
