"""Define the owner's vocabulary: the terms of the archive, each with its aliases."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """The kind of a term; the values are keys of front matter."""

    TOPIC = "topics"
    PERSON = "people"
    PLACE = "places"
    ORGANISATION = "organisations"


class OwnTerm(Struct, frozen=True):
    """A term as the owner writes it; each of ``aliases`` in a text counts as the term."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


class OwnTerms(Struct, frozen=True):
    """The terms of an archive; of two terms with the same form, the first counts."""

    terms: tuple[OwnTerm, ...] = ()


NO_TERMS = OwnTerms()
