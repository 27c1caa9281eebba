"""An ordered parallel map over processes. Knows nothing of what it maps."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 64
"""Items below which starting processes costs more than it saves."""
_CHUNK = 32

_function: Callable[[Any], Any]


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered_map(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int
) -> Iterator[Result]:
    """Yield ``function(item)`` for each item, in their order, from up to ``jobs`` processes.

    What ``function`` carries reaches each process once; items and results travel in chunks.
    """
    if jobs <= 1 or len(items) < _FEWEST:
        yield from map(function, items)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_install, initargs=(function,)) as pool:
        yield from pool.map(_call, items, chunksize=_CHUNK)


def _install(function: Callable[[Any], Any]) -> None:
    global _function
    _function = function
    # An interruption reaches all processes of a terminal; the one that we work for ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _call(item: Any) -> Any:
    return _function(item)
