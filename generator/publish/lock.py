"""One build of an archive at a time: a lock that the system takes away when its holder dies.

The lock is advisory and lies on a file that stays, ``.cache/lock``; the file alone means
nothing, so no killed build ever leaves a lock behind. It holds the number of the process that
holds the lock, or of the last that did, for the message.
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
"""Where the locked byte is on Windows, which lets nobody read what is locked."""

_handles: set[int] = set()
"""The locks of this process, by their open files."""

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
        """Close, in a forked process, the locks of the one that it was forked from.

        A worker that outlives a killed build would otherwise hold its lock for ever.
        """
        while _handles:
            os.close(_handles.pop())

    os.register_at_fork(after_in_child=_let_go)


_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Links and pipes in the place of the lock are not waited for, and not written through."""


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Keep other builds of an archive away; ``folder`` is its cache.

    Raises BuildError at once when another one is at work, or the folder is a link to one that is
    somebody else's. Where no lock can be had, on a disk that knows none or in a folder that
    cannot be written to, the build goes on without.
    """
    refuse_foreign_cache(folder)
    handle = _open(folder)
    with _held(handle):
        if handle is not None:
            _take_or_refuse(handle)
        yield


@contextmanager
def hold_output(folder: Path) -> Iterator[None]:
    """Keep the builds of other archives away from an output; nothing is written into it.

    Raises BuildError at once when another one is at work. Where a folder cannot be locked, as on
    Windows, or there is none yet, the build goes on without.
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
def _held(handle: int | None) -> Iterator[None]:
    """Close an open file, and with it its lock, in the end."""
    if handle is not None:
        _handles.add(handle)
    try:
        yield
    finally:
        if handle is not None and handle in _handles:
            _handles.remove(handle)
            os.close(handle)


def _open(folder: Path) -> int | None:
    """Return a file to lock; None when there can be none."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / _NAME).is_symlink():  # none of ours: what it leads to would be written to
            (folder / _NAME).unlink()
    # Another user's file can be read, which is enough to lock it.
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with suppress(OSError):
            return os.open(folder / _NAME, flags | _NO_LINKS, 0o666)
    return None


def _take_or_refuse(handle: int) -> None:
    try:
        _take(handle)
    except OSError as problem:
        if problem.errno in _TAKEN:
            raise _refusal(handle) from problem
        return
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())


def _refusal(handle: int) -> BuildError:
    os.lseek(handle, 0, os.SEEK_SET)
    number = os.read(handle, 20).decode("ascii", "replace").strip()
    holder = f"process {number}" if number.isdigit() else "another process"
    return BuildError(
        f"{holder} is building this archive",
        code="build.locked",
        path=f".cache/{_NAME}",
        hint="Wait until it has ended, or end it; then build again.",
    )
