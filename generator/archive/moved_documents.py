"""Find where moved documents are now, by the digests of their seeds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from generator.model import SitePath

Digests = Mapping[SitePath, str | None]
"""Addresses with the SHA-256 of their seeds; None for those without a seed."""


class MovedDocuments:
    """Finds the present addresses of documents. ``made`` are the pages of the new site,
    ``kept_back`` the documents left out of it; ``unreadable`` ones count as unchanged.
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
        """The address that has each digest, else one that had it before its seed was revised."""
        had = {path: digest for path, digest in self._old.items() if path in self._standing}
        return _by_digest(had) | _by_digest(self._kept_back) | _by_digest(self._made)

    def place_of(self, digest: str) -> SitePath | None:
        """Return the address of the document with this digest; None when it no longer has one."""
        return self._places.get(digest)

    def digest_at(self, path: SitePath) -> str | None:
        """Return the present digest of the document at an address."""
        return self._standing.get(path)

    def digest_now(self, path: SitePath) -> str | None:
        """Return the present digest of the document that was once published at an address."""
        before = self._old[path]
        now = self._made.get(path)
        if now or before is None:
            return now
        place = self._places.get(before)
        return (self._standing.get(place) if place else None) or before


def _by_digest(addresses: Digests) -> dict[str, SitePath]:
    """Return the address of each digest; of several addresses, the first in sorted order."""
    return {digest: path for path, digest in sorted(addresses.items(), reverse=True) if digest}
