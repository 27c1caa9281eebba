"""Replace a file that people also edit, but only while it still has the bytes that were read.

The new file and the old one are swapped in one step, and only then is the old one compared with
those bytes: if somebody saved in between, their file is still there, and is put back. Linux and
macOS can swap files on their own file systems. Elsewhere, the comparison comes just before the
replacement, and a save between the two is lost. Everywhere, a save is lost when an editor opened
the old file before the replacement and writes into it afterwards.
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
"""RENAME_EXCL and RENAME_SWAP of macOS, by the flag of Linux that does the same."""
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
"""The errors of systems and disks without such renames."""


def replace_if_same(path: Path, data: bytes, read: bytes | None) -> bool:
    """Write a file if it still has the bytes ``read`` (None: if there still is no file).

    Return whether that was done: if somebody saved, created or deleted the file meanwhile, it
    is left unchanged. The new file keeps the permissions, and is synced to the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_for(path)
    try:
        write_synced(temporary, data)
        is_done = begin(temporary, path) if read is None else _replace(temporary, path, data, read)
    finally:
        # Delete the temporary file, unless it holds what somebody has just saved: it is ours if it
        # is the file that was read, or the new one, perhaps not written in full.
        left = bytes_of(temporary)
        if left is not None and (left == read or data.startswith(left)):
            with suppress(OSError):
                temporary.unlink()
    sync_names(path.parent)
    return is_done


def begin(temporary: Path, path: Path) -> bool:
    """Rename a new file to ``path``; return False when there is a file already."""
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
            # Somebody saved this after we read: put it back. If they saved again, repeat.
            exchange(temporary, path)
            put, expected = taken, put
    except FileNotFoundError:
        return False
    return put == data


def exchange(one: Path, other: Path) -> bool:
    """Swap two files in one step; return False when the system or the disk cannot do that."""
    return _rename(one, other, _EXCHANGE)


def _rename(one: Path, other: Path, how: int) -> bool:
    """Rename a file with the flag ``how``; return False when system or disk do not support it."""
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
    """Return the system's function for renames with flags; None when there is none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows cannot open the program itself
        return None
    if hasattr(library, "renameat2"):
        return lambda one, other, how: int(library.renameat2(_HERE, one, _HERE, other, how))
    if hasattr(library, "renamex_np"):
        return lambda one, other, how: int(library.renamex_np(one, other, _OF_MACOS[how]))
    return None
