"""Lists the files of a theme by their names: a file that is not listed cannot be used.

Names come from templates, settings and documents, and are looked up, never joined to a path. So
no name leads out of a theme: neither ``..`` nor an absolute name, a drive or a backslash does.
Links are followed only inside the folder of all themes, unless ``follow_links`` is set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.render.themes.quoting import shown, unreadable
from generator.report import Diagnostic, error

KINDS = ("templates", "static", "strings")


@dataclass(frozen=True, slots=True)
class ThemeListing:
    """The files of a theme by kind, then by their path inside the kind's folder, sorted."""

    files: Mapping[str, Mapping[str, Path]]
    faults: tuple[Diagnostic, ...] = ()
    """Errors about entries that cannot be used."""


def leads_outside(path: Path, root: Path) -> bool:
    """Return whether a path, once its links are followed, is outside a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def list_files(folder: Path, *, follow_links: bool = False) -> ThemeListing:
    """Return the files of the theme in a folder. Raises BuildError for folders it cannot read."""
    walk = _Walk(Path(folder.absolute().anchor) if follow_links else folder.parent)
    files = {kind: dict(sorted(walk.files(folder / kind))) for kind in KINDS}
    return ThemeListing(files, tuple(walk.faults))


@dataclass(slots=True)
class _Walk:
    """Lists files. Links may lead into ``root``: the folder of all themes, or the whole disk."""

    root: Path
    faults: list[Diagnostic] = field(default_factory=list)

    def files(self, folder: Path, prefix: str = "") -> Iterator[tuple[str, Path]]:
        """Yield each file below a folder: its name, after ``prefix``, and its path."""
        if not os.path.isdir(folder):
            return
        if leads_outside(folder, self.root):
            self.faults.append(_outside(folder))
            return
        for entry in _entries(folder):
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                self._check_name(path, prefix)
                yield from self.files(path, f"{prefix}{entry.name}/")
            elif entry.is_symlink() and leads_outside(path, self.root):
                self.faults.append(_outside(path))
            elif os.path.isfile(path):
                yield prefix + entry.name, path
            else:
                self.faults.append(_no_file(path, "this is not a file, nor a link to one"))

    def _check_name(self, path: Path, prefix: str) -> None:
        if not prefix and path.parent.name != "static" and path.suffix in (".html", ".yaml"):
            self.faults.append(_no_file(path, "expected a file, found a folder"))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as problem:
        raise unreadable(folder, problem) from problem


def _outside(path: Path) -> Diagnostic:
    return error(
        "theme.link",
        "this link leads out of the folder of themes, and is not followed",
        path=shown(path),
        hint="Put a copy in its place.",
    )


def _no_file(path: Path, message: str) -> Diagnostic:
    return error("theme.file", message, path=shown(path), hint="Put a file in its place.")
