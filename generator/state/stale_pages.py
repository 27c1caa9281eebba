"""Find the stale pages: those that asked for a fact that has changed since they were made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2b
from typing import NamedTuple

from generator.model import SitePath

Fact = str
"""The name of something that a page can ask for."""
_BYTES = 8
_FEW = 8
"""Up to this many facts, it is quicker to search the bytes of all traces for each of them."""


class Trace(NamedTuple):
    """A page as it was last made: the SHA-256 of its file (empty if it has no file), and the
    numbers of the facts that it asked for (None if it must be made again in any case).

    ``remarks`` is what was to be said of its text, as bytes: empty if nothing was.
    """

    sha256: str
    facts: bytes | None
    remarks: bytes = b""


def number_of(fact: Fact) -> int:
    """Return the number that stands for a fact: 64 bits of a digest of its name."""
    return int.from_bytes(blake2b(fact.encode(), digest_size=_BYTES).digest(), "big")


def pack_facts(facts: Sequence[Fact], numbers: dict[Fact, int]) -> bytes:
    """Return the numbers of facts in the form of a trace; ``numbers`` is a cache of them."""
    for fact in facts:
        if fact not in numbers:
            numbers[fact] = number_of(fact)
    return array("Q", [numbers[fact] for fact in facts]).tobytes()


def unpack_facts(trace: Trace) -> memoryview:
    """Return the numbers of the facts that a page asked for."""
    return memoryview(trace.facts or b"").cast("Q")


def find_stale(
    pages: Iterable[SitePath], traces: Mapping[SitePath, Trace], changed: Set[Fact]
) -> dict[SitePath, tuple[Fact, ...]]:
    """Return the pages to render, each with the facts that changed: none if new or forced."""
    names = {number_of(fact): fact for fact in sorted(changed)}
    asking = _asking(traces, names)
    stale: dict[SitePath, tuple[Fact, ...]] = {}
    for path in pages:
        trace = traces.get(path)
        if trace is None or trace.facts is None:
            stale[path] = ()
        elif path in asking:
            stale[path] = tuple(names[one] for one in unpack_facts(trace) if one in names)
    return stale


def _asking(traces: Mapping[SitePath, Trace], names: Mapping[int, Fact]) -> set[SitePath]:
    """Return the pages that asked for any of these facts, given by number."""
    if len(names) > _FEW:
        known = names.keys()
        return {path for path, one in traces.items() if not known.isdisjoint(unpack_facts(one))}
    found: set[SitePath] = set()
    for fact in names.values():
        code = pack_facts([fact], {})
        found |= {path for path, one in traces.items() if one.facts and code in one.facts}
    # The bytes that matched may also be the end of one number and the start of the next.
    return {path for path in found if not names.keys().isdisjoint(unpack_facts(traces[path]))}
