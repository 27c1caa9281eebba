"""Replace a file that people edit too, only while it still has the bytes that were read.

The new file and the old one are swapped in one step, and only then is the old one compared: what
somebody saved in between is still there, and is put back. Linux and macOS can do that on their
own disks. Elsewhere the comparison comes just before the step, and a save in between is lost.
Everywhere, a save is lost when an editor opened the old file before and writes into it after.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.publish.atomic_write import bytes_of, sync_names, temporary_for, write_synced

_HERE = -100
"""AT_FDCWD: paths are relative to the working folder."""
_TO_NO_FILE = 1
_EXCHANGE = 2
"""RENAME_NOREPLACE and RENAME_EXCHANGE of Linux."""
_OF_MACOS = {_TO_NO_FILE: 4, _EXCHANGE: 2}
"""RENAME_EXCL and RENAME_SWAP."""
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
"""The errors of systems and disks without such renames."""


def replace_if_same(path: Path, data: bytes, read: bytes | None) -> bool:
    """Write a file if it still has the bytes ``read`` (None: if there still is no file).

    Returns whether that was done: when somebody saved, made or deleted it meanwhile, it stays so.
    The file is on the disk when this returns, and keeps its permissions.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_for(path)
    try:
        write_synced(temporary, data)
        is_done = begin(temporary, path) if read is None else _replace(temporary, path, data, read)
    finally:
        # The temporary file is deleted, unless it holds what somebody saved just now.
        left = bytes_of(temporary)
        if left is not None and (left == read or data.startswith(left)):
            with suppress(OSError):
                temporary.unlink()
    sync_names(path.parent)
    return is_done


def begin(temporary: Path, path: Path) -> bool:
    """Give a new file its name; return False when that is taken already."""
    try:
        if not _rename(temporary, path, _TO_NO_FILE):
            path.open("xb").close()
            os.replace(temporary, path)
    except FileExistsError:
        return False
    return True


def _replace(temporary: Path, path: Path, data: bytes, read: bytes) -> bool:
    with suppress(OSError):
        shutil.copymode(path, temporary)
    if bytes_of(path) != read:
        return False
    try:
        if not exchange(temporary, path):
            os.replace(temporary, path)
            return True
        put: bytes | None = data
        expected: bytes | None = read
        while (taken := bytes_of(temporary)) != expected:
            # Newer than what replaced it, however often somebody saves.
            exchange(temporary, path)
            put, expected = taken, put
    except FileNotFoundError:
        return False
    return put == data


def exchange(one: Path, other: Path) -> bool:
    """Swap two files in one step; return whether the system and the disk can do that."""
    return _rename(one, other, _EXCHANGE)


def _rename(one: Path, other: Path, how: int) -> bool:
    """Rename a file in a way that not all systems and disks know; return whether ours do."""
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other), how) == 0:
        return True
    if (number := ctypes.get_errno()) in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _call() -> Callable[[bytes, bytes, int], int] | None:
    """Return the system's own function for such renames; None without one."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows cannot open the program itself
        return None
    if hasattr(library, "renameat2"):
        return lambda one, other, how: int(library.renameat2(_HERE, one, _HERE, other, how))
    if hasattr(library, "renamex_np"):
        return lambda one, other, how: int(library.renamex_np(one, other, _OF_MACOS[how]))
    return None
