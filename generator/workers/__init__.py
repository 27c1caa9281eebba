"""An ordered parallel map over processes, any of which may die. Knows nothing of what it maps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 64  # items below which starting processes costs more than it saves


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    *,
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield ``function(item)`` for each item, in their order, from up to ``jobs`` processes.

    ``function`` and ``items`` reach each process once. The result of an item whose process died
    is ``lost(item)``, or a BuildError without ``lost``; it is not tried again, while others may
    be. What ``function`` raises is raised here. One job or few items need no other process.
    """
    if jobs <= 1 or len(items) < _FEWEST:
        for item in items:
            yield function(item)
        return
    # Loaded here: most builds have little to do.
    from generator.workers.pool import work_in_processes

    yield from work_in_processes(function, items, jobs, lost)
