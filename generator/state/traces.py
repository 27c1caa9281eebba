"""Which pages are stale: those that asked for a fact which has changed since they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from generator.model import SitePath

Fact = str
"""The name of something that a page can ask for."""


class Trace(NamedTuple):
    """A page as it was last made: the SHA-256 of its file (empty if it has none), and the facts
    that it asked for; None for a page that is to be made again in any case.
    """

    sha256: str
    facts: tuple[Fact, ...] | None


def find_stale(
    pages: Iterable[SitePath], traces: Mapping[SitePath, Trace], changed: Set[Fact]
) -> dict[SitePath, tuple[Fact, ...]]:
    """Return the pages to render, each with the facts that changed.

    There are none for a page that is new, or that has to be made again in any case.
    """
    stale: dict[SitePath, tuple[Fact, ...]] = {}
    for path in pages:
        trace = traces.get(path)
        if trace is None or trace.facts is None:
            stale[path] = ()
        elif not changed.isdisjoint(trace.facts):
            stale[path] = tuple(fact for fact in trace.facts if fact in changed)
    return stale
