"""Which files a folder holds, and how they look from outside: names, sizes and times.

No file is opened. A file counts as changed when its size, mtime, ctime or inode number differs. A
folder is walked only once, however many links point to it, and a link that points outside the
archive is not followed unless the owner allows it.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.paths import is_left_behind
from generator.report import BuildError, Diagnostic, error, note, warning

FileStat = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, and inode number."""

_OF_TOOLS = re.compile(
    r"\.(?:[_#~].*|git.*|hg.*|svn|bzr|DS_Store|obsidian|trash|Trash.*|vscode|idea|vs|directory"
    r"|localized|st(?:folder|versions|ignore)|sync.*|dropbox.*|nfs.*|fuse_hidden.*|cache|keep"
    r"|jekyll.*|hugo.*|editorconfig|prettier.*|markdownlint.*|.*\.(?:sw.|new|tmp|part))"
)
"""Hidden files that systems, editors and other programs keep for themselves."""
MISSING: FileStat = (-1, 0, 0, 0)

FOR_SERVERS = frozenset([".well-known", ".nojekyll", ".htaccess"])
"""The hidden files and folders of the content folder that are published: servers ask for them."""

_OUTSIDE = "the link leads out of this folder"
_AGAIN = "the link leads to a folder that is read anyway"
_DEEP = "the folder lies in more than a hundred others"
_SPECIAL = "it is a device, a socket or a pipe, not a file"
_HIDDEN = "its name begins with a dot"
_REMEDIES = {
    _HIDDEN: "Rename it if it should be published, or keep it: of hidden files only .well-known, "
    ".nojekyll and .htaccess are published.",
    _OUTSIDE: "Copy what it leads to into the archive, or set follow_links: true in site.yaml.",
    _AGAIN: "Delete the link, or keep it: nothing is read twice.",
    _DEEP: "Move it up.",
    _SPECIAL: "Move it out of the archive.",
}
_DEEPEST = 100
"""The deepest nesting of folders; deeper ones are made only by mistake, and break many programs."""
_FEW_FOLDERS = 100
"""With more touched folders than this, it is not worth reading only those."""
_SHOWN = 5
"""How many paths a message names before it merely counts the others."""

_NANO = 1_000_000_000
_SECOND = _NANO
"""In nanoseconds: the resolution of the timestamps on coarse disks."""
_COARSE_CLOCK = 5
"""Linux's CLOCK_REALTIME_COARSE, from which most of its disks take the timestamps of files."""
_RESOLUTION = time.clock_getres(_COARSE_CLOCK) if sys.platform == "linux" else 0.015
_TICK = _RESOLUTION * 1.25
"""Seconds within which two changes of a file may get the same timestamp."""
_COARSE = 2 * _NANO
"""The same, in nanoseconds, on disks that record only whole seconds (FAT: only even seconds)."""


class Snapshot(Struct, frozen=True, dict=True):
    """The files below a folder, by path.

    Most hidden files, and what programs left behind, are left out. Broken links are included, so
    that whoever opens them learns what is wrong. ``unseen`` has the folders that cannot be read and
    the links that are not followed, ``skipped`` has what no build ever reads; both map paths to
    reasons.
    """

    stats: Mapping[str, FileStat] = field(default_factory=dict)
    unseen: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest((sorted(self.stats.items()), self._left_out))

    @property
    def _left_out(self) -> list[tuple[str, str]]:
        return sorted({**self.unseen, **self.skipped}.items())

    def hides(self, name: str) -> bool:
        """Return whether a path is in ``unseen``, or is inside a folder or link that is."""
        if not self.unseen:
            return False
        parts = name.split("/")
        return any("/".join(parts[:count]) in self.unseen for count in range(1, len(parts) + 1))

    def require(self, name: str, folder: str) -> None:
        """Raise BuildError when this file, without which nothing can be decided, was left out."""
        reason = self.unseen.get(name) or self.skipped.get(name)
        if reason is not None:
            path, message = f"{folder}/{name}", f"this is needed, and it is not read: {reason}"
            raise BuildError(message, code="folder.unread", path=path, hint=_remedy(reason))

    def diagnostics(self, folder: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each reason why paths of ``folder`` were left out."""
        # Imported here because a build with nothing to do has nothing to report.
        from generator.text import printable

        places: defaultdict[str, list[str]] = defaultdict(list)
        for name, reason in self._left_out:
            places[reason].append(name)
        for reason, names in places.items():
            others = names[1:_SHOWN]
            more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
            also = f"; likewise {', '.join(map(printable, others))}{more}" if others else ""
            path, message = printable(f"{folder}/{names[0]}"), f"this is not read: {reason}{also}"
            if names[0] in self.unseen:
                hint = f"{_remedy(reason)} What is published of it stays until then."
                yield error("folder.unread", message, path=path, hint=hint)
            else:
                tell = note if reason == _HIDDEN else warning
                yield tell("folder.skipped", message, path=path, hint=_remedy(reason))


def _remedy(reason: str) -> str:
    return _REMEDIES.get(reason, "Fix the folder or its permissions.")


class Outline(Struct, frozen=True, dict=True):
    """Less than a snapshot of a folder: the names of its files, and the file stats of its folders.

    It shows which files were added, removed or replaced, but not which were rewritten in place, and
    costs a third as much as a snapshot. The names of folders end with a slash; the name of the
    outermost folder is ``""``.
    """

    files: Collection[str] = ()
    folders: Mapping[str, FileStat] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return _digest((list(self.files), self.folders))


def _digest(state: Any) -> str:
    # Version 2 of marshal's format writes equal values as equal bytes.
    return blake2b(marshal.dumps(state, 2), digest_size=16).hexdigest()


def take_snapshot(
    folder: Path,
    within: Collection[Path] = (),
    *,
    follow_links: bool = False,
    dotted: Collection[str] = (),
) -> Snapshot:
    """Return a snapshot of a folder; it is empty when there is no such folder.

    Links may point into the folder itself and into the folders in ``within``; with
    ``follow_links``, they may point anywhere. ``dotted`` are the names of hidden files and folders
    to include. Raises OSError when the folder itself cannot be read.
    """
    roots = () if follow_links else tuple(os.path.realpath(root) for root in (folder, *within))
    walk = _Walk(roots, dotted)
    with suppress(FileNotFoundError):
        walk.enter(str(folder))
    if walk.places:  # until the clock moves on, another edit would get the same timestamp
        time.sleep(_TICK)
        walk.stats.update((name, stat_of_input(path)) for name, path in walk.places)
    return Snapshot(walk.stats, walk.unseen, walk.skipped)


def take_outline(folder: Path) -> Outline:
    """Return the outline of a folder; it names no files if the folder is missing or unreadable."""
    files: dict[str, None] = {}
    folders: dict[str, FileStat] = {}
    below = [""]
    while below:
        prefix = below.pop()
        place = f"{folder}/{prefix}" if prefix else str(folder)
        folders[prefix] = stat_of_file(place)
        below += reversed(_list(place, prefix, files) or ())
    return Outline(files.keys(), folders)


def retake_outline(folder: Path, before: Outline, touched: Collection[str]) -> Outline:
    """Return the outline of a folder in which only the ``touched`` folders have changed since.

    ``touched`` has the folders, with a trailing slash, in which files were added, removed or
    replaced. Everything is read again if many folders were touched, if folders were added or
    removed, or if a folder got its first file.
    """
    if len(touched) > _FEW_FOLDERS:
        return take_outline(folder)
    names: dict[str, dict[str, None]] = {}
    stats = dict(before.folders)
    for prefix in touched:
        inside: dict[str, None] = {}
        subfolders = _list(f"{folder}/{prefix}", prefix, inside)
        # The folders directly inside: “a/b/” is inside “a/”.
        known = {name for name in stats if name and name[: name.rfind("/", 0, -1) + 1] == prefix}
        if prefix not in stats or subfolders is None or known != set(subfolders):
            return take_outline(folder)
        names[prefix] = inside
        stats[prefix] = stat_of_file(f"{folder}/{prefix}")
    files: dict[str, None] = {}
    for name in before.files:
        prefix = name[: name.rfind("/") + 1]
        if prefix in names:
            files.update(names[prefix])
        else:
            files[name] = None
    # A folder that had no file before is not met in the loop above.
    is_whole = all(files.keys() >= inside.keys() for inside in names.values())
    return Outline(files.keys(), stats) if is_whole else take_outline(folder)


def _list(folder: str, prefix: str, files: dict[str, None]) -> list[str] | None:
    """Add the names of a folder's files; return the names of its subfolders, None if unreadable."""
    subfolders: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # A link is not followed: it counts as a file, and is not ours.
            if entry.is_dir(follow_symlinks=False):
                subfolders.append(f"{prefix}{entry.name}/")
            else:
                files[prefix + entry.name] = None
        return subfolders
    return None


def stat_of_file(path: str) -> FileStat:
    """Return the stat of a file or folder; MISSING when it does not exist."""
    try:
        return _mark(os.stat(path))
    except OSError:
        return MISSING


def _mark(stat: os.stat_result) -> FileStat:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def stat_of_input(path: str) -> FileStat:
    """Return the stat of a file that somebody may be editing; MISSING when it does not exist.

    On a disk that records only whole seconds, a later edit within the same second would not show.
    The stat of a file changed just now is therefore unique, and the next build reads it again.
    """
    try:
        return _stat_of_input(os.stat(path), time.time_ns())
    except OSError:
        return MISSING


def _stat_of_input(stat: os.stat_result, now: int) -> FileStat:
    latest = max(stat.st_mtime_ns, stat.st_ctime_ns)
    is_coarse = not (stat.st_mtime_ns % _SECOND or stat.st_ctime_ns % _SECOND)
    if is_coarse and latest > now - _COARSE:
        return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, -now)
    return _mark(stat)


def leads_out(path: str, roots: Collection[str]) -> bool:
    """Return whether a path points, through links, to a place outside all the ``roots``.

    The roots are real paths; an empty collection stands for the whole disk.
    """
    target = os.path.realpath(path)
    return bool(roots) and not any(
        target == root or target.startswith(root.rstrip(os.sep) + os.sep) for root in roots
    )


class _Walk:
    """A walk through a folder; links may point only into ``roots`` or, without roots, anywhere.

    Of hidden files and folders only those named in ``dotted`` are seen.
    """

    def __init__(self, roots: Collection[str], dotted: Collection[str]) -> None:
        self.stats: dict[str, FileStat] = {}
        self.unseen: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.places: list[tuple[str, str]] = []
        """Names and paths of files that changed a moment ago."""
        self._roots = roots
        self._dotted = dotted
        self._links: list[tuple[str, str]] = []
        """Names of links to folders, and the real paths of those folders."""
        self._entered: set[str] = set()

    def enter(self, folder: str) -> None:
        """Look at all below a folder, then where links lead; raise OSError if unreadable."""
        self._now = time.time_ns()
        self._go_through("", os.path.realpath(folder))
        while self._links:
            # Sorted by name, so that which of two links is followed depends on nothing else.
            self._links.sort(reverse=True)
            name, target = self._links.pop()
            if target in self._entered:
                self.skipped[name] = _AGAIN
            else:
                self._go_through(f"{name}/", target)

    def _go_through(self, prefix: str, folder: str) -> None:
        """Look at a folder and the folders inside it."""
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
        """Record an entry; return whether it is a folder to descend into."""
        name = prefix + entry.name
        if is_left_behind(entry.name) and entry.name not in self._dotted:
            is_hidden = entry.name[0] == "." and self._dotted
            if is_hidden and not _OF_TOOLS.fullmatch(entry.name):
                self.skipped[name] = _HIDDEN
            return False
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
        except OSError:  # it points to itself
            self.stats[name] = MISSING

    def _note(self, name: str, entry: os.DirEntry[str]) -> None:
        """Record the stat of a file, or of the target of a link; MISSING if the link is broken."""
        try:
            stat = entry.stat()
        except OSError:
            self.stats[name] = MISSING
            return
        self.stats[name] = _stat_of_input(stat, self._now)
        if abs(self._now - max(stat.st_mtime_ns, stat.st_ctime_ns)) < _TICK * _NANO:
            self.places.append((name, entry.path))
