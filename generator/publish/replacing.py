"""Files that people edit too: one gets new bytes only while it has those that were read.

The new file changes places with the old one in one step, and only then is the old one compared:
so what somebody saved in between is in our hands, and goes back. Linux and macOS can do that on
their own disks. Elsewhere the comparison comes just before the step, and a moment stays in which
a save is lost; so it is everywhere for an editor that opened the old file before and writes into
it after.
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
from typing import TypeAlias

from generator.publish.disk import bytes_of, sync_names, temporary_for, write_synced

Exchange: TypeAlias = "Callable[[bytes, bytes], int]"
_HERE = -100
"""AT_FDCWD: paths count from the working folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})
"""What a disk says that cannot exchange two files, or have one file under two names."""


def replace_if_same(path: Path, data: bytes, read: bytes | None) -> bool:
    """Write a file that has the bytes ``read`` until then (None: there is no file yet).

    Returns whether that was done: when somebody saved, made or deleted it meanwhile, that holds.
    The file is on the disk when this returns, and keeps its permissions.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_for(path)
    try:
        write_synced(temporary, data)
        is_done = _begin(temporary, path) if read is None else _replace(temporary, path, data, read)
    finally:
        _tidy(temporary, data, read)
    sync_names(path.parent)
    return is_done


def _tidy(temporary: Path, data: bytes, read: bytes | None) -> None:
    """Delete what is left of a replacement, unless it is what somebody saved just now."""
    left = bytes_of(temporary)
    if left is not None and (left == read or data.startswith(left)):
        with suppress(OSError):
            temporary.unlink()


def _begin(temporary: Path, path: Path) -> bool:
    """Give a new file its name, unless something has that already."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as problem:
        if problem.errno not in _UNSUPPORTED:
            raise
        try:
            path.open("xb").close()
        except FileExistsError:
            return False
        os.replace(temporary, path)
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
            # Newer than what was put in its place, however often somebody saves.
            exchange(temporary, path)
            put, expected = taken, put
    except FileNotFoundError:
        return False
    return put == data


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; return whether the system and the disk can."""
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _call() -> Exchange | None:
    """Return the system's own function for it; None when it has none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):  # Windows has no library of its own program
        return None
    if hasattr(library, "renameat2"):
        return lambda one, other: int(library.renameat2(_HERE, one, _HERE, other, _EXCHANGE))
    if hasattr(library, "renamex_np"):
        return lambda one, other: int(library.renamex_np(one, other, _EXCHANGE))
    return None
