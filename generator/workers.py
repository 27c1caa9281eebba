"""An ordered parallel map. Everything that runs in parallel uses the Executor created here.

This module knows nothing about what it maps. To use another Executor, such as that of a cluster,
replace ``start_executor``: any Executor that runs ``initializer`` once in each worker will do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from generator.report import BuildError, Diagnostic, error

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 64  # with fewer items, starting processes costs more than it saves
_MOST_AT_ONCE = 64  # items in the largest chunk that is sent to a worker
_AHEAD = 4  # chunks per worker that may be in progress before the first result is awaited
_TRIES = 3
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


class _Raised(Struct, frozen=True):
    """What the function raised instead of returning, and the traceback as text."""

    error: BaseException
    story: str


_Outcome = bytes | _Raised | None
"""The outcome of an item: its pickled result, an error, or None if no process survived it."""


DIED = "worker.died"
"""The code for a file that killed the process working on it. The next build tries the file again,
as there may be enough memory then."""


def died_at(path: str) -> Diagnostic:
    """Return the diagnostic for a file that killed the process working on it."""
    story = "the process that was at work on this died: it ran out of memory, or a library crashed"
    hint = "Move the file away if it is huge or damaged; all others are published."
    return error(DIED, story, path=path, hint=hint)


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
    """Yield ``function(item)`` for each item, in order, computed by up to ``jobs`` processes.

    ``function`` is sent to each process once. An item that kills its process yields ``lost(item)``
    or, without ``lost``, raises BuildError. Whatever ``function`` raises is raised here. With one
    job or few items, or if the system cannot start processes, everything is done in this process.
    """
    if jobs <= 1 or len(items) < _FEWEST:
        # “yield from map” would end silently when the function raises StopIteration.
        for item in items:
            yield function(item)
        return
    workers = _Workers(function, jobs)
    try:
        for chunk, outcomes in _outcomes(workers, _divide(items, jobs), jobs):
            for item, outcome in zip(chunk, outcomes, strict=False):
                yield _result_of(item, outcome, lost)
    finally:
        workers.end()


def _divide(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """Yield chunks that get smaller, so that no process is left with a long one at the end."""
    start = 0
    while start < len(items):
        size = max(1, min(_MOST_AT_ONCE, (len(items) - start) // (4 * jobs)))
        yield items[start : start + size]
        start += size


def _outcomes(
    workers: _Workers, chunks: Iterator[Sequence[Item]], jobs: int
) -> Iterator[tuple[Sequence[Item], Sequence[_Outcome]]]:
    """Yield each chunk with the outcomes of its items."""
    pending: deque[tuple[Sequence[Item], Future[list[_Outcome]]]] = deque()
    while True:
        for chunk in chunks:
            pending.append((chunk, workers.submit(chunk)))
            if len(pending) >= _AHEAD * jobs:
                break
        if not pending:
            return
        chunk, future = pending.popleft()
        if (outcomes := _outcomes_of(future)) is None:
            # When one process dies, the Executor gives up all chunks that it has not finished.
            workers.end()
            outcomes = workers.take_one_by_one(chunk)
            workers.start()
            pending = deque(
                (chunk, future if _outcomes_of(future) else workers.submit(chunk))
                for chunk, future in pending
            )
        yield chunk, outcomes


def _outcomes_of(future: Future[list[_Outcome]]) -> list[_Outcome] | None:
    """Wait for a chunk and return the outcomes of its items; None when its process died."""
    from concurrent.futures import BrokenExecutor, CancelledError

    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        return None


def _result_of(item: Item, outcome: _Outcome, lost: Callable[[Item], Result] | None) -> Result:
    if isinstance(outcome, bytes):
        return pickle.loads(outcome)  # type: ignore[no-any-return]
    if outcome is not None:
        outcome.error.add_note(f"In another process, at {item!r:.200}:\n{outcome.story}")
        raise outcome.error
    if lost is not None:
        return lost(item)
    hint = "Memory may have run out: close other programs, or use fewer --jobs."
    raise BuildError(f"a process died while it worked on {item!r:.200}", code=DIED, hint=hint)


class _Workers:
    """The processes that work for one map; processes that die are replaced."""

    def __init__(self, function: Callable[[Any], Any], jobs: int) -> None:
        self._function = function
        self._jobs = jobs
        self.start()

    def start(self) -> None:
        try:
            self._executor: Executor | None = start_executor(self._jobs, self._function)
        except OSError:
            self._executor = None

    def submit(self, chunk: Sequence[object]) -> Future[list[_Outcome]]:
        """Submit a chunk, or process it right here if the system allows no other processes."""
        from concurrent.futures import BrokenExecutor, Future

        future: Future[list[_Outcome]] = Future()
        try:
            if self._executor is not None:
                return self._executor.submit(_do, chunk)
            future.set_result(_do(chunk, self._function))
        except BrokenExecutor as problem:
            future.set_exception(problem)
        return future

    def take_one_by_one(self, chunk: Sequence[object]) -> list[_Outcome]:
        """Return the outcomes of a chunk's items, run singly as one may have killed a process."""
        outcomes: list[_Outcome] = []
        executor = self._start_one()
        for item in chunk:
            done = _outcomes_of(executor.submit(_do, [item]))
            outcomes += done or [None]
            if done is None:
                executor.shutdown()
                executor = self._start_one()
        executor.shutdown()
        return outcomes

    def _start_one(self) -> Executor:
        """Start an Executor with one process, and make sure that the process works."""
        from concurrent.futures import BrokenExecutor

        for _ in range(_TRIES):
            try:
                executor = start_executor(1, self._function)
            except OSError:
                continue
            with suppress(BrokenExecutor):
                executor.submit(_do, []).result()
                return executor
            executor.shutdown()
        message = "processes to share the work cannot be started: they end at once"
        hint = "Close other programs, or do without more processes: --jobs 1."
        raise BuildError(message, code="worker.unstarted", hint=hint)

    def end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def start_executor(jobs: int, function: Callable[[Any], Any]) -> Executor:
    """Return an Executor with ``jobs`` processes, each of which has the function to map.

    Raises OSError when the system does not let the processes start.
    """
    # Imported here because most builds have little to do.
    from concurrent.futures import ProcessPoolExecutor

    can_fork = "fork" in multiprocessing.get_all_start_methods()
    # A forked process inherits the function. For other processes it is pickled, only once.
    given = function if can_fork else pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    executor = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(given,))
    before = multiprocessing.active_children()
    try:
        with _signals_put_off():
            executor.submit(_do, [])  # starts the processes
    except OSError:
        # Nobody else would end those that were started before one could not be.
        for process in multiprocessing.active_children():
            if process not in before:
                process.terminate()
                process.join()
        raise
    return executor


@contextmanager
def _signals_put_off() -> Iterator[None]:
    """Hold signals back until a new process can handle them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


# In a worker

_work: Callable[[Any], Any] | None = None


def _begin(function: Callable[[Any], Any] | bytes) -> None:
    global _work
    # Ctrl-C reaches all processes of a terminal, but our parent process decides when we end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # a collection would write to inherited objects, and so copy their memory pages
    _work = pickle.loads(function) if isinstance(function, bytes) else function


def _end_with_parent() -> None:
    """End this process, whatever it is doing, as soon as its parent process has ended."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(chunk: Sequence[object], function: Callable[[Any], Any] | None = None) -> list[_Outcome]:
    """Return the outcomes of a chunk's items, up to and including the first item that failed."""
    work = function or _work
    assert work is not None
    outcomes: list[_Outcome] = []
    for item in chunk:
        try:
            outcomes.append(pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL))
        except BaseException as raised:  # noqa: BLE001 - our caller gets it, regardless of its type
            story = traceback.format_exc()
            error = raised if _travels(raised) else RuntimeError(story.splitlines()[-1])
            return [*outcomes, _Raised(error, story)]
    return outcomes


def _travels(error: BaseException) -> bool:
    """Return whether the error can be pickled and unpickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - exceptions may run their own code here
        return False
    return True
