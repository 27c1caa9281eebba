"""Resolve paths on this disk, and replace files as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def real_path(path: Path | str) -> Path:
    """Return a path with all its links followed, except those that lead in circles."""
    # Path.resolve raises RuntimeError for links that lead in circles.
    return Path(os.path.realpath(path))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; afterwards, put the file written there in the place of ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    yield temporary
    if path.is_dir():
        import shutil  # most builds do not need it

        shutil.rmtree(path)
    os.replace(temporary, path)
