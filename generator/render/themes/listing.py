"""List the files of a theme by their names: a file that is not listed cannot be used.

Names come from templates, settings and documents. They are looked up in the list, never joined to
a path, so that no name leads out of a theme, not even with ``..``, a drive or a backslash.
Links are followed only inside the folder of all themes, unless ``follow_links`` is set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


def list_files(folder: Path, *, follow_links: bool) -> ThemeListing:
    """Return the files of the theme in a folder. Raises BuildError for folders it cannot read."""
    root = Path(folder.absolute().anchor) if follow_links else folder.parent
    faults: list[Diagnostic] = []
    files = {kind: dict(sorted(_files_in(folder / kind, root, faults))) for kind in KINDS}
    return ThemeListing(files, tuple(faults))


def _files_in(
    folder: Path, root: Path, faults: list[Diagnostic], prefix: str = ""
) -> Iterator[tuple[str, Path]]:
    """Yield each file below a folder: its name, which begins with ``prefix``, and its path.

    Links may point into ``root``: the folder of all themes, or the whole disk.
    """
    if not os.path.isdir(folder):
        return
    if leads_outside(folder, root):
        faults.append(_outside(folder))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as problem:
        raise unreadable(folder, problem) from problem
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if not prefix and folder.name != "static" and path.suffix in (".html", ".yaml"):
                faults.append(_no_file(path, "expected a file, found a folder"))
            yield from _files_in(path, root, faults, f"{prefix}{entry.name}/")
        elif entry.is_symlink() and leads_outside(path, root):
            faults.append(_outside(path))
        elif os.path.isfile(path):
            yield prefix + entry.name, path
        else:
            faults.append(_no_file(path, "this is not a file, nor a link to one"))


def _outside(path: Path) -> Diagnostic:
    message = "this link leads out of the folder of themes, and is not followed"
    return error("theme.link", message, path=shown(path), hint="Put a copy in its place.")


def _no_file(path: Path, message: str) -> Diagnostic:
    return error("theme.file", message, path=shown(path), hint="Put a file in its place.")
