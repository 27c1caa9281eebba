"""The owner's vocabulary: terms that the archive has, each with what else it is called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a term is; the values are the keys of front matter."""

    TOPIC = "topics"
    PERSON = "people"
    PLACE = "places"
    ORGANISATION = "organisations"


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term as the owner writes it; every one of ``aliases`` in a text stands for it."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """The terms of an archive; the first of two with the same form is the one that counts."""

    terms: tuple[OwnTerm, ...] = ()


NO_TERMS = OwnTerms()
