"""Lock an archive for one build at a time; the system frees the lock when its holder dies.

The lock is an advisory one on ``.cache/lock``, a file that is never deleted: that it exists means
nothing, so a killed build never leaves a lock behind. For the error message, the file contains the
number of the process that holds the lock, or was the last to hold it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.publish.output_guard import refuse_foreign_cache
from generator.report import BuildError

_NAME = "lock"
_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_BEYOND = 1 << 30
"""The offset of the byte to lock on Windows: beyond the text, as a locked byte is unreadable."""

_handles: set[int] = set()
"""The open files on which this process holds locks."""

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _BEYOND, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go() -> None:
        """In a forked process, close the lock files of its parent.

        Otherwise, a worker that outlives a killed build would hold the build's lock for ever.
        """
        while _handles:
            os.close(_handles.pop())

    os.register_at_fork(after_in_child=_let_go)


_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags that neither follow a link in the place of the lock file, nor wait for a pipe there."""


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Keep other builds of an archive away; ``folder`` is its cache.

    Raises BuildError, without waiting, when another build is running, or when ``folder`` is a
    link to a folder that has other files in it. On a disk without locks, or in a folder that
    cannot be written to, the build goes on without a lock.
    """
    refuse_foreign_cache(folder)
    with _held(_open(folder)) as handle:
        if handle is not None:
            _take_or_refuse(handle)
        yield


@contextmanager
def hold_output(folder: Path) -> Iterator[None]:
    """Keep the builds of other archives away from an output folder, without writing into it.

    Raises BuildError, without waiting, when another build is running. When the folder cannot be
    locked, as on Windows, or does not exist yet, the build goes on without a lock.
    """
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    with _held(handle):
        try:
            if handle is not None:
                _take(handle)
        except OSError as problem:
            if problem.errno in _TAKEN:
                raise BuildError(
                    f"another archive is being published into {folder}",
                    code="build.locked",
                    path=folder.name,
                    hint="Give each archive an output folder of its own.",
                ) from problem
        yield


@contextmanager
def _held(handle: int | None) -> Iterator[int | None]:
    """Close an open file at the end, which frees its lock."""
    if handle is not None:
        _handles.add(handle)
    try:
        yield handle
    finally:
        if handle in _handles:
            _handles.remove(handle)
            os.close(handle)


def _open(folder: Path) -> int | None:
    """Return an open file to lock; None when that is impossible."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / _NAME).is_symlink():  # not ours: its target would be written to
            (folder / _NAME).unlink()
    # Another user's file may be readable only, which is enough to lock it.
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with suppress(OSError):
            return os.open(folder / _NAME, flags | _NO_LINKS, 0o666)
    return None


def _take_or_refuse(handle: int) -> None:
    try:
        _take(handle)
    except OSError as problem:
        if problem.errno not in _TAKEN:
            return
        os.lseek(handle, 0, os.SEEK_SET)
        number = os.read(handle, 20).decode("ascii", "replace").strip()
        holder = f"process {number}" if number.isdigit() else "another process"
        raise BuildError(
            f"{holder} is building this archive",
            code="build.locked",
            path=f".cache/{_NAME}",
            hint="Wait until it has ended, or end it; then build again.",
        ) from problem
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())
