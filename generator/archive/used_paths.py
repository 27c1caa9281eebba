"""Which paths of the output are taken, on disks of every kind.

Some disks ignore letter case, and on none can a path be a file and a folder at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import SitePath
from generator.text import folded


class UsedPaths:
    """The paths in use; each new one is taken only where nothing is in its way."""

    def __init__(self, paths: Iterable[SitePath]) -> None:
        self._files: dict[str, SitePath] = {}
        self._folders: dict[str, SitePath] = {}
        for path in paths:
            self.take(path)

    def take(self, path: SitePath) -> None:
        name = _as_compared(path)
        self._files[name] = path
        folder = name.rpartition("/")[0]
        while folder and folder not in self._folders:
            self._folders[folder] = path
            folder = folder.rpartition("/")[0]

    def find_obstacle(self, path: SitePath) -> SitePath | None:
        """Return a path in use that a file at ``path`` cannot stand beside; None: it is free."""
        name = _as_compared(path)
        found = self._files.get(name) or self._folders.get(name)
        while found is None and name:
            name = name.rpartition("/")[0]
            found = self._files.get(name)
        return found


def _as_compared(path: SitePath) -> str:
    return path.lower() if path.isascii() else folded(path)
