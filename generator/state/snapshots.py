"""What files a folder holds, and what they look like from outside: names, sizes and times.

No file is opened. A file counts as changed when its size, its time of change or its place on
the disk has. A folder is walked once, however many links lead to it, and a link that leads out of
the archive is not followed unless the owner allows it.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.report import BuildError, Diagnostic, error, warning

FileStat = tuple[int, int, int, int]
"""Size in bytes, times of change of the bytes and of the state (both ns), place on the disk."""

MISSING: FileStat = (-1, 0, 0, 0)
_PYTHON_CACHE = "__pycache__"

_OUTSIDE = "the link leads out of this folder"
_AGAIN = "the link leads to a folder that is read anyway"
_DEEP = "the folder lies in more than a hundred others"
_SPECIAL = "it is a device, a socket or a pipe, not a file"
_REMEDIES = {
    _OUTSIDE: "Copy what it leads to into the archive, or set follow_links: true in site.yaml.",
    _AGAIN: "Delete the link, or keep it: nothing is read twice.",
    _DEEP: "Move it up.",
    _SPECIAL: "Move it out of the archive.",
}
_UNTIL_THEN = " What is published of it stays until then."
_DEEPEST = 100
"""Folders inside one another; no disk has more but by mistake, and many programs end there."""
_SHOWN = 5
"""Places that a message names before it counts the others."""

_NANO = 1_000_000_000
_SECOND = _NANO
"""Nanoseconds: what coarse disks count in."""
_COARSE_CLOCK = 5
"""CLOCK_REALTIME_COARSE of Linux, by which files are stamped on most of its disks."""
_RESOLUTION = time.clock_getres(_COARSE_CLOCK) if sys.platform == "linux" else 0.015
_TICK = _RESOLUTION * 1.25
"""Seconds within which two changes of a file may bear the same time."""
_COARSE = 2 * _NANO
"""Nanoseconds within which they may on disks that note down whole seconds; FAT every other one."""


@dataclass(frozen=True)
class Snapshot:
    """The files below a folder by their paths.

    Hidden files are nobody's. Links that lead nowhere are among the files, so that whoever opens
    them learns what is wrong. ``unseen`` has the folders that cannot be read and the links that
    are not followed, ``skipped`` what no build reads, both with the reason.
    """

    marks: Mapping[str, FileStat] = field(default_factory=dict)
    unseen: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest((sorted(self.marks.items()), self._left_out))

    @property
    def _left_out(self) -> list[tuple[str, str]]:
        return sorted({**self.unseen, **self.skipped}.items())

    def hides(self, name: str) -> bool:
        """Return whether a path lies where this snapshot could not look."""
        if not self.unseen:
            return False
        parts = name.split("/")
        return any("/".join(parts[:count]) in self.unseen for count in range(1, len(parts) + 1))

    def require(self, name: str, folder: str) -> None:
        """Raise BuildError when a file was left out without which nothing can be decided."""
        reason = self.unseen.get(name) or self.skipped.get(name)
        if reason is not None:
            raise BuildError(
                f"this is needed, and it is not read: {reason}",
                code="folder.unread",
                path=f"{folder}/{name}",
                hint=_remedy(reason),
            )

    def diagnostics(self, folder: str) -> Iterator[Diagnostic]:
        """Yield what was left out, one for each reason; ``folder`` is how messages call it."""
        # Loaded here: a build with nothing to do has nothing to say.
        from generator.text import printable

        places: defaultdict[str, list[str]] = defaultdict(list)
        for name, reason in self._left_out:
            places[reason].append(name)
        for reason, names in places.items():
            others = names[1:_SHOWN]
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            also = f"; likewise {', '.join(map(printable, others))}{more}" if others else ""
            is_unseen = names[0] in self.unseen
            yield (error if is_unseen else warning)(
                "folder.unread" if is_unseen else "folder.skipped",
                f"this is not read: {reason}{also}",
                path=printable(f"{folder}/{names[0]}"),
                hint=_remedy(reason) + (_UNTIL_THEN if is_unseen else ""),
            )


def _remedy(reason: str) -> str:
    return _REMEDIES.get(reason, "Fix the folder or its permissions.")


@dataclass(frozen=True)
class Outline:
    """A folder by less than a snapshot of it: the names of files, and what the folders look like.

    It shows what was added, removed or replaced, not what was rewritten in place, and costs a
    third. Folders are named with their slash; the outermost is ``""``.
    """

    files: Collection[str] = ()
    folders: Mapping[str, FileStat] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest((list(self.files), self.folders))


def _digest(state: Any) -> str:
    # Version 2 of the format writes equal values as equal bytes.
    return blake2b(marshal.dumps(state, 2), digest_size=16).hexdigest()


def take_snapshot(
    folder: Path, within: Collection[Path] = (), *, follow_links: bool = False
) -> Snapshot:
    """Return what a folder holds; one that is not there is empty.

    Links may lead into the folder itself and into those ``within``, with ``follow_links``
    anywhere. Raises OSError when the folder itself cannot be read.
    """
    roots = () if follow_links else tuple(os.path.realpath(root) for root in (folder, *within))
    walk = _Walk(roots)
    with suppress(FileNotFoundError):
        walk.enter(str(folder))
    _wait_for_the_clock(walk.marks, walk.places)
    return Snapshot(walk.marks, walk.unseen, walk.skipped)


def take_outline(folder: Path) -> Outline:
    """Return the outline of a folder; one that is not there, or cannot be read, has none."""
    files: dict[str, None] = {}
    folders: dict[str, FileStat] = {}
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
        marks[prefix] = stat_of_file(f"{folder}/{prefix}")
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


def stat_of_file(path: str) -> FileStat:
    """Return what a file or folder looks like; MISSING when there is none."""
    try:
        return _mark(os.stat(path))
    except OSError:
        return MISSING


def _mark(stat: os.stat_result) -> FileStat:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def stat_of_input(path: str) -> FileStat:
    """Return what a file looks like that somebody may be editing; MISSING when there is none.

    On a disk that notes down whole seconds, a later edit within the same second would not show:
    such a mark is like no other, so that the file is read again next time.
    """
    try:
        return _mark_of_input(os.stat(path), time.time_ns())
    except OSError:
        return MISSING


def _mark_of_input(stat: os.stat_result, now: int) -> FileStat:
    latest = max(stat.st_mtime_ns, stat.st_ctime_ns)
    is_coarse = not (stat.st_mtime_ns % _SECOND or stat.st_ctime_ns % _SECOND)
    if is_coarse and latest > now - _COARSE:
        return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, -now)
    return _mark(stat)


def leads_out(path: str, roots: Collection[str]) -> bool:
    """Return whether a path leads, by way of links, out of all these folders.

    The folders are real paths; none at all stand for the whole disk.
    """
    target = os.path.realpath(path)
    return bool(roots) and not any(
        target == root or target.startswith(root.rstrip(os.sep) + os.sep) for root in roots
    )


class _Walk:
    """Looks through a folder; ``roots`` are those that links may lead into, none: anywhere."""

    def __init__(self, roots: Collection[str]) -> None:
        self.marks: dict[str, FileStat] = {}
        self.unseen: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.places: list[tuple[str, str]] = []
        """Names and paths of files that changed a moment ago."""
        self._roots = roots
        self._links: list[tuple[str, str]] = []
        """Names of links to folders, and where these are."""
        self._entered: set[str] = set()

    def enter(self, folder: str) -> None:
        """Look at all that is below a folder, and then at where the links in it lead.

        Raises OSError when the folder cannot be read.
        """
        self._now = time.time_ns()
        self._go_through("", os.path.realpath(folder))
        while self._links:
            # In order of their names: which of two links is followed depends on nothing else.
            self._links.sort(reverse=True)
            name, target = self._links.pop()
            if target in self._entered:
                self.skipped[name] = _AGAIN
            else:
                self._go_through(f"{name}/", target)

    def _go_through(self, prefix: str, folder: str) -> None:
        """Look at a folder and those inside."""
        below = [(prefix, folder)]
        while below:
            prefix, folder = below.pop()
            self._entered.add(folder)
            try:
                with os.scandir(folder) as entries:
                    below.extend(
                        (f"{prefix}{entry.name}/", entry.path)
                        for entry in entries
                        if self._look(entry, prefix)
                    )
            except OSError as problem:
                if not prefix:
                    raise
                self.unseen[prefix[:-1]] = problem.strerror or str(problem)

    def _look(self, entry: os.DirEntry[str], prefix: str) -> bool:
        """Note an entry down; return whether it is a folder to go through."""
        if entry.name[0] == "." or entry.name == _PYTHON_CACHE:
            return False
        name = prefix + entry.name
        if entry.is_symlink():
            self._follow(name, entry)
        elif entry.is_dir(follow_symlinks=False):
            if prefix.count("/") < _DEEPEST:
                return True
            self.unseen[name] = _DEEP
        elif entry.is_file(follow_symlinks=False):
            self._note(name, entry)
        else:
            self.skipped[name] = _SPECIAL
        return False

    def _follow(self, name: str, entry: os.DirEntry[str]) -> None:
        if leads_out(entry.path, self._roots):
            self.unseen[name] = _OUTSIDE
            return
        try:
            if entry.is_dir():
                self._links.append((name, os.path.realpath(entry.path)))
            elif entry.is_file() or not os.path.exists(entry.path):
                self._note(name, entry)
            else:
                self.skipped[name] = _SPECIAL
        except OSError:  # it leads to itself
            self.marks[name] = MISSING

    def _note(self, name: str, entry: os.DirEntry[str]) -> None:
        """Note down what a file looks like, or what a link leads to, if it leads anywhere."""
        try:
            stat = entry.stat()
        except OSError:
            self.marks[name] = MISSING
            return
        self.marks[name] = _mark_of_input(stat, self._now)
        if abs(self._now - max(stat.st_mtime_ns, stat.st_ctime_ns)) < _TICK * _NANO:
            self.places.append((name, entry.path))


def _wait_for_the_clock(marks: dict[str, FileStat], places: Sequence[tuple[str, str]]) -> None:
    """Let the moment pass in which files changed: another edit in it would bear the same time."""
    if places:
        time.sleep(_TICK)
        marks.update((name, stat_of_input(path)) for name, path in places)


def _sketch(folder: str, prefix: str, files: dict[str, None], folders: dict[str, FileStat]) -> None:
    below = [prefix]
    while below:
        prefix = below.pop()
        place = f"{folder}/{prefix}" if prefix else folder
        folders[prefix] = stat_of_file(place)
        below += reversed(_list(place, prefix, files) or ())
