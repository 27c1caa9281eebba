"""Keep track of the paths in use in the output, for any file system.

Some file systems ignore letter case, and no path can be both a file and a folder.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import SitePath
from generator.text import folded


class UsedPaths:
    """The paths in use, and a search for what is in the way of a new one."""

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
        """Return a path in use that conflicts with a file at ``path``; None if it is free."""
        name = _as_compared(path)
        found = self._files.get(name) or self._folders.get(name)
        while found is None and name:
            name = name.rpartition("/")[0]
            found = self._files.get(name)
        return found


def _as_compared(path: SitePath) -> str:
    return path.lower() if path.isascii() else folded(path)
