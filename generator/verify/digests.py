"""List the files of a folder, and compute the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from generator.report import BuildError
from generator.state import snapshots
from generator.workers import cores

UNREADABLE = ""
"""Used as the digest of a file that exists but cannot be read."""

_MOST_THREADS = 8
_CHUNK = 64
"""Files that a thread hashes per task."""
_PIECE = 1 << 20
"""The most bytes read at a time."""


def look_at(folder: Path, *, follow_links: bool) -> snapshots.Snapshot:
    """Return a snapshot of a folder, as a build takes it.

    Raises BuildError when the folder cannot be read.
    """
    try:
        return snapshots.take_snapshot(folder, follow_links=follow_links)
    except OSError as problem:
        raise BuildError(
            f"the folder cannot be read: {problem.strerror}",
            code="folder.unreadable",
            path=folder.name,
            hint="Fix the folder or its permissions.",
        ) from problem


def hash_files(folder: Path, names: Sequence[str]) -> dict[str, str | None]:
    """Return the SHA-256 of files by name.

    None for those that are missing or no regular files, UNREADABLE for those that cannot be read.
    """
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]

    def hash_chunk(chunk: Sequence[str]) -> list[str | None]:
        return [_hash_file(os.path.join(folder, name)) for name in chunk]

    # Hashing and disk access run in parallel, since both release the interpreter lock.
    with ThreadPoolExecutor(min(_MOST_THREADS, cores())) as pool:
        digests = chain.from_iterable(pool.map(hash_chunk, chunks))
        return dict(zip(names, digests, strict=True))


def _hash_file(path: str) -> str | None:
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            return None
        digest = hashlib.sha256()
        with open(path, "rb", buffering=0) as file:
            while piece := file.read(min(state.st_size + 1, _PIECE)):
                digest.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return UNREADABLE
    return digest.hexdigest()
