"""Where paths lead on this disk."""

from __future__ import annotations

import os
from pathlib import Path


def real_path(path: Path | str) -> Path:
    """Return where a path leads through all links; one that runs in circles is its own end."""
    # Path.resolve raises RuntimeError for those.
    return Path(os.path.realpath(path))
