"""Choose the paths that content files would get if they were written for the first time now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from generator.content.draft import stem_of
from generator.content.files import ContentFile
from generator.content.reconcile import Places

_OWN_FOLDER = re.compile(r"(?:undated|(?:bce-)?[0-9]{4}(?:/[0-9]{2})?)/[^/]++")
"""A path that we may have chosen; a file in any other folder was put there by its owner."""
_NUMBER = re.compile(r"-[0-9]+\Z")


class Move(Struct, frozen=True):
    """A content file that goes to another path; both are paths in the content folder."""

    before: str
    after: str
    sha256: str | None
    """The SHA-256 of its seed."""


def plan_moves(
    files: Iterable[ContentFile], taken: Collection[str], addresses: Collection[str]
) -> Iterator[Move]:
    """Yield a move for each file whose path does not follow from its title and its date.

    Files that were not made from a seed, and those that their owner has put elsewhere, stay.
    ``taken`` are the paths in the content folder, ``addresses`` those of all pages that there ever
    were, without ``.html``.
    """
    places = Places(taken, addresses)
    for file in files:
        stem = stem_of(file.values)
        now = file.path.removesuffix(".md")
        fits = now == stem or _NUMBER.sub("", now) == stem
        if file.origin and not fits and _OWN_FOLDER.fullmatch(now):
            yield Move(file.path, places.take(stem, former=None), file.sha256)
