"""Define the owner's vocabulary: the terms of the archive, each with its aliases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of a term; the values are keys of front matter."""

    TOPIC = "topics"
    PERSON = "people"
    PLACE = "places"
    ORGANISATION = "organisations"


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term as the owner writes it; each of ``aliases`` in a text counts as the term."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """The terms of an archive; of two terms with the same form, the first counts."""

    terms: tuple[OwnTerm, ...] = ()


NO_TERMS = OwnTerms()
