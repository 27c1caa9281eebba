"""What files a folder holds, and what they look like from outside: names, sizes and times.

No file is opened. A file counts as changed when its size, its time of change or its place on
the disk has.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

Mark = tuple[int, int, int, int]
"""Size in bytes, times of change of the bytes and of the state (both ns), place on the disk."""

MISSING: Mark = (-1, 0, 0, 0)
_PYTHON_CACHE = "__pycache__"


@dataclass(frozen=True)
class Snapshot:
    """The files below a folder by their paths.

    Hidden files are nobody's. Links that lead nowhere, and folders inside that cannot be read,
    stand among the files, so that whoever opens them learns what is wrong.
    """

    marks: Mapping[str, Mark] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest(sorted(self.marks.items()))


@dataclass(frozen=True)
class Outline:
    """A folder by less than a snapshot of it: the names of files, and what the folders look like.

    It shows what was added, removed or replaced, not what was rewritten in place, and costs a
    third. Folders are named with their slash; the outermost is ``""``.
    """

    files: Collection[str] = ()
    folders: Mapping[str, Mark] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest((list(self.files), self.folders))


def _digest(state: Any) -> str:
    # Version 2 of the format writes equal values as equal bytes.
    return blake2b(marshal.dumps(state, 2), digest_size=16).hexdigest()


def take_snapshot(folder: Path) -> Snapshot:
    """Return what a folder holds; one that is not there is empty.

    Raises OSError when the folder itself cannot be read.
    """
    marks: dict[str, Mark] = {}
    with suppress(FileNotFoundError):
        _look(str(folder), "", (), marks)
    return Snapshot(marks)


def take_outline(folder: Path) -> Outline:
    """Return the outline of a folder; one that is not there, or cannot be read, has none."""
    files: dict[str, None] = {}
    folders: dict[str, Mark] = {}
    _sketch(str(folder), "", files, folders)
    return Outline(files.keys(), folders)


def retake_outline(folder: Path, before: Outline, touched: Collection[str]) -> Outline:
    """Return the outline of a folder of which only the ``touched`` folders changed since.

    Touched are folders, with their slash, in which files were added, removed or replaced. When
    folders came or went, or the first file of one did, all of it is looked at again.
    """
    names: dict[str, dict[str, None]] = {}
    marks = dict(before.folders)
    for prefix in touched:
        inside: dict[str, None] = {}
        subfolders = _list(f"{folder}/{prefix}", prefix, inside)
        known = {name for name in marks if name != prefix and _parent(name) == prefix}
        if prefix not in marks or subfolders is None or known != set(subfolders):
            return take_outline(folder)
        names[prefix] = inside
        marks[prefix] = mark_of(f"{folder}/{prefix}")
    files: dict[str, None] = {}
    for name in before.files:
        prefix = name[: name.rfind("/") + 1]
        if prefix in names:
            files.update(names[prefix])
        else:
            files[name] = None
    is_whole = all(files.keys() >= inside.keys() for inside in names.values())
    return Outline(files.keys(), marks) if is_whole else take_outline(folder)


def _parent(folder: str) -> str:
    """Return the folder that a folder is in, both with their slash."""
    return folder[: folder.rfind("/", 0, -1) + 1]


def _list(folder: str, prefix: str, files: dict[str, None]) -> list[str] | None:
    """Add the names of a folder's files; return those of its folders, None for one unreadable."""
    subfolders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                # A link is not followed: it is a file that is not ours.
                if entry.is_dir(follow_symlinks=False):
                    subfolders.append(f"{prefix}{entry.name}/")
                else:
                    files[prefix + entry.name] = None
    except OSError:
        return None
    return subfolders


def real(path: Path | str) -> Path:
    """Return where a path leads through all links; one that runs in circles is its own end."""
    # Path.resolve raises RuntimeError for those.
    return Path(os.path.realpath(path))


def mark_of(path: str) -> Mark:
    """Return what a file or folder looks like; MISSING when there is none."""
    try:
        return _mark(os.stat(path))
    except OSError:
        return MISSING


def _mark(stat: os.stat_result) -> Mark:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _look(folder: str, prefix: str, above: tuple[str, ...], marks: dict[str, Mark]) -> None:
    inside = (*above, folder)
    subfolders: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." or name == _PYTHON_CACHE:
                continue
            if entry.is_dir():
                subfolders.append(entry)
            elif entry.is_file() or not os.path.exists(entry.path):
                marks[prefix + name] = _mark_of_entry(entry)
    for entry in subfolders:
        if entry.is_symlink() and _leads_up(entry.path, inside):
            continue
        try:
            _look(entry.path, f"{prefix}{entry.name}/", inside, marks)
        except OSError:
            marks[prefix + entry.name] = MISSING


def _leads_up(link: str, above: tuple[str, ...]) -> bool:
    """Say whether a link leads to one of the folders that it stands in."""
    target = os.path.realpath(link)
    return any(os.path.realpath(folder) == target for folder in above)


def _mark_of_entry(entry: os.DirEntry[str]) -> Mark:
    """Return the mark of a file; of a link, that of what it leads to, if it leads anywhere."""
    try:
        return _mark(entry.stat())
    except OSError:
        return MISSING


def _sketch(folder: str, prefix: str, files: dict[str, None], folders: dict[str, Mark]) -> None:
    folders[prefix] = mark_of(folder)
    for name in _list(folder, prefix, files) or ():
        _sketch(f"{folder}/{name[len(prefix) : -1]}", name, files, folders)
