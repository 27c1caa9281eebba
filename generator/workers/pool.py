"""Processes that share the work of a map, any of which may die.

Ranges of indexes go to a process through its pipe, pickled results come back. The index that a
process is at stands in memory shared with it, so that we know which item a dead one held.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, TypeVar

from generator.report import BuildError

Item = TypeVar("Item")
Result = TypeVar("Result")

READ_AHEAD = 256  # results a process that may wait for the one whose turn it is
_CHUNK = 64  # items that are handed out together, until few are left
_PATIENCE = 0.005  # seconds that results may wait to be sent, and processes to be heard
_MOST_PROCESSES = 30 if sys.platform == "win32" else 1_000  # Windows waits for 63 things at once
_NOWHERE = -1  # where a process is that is at no item
_SIGNALS = {signal.SIGINT, signal.SIGTERM}

_Work = Callable[[int], Any]
_Outcome = bytes | int  # what came back, pickled; or the exit code of the process that died


def work_in_processes(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item], Result] | None,
) -> Iterator[Result]:
    """Yield what ``ordered_map`` does, from more processes than this one."""
    work = partial(_apply, function, items)
    pool = _Pool(work, len(items), min(jobs, len(items), _MOST_PROCESSES))
    with closing(pool.outcomes()) as outcomes:
        for item, outcome in zip(items, outcomes, strict=True):
            yield _result(item, outcome, lost)


def _apply(function: Callable[[Item], Result], items: Sequence[Item], index: int) -> Result:
    return function(items[index])


def _result(item: Item, outcome: _Outcome, lost: Callable[[Item], Result] | None) -> Result:
    if isinstance(outcome, int):
        if lost is not None:
            return lost(item)
        cause = signal.strsignal(-outcome) if outcome < 0 else f"exit code {outcome}"
        raise BuildError(
            f"a process died ({cause}) while it worked on {item!r:.200}",
            code="worker.died",
            hint="Memory may have run out: close other programs, or use fewer --jobs.",
        )
    result = pickle.loads(outcome)
    if isinstance(result, _Raised):
        result.error.add_note(f"In another process, at {item!r:.200}:\n{result.story}")
        raise result.error
    return result  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Raised:
    """What the function raised instead of returning, and the traceback as text."""

    error: BaseException
    story: str


class _Pool:
    """Processes that share some work: a function of each index below ``total``. Of one use."""

    def __init__(self, work: _Work, total: int, jobs: int) -> None:
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if can_fork else "spawn")
        # A forked process inherits the work; for others it is pickled, once for all of them.
        self._work = work if can_fork else pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._left = [range(total)]  # what is to be handed out, in order
        self._outcomes: dict[int, _Outcome] = {}  # what has come before its turn
        self._turn = 0
        self._attended = 0.0
        self._false_starts = 0  # deaths outside of any item since the last result

    def outcomes(self) -> Generator[_Outcome]:
        """Yield what became of each item, in their order; at the end no process is left."""
        try:
            for _ in range(self._jobs):
                self._hire()
            for index in self._left[0]:
                self._turn = index
                while index not in self._outcomes:
                    self._attend(None)
                yield self._outcomes.pop(index)
                if monotonic() - self._attended > _PATIENCE:
                    self._attend(0)
        finally:
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                worker.bury()

    def _attend(self, timeout: float | None) -> None:
        """Take what the processes have sent, replace dead ones, and keep all at work."""
        self._hand_out()
        ready = set(wait([one for worker in self._workers for one in worker.handles], timeout))
        for worker in [one for one in self._workers if not ready.isdisjoint(one.handles)]:
            results = worker.receive() if worker.connection in ready else None
            if results is None:
                self._replace(worker)
            else:
                self._outcomes.update(results)
                self._false_starts = 0
        self._hand_out()
        self._attended = monotonic()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if not worker.span and (span := self._next_span()):
                worker.give(span)

    def _next_span(self) -> range | None:
        """Return what to do next; None at the end, and while results are too far ahead."""
        if not self._left or self._left[0].start >= self._turn + self._jobs * READ_AHEAD:
            return None
        first, *others = self._left
        # Shares get smaller towards the end, so that no process is left alone with a long one.
        size = max(1, min(_CHUNK, sum(map(len, self._left)) // (4 * self._jobs)))
        self._left = [span for span in (first[size:], *others) if span]
        return first[:size]

    def _replace(self, worker: _Worker) -> None:
        """Put another process in the place of a dead one, whose other items are left to do."""
        self._workers.remove(worker)
        exit_code, held = worker.bury(), worker.position.value
        if held == _NOWHERE:
            self._false_starts += 1
        else:
            self._outcomes[held] = exit_code
        self._left = sorted((*self._left, *worker.without(held)), key=lambda span: span.start)
        self._hire()

    def _hire(self) -> None:
        """Start a process; when that cannot be, those that there are must do."""
        reason = "they end before they have done anything"
        if self._false_starts <= 2 * self._jobs:
            try:
                self._workers.append(_Worker.start(self._context, self._work))
            except OSError as problem:
                reason = problem.strerror or str(problem)
        if not self._workers:
            raise BuildError(
                f"processes to share the work cannot be started: {reason}",
                code="worker.unstarted",
                hint="Close other programs, or do without more processes: --jobs 1.",
            )


@dataclass(slots=True, eq=False)
class _Worker:
    """A process as seen from outside."""

    process: BaseProcess
    connection: Connection
    position: Any  # shared with the process: the index that it is at
    span: range = range(0)  # what it was given and has not sent the results of

    @classmethod
    def start(cls, context: Any, work: _Work | bytes) -> _Worker:
        ours, theirs = context.Pipe()
        position = context.RawValue("q", _NOWHERE)
        process = context.Process(target=_serve, args=(work, theirs, position), daemon=True)
        with ExitStack() as afterwards:
            if hasattr(signal, "pthread_sigmask"):  # let signals wait until it can take them
                mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
                afterwards.callback(signal.pthread_sigmask, signal.SIG_SETMASK, mask)
            process.start()
        theirs.close()  # or the pipe would outlive the process
        return cls(process, ours, position)

    @property
    def handles(self) -> tuple[Connection, int]:
        return self.connection, self.process.sentinel

    def give(self, span: range) -> None:
        self.span = span
        with suppress(OSError):  # dead by now, which shows when it is attended to
            self.connection.send(span)

    def receive(self) -> dict[int, bytes] | None:
        """Return results by their index; None when the process died without sending any."""
        with suppress(EOFError, OSError):
            results = pickle.loads(self.connection.recv_bytes())
            done, self.span = self.span[: len(results)], self.span[len(results) :]
            return dict(zip(done, results, strict=True))
        return None

    def without(self, held: int) -> Iterator[range]:
        """Yield what has no result yet, but for the index that the process held."""
        cut = held if held in self.span else self.span.stop
        yield from filter(None, (range(self.span.start, cut), range(cut + 1, self.span.stop)))

    def bury(self) -> int:
        """Make sure that the process has ended; return its exit code."""
        self.process.kill()
        self.process.join()
        exit_code = self.process.exitcode or 0
        self.process.close()
        self.connection.close()
        return exit_code


def _serve(work: _Work | bytes, connection: Connection, position: Any) -> None:
    """Do spans of the work as they come, until this process is ended."""
    # An interruption reaches all processes of a terminal; the one that we work for ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # looking for garbage in what was inherited would copy its memory, page by page
    function = pickle.loads(work) if isinstance(work, bytes) else work
    with suppress(EOFError, OSError):  # there is nobody any more to take results
        while True:
            _do(connection.recv(), function, connection, position)


def _end_with_parent() -> None:
    """End this process, whatever it is at, when the one that it works for is no more."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(span: range, work: _Work, connection: Connection, position: Any) -> None:
    """Send the results of a span: those of fast items together, that of a slow one at once."""
    packed: list[bytes] = []
    due = monotonic() + _PATIENCE
    for index in span:
        position.value = index
        packed.append(_packed(work, index))
        if index == span[-1] or monotonic() >= due:
            message = pickle.dumps(packed, pickle.HIGHEST_PROTOCOL)
            position.value = _NOWHERE
            connection.send_bytes(message)
            packed.clear()
            due = monotonic() + _PATIENCE


def _packed(work: _Work, index: int) -> bytes:
    try:
        return pickle.dumps(work(index), pickle.HIGHEST_PROTOCOL)
    except BaseException as raised:  # noqa: BLE001 - whatever it is, it is for our caller
        story = traceback.format_exc()
        error = raised if _travels(raised) else RuntimeError(story.splitlines()[-1])
        return pickle.dumps(_Raised(error, story))


def _travels(error: BaseException) -> bool:
    """Return whether the error can be pickled and unpickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - exceptions have code of their own for this
        return False
    return True
