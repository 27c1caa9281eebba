"""Files that are the old one or the new one, whenever the process dies; and links kept inside.

**What survives a power cut.** A rename keeps a file whole when the process dies, not when the
machine does: the name may reach the disk before the bytes. So what nobody could make again is
forced to the disk before it takes the old one's place, and its name after: content files, which
hold people's words, and the manifest, which says what is ours. Pages are not: they are made again
by any build, and waiting for the disk ten thousand times costs minutes on a slow one. A page that
a power cut emptied is found by ``verify``, and is never taken for an edit of the owner's.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.paths import real_path

_TEMPORARY = ".microfiche-"


def write_safely(path: Path, data: bytes) -> None:
    """Write a file that is on the disk when this returns; till then, the old one is.

    The file keeps its permissions.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _replacing(path) as temporary:
        write_synced(temporary, data)
        with suppress(OSError):
            shutil.copymode(path, temporary)
    sync_names(path.parent)


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file, in the place of a link too, and force its bytes to the disk."""
    if os.path.lexists(path):
        os.unlink(path)
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put that file in the place of the old one afterwards."""
    temporary = temporary_for(path)
    if temporary.is_symlink():
        temporary.unlink()  # else what it leads to would be written over
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def sync_names(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can do so."""
    # Windows opens no folders, and some network disks do not sync them; the file is whole anyway.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(source: Path, target: Path) -> None:
    """Put a file in the place of another, or where there was none; folders are made."""
    try:
        _rename(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _rename(source, target)


def _rename(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        # Another disk: copy beside the target, then rename within it.
        with _replacing(target) as temporary:
            shutil.copyfile(source, temporary)


def temporary_for(path: Path) -> Path:
    """Return where a file is made; the same at each run, so that what a killed one left goes."""
    return path.parent / f"{_TEMPORARY}{sha256(os.fsencode(path.name)).hexdigest()[:12]}"


def delete(target: Path, output: Path) -> None:
    """Delete a file that is known to be inside the output, and the folders left empty by it."""
    with suppress(FileNotFoundError, NotADirectoryError):
        target.unlink()
    for folder in target.parents:
        if folder == output:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def refuse_outside(folder: Path, output: Path) -> None:
    """Raise OSError when a link inside the output leads a folder out of it."""
    if not real_path(folder).is_relative_to(real_path(output)):
        raise OSError(errno.ELOOP, "its folder is a link that leads out of the output folder")


def clear_away(path: Path) -> None:
    """Delete what is at a path as far as possible: a folder with all in it, else the file or link.

    Nothing that a link leads to is touched.
    """
    with suppress(OSError):
        if stat.S_ISDIR(os.lstat(path).st_mode):
            shutil.rmtree(path, onerror=_open_and_retry)
        else:
            os.unlink(path)


def _open_and_retry(work: Callable[[str], object], path: str, _: object) -> None:
    """Delete what is in a folder that was not to be written to."""
    with suppress(OSError):
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        work(path)


def bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a file; None when there is none that can be read."""
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None


def _open_without_waiting(path: str, flags: int) -> int:
    # A named pipe would otherwise be waited for until somebody writes to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
