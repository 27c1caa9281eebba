"""Where moved documents are now, by the digests of the seeds they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from generator.model import SitePath

Digests = Mapping[SitePath, str | None]
"""Addresses with the SHA-256 of their seeds; None where there is none."""


class MovedDocuments:
    """Finds documents again. ``made`` are the pages of the new site, ``kept_back`` the addresses
    of documents that are not on it; what is ``unreadable`` counts as being what it was.
    """

    def __init__(
        self, old: Digests, *, made: Digests, kept_back: Digests, unreadable: Digests
    ) -> None:
        self._old = old
        self._made = made
        self._kept_back = kept_back
        self._standing: Digests = {**unreadable, **kept_back, **made}

    @cached_property
    def _places(self) -> Mapping[str, SitePath]:
        """The address that has a digest; else the one that had it before its seed was revised."""
        had = {path: digest for path, digest in self._old.items() if path in self._standing}
        return _by_digest(had) | _by_digest(self._kept_back) | _by_digest(self._made)

    def place_of(self, digest: str) -> SitePath | None:
        """Return the address of a document's own page; None when it has none any more."""
        return self._places.get(digest)

    def digest_at(self, path: SitePath) -> str | None:
        """Return the present digest of the document at an address."""
        return self._standing.get(path)

    def digest_now(self, path: SitePath) -> str | None:
        """Return the digest by which what was once published at an address is to be found."""
        before = self._old[path]
        now = self._made.get(path)
        if now or before is None:
            return now
        place = self._places.get(before)
        return (self._standing.get(place) if place else None) or before


def _by_digest(addresses: Digests) -> dict[str, SitePath]:
    """Return the address of each digest, the first in their order where there are several."""
    return {digest: path for path, digest in sorted(addresses.items(), reverse=True) if digest}
