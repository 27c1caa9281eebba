"""Resolves paths on this disk."""

from __future__ import annotations

import os
from pathlib import Path


def real_path(path: Path | str) -> Path:
    """Return a path with all its links followed, except those that lead in circles."""
    # Path.resolve raises RuntimeError for those.
    return Path(os.path.realpath(path))
