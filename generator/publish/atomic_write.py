"""Replace files atomically, even if the process dies, and refuse links that point outside.

**What survives a power cut.** A rename keeps a file whole when the process dies, not when the
machine does: the name may reach the disk before the bytes. So files that nobody could make again
are synced to the disk before they replace the old ones, and their names afterwards: content files,
which hold people's words, and the manifest, which says what is ours. Pages are not synced: any
build makes them again, and syncing ten thousand of them takes minutes on a slow disk. If a power
cut emptied a page, ``verify`` finds it, and it is never taken for an edit of the owner's.
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

_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
"""A flag without which opening a named pipe would wait until somebody writes to it."""


def write_safely(path: Path, data: bytes) -> None:
    """Write and sync a file; the old one stays until it is whole. Permissions are kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _replacing(path) as temporary:
        write_synced(temporary, data)
        with suppress(OSError):
            shutil.copymode(path, temporary)
    sync_names(path.parent)


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file, replacing any file or link, and sync its bytes to the disk."""
    if os.path.lexists(path):
        os.unlink(path)
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to, and replace the old file with the new one afterwards."""
    temporary = temporary_for(path)
    if temporary.is_symlink():
        temporary.unlink()  # otherwise its target would be overwritten
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def sync_names(folder: Path) -> None:
    """Sync the names in a folder to the disk, where the system can do so."""
    # Windows cannot open folders, and some network disks cannot sync them; files are whole anyway.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(source: Path, target: Path) -> None:
    """Move a file, replacing any file at the target; make its folders."""
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
        # Another disk: copy next to the target, then rename.
        with _replacing(target) as temporary:
            shutil.copyfile(source, temporary)


def temporary_for(path: Path) -> Path:
    """Return a file's temporary path: always the same, so as to replace what a killed run left."""
    return path.parent / f".microfiche-{sha256(os.fsencode(path.name)).hexdigest()[:12]}"


def delete(target: Path, output: Path) -> None:
    """Delete a file that is known to be inside the output, and the folders that this empties."""
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
    """Raise OSError when a folder is outside the output once links are followed."""
    if not real_path(folder).is_relative_to(real_path(output)):
        raise OSError(errno.ELOOP, "its folder is a link that leads out of the output folder")


def clear_away(path: Path) -> None:
    """Delete a folder with its contents, a file or a link (not its target), as far as possible."""
    with suppress(OSError):
        if stat.S_ISDIR(os.lstat(path).st_mode):
            shutil.rmtree(path, onerror=_open_and_retry)
        else:
            os.unlink(path)


def _open_and_retry(work: Callable[[str], object], path: str, _: object) -> None:
    """Make a folder writable, and retry a deletion in it."""
    with suppress(OSError):
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        work(path)


def bytes_of(path: Path) -> bytes | None:
    """Return the bytes of a regular file; None when there is none, or it is unreadable."""
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAIT)) as file:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None
